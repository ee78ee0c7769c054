"""By when a case should be decided: the start, the rule of its risk, and the same in the database."""

from datetime import date, timedelta

import pytest

from rapporteur.cases import actions, due
from rapporteur.cases.facts import Risk
from rapporteur.cases.models import Case, Triage
from rapporteur.cases.queries.cases import Wanted, listed
from rapporteur.kernel.clock import today
from tests.factories import cases as make

pytestmark = pytest.mark.requirement("B6")


def test_each_risk_has_one_rule_with_a_source():
    assert {one.risk for one in due.table()} == set(Risk)
    for risk in Risk:
        rule = due.rule_on(risk, date(2026, 11, 1))
        assert rule.days > 0
        assert rule.source
        assert rule.as_of


def test_a_risk_that_is_not_known_is_no_low_one():
    days = {risk: due.rule_on(risk, date(2026, 11, 1)).days for risk in Risk}
    assert days[Risk.HIGH] < days[Risk.UNKNOWN] < days[Risk.MEDIUM] < days[Risk.LOW]


def test_before_the_first_rule_no_day_is_known():
    case = Case(opened_on=date(2025, 12, 31), state="open")
    assert case.due.rule is None
    assert case.due.on is None


def test_a_rule_ends_the_day_before_the_next_begins():
    rule = due.Rule(Risk.LOW, 3, date(2026, 1, 1), date(2026, 2, 1), "s", "2026")
    assert [rule.holds_on(date(2026, *one)) for one in ((1, 1), (1, 31), (2, 1))] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize("state", ["decided", "closed"])
def test_what_is_decided_is_due_no_more(state):
    assert Case(opened_on=date(2026, 11, 1), state=state).due is None


@pytest.mark.parametrize("risk", Risk.values)
def test_the_risk_moves_the_day_and_not_the_start(risk):
    case = Case(opened_on=date(2026, 11, 1), state="triage", current=Triage(risk=risk))
    rule = due.rule_on(Risk(risk), case.opened_on)
    assert case.due.on == date(2026, 11, 1) + timedelta(days=rule.days)
    assert case.due.again is False


@pytest.mark.django_db
def test_a_case_that_is_opened_again_starts_anew(office):
    triage = make.make_decided(office)
    Case.objects.update(opened_on=date(2026, 1, 2))
    case = actions.reopen(triage.case, "more came in", by=office.officer)
    assert (case.due.start, case.due.again) == (today(), True)


def with_an_end(risk, days):
    """Return a rule that ends, and another that takes over from it."""
    turn = today() - timedelta(days=3)
    return (
        due.Rule(risk, days, date(2020, 1, 1), turn, "s", "2026"),
        due.Rule(risk, days + 2, turn, None, "s", "2026"),
    )


@pytest.mark.django_db
@pytest.mark.parametrize("ends", [False, True])
@pytest.mark.parametrize("risk", [None, *Risk.values])
def test_the_database_finds_the_same_day(office, monkeypatch, risk, ends):
    case = make.make_case(office)
    if risk is not None:
        triage = make.make_triage(office, case)
        Triage.objects.filter(pk=triage.pk).update(risk=risk)
    if ends:
        rules = with_an_end(Risk(risk or "unknown"), 4)
        monkeypatch.setattr(due, "table", lambda: rules)
    for back in range(5):
        Case.objects.update(opened_on=today() - timedelta(days=back))
        found = Case.objects.select_related("current").get()
        assert list(Case.objects.due_by(found.due.on)) == [found]
        assert list(Case.objects.due_by(found.due.on - timedelta(days=1))) == []
    Case.objects.update(state="closed")
    assert list(Case.objects.due_by(date(2100, 1, 1))) == []


@pytest.mark.django_db
def test_lists_show_what_is_due_and_what_is_nobodys(office):
    soon, later = make.make_case(office), make.make_case(office)
    triage = make.make_triage(office, later)
    Triage.objects.filter(pk=triage.pk).update(risk="low")
    Case.objects.filter(pk=later.pk).update(owner=None)
    assert list(listed(office.officer, Wanted(due=True))) == [soon]
    assert list(listed(office.officer, Wanted(unassigned=True))) == [later]
