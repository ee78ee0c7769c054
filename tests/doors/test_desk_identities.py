"""Pages of who a source is: asked with a reason, released by a second person, shown once."""

import pytest
from django.urls import reverse

from rapporteur.cases.models import Asking
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import recipients
from rapporteur.people.desks import halves
from tests.factories import cases as make
from tests.factories.canaries import found
from tests.factories.people import make_member
from tests.factories.vaults import make_keyring

pytestmark = [
    pytest.mark.usefixtures("committed"),
    pytest.mark.requirement("SG8"),
    pytest.mark.requirement("B4"),
    pytest.mark.requirement("SG12"),
]
NAME, WHY = "Quetzalcoatlus Source", "Pterodactylus must be reached"


@pytest.fixture
def first(at_work):
    """The coordinator, who began half a by unlocking; nobody holds half b but a stand-in."""
    return at_work


@pytest.fixture
def second(first, beside):
    """A mandate-holder with half b, which is begun anew."""
    client = beside("mandate_holder")
    assert halves.found_missing(client.person, client.keyring) == [(first.desk, "b")]
    return client


def asked(client, submission):
    answer = client.post(reverse("received_source", args=[submission.pk]), {"why": WHY})
    return answer.url


def test_a_name_is_asked_for_released_and_shown_once(first, second, caplog):
    submission = make.make_submission(first.office, name=NAME, contact="by the well")
    opened = first.get(reverse("received_open", args=[submission.pk])).content.decode()
    source = reverse("received_source", args=[submission.pk])
    assert source in opened
    assert NAME not in opened

    address = asked(first, submission)
    assert "Nothing to do for you now" in first.get(address).content.decode()
    assert address in second.get(reverse("home")).content.decode()
    page = second.get(address).content.decode()
    assert WHY in page
    assert "Release my half" in page
    assert second.post(address, {"verb": "release"}).url == address

    assert address in first.get(reverse("home")).content.decode()
    shown = first.post(address, {"verb": "open"})
    assert NAME in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert NAME not in first.get(address).content.decode()
    assert first.post(address, {"verb": "open"}).status_code in {403, 409}
    assert "opened" in first.get(source).content.decode()
    for word in ("Quetzalcoatlus", "Pterodactylus"):
        assert found(word, caplog.text) == []
    assert Entry.objects.filter(verb="read", detail__asking=str(Asking.objects.get().pk)).exists()


def test_a_second_person_may_refuse(first, second):
    address = asked(first, make.make_submission(first.office))
    assert second.post(address, {"verb": "refuse"}).url == address
    assert Asking.objects.get().state == "refused"
    assert second.post(address, {"verb": "nonsense"}).status_code == 302


def test_who_holds_no_half_is_told_whom_to_ask(first, second, beside):
    submission = make.make_submission(first.office)
    officer = beside("desk_officer")
    address = asked(first, submission)
    source = reverse("received_source", args=[submission.pk])
    assert "You hold no half" in officer.get(source).content.decode()
    assert "half of the key" in officer.post(source, {"why": WHY}).content.decode()
    page = officer.get(address).content.decode()
    assert "Only a member who holds the other half" in page
    assert "Release my half" not in page
    assert officer.post(address, {"verb": "release"}).status_code == 403
    assert Asking.objects.get().state == "asked"
    unnamed = make.make_submission(first.office, name="")
    page = first.get(reverse("received_source", args=[unnamed.pk])).content.decode()
    assert "Nothing is kept of who this source is" in page


def test_another_desk_sees_no_asking(first, second, with_vault):
    address = asked(first, make.make_submission(first.office))
    stranger = with_vault("coordinator")
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, {"verb": "release"}).status_code == 404


def test_what_was_typed_stays_where_the_vault_locked_meanwhile(first, second):
    submission = make.make_submission(first.office)
    source = reverse("received_source", args=[submission.pk])
    first.post(reverse("vault_lock"))
    assert first.get(source).url.startswith(reverse("vault_unlock"))
    page = first.post(source, {"why": WHY}).content.decode()
    assert "locked meanwhile" in page
    assert WHY in page
    assert not Asking.objects.exists()


def test_halves_are_shown_handed_on_and_changed(first, second):
    names = reverse("vault_names")
    officer = make_member(first.desk, "desk_officer")
    ring = make_keyring(officer.account_id)
    page = second.get(names).content.decode()
    assert names in second.get(reverse("vault")).content.decode()
    hand = reverse("vault_hand_half", args=[officer.pk, "b"])
    assert hand in page
    assert recipients.spoken(ring.key.public) in second.get(hand).content.decode()
    given = {"fingerprint": recipients.fingerprint(ring.key.public)}
    assert second.post(hand, given).status_code == 403  # without the key of the desk
    assert second.get(hand.replace("/b/", "/c/")).status_code == 404
    change = reverse("vault_change_half", args=[first.desk.pk, "b"])
    assert second.post(change, {"why": "in doubt"}).url == names
    assert recipients.newest(halves.group_of(first.desk, "b").pk).number == 2
    assert second.post(change.replace("/b/", "/c/"), {"why": "x"}).status_code == 404
    assert first.post(change, {"why": "in doubt"}).status_code == 403
