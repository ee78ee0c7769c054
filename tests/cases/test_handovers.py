"""Handing a case over: offered with a note, accepted or not; it changes hands then and not before."""

import pytest
from django.db import IntegrityError, transaction

from rapporteur.cases import actions as cases
from rapporteur.cases.handovers import actions
from rapporteur.cases.handovers.workflow import STEPS, State
from rapporteur.cases.models import Case, HandOver
from rapporteur.cases.queries.cases import by_owner, offered_to, timeline
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make
from tests.factories.people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B2")]


def offered(office, case=None):
    case = case or make.make_case(office)
    return actions.offer(case, office.second, "the aunt waits", by=office.officer)


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.OFFERED, {"accept hand-over", "decline hand-over", "take hand-over back"}),
        (State.ACCEPTED, set()),
        (State.DECLINED, set()),
        (State.TAKEN_BACK, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


def test_a_case_changes_hands_when_it_is_accepted(office):
    handover = offered(office)
    assert Case.objects.get().owner == office.officer
    actions.accept(handover, by=office.second)
    assert Case.objects.get().owner == office.second
    verbs = list(Entry.objects.filter(verb__contains="hand-over").values_list("verb", flat=True))
    assert sorted(verbs) == ["accept hand-over", "offer hand-over"]
    assert [one.what for one in timeline(Case.objects.get())][-2:] == [
        f"offered to {office.second}",
        "hand-over accepted",
    ]


@pytest.mark.parametrize("act", [actions.decline, actions.take_back])
def test_otherwise_it_stays(office, act):
    by = office.second if act is actions.decline else office.officer
    act(offered(office), by=by)
    assert Case.objects.get().owner == office.officer
    assert actions.offer(Case.objects.get(), office.second, "again", by=office.officer)


def test_only_who_was_asked_answers(office):
    handover = offered(office)
    for act in (actions.accept, actions.decline):
        with pytest.raises(Refused, match="who was asked"):
            act(handover, by=office.officer)
    with pytest.raises(Refused, match="takes the offer back"):
        actions.take_back(handover, by=office.holder)


def test_whoever_has_the_case_takes_back_an_offer_of_someone_else(office):
    case = make.make_case(office)
    handover = actions.offer(case, office.second, "words", by=office.holder)
    assert actions.take_back(handover, by=office.officer).state == State.TAKEN_BACK


def test_who_left_the_desk_does_not_accept(office):
    handover = offered(office)
    office.second.memberships.update(state="removed", removed_on="2026-01-01")
    with pytest.raises(Refused, match="members of its desk"):
        actions.accept(handover, by=office.second)


def test_what_cannot_be_offered_is_said(office):
    case = make.make_case(office)
    auditor = make_member(office.desk, "auditor").account
    with pytest.raises(Refused, match="members of its desk"):
        actions.offer(case, auditor, "words", by=office.officer)
    with pytest.raises(Refused, match="members of its desk"):
        actions.offer(case, office.second, "words", by=auditor)
    with pytest.raises(Refused, match="theirs already"):
        actions.offer(case, office.officer, "words", by=office.second)
    with pytest.raises(Refused, match="needs to know"):
        actions.offer(case, office.second, " \n", by=office.officer)
    offered(office, case)
    with pytest.raises(Refused, match="offered to someone already"):
        offered(office, case)


def test_the_database_holds_one_offer_a_case_too(office):
    handover = offered(office)
    with pytest.raises(IntegrityError, match="one_offer_a_case"), transaction.atomic():
        HandOver(
            case=handover.case,
            to=office.holder,
            sealed=cases.note(handover.case, "x", by=office.officer).sealed,
            by=office.officer,
            on=handover.on,
        ).save(force_insert=True)


def test_who_has_what_names_people_and_nobody(office):
    make.make_case(office)
    Case.objects.filter(pk=make.make_case(office).pk).update(owner=None)
    found = {one.name: one.cases for one in by_owner(office.second)}
    assert found == {office.officer.name: 1, "": 1}
    assert list(offered_to(office.second)) == []


def test_the_whole_path_needs_no_more_than_the_rights_of_the_desk(office, as_role):
    case = make.make_case(office)
    with as_role("desk"):
        actions.decline(offered(office, case), by=office.second)
        actions.take_back(offered(office, case), by=office.officer)
        actions.accept(offered(office, case), by=office.second)
