"""A follow-up visit begins with what is open for the State of the first, and drops nothing later."""

import pytest

from rapporteur.follow_up.actions import following
from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.cycles.followed import lines_of
from rapporteur.visits.cycles.models import Followed, Paper
from rapporteur.visits.cycles.reports import actions as reports
from tests.factories import follow_up as follow
from tests.factories import visits as make

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R35.2")]
SYMBOL = "A/HRC/99/9/ADD.1"


@pytest.fixture
def first(office):
    """A visit whose report recommends two things: one is followed and closed, one nobody follows."""
    report = make.make_report(office, make.make_visited(office))
    for text in ("Set up a helpline.", "Open shelters."):
        make.propose(report, office, text)
    make.give_source(report, office)
    held = make.held_of(report, office)
    reports.send_advance(report, held, by=office.holder)
    reports.finish(report, held, by=office.officer)
    final = Paper.objects.whole().get(pk=report.pk)
    reports.publish(final, held, SYMBOL, "en", by=office.holder)
    done = follow.in_scope(Recommendation.objects.get(text="Open shelters."))
    following.close(follow.make_following(office, done), why="they are open", by=office.officer)
    return make.fresh(report.visit)


def told(lines):
    return {one.recommendation.text: (one.is_closed, one.of_first) for one in lines}


def test_it_begins_with_what_is_open_for_that_state_and_no_other(office, first):
    elsewhere = follow.make_recommendation(
        "of a committee", mechanism="treaty_body", symbol="CRC/9"
    )
    follow.make_following(office, elsewhere)
    follow.make_recommendation("to another State", states=("CHL",))
    follow.make_recommendation("nobody follows it", symbol="CRC/8")
    visit = make.make_visit(office, kind="follow_up", follows=first)
    into, before = lines_of(make.fresh(visit))
    assert told(into) == {
        "of a committee": (False, False),
        "Set up a helpline.": (False, True),
    }
    assert told(before) == {"Open shelters.": (True, True)}
    assert {one.place for one in into} == {"CRC/9 88", f"{SYMBOL} R1"}
    row = Followed.objects.filter(visit=visit).first()
    assert str(row) == f"{visit.pk} {row.recommendation_id}"
    assert row.visit.follows == first
    assert lines_of(first) == ([], [])


def test_what_is_closed_since_stays_in_its_line_as_closed(office, first):
    one = follow.make_following(office)
    visit = make.fresh(make.make_visit(office, kind="follow_up", follows=first))
    following.close(one, why="the law is in force", by=office.officer)
    assert told(lines_of(visit)[0])[follow.TEXT] == (True, False)


def test_as_many_queries_for_three_as_for_one(office, first, django_assert_num_queries):
    for text in ("one", "two", "three"):
        follow.make_following(office, follow.make_recommendation(text, symbol="CRC/9"))
    visit = make.fresh(make.make_visit(office, kind="follow_up", follows=first))
    with django_assert_num_queries(10):
        lines_of(visit)
