"""What is asked about a public letter, its number and its day, and the line of the public log."""

from datetime import timedelta

import pytest
from django.db import connection

from rapporteur.communications.actions import corrections, publishing
from rapporteur.communications.models import Correction, Policy
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.publication.models import PublicChange
from tests.factories import communications as make

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("L8")]
CASE = r"C-[A-Z2-9]{4}-[A-Z2-9]{4}"


@pytest.fixture
def published(office):
    rendition = make.publish(office)
    return type(rendition).objects.select_related("communication__desk").get(pk=rendition.pk)


def asked(office, letter, **more):
    given = {"kind": "removal", "of": "letter", "asked_on": today(), "words": "Please take it off."}
    return corrections.take_down(letter, by=office.officer, **{**given, **more})


def answered(office, note, outcome="unchanged"):
    return corrections.answer(note, why="We looked.", outcome=outcome, by=office.officer)


def lines():
    return list(PublicChange.objects.values_list("kind", "of", "outcome"))


def test_a_request_gets_a_number_and_a_day_by_the_policy_of_today(office, published):
    note = asked(office, published.communication)

    assert note.number.startswith("C-")
    assert note.answer_by == today() + timedelta(days=30)
    assert lines() == []


def test_without_a_policy_no_day_is_promised(office, published):
    Policy.objects.filter(purpose="correction").delete()
    assert asked(office, published.communication).answer_by is None


def test_what_another_asks_is_sealed_to_the_desk_alone(office):
    make.make_mission(office)
    letter = make.publish(office).communication
    note = answered(office, asked(office, letter))
    for version in (note.sealed, note.answer):
        kinds = version.wraps.values_list("epoch__recipient__kind", flat=True)
        assert list(kinds) == ["desk"]
    assert not Correction.objects.told().exists()


@pytest.mark.parametrize("outcome", ["corrected", "withdrawn", "unchanged"])
def test_an_answer_is_one_line_of_the_log_that_names_no_letter(office, published, outcome):
    note = answered(office, asked(office, published.communication), outcome)

    line = PublicChange.objects.get()
    assert (line.number, line.kind, line.outcome) == (note.number, "removal", outcome)
    assert (line.asked_by, line.key, line.asked_on) == ("other", "", today())
    assert str(line) == f"{note.number} removal"


def test_of_a_letter_that_was_never_public_the_log_says_nothing(office):
    mission, _ring = make.make_mission(office)
    note = corrections.note(make.make_sent(office), fact="May.", right="March.", by=mission)
    answered(office, note)
    assert lines() == []


def test_what_a_state_asked_is_logged_as_asked_by_a_state(office):
    mission, _ring = make.make_mission(office)
    letter = make.publish(office).communication
    answered(office, corrections.note(letter, fact="May.", right="March.", by=mission), "corrected")
    assert PublicChange.objects.get().asked_by == "state"


def test_withdrawing_and_publishing_again_are_lines_with_the_key_of_the_copy(office, published):
    key = published.published_key
    publishing.withdraw(published, why="An error.", by=office.second)
    letter = type(published.communication).objects.get(pk=published.communication_id)
    again = make.publish(office, make.make_cleared(office, make.make_prepared(office, letter)))

    found = set(PublicChange.objects.values_list("kind", "of", "key"))
    assert found == {("withdrawn", "letter", key), ("again", "letter", again.published_key)}


def test_a_reply_that_goes_with_its_letter_has_a_line_of_its_own(office, published):
    letter = published.communication
    letter = type(letter).objects.get(pk=letter.pk)
    reply = make.make_reply(office, letter)
    rendition = make.make_prepared(office, letter, reply=reply)
    make.publish(office, make.make_cleared(office, rendition))
    publishing.withdraw(make.fresh(published), why="An error.", by=office.second)
    assert sorted(of for _kind, of, _outcome in lines()) == ["letter", "reply"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"kind": "withdrawn"}, "what is asked"),
        ({"of": "State"}, "what is asked"),
        ({"words": " "}, "what is asked"),
        ({"asked_on": today() + timedelta(days=2)}, "still to come"),
    ],
)
def test_a_request_that_is_none_is_refused(office, published, given, why):
    with pytest.raises(Refused, match=why):
        asked(office, published.communication, **given)


def test_only_of_what_is_public_something_is_asked_so(office):
    with pytest.raises(Refused, match="not public"):
        asked(office, make.make_sent(office))


def test_an_answer_says_what_came_of_it(office, published):
    with pytest.raises(Refused, match="what came of it"):
        answered(office, asked(office, published.communication), "")


def test_the_desk_needs_no_more_than_its_rights(office, published, as_role):
    connection.check_constraints()
    with as_role("desk"):
        answered(office, asked(office, published.communication))
    assert PublicChange.objects.count() == 1


def test_no_role_changes_a_line(office, as_role):
    with (
        pytest.raises(Exception, match="permission denied"),
        as_role("desk"),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE published_change SET day = now()")
