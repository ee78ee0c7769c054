"""Who is asked what: order, limits, and the two questions of a child."""

import pytest

from rapporteur.intake.questions import (
    BY_CODE,
    CONSENTS,
    IDENTITY,
    QUESTIONS,
    Form,
    neighbours,
    questions_for,
)
from rapporteur.intake.terms import TERMS, explained
from rapporteur.intake.writers import CHILDREN, GROWN, Writer, is_child


def codes(writer, **answers):
    return [question.code for question in questions_for(writer, answers)]


def test_each_code_stands_once():
    assert len(BY_CODE) == len(QUESTIONS) + 1  # and who writes


@pytest.mark.requirement("SG6")
@pytest.mark.parametrize("band", sorted(CHILDREN))
def test_a_child_is_asked_two_things_about_consent_and_no_more(band):
    assert [code for code in codes(band) if code in CONSENTS] == [
        "may_answer",
        "safe_adult",
    ]


@pytest.mark.requirement("SG6")
@pytest.mark.parametrize("band", sorted(CHILDREN))
def test_a_child_has_at_most_twelve_questions(band):
    assert len(codes(band, soon="yes")) + 1 <= 12  # with who writes


@pytest.mark.parametrize("band", sorted(CHILDREN))
def test_a_child_is_never_asked_for_a_name_or_an_address(band):
    assert not set(codes(band)) & set(IDENTITY)


def test_every_writer_is_a_child_or_grown():
    assert GROWN.isdisjoint(CHILDREN)
    assert set(Writer.values) == GROWN | CHILDREN
    assert [writer for writer in Writer.values if is_child(writer)] == [
        "child_to_13",
        "child_14_17",
        "child",
    ]


@pytest.mark.parametrize("writer", sorted(GROWN))
def test_everyone_else_is_asked_for_each_purpose_apart(writer):
    assert [code for code in codes(writer) if code in CONSENTS] == [
        "may_send",
        "may_name_child",
        "may_share",
        "may_publish",
        "may_press",
        "may_learn",
        "may_answer",
    ]


@pytest.mark.parametrize("writer", Writer.values)
def test_what_is_feared_is_asked_only_where_something_cannot_wait(writer):
    assert "feared" in codes(writer, soon="yes")
    assert "feared" not in codes(writer, soon="no")
    assert "feared" not in codes(writer)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.code)
def test_a_choice_has_choices_and_nothing_else_has(question):
    assert bool(question.choices) is (question.form == Form.CHOICE)


def words(code, writer):
    return str(BY_CODE[code].words_for(writer)), str(BY_CODE[code].help_for(writer))


@pytest.mark.requirement("SG6")
def test_each_band_of_children_reads_words_of_its_own():
    asked = set(codes("child_to_13", soon="yes"))
    assert asked == set(codes("child_14_17", soon="yes"))
    assert {code for code in asked if words(code, "child_to_13") == words(code, "child_14_17")} == (
        set()
    )
    assert words("what", "child_to_13")[0] == "What happened? Use your own words."
    assert {code for code in asked if words(code, "child") != words(code, "child_to_13")} == set()


def test_who_writes_about_their_own_childhood_is_spoken_to_as_that_person():
    assert words("what", "adult")[0] == "What happened to you, in your own words?"
    assert "name you as the person it happened to" in words("may_name_child", "adult")[0]
    assert words("what", "relative")[0] == "What happened, in your own words?"


@pytest.mark.requirement("SG7")
def test_every_term_of_a_question_is_explained():
    used = {term for question in BY_CODE.values() for term in question.terms}
    assert used == set(TERMS)
    assert [one.word for one in explained(["sealed"])] == ["sealed"]
    assert [code for code, one in TERMS.items() if not (one.word and one.meaning)] == []
    assert BY_CODE["steps"].terms_for("adult") == ("ombudsperson", "child_protection")
    assert BY_CODE["steps"].terms_for("child_to_13") == ()


def test_each_question_knows_what_stands_before_and_after():
    asked = questions_for(Writer.CHILD, {})
    assert neighbours("state", asked) == (None, "what")
    assert neighbours(asked[-1].code, asked) == (asked[-2].code, None)
