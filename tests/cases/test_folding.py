"""What people write in different ways is written in one, and a place in it leads back."""

import pytest

from rapporteur.cases import folding
from rapporteur.cases.folding import Folded, composed, fold, place_of, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("École", "ecole"),
        ("e\u0301cole", "école"),  # accent typed apart
        ("Straße", "STRASSE"),
        ("cœur Ærø", "coeur aero"),
        ("İstanbul ı", "istanbul i"),
        ("ПАВЕЛ ещё", "павел еще"),
        ("أحمد إلى آل ٱلله", "احمد الي ال الله"),
        ("مدرسة", "مدرسه"),
        ("مستشفى", "مستشفي"),
        ("کتابی", "كتابي"),  # Persian kaf and ya
        ("مـــدرسة", "مدرسه"),
        ("مَدْرَسَةٌ", "مدرسه"),
        ("ﻻ", "لا"),  # a presentation form
        ("Ｆｕｌｌ　１２", "full 12"),
        ("٠١٢٣ ۴۵ ७ ៨ ๙", "0123 45 7 8 9"),
        ("zero\u200bwidth \ufeffmark", "zerowidth mark"),
        ("学校", "学校"),
    ],
)
def test_these_are_one(one, other):
    assert fold(one) == fold(other) == Folded().text(one)


@pytest.mark.parametrize(
    ("one", "other"), [("мой", "мои"), ("学校", "學校"), ("casa", "caza"), ("بنت", "بيت")]
)
def test_these_stay_apart(one, other):
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "sought", "place"),
    [
        ("Une École à Exe", "ecole", 4),
        ("ﬁn de l'été", "ete", 8),  # one sign that becomes two stands before
        ("في مَدْرَسَةٌ صغيرة", "مدرسه", 3),
        ("mot\u200b \u200bécrit", "ecrit", 6),
        ("在学校里", "学校", 1),
        ("x", "x", 0),
    ],
)
def test_a_place_in_the_folded_text_leads_back(text, sought, place):
    text = composed(text)
    assert place_of(text, fold(text).index(sought)) == place


def test_what_is_remembered_has_an_end(monkeypatch):
    monkeypatch.setattr(folding, "MOST_SIGNS", 1)
    monkeypatch.setattr(folding, "MOST_WORDS", 1)
    table, folded = folding.Table(), Folded()
    assert ["É".translate(table), "Ö".translate(table)] == ["e", "o"]
    assert folded.text("été Öl été") == "ete ol ete"
    assert (len(table), len(folded)) == (1, 1)


def test_words_come_without_what_parts_them():
    assert list(words_of("L’École, «à» Exe_12!")) == ["l", "ecole", "a", "exe", "12"]
