"""Remarks on terms and tone of any text of ours."""

import pytest

from rapporteur.kernel.texts import COLUMNS
from rapporteur.law.wording import Remark, Wording
from rapporteur.people.mandates.queries import all_titles

pytestmark = pytest.mark.django_db

FORMER = "sale of children, child prostitution and child pornography"


def said(text, language="en", allowed=()):
    return [(one.words, one.better) for one in Wording(language, allowed).remarks(text)]


def test_terms_and_tone_are_remarked_on_in_the_order_of_the_words():
    text = "The culprit lives on child pornography, our source told us."
    assert [words for words, _better in said(text)] == [
        "culprit",
        "child pornography",
        "our source",
        "told us",
    ]


@pytest.mark.requirement("K11")
@pytest.mark.parametrize(
    ("language", "words", "better"),
    [
        ("en", "child pornography", "child sexual abuse material"),
        ("fr", "prostitution des enfants", "exploitation d’enfants dans la prostitution"),
        ("es", "prostitución infantil", "explotación de niños en la prostitución"),
        ("ar", "دعارة الأطفال", "استغلال الأطفال في البغاء"),
        ("zh", "儿童卖淫", "在卖淫活动中剥削儿童"),
        ("ru", "детская проституция", "эксплуатация детей в проституции"),
    ],
)
def test_the_better_term_is_told_in_six_languages(language, words, better):
    assert said(words, language) == [(words, better)]


@pytest.mark.requirement("K11")
@pytest.mark.parametrize(
    "text",
    [
        "The law says “child prostitution” and “the guilty person”.",
        f"the Special Rapporteur on the {FORMER}",
        f"the Optional Protocol to the Convention on the Rights of the Child on the {FORMER}",
        "",
    ],
)
def test_quotations_and_titles_are_left_alone(text):
    assert said(text, allowed=all_titles()) == []


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "The criminal code, criminal law and criminal proceedings criminalize it.", []),
        ("en", "He is a criminal.", ["criminal"]),
        ("en", "The criminals fled.", ["criminals"]),
        ("fr", "Le droit criminel et la criminalité.", []),
        ("fr", "C’est un criminel.", ["criminel"]),
        ("es", "La justicia criminal y la criminalidad.", []),
        ("es", "Es un criminal.", ["criminal"]),
    ],
)
def test_criminal_law_is_no_finding_and_a_criminal_is_one(language, text, words):
    assert [found for found, _better in said(text, language)] == words


@pytest.mark.parametrize("language", sorted(COLUMNS))
def test_tone_is_heard_in_languages_of_letters_only(language):
    wording = Wording(language)
    assert wording.hears_tone is (language in {"en", "fr", "es"})
    assert wording.remarks("x") == []


def test_a_remark_without_a_better_word_says_why_alone():
    assert Remark("x", "Because.").advice == "Because."
    assert str(Remark("x", "", "y").advice) == "Write: y."


def test_one_wording_asks_twice_for_many_texts(django_assert_num_queries):
    with django_assert_num_queries(2):
        wording = Wording("en")
        for _ in range(3):
            wording.remarks("child pornography")
