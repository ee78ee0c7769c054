"""Who is asked what: order, limits, and the two questions of a child."""

import pytest

from rapporteur.intake.questions import (
    BY_CODE,
    CONSENTS,
    IDENTITY,
    QUESTIONS,
    Form,
    Writer,
    neighbours,
    questions_for,
)


def codes(writer, **answers):
    return [question.code for question in questions_for(writer, answers)]


def test_each_code_stands_once():
    assert len(BY_CODE) == len(QUESTIONS) + 1  # and who writes


def test_a_child_is_asked_two_things_about_consent_and_no_more():
    assert [code for code in codes(Writer.CHILD) if code in CONSENTS] == [
        "may_answer",
        "safe_adult",
    ]


def test_a_child_has_at_most_twelve_questions():
    assert len(codes(Writer.CHILD, soon="yes")) <= 12


def test_a_child_is_never_asked_for_a_name_or_an_address():
    assert not set(codes(Writer.CHILD)) & set(IDENTITY)


@pytest.mark.parametrize("writer", [w for w in Writer.values if w != Writer.CHILD])
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


def test_a_child_reads_words_of_its_own():
    assert str(BY_CODE["what"].words_for(Writer.CHILD)) == "What happened? Use your own words."
    assert str(BY_CODE["what"].words_for(Writer.ADULT)) == "What happened, in your own words?"
    assert str(BY_CODE["safe_adult"].words_for(Writer.CHILD)).startswith("Is there a grown-up")


def test_each_question_knows_what_stands_before_and_after():
    asked = questions_for(Writer.CHILD, {})
    assert neighbours("what", asked) == (None, "state")
    assert neighbours(asked[-1].code, asked) == (asked[-2].code, None)
