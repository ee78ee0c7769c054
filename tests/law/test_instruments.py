"""Instruments and their articles, by number."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from rapporteur.kernel.texts import LANGUAGES
from rapporteur.law.models import Instrument, Provision
from rapporteur.law.queries import instruments as queries
from tests.factories.law import make_treaty

pytestmark = pytest.mark.django_db
ARTICLES = {
    "CRC": 54, "OPSC": 17, "OPAC": 13, "OPIC": 24, "UDHR": 30, "ICCPR": 53, "ICCPR-OP1": 14,
    "ICCPR-OP2": 11, "ICESCR": 31, "ICESCR-OP": 22, "CEDAW": 30, "CEDAW-OP": 21, "CRPD": 50,
    "CRPD-OP": 18, "ICMW": 93, "CED": 45, "CAT": 33, "CAT-OP": 37, "ICERD": 25, "ILO182": 16,
    "ILO138": 18, "ILO105": 10, "ILO29": 33, "P029": 12, "ILO189": 27, "SLAVERY26": 12,
    "SLAVERY56": 15, "UNTOC": 41, "PALERMO": 20, "SMUGGLING": 25, "UNCYBER": 68, "HAGUE93": 48,
    "HAGUE80": 45, "HAGUE96": 63, "LANZAROTE": 50, "BUDAPEST": 48, "COE197": 47, "COE216": 33,
    "ACRWC": 48, "MALABO": 38, "OASMINORS": 35, "DECL4185": 24, "BEIJING": 30, "HIVGL": 12,
    "VACSTUDY": 12, "ECOSOC200520": 46, "GA64142": 167, "UNGP": 31,
}  # fmt: skip
NOT_LISTED = {"OPSCGL", "GA69194", "A70222"}  # their paragraphs are not in our record
IN_SIX = [
    "CRC",
    "OPSC",
    "OPAC",
    "OPIC",
    "UDHR",
    "ICCPR",
    "ICCPR-OP1",
    "ICCPR-OP2",
    "ICESCR",
    "ICESCR-OP",
    "CEDAW",
    "CEDAW-OP",
    "CRPD",
    "CRPD-OP",
    "ICMW",
    "CED",
    "CAT",
    "CAT-OP",
    "ICERD",
    "ILO182",
    "ILO138",
    "ILO105",
    "ILO29",
    "P029",
    "ILO189",
    "UNTOC",
    "PALERMO",
    "SMUGGLING",
    "SLAVERY26",
    "SLAVERY56",
    "UNCYBER",
    "DECL4185",
    "BEIJING",
]


def numbers(key):
    return list(Provision.objects.filter(instrument=key).values_list("number", flat=True))


@pytest.mark.requirement("R21.1")
@pytest.mark.parametrize(("key", "count"), ARTICLES.items())
def test_every_article_is_there_by_number(key, count):
    articles = [number for number in numbers(key) if "(" not in number]
    assert articles == [str(number) for number in range(1, count + 1)]


def test_an_instrument_whose_paragraphs_are_not_listed_says_so():
    listed = set(Provision.objects.values_list("instrument_id", flat=True))
    assert set(Instrument.objects.values_list("key", flat=True)) - listed == NOT_LISTED
    for instrument in Instrument.objects.filter(key__in=NOT_LISTED):
        assert "paragraphs are not listed" in instrument.note


@pytest.mark.requirement("R21.1")
def test_the_protocol_on_the_sale_of_children_is_there_to_the_last_letter():
    held = set(numbers("OPSC"))
    assert {"2(a)", "2(b)", "2(c)", "3(1)(a)(i)(a)", "3(1)(a)(i)(b)", "3(1)(a)(i)(c)"} <= held
    assert {"3(1)(a)(ii)", "3(1)(b)", "3(1)(c)", "3(2)", "3(4)", "4(2)(b)", "9(5)"} <= held
    assert {f"8(1)({letter})" for letter in "abcdefg"} <= held
    assert "8(1)(h)" not in held


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("ILO182", {"3(a)", "3(b)", "3(c)", "3(d)"}),
        ("PALERMO", {"3(a)", "3(b)", "3(c)", "3(d)"}),
        ("SLAVERY56", {"1(a)", "1(b)", "1(c)", "1(d)"}),
        ("ICESCR", {"10(3)"}),
        ("UDHR", {"4", "25(2)"}),
        ("CEDAW", {"6", "16(2)"}),
        ("CRC", {"24(3)", "34(a)", "34(b)", "34(c)", "37(d)", "40(2)(b)(vii)"}),
        ("MALABO", {"29(3)"}),
    ],
)
def test_the_paragraphs_that_the_mandate_works_with_are_there(key, wanted):
    assert wanted <= set(numbers(key))


def test_a_paragraph_stands_after_its_article():
    for key in ARTICLES:
        seen = set()
        for number in numbers(key):
            assert set(queries.enclosing(number)) <= seen
            seen.add(number)


@pytest.mark.requirement("R22.1")
@pytest.mark.parametrize(
    ("key", "article"), [("UDHR", "4"), ("ICCPR", "8"), ("ICCPR", "24"), ("ICESCR", "10(3)")]
)
def test_the_relevant_articles_of_the_bill_of_rights_are_marked_and_described(key, article):
    provision = Provision.objects.get(instrument=key, number=article)
    assert provision.matters
    with translation.override("fr"):
        assert provision.subject
        assert provision.subject != provision.subjects["en"]


@pytest.mark.requirement("R23.1")
def test_the_three_conventions_of_the_ilo_have_number_title_and_year():
    found = Instrument.objects.filter(key__in=["ILO182", "ILO138", "ILO105"])
    assert [(one.number, one.adopted_on[:4], one.titles["en"]) for one in found] == [
        (
            "C182",
            "1999",
            (
                "Convention concerning the Prohibition and Immediate Action for the Elimination "
                "of the Worst Forms of Child Labour (No. 182)"
            ),
        ),
        ("C138", "1973", "Convention concerning Minimum Age for Admission to Employment (No. 138)"),
        ("C105", "1957", "Convention concerning the Abolition of Forced Labour (No. 105)"),
    ]
    assert all(one.named_in_report and one.binding for one in found)


@pytest.mark.requirement("R23.2")
@pytest.mark.parametrize(
    ("key", "act"),
    [
        ("DECL4185", "General Assembly resolution 41/85"),
        ("BEIJING", "General Assembly resolution 40/33"),
    ],
)
def test_the_declaration_and_the_beijing_rules_do_not_bind(key, act):
    instrument = Instrument.objects.get(key=key)
    assert (instrument.binding, instrument.adopted_by) == (False, act)
    assert not Instrument.objects.binding().filter(key=key).exists()


@pytest.mark.requirement("R23.3")
def test_the_two_protocols_are_children_of_the_convention_on_organized_crime():
    untoc = Instrument.objects.get(key="UNTOC")
    assert [part.key for part in untoc.parts.all()] == ["PALERMO", "SMUGGLING"]
    assert {untoc.adopted_by, *(part.adopted_by for part in untoc.parts.all())} == {
        "General Assembly resolution 55/25"
    }


def test_the_report_names_these_instruments():
    assert [one.key for one in Instrument.objects.named_in_report()] == [
        "CRC",
        "OPSC",
        "UDHR",
        "ICCPR",
        "ICESCR",
        "ILO182",
        "ILO138",
        "ILO105",
        "UNTOC",
        "PALERMO",
        "SMUGGLING",
        "DECL4185",
        "BEIJING",
        "HIVGL",
        "VACSTUDY",
    ]


@pytest.mark.parametrize("key", IN_SIX)
def test_its_titles_are_there_in_six_languages(key):
    instrument = Instrument.objects.get(key=key)
    assert set(instrument.titles) == set(instrument.short_titles) == set(LANGUAGES)


@pytest.mark.parametrize("key", ["CRC", "OPSC"])
def test_every_core_article_is_described_in_six_languages(key):
    for provision in Provision.objects.filter(instrument=key).exclude(number__contains="("):
        assert set(provision.subjects) == set(LANGUAGES)


def test_what_matters_is_described_in_a_few_words_of_english_and_french():
    for provision in Provision.objects.filter(matters=True):
        assert {"en", "fr"} <= set(provision.subjects)
        assert len(provision.subjects["en"].split()) <= 9


def test_a_missing_title_answers_in_english_and_says_so():
    lanzarote = Instrument.objects.get(key="LANZAROTE")
    with translation.override("zh-hans"):
        assert lanzarote.title.startswith("Council of Europe Convention")
        assert lanzarote.language == "en"
    with translation.override("fr"):
        assert lanzarote.language == "fr"
        assert str(lanzarote) == "Convention de Lanzarote"


def test_a_provision_knows_its_article():
    assert Provision(number="3(1)(a)(i)").article == "3"
    assert str(Provision(instrument_id="OPSC", number="3(1)")) == "OPSC 3(1)"


def test_one_number_stands_once_in_an_instrument():
    made = {"instrument": make_treaty(), "number": "1", "source": "a test", "as_of": "2022"}
    Provision.objects.create(position=1, **made)
    with pytest.raises(IntegrityError), transaction.atomic():
        Provision.objects.create(position=2, **made)


def test_the_library_asks_twice(django_assert_num_queries):
    with django_assert_num_queries(2):
        found = queries.library()
        told = [(one.parent and one.parent.key, len(one.parts.all())) for one in found]
    assert len(found) == 51
    assert told[0] == (None, 3)
    assert told[1] == ("CRC", 1)


@pytest.mark.parametrize("key", ["CRC", "OPAC"])
def test_the_articles_of_an_instrument_ask_twice(key, django_assert_num_queries):
    instrument = Instrument.objects.get(key=key)
    with django_assert_num_queries(2):
        articles = queries.articles_of(instrument)
        assert len(articles) == ARTICLES[key]
        assert all(line.comment.number for one in articles for line in one.comments)


def test_an_article_comes_with_its_paragraphs_and_comments():
    [article] = [
        one
        for one in queries.articles_of(Instrument.objects.get(key="CRC"))
        if one.provision.number == "34"
    ]
    assert [part.number for part in article.parts] == ["34(a)", "34(b)", "34(c)"]
    assert {"CRC-GC25", "CRC-GC13"} <= {line.comment_id for line in article.comments}
    assert article.matters


def test_an_article_matters_where_one_of_its_paragraphs_does():
    [article] = [
        one
        for one in queries.articles_of(Instrument.objects.get(key="CRC"))
        if one.provision.number == "24"
    ]
    assert (article.provision.matters, article.matters) == (False, True)


def test_no_listed_articles_is_an_empty_list():
    assert queries.articles_of(Instrument.objects.get(key="OPSCGL")) == []
