"""Any past day can be shown, and what changed is told in words."""

from datetime import date, timedelta

import pytest

from rapporteur.follow_up import history
from rapporteur.follow_up.actions import commitments, evidence, following
from rapporteur.follow_up.actions.evidence import Finding
from rapporteur.kernel.clock import today
from tests.factories.follow_up import (
    assess,
    count,
    make_evidence,
    make_following,
    promise,
    then,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def followed(office):
    """Return something with a counted word of an organization, and one of the Government waiting."""
    one = make_following(office)
    weak = count(office, make_evidence(office, one), "PRESS")
    strong = count(office, make_evidence(office, one, voice="nhri"), "NHRI_UN_REPORT")
    waiting = make_evidence(office, one, voice="government")
    one.items = (weak, strong, waiting)
    assess(office, one, [weak])
    commitments.write_down(one, promise(), by=office.officer)
    return one


@pytest.mark.requirement("R35.3", "E7")
def test_three_voices_stand_side_by_side_with_what_counts_first(office, followed):
    count(office, make_evidence(office, followed, "A law", voice="children"), "LAW")
    found = history.standing(followed, today())
    told = {
        name: [(item.evidence.voice, item.counts) for item in items]
        for name, items in found.columns.items()
    }
    assert told == {
        "government": [("government", False)],
        "un": [("nhri", True)],
        "ngo": [("children", True), ("ngo", True)],
    }
    assert len(found.items) == 4


@pytest.mark.requirement("R50.3")
def test_the_last_grade_of_each_assessor_and_scale_is_shown(office, followed):
    assess(office, followed, [followed.items[1]], mark="INTERNAL/FULL")
    assess(office, followed, mark="UPR_INFO/NOT", kind="ngo", source="its report")
    found = history.standing(followed, today())
    assert [one.mark_id for one in found.assessments] == ["INTERNAL/FULL", "UPR_INFO/NOT"]
    assert followed.assessments.count() == 3


@pytest.mark.requirement("E9")
def test_a_past_day_shows_what_was_known_then(office, followed):
    before = history.standing(followed, today() - timedelta(days=1))
    assert (before.next_action, before.items, before.assessments, before.commitments) == (
        *(None, [], []),
        [],
    )
    weak = followed.items[0]
    evidence.review(weak, Finding("withdrawn"), counts=False, by=office.second)
    weak.reviews.filter(number=2).update(on=date(2099, 1, 1))
    assert [item.counts for item in history.standing(followed, today()).columns["ngo"]] == [True]


@pytest.mark.requirement("E9")
def test_what_happened_is_told_in_words_newest_first(office, followed):
    said = followed.commitments.get()
    commitments.revise(said, promise(due="2028", progress="under_way"), by=office.second)
    evidence.review(followed.items[0], Finding("withdrawn"), counts=False, by=office.second)
    following.plan_next(followed, then(office, 5, "Write"), by=office.officer)
    following.close(followed, why="carried out", by=office.officer)
    followed.refresh_from_db()
    words = "\n".join(event.words for event in history.timeline(followed))
    for told in (
        "until when: “March 2027” became “2028”; progress: “planned” became “under way”",
        "commitment: Put the law into force",
        "reviewed, non-governmental organization: does not count",
        "assessed by the mandate: partly implemented (scale of this desk)",
        "followed from this day",
        "no longer followed",
        "Write",
    ):
        assert told in words


def test_a_version_that_differs_in_the_kind_of_indicator_alone_says_so(office):
    one = make_following(office)
    given = {"indicator": "a law", "indicator_kind": "structure"}
    first = commitments.write_down(one, promise(**given), by=office.officer)
    given["indicator_kind"] = "process"
    second = commitments.revise(first.commitment, promise(**given), by=office.officer)
    assert history.difference(first, second) == ["kind of indicator"]
