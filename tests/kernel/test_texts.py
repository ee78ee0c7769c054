import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from rapporteur.kernel import texts

WORDS = {"en": "child", "fr": "enfant"}


@pytest.mark.parametrize(
    ("language", "words", "of"),
    [("fr", "enfant", "fr"), ("ar", "child", "en"), (None, "child", "en")],
)
def test_a_missing_language_falls_back_to_english_and_says_so(language, words, of):
    with translation.override(language):
        assert texts.in_language(WORDS) == words
        assert texts.language_of(WORDS) == of


def test_an_empty_cell_is_a_missing_translation():
    row = {"name_en": "child", "name_fr": " ", "name_zh": "儿童"}
    assert texts.from_columns(row, "name") == {"en": "child", "zh-hans": "儿童"}


@pytest.mark.parametrize(
    "value", [None, "child", {}, {"en": ""}, {"fr": "enfant"}, {"en": "a", "km": "b"}]
)
def test_a_text_needs_english_and_known_languages_only(value):
    with pytest.raises(ValidationError, match="needs English"):
        texts.validate_texts(value)
    texts.validate_texts(WORDS)


@pytest.mark.parametrize(
    "in_order",
    [
        ["Egypte", "Équateur", "Érythrée", "Estonie"],
        ["Islandia", "Níger", "Nigeria", "Noruega"],
        ["Иран", "Италия", "Йемен", "Кабо-Верде"],
        ["Армения", "Ёмкость", "Железо"],
        ["أرمينيا", "إستونيا", "الأردن", "بلجيكا"],
        ["australia", "Austria", "Azerbaijan"],
    ],
)
def test_words_are_sorted_as_their_readers_expect(in_order):
    turned = list(reversed(in_order))
    assert sorted(turned, key=texts.alphabetical) == in_order


def test_composed_and_decomposed_letters_are_the_same():
    assert texts.alphabetical("E\u0301gypte") == texts.alphabetical("Égypte")
    assert texts.alphabetical("И\u0306емен") == texts.alphabetical("Йемен")
