"""What a source says to a reply: asked only where it is safe, answered in its thread, shown once."""

from datetime import timedelta

import pytest

from rapporteur.cases.facts import Risk
from rapporteur.cases.models import Case, Consent, SafetyPlan, Triage
from rapporteur.cases.plans import actions as plans
from rapporteur.cases.plans.words import Plan
from rapporteur.communications.actions import commenting
from rapporteur.communications.commenting.rules import child_is_safe, may_ask
from rapporteur.communications.models import SourceComment
from rapporteur.intake.models import Submission
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.refusals import Refused
from tests.cases.test_enquiries import said_of, standing
from tests.factories.cases import make_case, make_submission
from tests.factories.communications import (
    make_approved,
    make_decided_case,
    make_letter,
    make_mission,
    make_reply,
    make_sent,
    make_signed,
    make_submitted,
    make_written,
)
from tests.factories.people import make_desk, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("C1")]
QUESTION = "What would you like us to know about this?"
PLAN = Plan(happens="They could be visited.", contact="here", secret="neighbours", danger="call")


@pytest.fixture
def reply(office):
    """Return a reply to a letter whose source said yes to being written to, with a safety plan."""
    case = make_decided_case(office, may_answer="yes")
    sent = make_sent(
        office,
        make_signed(
            office,
            make_approved(
                office, make_submitted(office, make_written(office, make_letter(office, case)))
            ),
        ),
    )
    plans.save(case, PLAN, version=0, by=office.officer)
    return make_reply(office, sent)


def source_of(reply):
    return Submission.objects.get(joined__case=reply.communication.case_id)


def ask(reply, office, submission=None, **more):
    submission = submission or source_of(reply)
    given = {"question": QUESTION, "until": today() + timedelta(days=30), "by": office.officer}
    said = said_of(office, submission)
    return commenting.ask(reply, submission, said=said, **{**given, **more})


def test_a_source_that_said_yes_is_asked_in_its_thread(office, reply):
    done = ask(reply, office, text="An answer has come.")
    [enquiry] = standing(office, source_of(reply))
    assert [one.words for one in enquiry.asked] == [QUESTION]
    assert (done.reply, done.enquiry.message_id) == (reply, enquiry.row)


def test_nothing_of_the_reply_goes_along_by_itself(office, reply):
    ask(reply, office)
    assert "look into it" not in str(standing(office, source_of(reply)))


def test_a_source_is_asked_once_about_a_reply(office, reply):
    ask(reply, office)
    with pytest.raises(Refused, match="asked about this reply already"):
        ask(reply, office)
    assert SourceComment.objects.count() == 1


@pytest.mark.parametrize("answer", ["no", "skipped", "words"])
def test_what_is_no_yes_is_a_no(office, reply, answer):
    case = reply.communication.case
    Consent.objects.filter(case=case, purpose="may_answer").update(answer=answer)
    with pytest.raises(Refused, match="has not said that we may write"):
        ask(reply, office)
    assert not SourceComment.objects.exists()


def test_a_yes_that_was_taken_back_is_a_no(office, reply):
    case, submission = reply.communication.case, source_of(reply)
    old = Consent.objects.get(case=case, purpose="may_answer")
    Consent(
        case=case, submission=submission, purpose="may_answer", answer="no", told="call",
        said_on=today(), by=office.officer, at=now() + timedelta(seconds=1),
    ).save(force_insert=True)  # fmt: skip
    assert old.answer == "yes"
    with pytest.raises(Refused, match="has not said that we may write"):
        ask(reply, office)


def test_without_a_safety_plan_only_a_low_risk_is_asked(office, reply):
    case = reply.communication.case
    SafetyPlan.objects.get(case=case).delete()
    with pytest.raises(Refused, match="no safety plan"):
        ask(reply, office)
    Triage.objects.filter(pk=case.current_id).update(risk=Risk.LOW)
    assert may_ask(office.officer, fresh(reply), source_of(reply)) is None


def fresh(reply):
    return type(reply).objects.get(pk=reply.pk)


def test_a_child_alone_is_asked_only_where_it_is_guarded(office, reply):
    case = reply.communication.case
    Triage.objects.filter(pk=case.current_id).update(child_alone=True)
    with pytest.raises(Refused, match="A child writes alone"):
        ask(fresh(reply), office)


def test_without_a_decided_triage_nobody_is_asked(office):
    assert "not decided" in str(child_is_safe(Case.objects.get(pk=make_case(office).pk)))


def test_another_submission_is_not_asked(office, reply):
    with pytest.raises(Refused, match="does not belong"):
        ask(reply, office, make_submission(office))


def test_only_members_of_the_desk_ask(office, reply):
    for person in (
        make_member(make_desk("OTHER"), "desk_officer").account,
        make_member(office.desk, "auditor").account,
        make_mission(office)[0],
    ):
        with pytest.raises(Refused, match="Only members"):
            ask(reply, office, by=person)
