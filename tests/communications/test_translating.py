"""A reply in another language: wanted or not needed, made, read by another; its own language."""

import pytest

from rapporteur.circles.records import records_of
from rapporteur.communications.actions import translating
from rapporteur.communications.models import Reply, ReplyTranslation
from rapporteur.communications.replies.workflow import STEPS, TranslationState
from rapporteur.kernel.refusals import Refused
from tests.factories.communications import make_mission, make_reply, opened
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db
TEXT = "Les autorités examinent l’affaire."


def wanted(reply, office, **more):
    given = {"into": "fr", "state": "needed", "by": office.officer, **more}
    return translating.say(reply, **given)


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (TranslationState.NEEDLESS, {"translate reply"}),
        (TranslationState.NEEDED, {"translate reply"}),
        (TranslationState.MADE, {"translate reply", "read translation"}),
        (TranslationState.READ, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


def test_a_translation_is_wanted_made_and_read_by_another(office):
    make_mission(office)
    reply = make_reply(office, language="en")
    made = translating.translate(wanted(reply, office), text=TEXT, by=office.officer)
    assert (made.state, opened(made.sealed, office)) == ("made", {"text": TEXT})
    kinds = made.sealed.wraps.values_list("epoch__recipient__kind", flat=True)
    assert set(kinds) == {"desk"}
    assert made.sealed.record_id in records_of([reply.communication.case_id])
    with pytest.raises(Refused, match="other than whoever made it"):
        translating.confirm(made, by=office.officer)
    done = translating.confirm(made, by=office.second)
    assert (done.state, done.read_by) == ("read", office.second)
    with pytest.raises(Refused, match="state has changed"):
        translating.translate(done, text=TEXT, by=office.officer)


def test_it_is_bettered_until_another_has_read_it(office):
    made = translating.translate(wanted(make_reply(office), office), text=TEXT, by=office.officer)
    again = translating.translate(made, text="Mieux.", by=office.second)
    assert (again.made_by, opened(again.sealed, office)) == (office.second, {"text": "Mieux."})


def test_what_is_said_may_be_said_otherwise_until_it_is_made(office):
    reply = make_reply(office)
    first = wanted(reply, office, state="needless")
    second = wanted(reply, office)
    assert (first.pk, second.state) == (second.pk, "needed")
    translating.translate(second, text=TEXT, by=office.officer)
    with pytest.raises(Refused, match="there already"):
        wanted(reply, office, state="needless")


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"into": "de"}, "Choose the language"),
        ({"state": "made"}, "Choose the language"),
        ({"into": "en"}, "is in this language"),
    ],
)
def test_what_cannot_be_wanted_is_refused(office, more, why):
    with pytest.raises(Refused, match=why):
        wanted(make_reply(office, language="en"), office, **more)
    assert not ReplyTranslation.objects.exists()


@pytest.mark.parametrize("text", [" ", "x" * 40_001])
def test_an_empty_or_endless_translation_is_refused(office, text):
    with pytest.raises(Refused, match="Write the translation"):
        translating.translate(wanted(make_reply(office), office), text=text, by=office.officer)


def test_the_language_of_a_reply_that_came_without_one_is_said_once(office):
    reply = make_reply(office)
    with pytest.raises(Refused, match="Choose the language"):
        translating.say_language(reply, language="xx", by=office.officer)
    translating.say_language(reply, language="zh-hans", by=office.officer)
    assert Reply.objects.get().language == "zh-hans"
    with pytest.raises(Refused, match="on record already"):
        translating.say_language(reply, language="ar", by=office.officer)


def test_only_members_of_the_desk_translate(office):
    reply = make_reply(office)
    made = translating.translate(wanted(reply, office), text=TEXT, by=office.officer)
    for person in (
        make_member(make_desk("OTHER"), "desk_officer").account,
        make_member(office.desk, "auditor").account,
        make_mission(office)[0],
    ):
        for act in (
            lambda by: wanted(reply, office, by=by),
            lambda by: translating.say_language(reply, language="ar", by=by),
            lambda by: translating.translate(made, text=TEXT, by=by),
            lambda by: translating.confirm(made, by=by),
        ):
            with pytest.raises(Refused, match="Only members"):
                act(person)
