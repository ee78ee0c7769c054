"""Articles of treaties in six languages, and a whole document with its references linked."""

import pytest

from rapporteur.documents.articles import Articles
from rapporteur.documents.passages import Kind, Part
from rapporteur.documents.references import linked
from rapporteur.documents.tree import Call, Document, Front, Note, Paragraph, Words
from rapporteur.documents.writers import html
from rapporteur.law import naming
from tests.documents.made import RICH

pytestmark = pytest.mark.django_db

OPSC = (
    "Optional Protocol to the Convention on the Rights of the Child on the sale of children,"
    " child prostitution and child pornography"
)


@pytest.fixture
def treaties():
    return naming.named(lambda code, number: f"https://example.org/{code}/{number}")


def told(treaties, text):
    return [(one.words, one.target) for one in Articles(treaties).found(text) if one.href]


def missing(treaties, text):
    return [(one.words, str(one.why)) for one in Articles(treaties).found(text) if not one.href]


@pytest.mark.requirement("K9")
@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("article 34 of the Convention on the Rights of the Child", ["CRC 34"]),
        ("Article 34 of the convention on the\nrights of the child", ["CRC 34"]),
        ("art. 3 of the Optional Protocol on the sale of children", ["OPSC 3"]),
        (f"article 3 of the {OPSC}", ["OPSC 3"]),
        (f"article 3 of the {OPSC.partition(',')[0]}", ["OPSC 3"]),
        ("articles 34 and 35 CRC", ["CRC 34", "CRC 35"]),
        ("articles 18, 19 and 20 of the UDHR", ["UDHR 18", "UDHR 19", "UDHR 20"]),
        ("articles 2 and 16 (1) (c) of CEDAW", ["CEDAW 2", "CEDAW 16(1)(c)"]),
        ("the declaration on article 22 on the CAT", ["CAT 22"]),
        (
            "CEDAW, particularly articles 2(f), 9 and 15(2)",
            ["CEDAW 2(f)", "CEDAW 9", "CEDAW 15(2)"],
        ),
        ("article 8.1(a) of the ICESCR", ["ICESCR 8(1)(a)"]),
        ("article 8, paragraph 1 (g), of the OPSC", ["OPSC 8(1)(g)"]),
        ("OPSC, art. 8(1)(g)", ["OPSC 8(1)(g)"]),
        ("the Convention on the Rights of the Child (arts. 34 and 35)", ["CRC 34", "CRC 35"]),
        ("article 3 of ILO Convention No. 182", ["ILO182 3"]),
        ("l’article 34 de la Convention relative aux droits de l'enfant", ["CRC 34"]),
        ("el artículo 34 de la Convención sobre los Derechos del Niño", ["CRC 34"]),
        ("статья 34 Конвенции о правах ребёнка", ["CRC 34"]),
        ("в соответствии со статьями 34 и 35 Конвенции о правах ребенка", ["CRC 34", "CRC 35"]),
        ("《儿童权利公约》第34条", ["CRC 34"]),
        ("《儿童权利公约》第三十四条和第十条", ["CRC 34", "CRC 10"]),
        ("根据儿童权利公约第34条和第35条", ["CRC 34", "CRC 35"]),
        ("المادة 34 من اتفاقية حقوق الطفل", ["CRC 34"]),
        ("والمادتين ٣٤ و٣٥ من اتفاقية حقوق الطفل", ["CRC 34", "CRC 35"]),
    ],
)
def test_an_article_is_found_with_its_treaty(treaties, text, targets):
    assert [target for _words, target in told(treaties, text)] == targets


def test_one_article_is_a_link_with_its_treaty_and_several_are_links_by_number(treaties):
    one, several = "article 34 of the Convention on the Rights of the Child", "articles 34 and 35"
    assert [words for words, _target in told(treaties, f"See {one}.")] == [one]
    assert [words for words, _target in told(treaties, f"{several} CRC")] == ["34", "35"]


@pytest.mark.parametrize(
    "text",
    [
        "article 377 of the Penal Code",
        "Article 41 also favours",
        "articles 38 and 89 of the law",
        "article 5",
        "儿童权利公约第34号决议",
        "one particle 34 CRC",
    ],
)
def test_articles_of_other_texts_are_left_alone(treaties, text):
    assert (told(treaties, text), missing(treaties, text)) == ([], [])


@pytest.mark.requirement("K9")
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("article 34 of the Convention", "Which treaty is meant is not told."),
        ("article 5 of the Rome Statute", "Which treaty is meant is not told."),
        ("article 99 of the CRC", "No such article is on record here."),
    ],
)
def test_what_cannot_be_resolved_is_listed(treaties, text, why):
    assert [reason for _words, reason in missing(treaties, text)] == [why]


def test_a_paragraph_not_on_record_leads_to_its_article(treaties):
    assert treaties.address("CRC", "34(z)") == "https://example.org/CRC/34"


def test_an_instrument_without_articles_on_record_answers_itself(treaties):
    assert treaties.address("A70222", "4") == "https://example.org/A70222/"


def test_the_table_asks_twice(django_assert_num_queries):
    with django_assert_num_queries(2):
        naming.named(lambda code, number: code)


LINKED = Document(
    Front(symbol="A/HRC/9/21", language="en"),
    body=(
        Paragraph("1", (Words("By Council "), Words("resolution", bold=True), Words(" 7/13,"))),
        Paragraph("2", (Words("CRC/C/GC/13"), Call("1"), Words(" and article 34"), Words(" CRC."))),
        Paragraph("3", (Words("A/HRC/WG.6/7L.14"),)),
    ),
    notes=(Note("1", ((Words("See "), Words("A/70/222", href="https://example.org")),)),),
)


@pytest.mark.requirement("K9")
def test_a_document_gets_links_over_styles_and_calls_and_a_list_of_the_rest(treaties):
    found, unresolved = linked(LINKED, treaties)
    resolution = "https://undocs.org/A/HRC/RES/7/13"
    assert [block.runs for block in found.body] == [
        (
            Words("By Council "),
            Words("resolution", bold=True, href=resolution),
            Words(" 7/13", href=resolution),
            Words(","),
        ),
        (
            Words("CRC/C/GC/13", href="https://undocs.org/CRC/C/GC/13"),
            Call("1"),
            Words(" and "),
            Words("article 34", href="https://example.org/CRC/34"),
            Words(" CRC", href="https://example.org/CRC/34"),
            Words("."),
        ),
        (Words("A/HRC/WG.6/7L.14"),),
    ]
    assert found.notes == LINKED.notes
    [one] = unresolved
    assert (one.spot.part, one.spot.kind, one.spot.number) == (Part.BODY, Kind.PARAGRAPH, "3")
    assert 'href="https://undocs.org/CRC/C/GC/13"' in html.write(found)


def test_a_document_without_references_stays_as_it_is(treaties):
    assert linked(RICH, treaties) == (RICH, [])


def test_a_document_linked_twice_is_linked_once(treaties):
    found, _unresolved = linked(LINKED, treaties)
    assert linked(found, treaties)[0] == found
