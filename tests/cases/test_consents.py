"""Consent: for each purpose, as it was said, and what is not said is no."""

from datetime import timedelta

import pytest

from rapporteur.cases import actions, consents
from rapporteur.cases.models import Consent
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make
from tests.factories.people import make_account

pytestmark = pytest.mark.django_db


def change(case, answer="no", **more):
    given = {
        "told": "message",
        "said_on": today(),
        "by": more.pop("by"),
        "purpose": "may_send",
        **more,
    }
    submission = given.pop("submission", None) or case.joined.get().submission
    return consents.change(case, submission, given.pop("purpose"), answer, **given)


def test_what_is_said_later_counts_and_what_stood_before_stays(office):
    case = make.make_case(office)
    assert consents.is_given(case, "may_send")
    change(case, by=office.officer)
    assert not consents.is_given(case, "may_send")
    said = case.consents.filter(purpose="may_send").newest_first()
    assert [(one.answer, one.told) for one in said] == [("no", "message"), ("yes", "submission")]


def test_what_nobody_was_asked_or_answered_is_no(office):
    assert not consents.is_given(make.make_case(office), "may_press")
    assert not consents.is_given(make.make_child_case(office), "may_send")


def test_one_source_that_said_no_is_enough(office):
    case = make.make_case(office)
    no = {**make.ADULT, "may_send": "no"}
    actions.join(case, make.make_submission(office, **no), no, by=office.officer)
    assert not consents.is_given(case, "may_send")


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"purpose": "may_everything"}, "one of the purposes"),
        ({"answer": "perhaps"}, "yes or no"),
        ({"told": "submission"}, "how you know"),
        ({"told": "hearsay"}, "how you know"),
        ({"said_on": today() + timedelta(days=1)}, "not come yet"),
        ({"said_on": today() - timedelta(days=9)}, "before the submission"),
    ],
)
def test_a_change_takes_purpose_answer_source_and_day(office, wrong, why):
    case = make.make_case(office)
    with pytest.raises(Refused, match=why):
        change(case, by=office.officer, **wrong)


def test_only_the_desk_and_only_its_submissions(office):
    case = make.make_case(office)
    with pytest.raises(Refused, match="members of its desk"):
        change(case, by=make_account())
    with pytest.raises(Refused, match="does not belong"):
        change(case, by=office.officer, submission=make.make_submission(office))
    assert not Consent.objects.filter(told="message").exists()
