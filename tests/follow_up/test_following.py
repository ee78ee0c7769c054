"""What is followed for which State, what is done next and who does it."""

from datetime import timedelta

import pytest

from rapporteur.follow_up import queries
from rapporteur.follow_up.actions import following
from rapporteur.follow_up.actions.following import Next
from rapporteur.follow_up.models import Following
from rapporteur.follow_up.queries import Wanted
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.models import Recommendation, Standing
from tests.factories.cases import make_office
from tests.factories.follow_up import (
    in_scope,
    make_following,
    make_recommendation,
    promise,
    then,
)
from tests.factories.law import make_country
from tests.factories.people import make_member

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R35.1")
def test_what_is_followed_has_a_day_and_an_owner_from_the_first(office):
    make_following(office)
    one = queries.listed(office.officer, Wanted()).get()
    assert (one.next_on, one.next_owner) == (today() + timedelta(days=30), office.officer.pk)
    assert Entry.objects.get(verb="follow recommendation").detail["country"] == "XEX"


@pytest.mark.requirement("R50.1")
def test_a_recommendation_of_the_study_is_followed_for_any_state(office):
    study = in_scope(Recommendation.objects.filter(mechanism="study").first())
    assert make_following(office, study).country_id == "XEX"


def test_what_is_not_addressed_to_a_state_is_not_followed_for_it(office):
    with pytest.raises(Refused, match="not addressed to this State"):
        make_following(office, make_recommendation(states=("XQQ",)))


def test_what_is_followed_is_followed_once(office):
    one = make_following(office)
    with pytest.raises(Refused, match="already"):
        make_following(office, one.recommendation)


@pytest.mark.requirement("R50.2")
def test_what_nobody_decided_to_be_in_scope_is_not_followed(office):
    one = make_recommendation()
    for decided in (None, False):
        Standing.objects.update(in_scope=decided, codes=[], pillars=[], sectors=[], levels=[])
        with pytest.raises(Refused, match="in scope"):
            make_following(office, one)


def test_several_are_followed_alike_and_those_followed_stay(office):
    one = make_following(office)
    more = make_recommendation("Exercise: train judges")
    made = following.follow_many(
        [one.recommendation, more],
        make_country(),
        desk=office.desk,
        then=then(office),
        by=office.officer,
    )
    assert [each.recommendation for each in made] == [more]
    assert Following.objects.count() == 2


@pytest.mark.requirement("E9")
def test_a_next_action_is_added_and_the_one_before_stays(office):
    one = make_following(office)
    following.plan_next(one, then(office, 3, "Write to the Mission"), by=office.second)
    assert list(one.next_actions.values_list("number", "words")) == [
        (1, "Ask the Mission what was done"),
        (2, "Write to the Mission"),
    ]
    assert queries.listed(office.officer, Wanted()).get().next_words == "Write to the Mission"


def test_a_next_action_says_what_lies_ahead_and_has_an_owner_of_the_desk(office):
    one = make_following(office)
    reader = make_member(office.desk, "auditor").account
    for next_, why in (
        (then(office, words=" "), "Say what"),
        (then(office, -1), "lies ahead"),
        (then(office, owner=reader), "Only members of its desk"),
    ):
        with pytest.raises(Refused, match=why):
            following.plan_next(one, next_, by=office.officer)


@pytest.mark.requirement("R35.1")
def test_the_list_of_what_is_overdue_holds_what_was_to_be_done_before_today(office):
    late, soon = (
        make_following(office, make_recommendation(f"Exercise: {n}"), days=0) for n in "ab"
    )
    late.next_actions.update(on=today() - timedelta(days=1))
    found = queries.listed(office.officer, Wanted(overdue=True))
    assert list(found) == [late]
    assert list(queries.due_soon(office.officer, today())) == [late, soon]
    assert list(queries.due_soon(office.second, today())) == []


@pytest.mark.requirement("R54.1")
def test_filters_keep_state_pillar_sector_level_and_mechanism(office):
    one = make_following(office)
    fits = Wanted("XEX", "prevention", "justice", "national", "own_visit")
    assert list(queries.listed(office.officer, fits)) == [one]
    for other in (
        Wanted("XQQ"),
        Wanted(pillar="promotion"),
        Wanted(sector="health"),
        Wanted(level="regional"),
        Wanted(mechanism="upr"),
    ):
        assert not queries.listed(office.officer, other).exists()


def test_what_is_closed_is_not_in_the_list_unless_it_is_asked_for(office):
    one = make_following(office)
    with pytest.raises(Refused, match="reason"):
        following.close(one, why=" ", by=office.officer)
    closed = following.close(one, why="carried out", by=office.officer)
    assert closed.closed_on == today()
    assert not queries.listed(office.officer, Wanted()).exists()
    assert queries.listed(office.officer, Wanted(closed=True)).get() == one
    with pytest.raises(Refused, match="no longer followed"):
        following.plan_next(closed, then(office), by=office.officer)
    opened = following.reopen(closed, then(office, 2, "Look again"), by=office.officer)
    assert (opened.state, opened.closed_on, opened.next_actions.count()) == ("open", None, 2)


def test_another_desk_sees_nothing_and_does_nothing(office):
    one = make_following(office)
    other = make_office("EDUCATION")
    assert not queries.listed(other.officer, Wanted()).exists()
    for act in (
        lambda: following.plan_next(one, then(other), by=other.officer),
        lambda: following.close(one, why="no", by=other.officer),
        lambda: make_following(office, make_recommendation("Exercise: b"), by=other.officer),
    ):
        with pytest.raises(Refused, match="Only members of its desk"):
            act()
    assert queries.who_may_own(one) != queries.who_may_own(make_following(other))


def test_next_is_a_plain_value():
    assert Next("a", today(), None).words == "a"
    assert promise().due == "2027-03"
