"""Scope is suggested by words and decided by people, one by one or in bulk where it is sure."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.kernel.clock import now
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations import queries as recommendations
from rapporteur.recommendations.deciding import actions, queries, reading
from rapporteur.recommendations.deciding.actions import Choice
from rapporteur.recommendations.deciding.matrix import matrix
from rapporteur.recommendations.deciding.rules import AT_MOST
from rapporteur.recommendations.deciding.tags import Tags
from rapporteur.recommendations.models import (
    Outlook,
    Recommendation,
    ScopeBulk,
    ScopeDecision,
    Standing,
)
from tests.factories import recommendations as make
from tests.factories.people import make_desk, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R50.2")]
IN = Choice(in_scope=True, codes=("SALE", "TRAFFICKING"))


@pytest.fixture
def officer():
    return make_member(make_desk(), "desk_officer").account


def scope(one):
    return Standing.objects.get(pk=one.pk)


@pytest.mark.parametrize(
    ("text", "outlook"),
    [
        (make.SURE, Outlook.SURE),
        (make.LIKELY, Outlook.LIKELY),
        (make.OPEN, Outlook.OPEN),
        (make.NOTHING, Outlook.NOTHING),
    ],
)
def test_words_give_an_outlook(text, outlook):
    assert scope(make.make_recommendation(text)).outlook == outlook


def test_a_language_without_terms_is_unread_and_not_out():
    one = make.make_recommendation("Barnen ska skyddas.", language="sv")
    assert scope(one).outlook == Outlook.UNREAD


def test_a_theme_of_the_source_decides_nothing(officer):
    one = make.make_recommendation(make.NOTHING)
    make.give_theme(one, "Sale of children", "Trafficking")
    actions.read_new(by="job:recommendations.read")
    assert (scope(one).outlook, scope(one).in_scope) == (Outlook.NOTHING, None)
    with pytest.raises(Refused, match="not sure"):
        actions.decide_many([one.pk], in_scope=True, by=officer)


def test_what_is_new_is_read_once_and_again_with_other_terms(monkeypatch):
    one = make.make_recommendation(read=False)
    count = Recommendation.objects.count()
    assert actions.read_new(by="job:recommendations.read", at_most=count - 1) == count - 1
    assert actions.read_new(by="job:recommendations.read") == 1
    assert actions.read_new(by="job:recommendations.read") == 0
    assert {said["code"] for said in scope(one).suggested} >= {"SALE", "TRAFFICKING"}
    monkeypatch.setattr(reading, "mark", lambda: "other terms")
    assert actions.read_new(by="job:recommendations.read") == count
    entries = Entry.objects.filter(verb="read recommendations")
    assert [entry.detail["rows"] for entry in entries.order_by("at")] == [count - 1, 1, count]


def test_a_decision_names_who_when_and_what_was_suggested(officer):
    one = make.make_recommendation(read=False)
    made = actions.decide(one, IN, by=officer)
    assert (made.by, made.on, made.number, made.departs) == (officer, now().date(), 1, False)
    assert made.codes == ["SALE", "TRAFFICKING"]
    assert {said["code"] for said in made.suggested} >= {"SALE", "TRAFFICKING"}
    assert (scope(one).in_scope, scope(one).codes) == (True, ["SALE", "TRAFFICKING"])
    assert Entry.objects.get(verb="decide scope", by=str(officer.pk)).detail["scope"] == "in"


def test_decisions_are_added_and_the_last_one_holds(officer):
    one = make.make_recommendation()
    actions.decide(one, IN, by=officer)
    actions.decide(one, Choice(in_scope=False, reason="Another mandate.", seen=1), by=officer)
    history = [(made.number, made.in_scope) for made in queries.history(one)]
    assert history == [(2, False), (1, True)]
    assert scope(one).in_scope is False


def test_only_what_a_person_found_in_scope_is_followed(officer):
    followed, other, _open = (make.make_recommendation(paragraph=str(n)) for n in range(3))
    actions.decide(followed, IN, by=officer)
    actions.decide(other, Choice(in_scope=False, reason="Twice."), by=officer)
    assert list(recommendations.in_scope()) == [followed]
    assert list(recommendations.in_scope("XEX")) == [followed]
    assert not recommendations.in_scope("CHL").exists()


@pytest.mark.parametrize(
    ("text", "choice", "why"),
    [
        (make.SURE, Choice(in_scope=True), "Choose the kinds"),
        (make.SURE, Choice(in_scope=True, codes=("NONE",)), "not in use"),
        (make.SURE, Choice(in_scope=False, codes=("SALE",)), "no kind of matter"),
        (make.SURE, Choice(in_scope=False), "give the reason"),
        (make.SURE, Choice(in_scope=False, reason="  "), "give the reason"),
        (make.SURE, Choice(in_scope=True, codes=("CSA",)), "give the reason"),
        (make.NOTHING, Choice(in_scope=True, codes=("SALE",)), "give the reason"),
        (make.SURE, Choice(in_scope=True, codes=("SALE",), seen=1), "meanwhile"),
        (make.SURE, Choice(in_scope=True, codes=IN.codes, tags=Tags()), "one pillar"),
    ],
)
def test_a_decision_is_refused(officer, text, choice, why):
    one = make.make_recommendation(text)
    with pytest.raises(Refused, match=why):
        actions.decide(one, choice, by=officer)
    assert not ScopeDecision.objects.exists()


def test_a_departure_keeps_its_reason(officer):
    one = make.make_recommendation(make.NOTHING)
    choice = Choice(in_scope=True, codes=("SALE",), reason=" The annex names it. ")
    made = actions.decide(one, choice, by=officer)
    assert (made.departs, made.reason) == (True, "The annex names it.")


def test_the_database_holds_what_a_decision_must_be(officer):
    one = make.make_recommendation()
    tags = {"pillars": ["prevention"], "sectors": ["law"], "levels": ["national"]}
    wrong = (
        {"in_scope": True, **tags},
        {"in_scope": False, "codes": ["SALE"]},
        {"departs": True},
        *({"in_scope": True, "codes": ["SALE"], **tags, name: []} for name in tags),
    )
    for number, fields in enumerate(wrong, 1):
        with pytest.raises(IntegrityError), transaction.atomic():
            ScopeDecision.objects.create(
                recommendation=one, number=number, by=officer, on=now().date(), **fields
            )


def test_sure_ones_are_taken_over_together_and_back(officer):
    many = [make.make_recommendation(paragraph=str(n)) for n in range(3)]
    bulk = actions.decide_many([one.pk for one in many], in_scope=True, by=officer)
    assert {scope(one).in_scope for one in many} == {True}
    assert "TRAFFICKING" in scope(many[0]).codes
    assert Entry.objects.filter(verb="decide scope").count() == 3
    undone = actions.undo(bulk, by=officer)
    assert (undone.rows, undone.stay) == (3, [])
    assert {scope(one).in_scope for one in many} == {None}
    assert [made.in_scope for made in queries.history(many[0])] == [None, True]


def test_what_no_word_speaks_for_goes_out_together(officer):
    many = [make.make_recommendation(make.NOTHING, paragraph=str(n)) for n in range(2)]
    actions.decide_many([one.pk for one in many], in_scope=False, by=officer)
    assert {scope(one).in_scope for one in many} == {False}


def test_one_that_is_not_sure_stops_all(officer):
    sure, likely = make.make_recommendation(), make.make_recommendation(make.LIKELY)
    for wanted, in_scope, why in (
        ([sure, likely], True, "not sure"),
        ([likely], False, "not sure"),
        ([], True, "at least one"),
        ([make.make_recommendation(read=False)], True, "not there any more"),
    ):
        with pytest.raises(Refused, match=why):
            actions.decide_many([one.pk for one in wanted], in_scope=in_scope, by=officer)
    with pytest.raises(Refused, match="at most 500"):
        actions.decide_many(range(AT_MOST + 1), in_scope=True, by=officer)
    actions.decide(sure, IN, by=officer)
    with pytest.raises(Refused, match="decided already"):
        actions.decide_many([sure.pk], in_scope=True, by=officer)
    assert not ScopeBulk.objects.exists()


def test_what_was_decided_since_is_not_undone(officer):
    one, other = make.make_recommendation(), make.make_recommendation()
    bulk = actions.decide_many([one.pk, other.pk], in_scope=True, by=officer)
    actions.decide(one, Choice(in_scope=False, reason="Twice.", seen=1), by=officer)
    undone = actions.undo(bulk, by=officer)
    assert (undone.rows, [made.recommendation for made in undone.stay]) == (1, [one])
    assert (scope(one).in_scope, scope(other).in_scope) == (False, None)


def test_a_bulk_is_undone_by_its_maker_once_and_for_15_minutes(officer):
    bulk = actions.decide_many([make.make_recommendation().pk], in_scope=True, by=officer)
    other = make_member(make_desk(), "desk_officer").account
    with pytest.raises(Refused, match="Only whoever did this"):
        actions.undo(bulk, by=other)
    ScopeBulk.objects.update(at=now() - timedelta(minutes=16))
    with pytest.raises(Refused, match="15 minutes"):
        actions.undo(bulk, by=officer)
    ScopeBulk.objects.update(at=now())
    actions.undo(bulk, by=officer)
    with pytest.raises(Refused, match="undone already"):
        actions.undo(bulk, by=officer)


@pytest.mark.requirement("R25.2")
def test_what_lacks_a_pillar_or_sector_is_decided_by_itself(officer):
    one = make.make_recommendation()
    Standing.objects.update(tags_suggested={"levels": ["national"]})
    with pytest.raises(Refused, match="No pillar or no sector"):
        actions.decide_many([one.pk], in_scope=True, by=officer)
    with pytest.raises(Refused, match="one pillar"):
        actions.decide(one, IN, by=officer)


@pytest.mark.requirement("R25.2")
@pytest.mark.requirement("R54.1")
def test_tags_are_suggested_given_by_a_person_and_asked_for(officer):
    one, other = (
        make.make_recommendation(),
        make.make_recommendation("Consider the sale of children."),
    )
    suggested = Tags.of(scope(one).tags_suggested)
    assert suggested.pillars == ("prevention", "promotion")
    assert {"law", "justice"} <= set(suggested.sectors)
    assert suggested.levels == ("national", "international")
    assert (suggested.persons, suggested.action) == (("children",), "5")

    def listed(**wanted):
        return set(queries.listed(queries.Wanted(country="XEX", **wanted)))

    assert listed(level="international") == {one}
    assert listed(action=Tags.of(scope(other).tags_suggested).action) == {other}
    given = Tags(("rehabilitation",), ("health",), ("regional",), ("girls",), "2")
    made = actions.decide(one, Choice(True, IN.codes, tags=given), by=officer)
    assert Tags.of(vars(made)) == Tags.of(vars(scope(one))) == given
    asked = {"pillar": "rehabilitation", "sector": "health", "level": "regional", "action": "2"}
    assert listed(decided="in", persons="girls", **asked) == {one}
    assert listed(decided="in", pillar="promotion") == set()
    out = Choice(in_scope=False, reason="Twice.", seen=1, tags=given)
    assert actions.decide(one, out, by=officer).pillars == []


@pytest.mark.requirement("R25.2")
def test_the_matrix_has_nothing_untagged(officer):
    many = [make.make_recommendation(paragraph=str(n)) for n in range(2)]
    actions.decide_many([one.pk for one in many], in_scope=True, by=officer)
    made = matrix("XEX")
    assert (made.total, made.untagged) == (2, 0)
    assert dict(made.totals) == {"prevention": 2, "rehabilitation": 0, "promotion": 2}
    law = next(row for row in made.rows if row.sector == "law")
    assert (law.total, law.cells[0]) == (2, ("prevention", 2))
    assert matrix("CHL").total == 0


def test_values_that_are_no_tags_are_left_out():
    assert Tags.of({"pillars": ["x", "prevention"], "action": "9"}) == Tags(("prevention",))


def test_suggestions_are_measured_by_decisions_taken_one_by_one(officer, monkeypatch):
    one, other, third = (make.make_recommendation() for _ in range(3))
    actions.decide(one, IN, by=officer)
    actions.decide(other, Choice(in_scope=False, reason="Twice."), by=officer)
    actions.decide_many([third.pk], in_scope=True, by=officer)
    sure = {said["code"]: said["sure"] for said in scope(one).suggested}
    found = queries.measured()["TRAFFICKING", sure["TRAFFICKING"]]
    assert (found.confirmed, found.decided, found.enough) == (1, 2, False)
    monkeypatch.setattr(queries, "FEWEST", 2)
    assert (found.enough, found.per_cent) == (True, 50)


def test_lists_keep_what_is_asked_for(officer):
    sure, nothing = make.make_recommendation(), make.make_recommendation(make.NOTHING)
    followed = make.make_recommendation(paragraph="9")
    actions.decide(followed, IN, by=officer)

    def listed(**wanted):
        return set(queries.listed(queries.Wanted(**wanted)).filter(states=["XEX"]))

    assert listed() == {sure, nothing}
    assert listed(outlook="nothing", country="XEX") == {nothing}
    assert listed(code="SALE") == {sure}
    assert listed(decided="in", code="SALE") == {followed}
    assert listed(decided="out") == set()
    assert queries.waiting()["sure"] == 1
    assert (Outlook.NOTHING, 1) in queries.waiting_in_words()
