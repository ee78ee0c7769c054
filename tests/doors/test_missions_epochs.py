"""A letter and its replies are read and written on, after a change of the Mission's or desk's key."""

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.communications.models import Correction, Reply, TimeRequest
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault.faults import NoWayIn
from rapporteur.kernel.vault.models import Epoch, MemberKey, Version, Wrap
from tests.doors.test_missions_letters import (
    client,
    mission,
    office,
    page,
    pepper,
    post,
    upload,
)
from tests.factories.communications import make_reply, opened
from tests.factories.people import sign_in
from tests.factories.vaults import BY, PHRASE
from tests.kernel.files.documents import pdf
from tests.people.desks.test_missions import Envoy, group

__all__ = ["client", "mission", "office", "pepper"]  # fixtures
pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("R31.2")]
CHANGES = ("mission", "desk", "both", "both twice")
WORDS = "We looked into it."


def again(ring):
    """The same member in a later request, with nothing remembered."""
    return vault.open_member_key(MemberKey.objects.get(pk=ring.key.pk), PHRASE)


def change_keys(which, office, mission, *, without=()):
    """Change the key of the Mission's group, of the desk's, or of both, as after someone left."""
    changed = {"mission": [mission], "desk": [office]}.get(which, [mission, office])
    for _time in range(2 if which == "both twice" else 1):
        for one in changed:
            ring, of = (one.ring, group()) if one is mission else (one.keyring, desk_of(office))
            vault.open_epoch(of, again(ring), without=list(without), by=BY)
    office.keyring = again(office.keyring)
    connection.check_constraints()


def desk_of(office):
    return office.desk.recipient


def epochs_of(version):
    """The number of the epoch that each kind of reader of a version is under."""
    wraps = Wrap.objects.filter(version=version)
    return dict(wraps.values_list("epoch__recipient__kind", "epoch__number"))


@pytest.mark.parametrize("which", CHANGES)
def test_the_letter_opens_after_a_change_of_key(client, mission, office, as_role, which):
    change_keys(which, office, mission)

    with as_role("missions"):
        shown = page(client, "letters_letter", mission.letter)

    assert "promised to a family abroad" in shown
    version = Version.objects.get(record=mission.letter.rendition)
    told = opened(version, office)
    assert told["code"] == mission.letter.code
    newest = Epoch.objects.of(group()).newest_first().first().number
    assert epochs_of(version)["mission"] == newest  # its key moved on when it was opened


@pytest.mark.parametrize("which", CHANGES)
def test_a_reply_after_a_change_of_key_is_read_by_both(client, mission, office, as_role, which):
    change_keys(which, office, mission)

    with as_role("missions"):
        post(client, "letters_reply", mission.letter, text=WORDS, language="en")
        post(client, "letters_reply", mission.letter, file=upload(pdf("Our file")))
        post(client, "letters_time", mission.letter, until="2099-01-01", why=f"Courts. {WORDS}")
        post(client, "letters_correct", mission.letter, fact="A", right=f"B. {WORDS}")
        sent = page(client, "letters_sent", mission.letter)

    assert sent.count(WORDS) == 3
    reply = Reply.objects.get(language="en")
    for kept in (reply.sealed, TimeRequest.objects.get().sealed, Correction.objects.get().sealed):
        newest = {
            "mission": Epoch.objects.of(group()).count(),
            "desk": Epoch.objects.of(desk_of(office)).count(),
        }
        assert epochs_of(kept) == newest
        assert any(WORDS in str(words) for words in opened(kept, office).values())


@pytest.mark.parametrize("which", CHANGES)
def test_what_came_before_a_change_of_key_is_read_by_both(client, mission, office, as_role, which):
    post(client, "letters_reply", mission.letter, text=WORDS, language="en")
    made = make_reply(office, mission.letter, text="By note verbale.")
    change_keys(which, office, mission)

    with as_role("missions"):
        sent = page(client, "letters_sent", mission.letter)

    assert WORDS in sent
    reply = Reply.objects.get(by_mission=True)
    with as_role("desk"):
        read = [opened(one.sealed, office)["text"] for one in (reply, made)]
    assert read == [WORDS, "By note verbale."]


def test_whoever_left_the_mission_opens_neither_what_was_nor_what_comes(door, mission, office):
    second = Envoy()
    vault.add_member(group(), second.ring.key, mission.ring, by=BY)
    ring = again(second.ring)
    vault.open_epoch(group(), ring, without=[mission.pk], by=BY)
    mission.letter.refresh_from_db()
    leaver = sign_in(door("missions"), mission)
    leaver.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    stays = sign_in(door("missions"), second.account)
    stays.post(reverse("vault_unlock"), {"passphrase": PHRASE})

    assert "promised to a family abroad" in page(stays, "letters_letter", mission.letter)
    answer = leaver.get(reverse("letters_letter", args=[mission.letter.pk]))

    assert answer.status_code == 403
    assert "promised to a family abroad" not in answer.content.decode()
    assert not Entry.objects.filter(verb="read", by=str(mission.pk)).exists()
    with pytest.raises(NoWayIn):
        again(mission.ring).current(group())
    post(leaver, "letters_reply", mission.letter, text=WORDS, language="en")
    reply = Reply.objects.get()  # they still speak for the State, until the desk ends the account
    assert opened(reply.sealed, office, ring, group())["text"] == WORDS


def test_whoever_is_handed_the_key_later_reads_all_of_before(door, mission, office):
    client = sign_in(door("missions"), mission)
    client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    post(client, "letters_reply", mission.letter, text=WORDS, language="en")
    change_keys("both twice", office, mission)
    late = Envoy()
    vault.add_member(group(), late.ring.key, again(mission.ring), by=BY)
    theirs = sign_in(door("missions"), late.account)
    theirs.post(reverse("vault_unlock"), {"passphrase": PHRASE})

    assert "promised to a family abroad" in page(theirs, "letters_letter", mission.letter)
    assert WORDS in page(theirs, "letters_sent", mission.letter)


@pytest.mark.parametrize("which", ["desk", "mission"])
def test_a_key_that_waits_to_be_signed_takes_no_reply_and_loses_no_word(
    client, mission, office, which
):
    """In real work a new key can be sealed to once the operator has signed it."""
    change_keys(which, office, mission)
    changed = group() if which == "mission" else desk_of(office)
    Epoch.objects.filter(recipient=changed, number=2).update(signature=b"")

    shown = page(client, "letters_letter", mission.letter)
    answer = post(client, "letters_reply", mission.letter, text=WORDS, language="en")

    assert "promised to a family abroad" in shown
    assert answer.status_code == 200
    assert WORDS in answer.content.decode()
    assert not Reply.objects.exists()
