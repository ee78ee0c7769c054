"""Pieces of a changed text: readable, quick, and both texts come back sign by sign."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rapporteur.documents.differing import Fate, Piece, pieces, text_after, text_before, tokens

WORDS = st.lists(
    st.sampled_from(["a", "child", " ", "  ", "\n", ".", "(a)", "儿", "童", "حَقّ", "́", "é", "\t"]),
    max_size=40,
).map("".join)
TEXTS = st.one_of(WORDS, st.text(max_size=60))


def told(before, after):
    return [(piece.fate.value, piece.text) for piece in pieces(before, after)]


@pytest.mark.requirement("K7")
@given(TEXTS, TEXTS)
@example("", "")
@example("a", "")
@example("a b", "b a")
@settings(max_examples=300, deadline=None)
def test_the_pieces_give_back_both_texts(before, after):
    found = pieces(before, after)
    assert (text_before(found), text_after(found)) == (before, after)
    assert all(piece.text for piece in found)
    fates = [piece.fate for piece in found]
    assert all(one is not other for one, other in pairwise(fates))


@given(TEXTS)
def test_a_text_that_is_the_same_is_one_piece(text):
    assert pieces(text, text) == ((Piece(Fate.KEPT, text),) if text else ())


@given(st.text())
def test_tokens_are_the_text(text):
    assert "".join(tokens(text)) == text


def test_a_changed_word_is_told_as_a_word():
    assert told("The States must act.", "The States should act.") == [
        ("kept", "The States "),
        ("removed", "must"),
        ("added", "should"),
        ("kept", " act."),
    ]


def test_changed_words_beside_each_other_are_one_change():
    assert told("by law now here", "in practice then here") == [
        ("removed", "by law now"),
        ("added", "in practice then"),
        ("kept", " here"),
    ]


def test_chinese_is_compared_by_character():
    assert told("保护儿童", "保护所有儿童") == [
        ("kept", "保护"),
        ("added", "所有"),
        ("kept", "儿童"),
    ]


def test_an_added_line_leaves_the_lines_around_it():
    assert told("(a) one\n(b) two", "(a) one\n(b) new\n(c) two")[0] == ("kept", "(a) one\n(b) ")


def test_a_text_of_one_word_over_and_over_does_not_take_for_ever():
    start = time.process_time()
    pieces("a " * 20_000, "a " * 15_000 + "b")
    assert time.process_time() - start < 5
