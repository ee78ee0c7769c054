"""Advice on a letter: tone, terms and names, in the languages of letters; and marks of children."""

import pytest

from rapporteur.communications.letters import Child, Letter
from rapporteur.communications.lint import advice
from rapporteur.communications.models import TextBlock

pytestmark = pytest.mark.django_db


def parts(language="en", **words):
    return {
        part: [one.words for one in said]
        for part, said in advice(Letter(**words), language).items()
    }


@pytest.mark.parametrize(
    ("language", "fact", "words"),
    [
        ("en", "It is alleged that he is guilty.", ["guilty"]),
        ("en", "Reportedly the source was there.", ["the source"]),
        ("fr", "Il serait coupable.", ["coupable"]),
        ("es", "Sería culpable.", ["culpable"]),
        ("en", "He was there.", ["He was there."]),
        ("fr", "Il était là.", ["Il était là."]),
        ("es", "Estaba allí.", ["Estaba allí."]),
    ],
)
def test_what_finds_or_tells_of_a_source_is_marked(language, fact, words):
    assert parts(language, facts=(fact,)) == {"facts": words}


@pytest.mark.requirement("K11")
def test_treaty_wording_is_marked_outside_titles():
    title = (
        "Optional Protocol to the Convention on the Rights of the Child on the sale of children,"
        " child prostitution and child pornography"
    )
    assert parts(blocks={7: title}) == {}
    assert parts(blocks={6: "child prostitution"}) == {"6": ["child prostitution"]}


@pytest.mark.requirement("K11")
def test_the_better_term_is_shown_with_its_reason():
    [remark] = advice(Letter(blocks={6: "child prostitution"}), "en")["6"]
    assert remark.better == "exploitation of children in prostitution"
    assert str(remark.advice).startswith(f"Write: {remark.better}. A child cannot choose this.")


def test_a_former_title_of_a_mandate_may_be_named():
    title = (
        "the Special Rapporteur on the sale of children, child prostitution and child pornography"
    )
    assert parts(blocks={6: title}) == {}


def test_a_name_in_the_text_is_marked():
    words = {"children": (Child("A.", "9", "Anab Bel"),), "facts": ("It is alleged of anab bel.",)}
    assert parts(**words) == {"facts": ["Anab Bel"]}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@pytest.mark.parametrize("kind", ["UA", "AL", "OL"])
def test_our_own_blocks_need_no_advice(kind, language):
    blocks = {one.number: one.texts[language] for one in TextBlock.objects.filter(kind=kind)}
    assert parts(language, blocks=blocks) == {}


@pytest.mark.parametrize(
    ("child", "told"),
    [
        (Child("A.B.", "9"), "A.B., aged 9"),
        (Child("A.B."), "A.B."),
        (Child("A.B.", "9", "Anab Bel"), "A.B., aged 9"),
    ],
)
def test_a_child_is_initials_and_age_unless_named(child, told):
    assert child.told("en", named=False) == told


def test_a_mark_without_a_child_stays_to_be_seen():
    words = Letter(facts=("Of [child 1] and [child 2].",), children=(Child("A."),))
    assert words.unknown_marks() == ["[child 2]"]
    assert words.shown(words.facts[0], "en", named=False) == "Of A. and [child 2]."


def test_words_come_back_as_they_were_kept():
    words = Letter("A firm", "a subject", {3: "text"}, ("a fact",), (Child("A.", "9", ""),))
    assert Letter.of(words.words() | {"blocks": {"3": "text"}}) == words
    assert words.with_block(4, "more").blocks == {3: "text", 4: "more"}
