"""Grouping State by State, and ruling of a pair. Made up for an exercise about Exerland."""

from uuid import uuid4

import pytest
from django.db import IntegrityError

from rapporteur.doors.worker import tasks
from rapporteur.kernel.clock import now
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.actions import load
from rapporteur.recommendations.alike import actions, queries
from rapporteur.recommendations.models import Alike, AlikeRuling, Recommendation
from tests.doors.test_desk_recommendations import given
from tests.factories.people import make_desk, make_member
from tests.recommendations.states import STATES

pytestmark = pytest.mark.django_db
ASKED = (
    ("Ratify the Optional Protocol to the Convention against Torture.", "2012-05"),
    ("Consider ratifying OP-CAT.", "2017-05"),
    ("Register every birth.", "2017-05"),
)


@pytest.fixture
def three():
    rows = [given(n, text=text, dated=day) for n, (text, day) in enumerate(ASKED, start=1)]
    load(rows, STATES, file="exerland.txt", by="command:recommendations")
    return [Recommendation.objects.get(text=text) for text, _day in ASKED]


def texts(one):
    return [other.text for other in queries.beside(one).others]


def officer():
    return make_member(make_desk(), "desk_officer").account


@pytest.mark.requirement("E3")
def test_the_worker_groups_what_is_new_once(three, as_role):
    assert queries.beside(three[0]).group is None
    with as_role("worker"):
        tasks.group_recommendations.func(timestamp=0)
    assert texts(three[0]) == [ASKED[1][0]]
    assert texts(three[2]) == []
    assert Alike.objects.get(pk=three[1].pk).cluster == three[0].pk
    assert actions.group_new(by="job:a test") == 0
    assert Entry.objects.filter(verb="group recommendations").count() == 1
    assert queries.groups_of([three[1].pk, uuid4()]) == {three[1].pk: (three[0].pk, 2)}


def test_a_run_ends_after_so_many_states_and_other_lists_read_again(three, monkeypatch):
    assert actions.group_new(by="job:a test", at_most=0) == 0
    assert actions.group_new(by="job:a test") == 1
    monkeypatch.setattr(actions.asks, "mark", lambda: "other")
    monkeypatch.setattr(queries, "mark", lambda: "other")
    assert queries.waiting(5) == ["XEX"]
    assert actions.regroup("XEX") == 0


@pytest.mark.requirement("E3")
def test_people_part_and_join_and_the_last_word_holds(three):
    person = officer()
    actions.group_new(by="job:a test")
    made = actions.rule(three[1], three[0], same=False, by=person)
    assert made.one_id < made.other_id
    assert str(made) == f"{made.one_id} {made.other_id}"
    assert texts(three[0]) == []
    actions.rule(three[0], three[1], same=True, by=person)
    assert texts(three[0]) == [ASKED[1][0]]
    actions.rule(three[2], three[0], same=True, by=person)
    assert set(texts(three[0])) >= {ASKED[2][0]}
    verbs = Entry.objects.filter(by=str(person.pk)).values_list("verb", flat=True)
    assert sorted(verbs) == [*["join recommendations"] * 2, "part recommendations"]
    assert Recommendation.objects.filter(text__in=dict(ASKED)).count() == 3
    assert str(Alike.objects.get(pk=three[0].pk)) == str(three[0].pk)


def test_only_two_of_one_state_are_ruled_of(three):
    person = officer()
    elsewhere = Recommendation.objects.filter(country=None).first()
    with pytest.raises(Refused, match="the same recommendation"):
        actions.rule(three[0], three[0], same=True, by=person)
    for pair in ((three[0], elsewhere), (elsewhere, three[0])):
        with pytest.raises(Refused, match="to the same State"):
            actions.rule(*pair, same=True, by=person)
    with pytest.raises(IntegrityError):
        AlikeRuling.objects.create(one=three[0], other=three[0], same=True, by=person, at=now())


def test_another_is_named_by_its_page_or_by_symbol_and_paragraph(three):
    one = three[0]
    for words in (str(one.pk), f"http://desk/recommendations/{one.pk}/", f"{one.symbol} {one.paragraph}"):  # fmt: skip
        assert queries.named("XEX", words) == [one]
    assert queries.named("CHL", str(one.pk)) == []
    assert queries.named("XEX", "nothing") == []
