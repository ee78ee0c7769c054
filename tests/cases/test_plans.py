"""Safety plans: sealed, saved version by version, and missing where something can happen."""

import pytest

from rapporteur.cases.facts import Risk
from rapporteur.cases.models import Case, SafetyPlan, Triage
from rapporteur.cases.plans import actions
from rapporteur.cases.plans.words import PARTS, Plan, is_missing
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Version
from tests.factories import cases as make
from tests.factories.people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SG6", "SG7")]
PLAN = Plan("he is sent away", "Sundays", "the uncle", "call the aunt")


def test_a_plan_is_saved_version_by_version(office, as_role):
    case = make.make_case(office)
    with as_role("desk"):
        actions.save(case, PLAN, version=0, by=office.officer)
        kept = actions.save(case, Plan(danger="run"), version=1, by=office.second)
    assert (kept.version, kept.by) == (2, office.second)
    assert Version.objects.filter(record=kept.record).count() == 2
    assert str(SafetyPlan.objects.get()) == f"{case.pk} 2"
    assert b"uncle" not in bytes(Version.objects.filter(record=kept.record).first().envelope)


def test_the_words_come_back_as_they_were():
    assert Plan.of(PLAN.body()) == PLAN
    assert [text for _label, text in PLAN.lines] == list(vars(PLAN).values())
    assert set(vars(PLAN)) == set(PARTS)


def test_what_cannot_be_saved_is_said(office):
    case = make.make_case(office)
    auditor = make_member(office.desk, "auditor").account
    with pytest.raises(Refused, match="members of its desk"):
        actions.save(case, PLAN, version=0, by=auditor)
    with pytest.raises(Refused, match="Write something"):
        actions.save(case, Plan(" ", "\n"), version=0, by=office.officer)
    actions.save(case, PLAN, version=0, by=office.officer)
    for stale in (0, 2):
        with pytest.raises(Refused, match="saved this meanwhile"):
            actions.save(case, PLAN, version=stale, by=office.officer)


@pytest.mark.parametrize(
    ("risk", "missing"), [("low", False), ("medium", True), ("high", True), ("unknown", True)]
)
def test_a_plan_is_missing_where_the_risk_is_not_low(office, risk, missing):
    assert risk in Risk.values
    case = make.make_case(office)
    assert is_missing(case)
    triage = make.make_triage(office, case)
    Triage.objects.filter(pk=triage.pk).update(risk=risk)
    case = Case.objects.select_related("current").get()
    assert is_missing(case) is missing
    actions.save(case, PLAN, version=0, by=office.officer)
    assert not is_missing(case)
