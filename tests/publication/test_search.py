"""What a search finds, on the facts that ship and on some that are made up here."""

import pytest
from django.db import connection

from rapporteur.kernel.findables import Findable, Place
from rapporteur.publication import indexing
from rapporteur.publication.folding import asked
from rapporteur.publication.models import SearchEntry
from rapporteur.publication.search import A_PAGE, excerpt, find, marked

pytestmark = pytest.mark.django_db
SIX = {
    "en": "Convention on the Rights of the Child",
    "fr": "Convention relative aux droits de l’enfant",
    "es": "Convención sobre los Derechos del Niño",
    "ar": "اتفاقية حقوق الطفل",
    "zh-hans": "儿童权利公约",
    "ru": "Конвенция о правах ребёнка",
}


@pytest.fixture(autouse=True)
def _nothing_else():
    SearchEntry.objects.all().delete()


def put(key, titles, *, kind="instrument", **more):
    found = Findable(key=key, titles=titles, place=Place("home"), **more)
    made = list(indexing.entries(kind, found))
    SearchEntry.objects.bulk_create(made)


def keys(words, language="en", **more):
    return [hit.entry.key for hit in find(words, language, **more).hits]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "rights child"),
        ("en", "RIGHT OF CHILDREN"),
        ("en", "conven"),
        ("fr", "droits enfants"),
        ("fr", "l'enfant"),
        ("es", "derechos nino"),
        ("es", "convencion niños"),
        ("ru", "права ребенка"),
        ("ru", "конвенции"),
        ("ar", "إتفاقيه حقوق"),
        ("ar", "الطفل"),
        ("ar", "حُقُوق"),
        ("zh-hans", "儿童权利"),
        ("zh-hans", "公约"),
        ("zh-hans", "儿"),
    ],
)
def test_each_language_is_found_as_people_write_it(language, words):
    put("CRC", SIX)
    [hit] = find(words, language).hits
    assert (hit.entry.key, hit.entry.language) == ("CRC", language)


@pytest.mark.parametrize("words", ["droits enfant", "儿童权利", "حقوق الطفل"])
def test_a_reader_of_one_language_may_ask_in_another(words):
    put("CRC", SIX)
    assert keys(words, "es") == ["CRC"]


def test_one_record_is_found_once_in_the_language_of_the_reader():
    put("CAN", {"en": "Canada", "fr": "Canada", "es": "Canadá"})
    assert [hit.entry.language for hit in find("canada", "fr").hits] == ["fr"]
    assert [hit.entry.language for hit in find("canada", "ru").hits] == ["en"]


def test_what_has_no_text_in_the_language_of_the_reader_is_found_in_english():
    put("ONE", {"en": "Guidelines on missing children"})
    [hit] = find("missing children", "ar").hits
    assert hit.entry.title_language == "en"


def test_all_words_must_be_met():
    put("ONE", {"en": "Sale of children"})
    assert keys("sale children") == ["ONE"]
    assert keys("sale adults") == []


@pytest.mark.parametrize("words", ["A/HRC/9/21", "a/hrc/9/21", "HRC/9/21", "ahrc921", "A/HRC/9"])
def test_a_symbol_is_found_as_a_whole_and_by_its_beginning(words):
    put("REPORT", {"en": "Report"}, codes=["A/HRC/9/21"])
    put("OTHER", {"en": "Report 21 and 9 of HRC, a"}, codes=["A/HRC/21/9"])
    assert keys(words) == ["REPORT"]


@pytest.mark.parametrize("words", ["C182", "c182", "ILO C182", "C-182", "182"])
def test_a_number_of_an_instrument_is_found(words):
    put("C182", {"en": "Worst Forms of Child Labour"}, codes=["ILO C182", "182"])
    assert keys(words) == ["C182"]


def test_a_number_is_not_the_beginning_of_another():
    put("3", {"en": "article 3"})
    put("34", {"en": "article 34"})
    assert keys("article 3") == ["3"]


def test_the_exact_title_stands_first_and_weight_decides_between_equals():
    put("NGA", {"en": "Nigeria"}, weight=10)
    put("NER", {"en": "Niger"}, weight=1)
    assert keys("niger") == ["NER", "NGA"]
    put("LOW", {"en": "Same words"}, weight=1)
    put("HIGH", {"en": "Same words"}, weight=9)
    assert keys("same words") == ["HIGH", "LOW"]


