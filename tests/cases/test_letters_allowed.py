"""What must hold before a triage ends in a letter; nothing else has conditions."""

import pytest

from rapporteur.cases import actions, consents
from rapporteur.cases.facts import SafePerson
from rapporteur.cases.outcomes import ACTS, Outcome
from rapporteur.cases.triages import actions as triages
from rapporteur.cases.triages import rules, saving
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make
from tests.factories.cases import REASON, words_of

pytestmark = pytest.mark.django_db
OTHERS = sorted(set(Outcome.values) - ACTS)


def guarded(triage, office, **more):
    given = {"best_interests": "a note", "safe_person": "adult", **more}
    said = saving.Guarded(**given)
    return saving.guard(triage, said, opened=words_of(triage, office), by=office.officer)


def child_ready(office, **more):
    triage = make.complete(make.make_triage(office, make.make_child_case(office)), office)
    return guarded(triage, office, **more)


@pytest.mark.parametrize("outcome", sorted(ACTS))
def test_an_anonymous_matter_never_leads_to_a_letter(office, outcome):
    triage = make.complete(make.make_triage(office, name=""), office, "INFO_FOR_TRENDS")
    assert "no letter can rest on it" in str(rules.may_come_to(outcome, triage))


@pytest.mark.parametrize("outcome", OTHERS)
def test_an_anonymous_matter_can_come_to_anything_else(office, outcome):
    triage = make.complete(make.make_triage(office, name=""), office, outcome)
    assert rules.may_come_to(outcome, triage) is None


def test_handing_up_a_letter_on_an_anonymous_matter_is_refused(office):
    triage = make.complete(make.make_triage(office, name=""), office, "ACT_UA")
    with pytest.raises(Refused, match="Nobody who wrote is known"):
        triages.submit(triage, by=office.officer)


def test_the_holder_cannot_decide_for_it_either(office):
    triage = make.make_waiting(office, make.make_case(office, name=""), "INFO_FOR_TRENDS")
    with pytest.raises(Refused, match="Nobody who wrote is known"):
        triages.decide(triage, "ACT_AL", REASON, opened=words_of(triage, office), by=office.holder)


@pytest.mark.parametrize("answer", ["no", ""])
def test_no_letter_where_a_source_did_not_allow_it(office, answer):
    triage = make.complete(make.make_triage(office, may_send=answer), office)
    assert "not allowed us" in str(rules.may_come_to("ACT_AL", triage))


def test_consent_given_later_opens_the_way(office):
    triage = make.complete(make.make_triage(office, may_send="no"), office)
    submission = triage.case.joined.get().submission
    consents.change(
        triage.case,
        submission,
        "may_send",
        "yes",
        told="message",
        said_on=today(),
        by=office.officer,
    )
    assert rules.may_come_to("ACT_AL", triage) is None


@pytest.mark.parametrize(
    ("results", "why"), [({"consent": "unknown"}, "consent"), ({"no_harm": "fail"}, "risk")]
)
def test_consent_and_risk_must_be_weighed_and_met(office, results, why):
    triage = make.complete(make.make_triage(office), office, **results)
    assert why in str(rules.may_come_to("ACT_AL", triage))


@pytest.mark.requirement("R40.2")
def test_a_child_alone_leads_nowhere_without_a_best_interests_note(office):
    triage = child_ready(office, best_interests=" ")
    assert "best interests" in str(rules.may_come_to("ACT_AL", triage))


@pytest.mark.requirement("R40.2")
def test_a_child_alone_leads_nowhere_without_someone_safe(office):
    triage = child_ready(office, safe_person="")
    assert "safe adult" in str(rules.may_come_to("ACT_AL", triage))


@pytest.mark.requirement("R40.2")
def test_a_child_alone_leads_nowhere_without_a_second_officer(office):
    triage = child_ready(office)
    assert "second officer" in str(rules.may_come_to("ACT_AL", triage))
    with pytest.raises(Refused, match="other than who prepared it"):
        triages.second(triage, by=office.officer)
    triages.second(triage, by=office.second)
    triage.refresh_from_db()
    assert rules.may_come_to("ACT_AL", triage) is None


@pytest.mark.requirement("R40.2")
@pytest.mark.parametrize("person", SafePerson.values)
def test_who_is_safe_may_be_nobody_for_a_written_reason(office, person):
    triage = child_ready(office, safe_person=person, no_safe_person="none of them is reachable")
    triages.second(triage, by=office.second)
    triage.refresh_from_db()
    assert rules.may_come_to("ACT_UA", triage) is None


def test_nobody_safe_without_the_reason_is_refused(office):
    with pytest.raises(Refused, match="Write down why"):
        child_ready(office, safe_person="none", no_safe_person=" ")


def test_what_guards_a_child_is_seconded_again_after_it_changed(office):
    triage = triages.second(child_ready(office), by=office.second)
    assert guarded(triage, office).seconded_by is None


def test_the_second_officer_does_not_decide(office):
    triage = child_ready(office)
    triages.second(triage, by=office.holder)
    triage.refresh_from_db()
    waiting = triages.submit(triage, by=office.officer)
    with pytest.raises(Refused, match="someone else's"):
        triages.decide(
            waiting, "ACT_AL", REASON, opened=words_of(waiting, office), by=office.holder
        )


def test_nobody_unticks_that_a_child_writes_alone(office):
    assert child_ready(office, child_alone=False).child_alone


def test_a_child_whom_nobody_knows_stays_anonymous(office):
    triage = child_ready(office)
    triage = make.weigh_all(triage, office, identified_source="unknown")
    triages.second(triage, by=office.second)
    triage.refresh_from_db()
    assert "no letter can rest on it" in str(rules.may_come_to("ACT_AL", triage))


def test_a_relative_beside_the_child_is_no_child_alone(office):
    case = make.make_child_case(office)
    actions.join(case, make.make_submission(office), make.ADULT, by=office.officer)
    assert not make.make_triage(office, case).child_alone
