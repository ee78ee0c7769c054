"""The page of the search, as the role of the public door sees it."""

import pytest
from django.urls import reverse
from django.utils import translation

from rapporteur.doors import rooms
from rapporteur.doors.public.views import search as views
from rapporteur.kernel.findables import Findable, Place
from rapporteur.law.models import (
    CommentOnProvision,
    GeneralComment,
    Instrument,
    Provision,
)
from rapporteur.people.mandates.models import HolderTerm
from rapporteur.publication import indexing
from rapporteur.publication.models import SearchEntry

pytestmark = pytest.mark.django_db
HOLDER = "Juan Miguel Petit"


def put(key, titles, *, kind="term", place=None, **more):
    found = Findable(key=key, titles=titles, place=place or Place("open_data"), **more)
    SearchEntry.objects.bulk_create(indexing.entries(kind, found))


@pytest.fixture
def ask(door, as_role):
    """Ask at the public door, with its role: `ask("article 34")` returns the answer."""
    client = door("public")

    def at_the_door(words=None, language="en", **more):
        given = {**({} if words is None else {"q": words}), **more}
        with translation.override(language):
            address = reverse("search")
        with as_role("public"):
            return client.get(address, given, headers={"accept-language": language}, follow=True)

    return at_the_door


def found(answer):
    return [(line.hit.entry.kind, line.hit.entry.key) for line in answer.context["lines"]]


def test_without_words_there_is_a_form_and_no_result(ask):
    answer = ask()
    assert answer.status_code == 200
    assert found(answer) == []
    assert 'type="search"' in answer.content.decode()


@pytest.mark.requirement("R15.1")
def test_holders_of_long_ago_are_found_with_the_mandate_they_held(ask):
    answer = ask(HOLDER)
    kind, key = found(answer)[0]
    assert (kind, key.split("/")[1]) == ("holder", HOLDER)
    terms = HolderTerm.objects.filter(mandate="SALECHILD")
    listed = {key for kind, key in found(ask("SALECHILD")) if kind == "holder"}
    assert listed == {f"SALECHILD/{term.name}/{term.assumed_on}" for term in terms}


@pytest.mark.requirement("R15.1")
@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "sale of children, child prostitution and child pornography"),
        ("fr", "vente d'enfants"),
        ("ru", "торговле детьми"),
        ("ar", "ببيع الاطفال"),
        ("zh-hans", "买卖儿童"),
    ],
)
def test_a_mandate_is_found_by_a_title_it_no_longer_bears(ask, language, title):
    assert ("mandate", "SALECHILD") in found(ask(title, language, kind="mandate"))


CRC = {
    "key": "CRC",
    "label": "CRC",
    "kind": "treaty",
    "titles": {"en": "Convention on the Rights of the Child"},
    "short_titles": {"en": "Convention on the Rights of the Child", "ar": "اتفاقية حقوق الطفل"},
    "binding": True,
    "named_in_report": True,
    "position": 1,
    "source": "a test",
    "as_of": "2026",
    "evidence": "document",
}


def make_comment(number, *provisions, key=""):
    comment, _ = GeneralComment.objects.get_or_create(
        key=key or f"CRC-GC{number}",
        defaults={
            "number": number,
            "committees": ["CRC"],
            "symbol": f"CRC/C/GC/{number}",
            "titles": {"en": f"General comment No. {number}"},
            "source": "a test",
            "as_of": "2026",
            "evidence": "document",
        },
    )
    for provision in provisions:
        CommentOnProvision.objects.get_or_create(
            comment=comment, provision=provision, defaults={"source": "a test", "as_of": "2026"}
        )


def make_convention():
    """Make the articles and general comments of the check, where no file has brought them."""
    convention, _ = Instrument.objects.get_or_create(key="CRC", defaults=CRC)
    defaults = {"source": "a test", "as_of": "2026", "matters": True}
    places = {}
    for number in (13, 19, 25, 34):
        places[number], _ = Provision.objects.get_or_create(
            instrument=convention, number=str(number), defaults={**defaults, "position": number}
        )
    make_comment(13, places[19], places[34])
    make_comment(25, places[34])
    make_comment(99, places[19], key="XRC-GC99")
    indexing.rebuild(rooms.subjects())


@pytest.mark.requirement("R21.2")
@pytest.mark.parametrize(
    ("language", "words"), [("en", "article 34"), ("en", "Article 34 CRC"), ("ar", "المادة ٣٤")]
)
def test_article_34_leads_to_its_place_and_to_general_comments_13_and_25(ask, language, words):
    make_convention()
    first_page = found(ask(words, language))
    assert ("provision", "CRC/34") in first_page[:5]
    assert {("comment", "CRC-GC13"), ("comment", "CRC-GC25")} <= set(first_page)
    assert ("comment", "XRC-GC99") not in found(ask(words, language, kind="comment"))