@pytest.mark.requirement("R17.4")
def test_the_words_of_a_treaty_lead_to_the_preferred_term():
    put(
        "CSAM",
        {"en": "child sexual abuse material", "ru": "материалы"},
        kind="term",
        quoted={"en": "child pornography"},
    )
    [hit] = find("child pornography", "en").hits
    assert (hit.entry.title, hit.by_treaty_words) == ("child sexual abuse material", True)
    [hit] = find("sexual abuse material", "en").hits
    assert not hit.by_treaty_words


@pytest.mark.parametrize(
    "words",
    ["", " ", "%", ":*", "&|!", "''", '"', "\\", "\x00", "()", "<->", "\u202e", "- - -", "_"],
)
def test_words_without_a_letter_or_digit_find_nothing(words):
    put("ONE", {"en": "Sale of children"})
    found = find(words, "en")
    assert (found.hits, found.total, found.words) == ([], 0, [])


@pytest.mark.parametrize(
    "words",
    [
        "sale:* & !children",
        "sale' | 'children",
        "sale\x00 children",
        "\u202esale\u2066 children",
        "the of sale children",
        "children sale the",
        "sale (children",
        "sale <-> children",
        "sale" + " children" * 100_000,
    ],
)
def test_signs_of_the_database_are_only_signs(words):
    put("ONE", {"en": "The sale of children"})
    assert keys(words) == ["ONE"]


def test_a_million_letters_are_cut_and_answered():
    assert find("x" * 1_000_000, "en").total == 0


def test_a_kind_can_be_asked_for_and_kinds_are_counted():
    put("EST", {"en": "Estonia"}, kind="state")
    put("visit", {"en": "Estonia: visit carried out"}, kind="visit")
    assert find("estonia", "en").kinds == {"state": 1, "visit": 1}
    assert keys("estonia", kinds=["visit"]) == ["visit"]


def test_pages_hold_a_page_full_and_a_page_too_far_is_the_last():
    for number in range(A_PAGE + 3):
        put(f"P{number}", {"en": "Same words"})
    first, last = find("same", "en"), find("same", "en", page=99)
    assert (len(first.hits), first.total, first.pages) == (A_PAGE, A_PAGE + 3, 2)
    assert (len(last.hits), last.page) == (3, 2)
    assert not {hit.entry.key for hit in first.hits} & {hit.entry.key for hit in last.hits}


def test_no_more_is_ranked_than_is_meant_to_be(monkeypatch):
    monkeypatch.setattr("rapporteur.publication.search.RANKED", 3)
    for number in range(5):
        put(f"P{number}", {"en": "Same words"})
    found = find("same", "en")
    assert (found.total, found.there_is_more) == (3, True)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_search_asks_twice_however_much_is_found(rows, django_assert_num_queries):
    for number in range(rows):
        put(f"P{number}", {"en": "Same words"})
    with django_assert_num_queries(2):
        assert find("same words", "en").total == rows


FILL = """
    INSERT INTO publication_searchentry (id, kind, key, language, title, title_language, body,
        quoted, place, weight, title_words, other_words, body_words)
    SELECT gen_random_uuid(), 'term', n::text, code, '', code, '', '', '{}', 1, 'w' || n, '', ''
    FROM generate_series(1, 2000) AS n, unnest(%s::text[]) AS code
"""


def test_each_language_has_an_index_that_its_question_uses():
    with connection.cursor() as cursor:
        cursor.execute(FILL, [list(SIX)])
        cursor.execute("ANALYZE publication_searchentry")
        for code in SIX:
            cursor.execute(
                "EXPLAIN SELECT id FROM publication_searchentry"
                f" WHERE language = '{code}' AND vector @@ to_tsquery('simple', 'w7')"
            )
            plan = "\n".join(line for (line,) in cursor.fetchall())
            assert f"search_words_{code[:2]}" in plan


def pieces(text, words):
    return [(piece.text, piece.marked) for piece in marked(text, asked(words))]


@pytest.mark.parametrize(
    ("text", "words", "met"),
    [
        ("Sale of children", "sale child", ["Sale", "children"]),
        ("Éducation", "education", ["Éducation"]),
        ("儿童权利公约", "权利", ["儿童权利公约"]),
        ("<b>sale</b>", "sale", ["sale"]),
        ("nothing here", "sale", []),
    ],
)
def test_the_words_that_were_met_are_marked_and_no_letter_is_lost(text, words, met):
    assert [piece for piece, is_met in pieces(text, words) if is_met] == met
    assert "".join(piece for piece, _ in pieces(text, words)) == text


def test_a_long_text_is_shown_around_the_first_word_that_was_met():
    text = "before " * 100 + "the sale of children " + "after " * 100
    shown = excerpt(text, asked("sale"))
    assert "sale of children" in shown
    assert len(shown) < 300
    assert excerpt("short", asked("sale")) == "short"
