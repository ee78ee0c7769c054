"""Experiences at the desk: a list of their own, a theme, and no way into a case."""

import pytest
from django.urls import reverse

from rapporteur.cases import actions, experiences
from rapporteur.cases.models import Case
from rapporteur.intake import experiences as intake
from rapporteur.intake.models import Experience, Submission, Thread
from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make
from tests.factories.people import make_desk
from tests.factories.vaults import make_group, make_keyring

WORDS = "zyxquorum a teacher who listened"


def make_experience(recipient, **said):
    row = new_id()
    intake.keep(row, recipient, {"helped": WORDS, **said})
    return Experience.objects.get(pk=row)


@pytest.fixture
def one(at_work):
    return make_experience(at_work.desk.recipient, state="XEX", theme="school", reuse="yes")


@pytest.mark.django_db
def test_the_list_opens_nothing_and_stands_in_the_rail(at_work, one):
    page = at_work.get(reverse("experiences")).content.decode()

    assert str(one.pk) in page
    assert WORDS not in page
    assert f'href="{reverse("experiences")}"' in at_work.get("/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_queries(at_work, django_assert_num_queries, rows):
    for _ in range(rows):
        make_experience(at_work.desk.recipient)
    at_work.get("/")

    with django_assert_num_queries(8):
        at_work.get(reverse("experiences"))


def test_opening_is_journalled_and_shows_the_answers_in_words(committed, at_work, one):
    page = at_work.get(reverse("experiences_one", args=[one.pk])).content.decode()

    assert WORDS in page
    assert "Exerland" in page
    assert "may be used without saying who told it" in page
    assert Entry.objects.filter(verb="read", subject_id=str(one.sealed.record_id)).count() == 1


def test_who_did_not_allow_more_is_read_by_the_desk_alone(committed, at_work):
    one = make_experience(at_work.desk.recipient, state="QQQ")
    page = at_work.get(reverse("experiences_one", args=[one.pk])).content.decode()

    assert "its writer did not allow more" in page
    assert "QQQ" in page


@pytest.mark.django_db
def test_a_theme_is_marked_filtered_and_taken_away(at_work, one):
    address = reverse("experiences_one", args=[one.pk])
    assert at_work.post(address, {"theme": "school"}).url == address
    assert str(one.pk) in at_work.get(reverse("experiences"), {"theme": "school"}).content.decode()
    assert str(one.pk) not in (
        at_work.get(reverse("experiences"), {"theme": "health"}).content.decode()
    )
    at_work.post(address, {"theme": ""})
    one.refresh_from_db()
    assert one.theme == ""
    assert Entry.objects.filter(verb="mark theme").count() == 2


def test_a_theme_that_there_is_not_is_refused(committed, at_work, one):
    page = at_work.post(reverse("experiences_one", args=[one.pk]), {"theme": "king"})
    assert page.status_code == 200
    with pytest.raises(Refused):
        experiences.mark(one, "king", by=at_work.person)


def test_what_another_desk_was_told_is_not_there(committed, at_work):
    theirs = make_experience(make_group(make_keyring()).pk)

    assert str(theirs.pk) not in at_work.get(reverse("experiences")).content.decode()
    assert at_work.get(reverse("experiences_one", args=[theirs.pk])).status_code == 404
    with pytest.raises(Refused):
        experiences.open_one(theirs, at_work.keyring, by=at_work.person)


def test_who_reads_nothing_sealed_sees_no_list(committed, at_desk):
    client = at_desk("auditor", desk=make_desk("OTHER"))
    assert client.get(reverse("experiences")).status_code == 403


@pytest.mark.requirement("R20.3")
def test_shared_experience_can_be_joined_to_no_case(committed, at_work, one):
    """No table of cases can name it; a row forged over its record is refused by its kind."""
    desk = at_work.desk.recipient
    thread = Thread(lookup=b"l" * 32, public_half=b"p", pepper_version=1, desk=desk, day=today())
    thread.save()
    forged = Submission(
        thread=thread, desk=desk, day=today(), urgent=False, identity_given=False,
        size="short", sealed=one.sealed,
    )  # fmt: skip
    forged.save()

    with pytest.raises(Refused, match="never a case"):
        actions.open_case(forged, {}, by=at_work.person)
    case = make.make_case(at_work.office)
    with pytest.raises(Refused, match="never a case"):
        actions.join(case, forged, {}, by=at_work.person)
    assert Case.objects.count() == 1
    page = at_work.get(reverse("experiences_one", args=[one.pk])).content.decode()
    assert "/case/" not in page
    assert at_work.get(reverse("received_case", args=[one.pk])).status_code == 404