@pytest.mark.requirement("R21.2")
def test_the_abbreviation_of_an_article_leads_to_its_place(ask):
    make_convention()
    assert ("provision", "CRC/34") in found(ask("art. 34 CRC"))


@pytest.mark.requirement("R17.4")
def test_words_of_a_treaty_are_answered_with_the_preferred_term(ask):
    put("CSAM-T", {"en": "child sexual abuse material"}, quoted={"en": "quaint treaty words"})
    page = ask("quaint treaty").content.decode()
    assert '<q lang="en">quaint treaty words</q>' in page
    assert "term that is preferred today" in page


def test_what_was_met_is_marked_and_nothing_is_markup(ask):
    put("X", {"en": "<script>alert(1)</script> zebra"}, words={"en": ["<b>zebra</b> & more"]})
    page = ask("zebra").content.decode()
    assert "<mark>zebra</mark>" in page
    assert "<script>" not in page
    assert "&lt;b&gt;<mark>zebra</mark>&lt;/b&gt; &amp; more" in page


def test_what_was_typed_stays_in_the_form(ask):
    page = ask('zebra "quoted" <b>').content.decode()
    assert 'value="zebra &quot;quoted&quot; &lt;b&gt;"' in page


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("x" * 1_000_000, "at most 200 letters"),
        ("a\x00b", "cannot be shown"),
        ("a\x1bb", "cannot be shown"),
        ("a\u202eb", "direction of writing"),
    ],
)
def test_a_bad_question_is_answered_in_words_beside_the_field(ask, words, reason):
    answer = ask(words)
    assert answer.status_code == 200
    assert reason in answer.content.decode()
    assert found(answer) == []
    assert len(answer.content) < 20_000


@pytest.mark.parametrize("words", ["%", ":*", "\\", "()", "<->", "☃", "' --"])
def test_signs_alone_find_nothing_and_break_nothing(ask, words):
    answer = ask(words)
    assert answer.status_code == 200
    assert "Nothing in our record" in answer.content.decode()


def test_where_nothing_is_found_there_are_ways_on(ask):
    answer = ask("zebra unicorn in")
    page = answer.content.decode()
    assert "Use fewer words" in page
    assert [one.address for one in answer.context["fewer"]] == ["?q=zebra", "?q=unicorn"]


def test_kinds_are_counted_and_can_be_chosen(ask):
    put("one", {"en": "zebra one"}, kind="state")
    put("two", {"en": "zebra two"}, kind="visit")
    answer = ask("zebra")
    assert [(str(one.label), one.count) for one in answer.context["kinds"]] == [
        ("State", 1),
        ("step of a visit", 1),
    ]
    assert found(ask("zebra", kind="visit")) == [("visit", "two")]
    assert found(ask("zebra", kind="no such kind")) != []


def test_pages_are_links_that_keep_words_and_kind(ask):
    for number in range(45):
        put(f"z{number}", {"en": f"zebra {number}"}, kind="state")
    answer = ask("zebra", kind="state", page="2")
    assert answer.context["earlier"] == "?q=zebra&kind=state"
    assert answer.context["further"] == "?q=zebra&kind=state&page=3"
    assert len(found(answer)) == 20


@pytest.mark.parametrize(
    ("text", "number"),
    [("", 1), ("2", 2), ("x", 1), ("-1", 1), ("²", 1), ("٣", 1), ("9" * 30, views.MOST_PAGES)],
)
def test_whatever_is_no_number_of_a_page_is_the_first(text, number):
    assert views.page_of(text) == number


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_asks_the_same_number_of_queries(ask, django_assert_num_queries, rows):
    for number in range(rows):
        put(f"z{number}", {"en": f"zebra {number}"})
    ask("zebra")
    with django_assert_num_queries(6):  # two of the search, four of the role and its transaction
        assert len(found(ask("zebra"))) == rows


def test_a_record_without_a_page_is_shown_without_a_link(ask):
    put("lost", {"en": "zebra"}, place=Place("no_such_page", ("x",)))
    [line] = ask("zebra").context["lines"]
    assert line.address is None


def test_a_page_is_read_only_keeps_no_cookie_and_may_be_kept_for_a_minute(ask, door):
    answer = ask("zebra")
    assert not answer.cookies
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]
    assert door("public").post(reverse("search"), follow=True).status_code == 405


@pytest.mark.requirement("L7")
def test_the_page_is_one_form_of_get_without_script(ask):
    page = ask("children").content.decode()
    assert page.count("<form") == 1
    assert 'method="get"' in page
    assert "<script" not in page
