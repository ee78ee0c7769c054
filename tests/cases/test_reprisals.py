"""Reprisals: noted and handled by two roles alone, reported only with a yes."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.cases.models import ReprisalIncident
from rapporteur.cases.reprisals import actions
from rapporteur.cases.reprisals.rules import desks_handled
from rapporteur.cases.reprisals.workflow import STEPS, State
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make
from tests.factories.people import make_desk, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SG10")]
WORDS = "they came to the school"


def told(office, *, by=None, words=WORDS, **more):
    given = {"process": "submission", "act": "threat", "day": "2026-03", **more}
    return actions.tell(office.desk, actions.Told(**given), words, by=by or office.second)


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.NOTED, {"report reprisal", "close reprisal"}),
        (State.REPORTED, {"close reprisal"}),
        (State.CLOSED, {"reopen reprisal"}),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


def test_it_is_noted_answered_reported_and_closed(office, as_role):
    case = make.make_case(office)
    with as_role("desk"):
        incident = told(office, case=case)
        incident = actions.answer(incident, ["UA", "ASG"], "yes", by=office.holder)
        assert incident.taken_in_words[0].startswith("referred to the Assistant")
        assert actions.move(incident, "report", by=office.holder).state == State.REPORTED
        assert actions.move(incident, "close", by=office.second).state == State.CLOSED
        assert list(ReprisalIncident.objects.about(case).open()) == []
        assert actions.move(incident, "reopen", by=office.second).state == State.NOTED
    assert str(incident) == str(incident.pk)


@pytest.mark.parametrize("consent", ["no", "unknown"])
def test_nothing_is_reported_without_a_yes(office, consent):
    incident = actions.answer(told(office), [], consent, by=office.second)
    with pytest.raises(Refused, match="with the yes"):
        actions.move(incident, "report", by=office.holder)


@pytest.mark.parametrize("role", ["desk_officer", "auditor", "administrator", "reference_editor"])
def test_no_other_role_sees_or_handles_it(office, role):
    person = make_member(office.desk, role).account
    incident = told(office)
    assert desks_handled(person) == []
    assert list(ReprisalIncident.objects.visible_to(person)) == []
    for act in (
        lambda: told(office, by=person),
        lambda: actions.answer(incident, [], "yes", by=person),
        lambda: actions.move(incident, "close", by=person),
        lambda: actions.words_of(incident, office.keyring, by=person),
    ):
        with pytest.raises(Refused, match="handle reprisals"):
            act()


def test_a_coordinator_of_one_desk_sees_nothing_of_another(office):
    incident = told(office)
    other = make_member(make_desk("OTHER"), "coordinator").account
    assert list(ReprisalIncident.objects.visible_to(other)) == []
    assert list(ReprisalIncident.objects.visible_to(office.holder)) == [incident]


def test_what_cannot_be_noted_is_said(office):
    with pytest.raises(Refused, match="what happened"):
        told(office, words=" ")
    with pytest.raises(Refused, match="not come yet"):
        told(office, day=(today() + timedelta(days=1)).isoformat())
    elsewhere = make.make_office("OTHER")
    with pytest.raises(Refused, match="another desk"):
        told(office, case=make.make_case(elsewhere))
    incident = told(office, day="")
    for taken, consent in ((["BOMB"], "yes"), ([], "perhaps")):
        with pytest.raises(Refused, match="what stands there"):
            actions.answer(incident, taken, consent, by=office.second)
    actions.move(incident, "close", by=office.second)
    with pytest.raises(Refused, match="open it again"):
        actions.answer(incident, [], "yes", by=office.second)
    office.desk.recipient = None
    with pytest.raises(Refused, match="no key yet"):
        told(office)
    incident.desk = office.desk
    with pytest.raises(Refused, match="no key yet"):
        actions.words_of(incident, office.keyring, by=office.second)


def test_one_for_a_letter_names_it(office):
    with pytest.raises(IntegrityError, match="has_letter"), transaction.atomic():
        told(office, process="letter")
