"""SG1 to SG15: each held by code or by a check that a named person ticks, and never skipped silently."""

from datetime import date, timedelta

import pytest

from rapporteur.cases.facts import Fact
from rapporteur.cases.models import SafeguardTick
from rapporteur.cases.outcomes import ACTS, Outcome
from rapporteur.cases.queries import safeguards as queries
from rapporteur.cases.recommending import Matter, recommend
from rapporteur.cases.safeguards import actions
from rapporteur.cases.safeguards.items import CHECKS, RULES
from rapporteur.cases.triages import rules as triage_rules
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make


@pytest.mark.requirement("RX.5")
@pytest.mark.requirement("SG4")
def test_each_of_the_fifteen_is_held_or_checked():
    assert [rule.code for rule in RULES] == [f"SG{number}" for number in range(1, 16)]
    assert all(rule.held or rule.checks for rule in RULES)
    assert len(CHECKS) == sum(len(rule.checks) for rule in RULES)
    assert all(check.months > 0 for check in CHECKS.values())
    assert {"SG4.DRILL", "SG13.VETTED", "SG13.CONDUCT", "SG15.CHANNEL"} <= set(CHECKS)


@pytest.mark.django_db
@pytest.mark.requirement("SG4", "SG13")
def test_a_tick_counts_until_it_is_due_again(office, as_role):
    assert len(queries.due(office.desk)) == len(CHECKS)
    with as_role("desk"):
        old = today() - timedelta(days=200)
        ticked = actions.tick(office.desk, "SG4.DRILL", old, by=office.second)
    assert len(queries.due(office.desk)) == len(CHECKS)
    actions.tick(office.desk, "SG4.DRILL", today(), by=office.second)
    assert "SG4.DRILL" not in {one.check.code for one in queries.due(office.desk)}
    assert SafeguardTick.objects.count() == 2
    assert str(ticked) == f"SG4.DRILL {old}"


def test_months_end_on_a_day_that_there_is():
    assert queries.months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)


@pytest.mark.django_db
def test_what_cannot_be_ticked_is_said(office):
    for person in (office.officer, office.holder):
        with pytest.raises(Refused, match="Only a coordinator"):
            actions.tick(office.desk, "SG4.DRILL", today(), by=person)
    with pytest.raises(Refused, match="no such check"):
        actions.tick(office.desk, "SG1", today(), by=office.second)
    tomorrow = today() + timedelta(days=1)
    with pytest.raises(Refused, match="not come yet"):
        actions.tick(office.desk, "SG4.DRILL", tomorrow, by=office.second)


@pytest.mark.django_db
@pytest.mark.requirement("SG15")
def test_an_allegation_against_aid_workers_goes_to_the_channel_and_in_no_letter(office):
    triage = make.complete(make.make_triage(office), office)
    assert triage_rules.may_come_to("ACT_AL", triage) is None
    triage.facts = [Fact.AID_WORKER]
    for outcome in ACTS:
        assert "channel" in triage_rules.may_come_to(outcome, triage)
    assert triage_rules.may_come_to(Outcome.INVESTIGATION_CHANNEL, triage) is None


@pytest.mark.requirement("SG15")
def test_the_engine_recommends_the_channel():
    facts = frozenset({Fact.AID_WORKER})
    rule = recommend(
        Matter({}, frozenset(), facts, "other_body", anonymous=True, child_unready=True)
    )
    assert (rule.key, rule.outcome) == ("INVESTIGATION", Outcome.INVESTIGATION_CHANNEL)
