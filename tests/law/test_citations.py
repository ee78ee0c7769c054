"""How a provision is cited, and which one words name."""

import pytest
from django.utils import translation

from rapporteur.law import citations
from rapporteur.law.models import Provision
from rapporteur.law.queries.instruments import comments_on

pytestmark = pytest.mark.django_db


def cited(words):
    return [citations.citation(one) for one in citations.provisions_named(words)]


@pytest.mark.requirement("R21.1")
@pytest.mark.parametrize(
    ("key", "number", "words"),
    [
        ("OPSC", "8(1)(g)", "OPSC, art. 8(1)(g)"),
        ("CRC", "34", "CRC, art. 34"),
        ("UDHR", "4", "UDHR, art. 4"),
        ("ILO182", "3(a)", "ILO C182, art. 3(a)"),
        ("BEIJING", "5", "Beijing Rules, rule 5"),
        ("HIVGL", "8", "HIV Guidelines, guideline 8"),
        ("GA64142", "12", "GA resolution 64/142, para. 12"),
        ("VACSTUDY", "2", "Study on violence against children, recommendation 2"),
        ("UNGP", "17", "UN Guiding Principles, principle 17"),
    ],
)
def test_a_letter_can_cite_a_provision(key, number, words):
    provision = Provision.objects.get(instrument=key, number=number)
    assert citations.citation(provision) == words


@pytest.mark.requirement("R21.1")
@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("OPSC, art. 8(1)(g)", "OPSC, art. 8(1)(g)"),
        ("opsc 8 (1) (g)", "OPSC, art. 8(1)(g)"),
        ("OPSC 8.1(g)", "OPSC, art. 8(1)(g)"),
        ("article 8, paragraph 1 (g), of the OPSC", "OPSC, art. 8(1)(g)"),
        ("article 8, paragraphe 1 g), de l’OPSC", "OPSC, art. 8(1)(g)"),
        ("art. 3 1) a) i) a) OPSC", "OPSC, art. 3(1)(a)(i)(a)"),
        ("CRC 34", "CRC, art. 34"),
        ("34 CRC", "CRC, art. 34"),
        ("art. 34 CRC", "CRC, art. 34"),
        ("article 34 de la CDE", "CRC, art. 34"),
        ("Convention relative aux droits de l’enfant, article 34 c)", "CRC, art. 34(c)"),
        ("artículo 34 de la CDN", "CRC, art. 34"),
        ("статья 34 Конвенции КПР", "CRC, art. 34"),
        ("《儿童权利公约》第34条", "CRC, art. 34"),
        ("المادة ٣٤ من اتفاقية حقوق الطفل CRC", "CRC, art. 34"),
        ("ILO Convention No. 182, article 3 (a)", "ILO C182, art. 3(a)"),
        ("C182 3(a)", "ILO C182, art. 3(a)"),
        ("Beijing Rules, rule 5", "Beijing Rules, rule 5"),
        ("PIDCP, art. 8", "ICCPR, art. 8"),
        ("UDHR 25(2)", "UDHR, art. 25(2)"),
        ("CRC, art. 034", "CRC, art. 34"),
    ],
)
def test_words_name_one_provision(words, answer):
    assert cited(words) == [answer]


def test_a_paragraph_that_is_not_listed_answers_with_its_article():
    assert cited("ICCPR 9(3)") == ["ICCPR, art. 9"]


@pytest.mark.requirement("R21.2")
@pytest.mark.parametrize("words", ["article 34", "Art. 34", "第34条", "المادة ٣٤", "статья 34"])
def test_an_article_without_an_instrument_leads_to_the_core_first(words):
    found = citations.provisions_named(words)
    assert citations.citation(found[0]) == "CRC, art. 34"
    assert {"CRC-GC13", "CRC-GC25"} <= {line.comment_id for line in comments_on(found[0])}


def test_an_article_of_both_core_instruments_leads_to_both():
    assert cited("article 8")[:2] == ["CRC, art. 8", "OPSC, art. 8"]


@pytest.mark.parametrize(
    "words",
    [
        *("", " ", "34", "hello 34", "CRC", "CRC general comment 13", "CRC/C/GC/13", "A/HRC/9/21"),
        *("article", "article 999 of the CRC", "OPSC, art. 99", "particle 34", "\0 34"),
        *("art. 34ab", "GA resolution 41/85", "CRC \u202e", "x" * 100_000),
    ],
)
def test_words_that_name_no_provision_give_none(words):
    assert citations.provisions_named(words) == []


def test_a_name_is_found_as_whole_words_only():
    assert citations.standing_alone("cat", "catalogue of cat") == len("catalogue of ")
    assert citations.standing_alone("cat", "catalogue") == -1


def test_no_two_instruments_have_one_name():
    seen = {}
    for one in citations.Instrument.objects.all():
        for name in citations.names_of(one):
            assert seen.setdefault(name, one.key) == one.key


def test_a_citation_is_in_the_language_of_the_page():
    provision = Provision.objects.get(instrument="CRC", number="34")
    with translation.override("fr"):
        assert citations.citation(provision).startswith("CRC, art")


@pytest.mark.parametrize("words", ["article 34", "OPSC, art. 8(1)(g)"])
def test_naming_asks_twice(words, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert cited(words)
