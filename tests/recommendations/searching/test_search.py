"""Recommendations are found by words of six languages and by facets, from page to page."""

import pytest

from rapporteur.recommendations.deciding import actions as deciding
from rapporteur.recommendations.deciding.actions import Choice
from rapporteur.recommendations.models import Recommendation, SearchRow
from rapporteur.recommendations.searching import search
from rapporteur.recommendations.searching.indexing import outdate, renew
from rapporteur.recommendations.searching.search import Wanted, everything, find
from tests.factories import recommendations as make
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db


def given(text, **more):
    one = make.make_recommendation(text, **more)
    renew([one.pk])
    return one


def found(words="", **facets):
    return set(find(Wanted(words, facets)).rows)


@pytest.mark.requirement("E13")
@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Prohibit the selling of children", "prohibits child"),
        ("fr", "Interdire la vente d’enfants", "ventes enfant"),
        ("es", "Prohibir la venta de niños", "prohibir nino"),
        ("ar", "حظر بيع الأطفال", "الاطفال"),
        ("zh-Hans", "禁止买卖儿童", "买卖儿童"),
        ("ru", "Запретить торговлю детьми", "торговля"),
        ("sv", "Förbjud handel med barn", "handel"),
    ],
)
def test_words_are_found_in_each_language(language, text, words):
    one = given(text, language=language)
    other = given("Build roads.", language=language)
    assert found(words) == {one}
    assert other in found(state="XEX")


def test_all_words_must_be_met_and_the_last_may_be_a_beginning():
    one = given("Ratify the Optional Protocol")
    given("Ratify the Convention")
    assert found("ratify proto") == {one}
    assert found("A/HRC/99/1 protocol") == {one}
    assert found("?!") == set()


@pytest.mark.requirement("E12")
def test_facets_are_kept_counted_and_joined():
    one = given(make.SURE, dated="2012-05-30", body="CRC", positions=["supported"])
    other = given(make.NOTHING, dated="2013", mechanism="treaty_body")
    make.give_theme(one, "Sale of children")
    renew([one.pk])
    told = find(Wanted(facets={"state": "XEX"}))
    assert (told.total, told.more, told.after) == (2, False, None)
    assert told.facets["year"] == [("2012", 1), ("2013", 1)]
    assert told.facets["theme"] == [("Sale of children", 1)]
    for facets in (
        {"year": "2012"},
        {"body": "CRC"},
        {"position": "supported"},
        {"theme": "Sale of children"},
        {"mechanism": "upr"},
    ):
        assert found(state="XEX", **facets) == {one}
    assert found("abolish", year="2013") == {other}
    assert found(year="nonsense") == found("abolish", year="2012") == set()


def test_what_people_decided_is_found_at_once():
    officer = make_member(make_desk(), "desk_officer").account
    one = given(make.SURE)
    assert found(scope="open", state="XEX") == {one}
    deciding.decide(one, Choice(in_scope=True, codes=("SALE", "TRAFFICKING")), by=officer)
    assert found(scope="in", code="SALE", pillar="prevention", sector="law", action="5") == {one}
    assert found(scope="open", state="XEX") == set()


def test_the_worker_finds_what_is_new_or_told_again(as_role):
    one = make.make_recommendation(read=False)
    with as_role("worker"):
        deciding.read_new(by="job:recommendations.read")
    assert found(state="XEX") == {one}
    make.give_theme(one, "Law")
    outdate([one.pk])
    assert deciding.read_new(by="job:recommendations.read") == 1
    assert found(theme="Law") == {one}
    assert not SearchRow.objects.filter(stale=True).exists()


@pytest.mark.parametrize("looked_at", [1, 2_000])
def test_pages_go_from_key_to_key_without_a_gap(monkeypatch, looked_at):
    monkeypatch.setattr(search, "A_PAGE", 2)
    monkeypatch.setattr(search, "LOOKED_AT", looked_at)
    many = [given(make.SURE, dated=day) for day in ("2012", "2012", "", "2011-05", "2014")]
    seen, after = [], None
    for _ in range(3):
        told = find(Wanted("children", {"state": "XEX"}, after))
        assert told.more == (looked_at == 1)
        seen += told.rows
        after = told.after
    assert after is None
    assert [one.dated for one in seen] == ["2014", "2012", "2012", "2011-05", ""]
    assert set(seen) == set(many)


def test_a_page_asks_no_more_for_three_than_for_one(django_assert_num_queries):
    for _ in range(3):
        given(make.SURE)
        with django_assert_num_queries(2):
            find(Wanted("children", {"state": "XEX"}))


def test_a_download_has_everything_that_fits():
    many = {given(make.SURE) for _ in range(3)}
    given(make.NOTHING)
    assert set(everything(Wanted("sale of children", {"state": "XEX"}))) == many
    assert set(everything(Wanted("", {"state": "XEX", "year": "2012"}))) == set()
    assert everything(Wanted()).count() == SearchRow.objects.count()
    assert Recommendation.objects.count() > 4
