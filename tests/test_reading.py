"""The texts of the entrance and for children keep to a level of reading, each for its readers."""

import re

import pytest

from rapporteur.doors.public import children
from rapporteur.intake.questions import WRITER, questions_for
from rapporteur.intake.terms import TERMS
from rapporteur.intake.writers import CHILDREN, GROWN, Writer
from tests.reading import reading, sentences, syllables, translated

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh_Hans")
# The least ease that each kind of reader is asked for, where the language has a measure.
EASE = {
    "young": {"en": 95, "fr": 90, "es": 85, "ru": 70},
    "older": {"en": 90, "fr": 85, "es": 80, "ru": 70},
    "grown": {"en": 80, "fr": 85, "es": 75, "ru": 60},
}
# The most words of any sentence, in Chinese signs.
LONGEST = {"young": (20, 25), "older": (20, 25), "grown": (22, 35)}
# Of each band: the least ease, and the most words of a sentence, in Chinese signs; other languages
# than these two take a quarter more words than English to say the same.
BANDS = {
    "6-9": ({"en": 95, "fr": 95, "es": 80, "ru": 80}, {"en": 12, "zh_Hans": 20}),
    "10-13": ({"en": 85, "fr": 90, "es": 80, "ru": 70}, {"en": 14, "zh_Hans": 20}),
    "14-17": ({"en": 75, "fr": 90, "es": 75, "ru": 70}, {"en": 20, "zh_Hans": 25}),
}
# Words that would ask for what hurts to tell; no question holds any of them.
GRAPHIC = {
    "en": r"\b(naked|genital|penis|vagina|intercourse|penetrat|touched you|private parts|undress)",
    "fr": r"\b(nue?s?\b|génita|pénis|vagin|pénétr|attouche|déshabill|parties intimes)",
    "es": r"\b(desnud|genital|pene\b|vagina|penetra|tocó|manose|partes íntimas|desvest)",
    "ru": r"\b(гол(ый|ая|ым|ой)\b|генитал|пенис|влагалищ|проник|трогал|раздева|интимн)",
    "ar": r"(عاري|عارية|تناسلي|مهبل|قضيب|إيلاج|لمسك|خلع ملابس)",
    "zh_Hans": r"(裸|生殖器|阴茎|阴道|性交|插入|抚摸|脱衣)",
}


def asked_of(writer):
    asked = [WRITER, *questions_for(writer, {"soon": "yes"})]
    words = [(one.words_for(writer), one.help_for(writer)) for one in asked]
    return [str(text) for pair in words for text in pair if text]


def kind_of(writer):
    if writer in GROWN:
        return "grown"
    return "older" if writer == Writer.CHILD_14_17 else "young"


def spoken(texts, language):
    """Return the texts in a language; of a path that has none there yet, nothing is measured."""
    found = translated(texts, language)
    assert found, f"no text at all in {language}"
    return found


@pytest.mark.requirement("R20.1")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("writer", Writer.values)
def test_questions_keep_to_the_level_of_their_readers(writer, language):
    found, kind = reading(spoken(asked_of(writer), language), language), kind_of(writer)
    in_words, in_signs = LONGEST[kind]
    assert found.longest <= (in_signs if language == "zh_Hans" else in_words)
    if language in EASE[kind]:
        assert found.ease >= EASE[kind][language]
    else:
        assert found.ease is None


def sentences_of(band):
    return [
        str(one)
        for text in children.BY_CODE[band].texts
        for part in text.parts
        for one in (part.heading, *part.sentences)
    ]


@pytest.mark.requirement("R20.4")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("band", BANDS)
def test_texts_for_children_keep_to_the_level_of_their_band(band, language):
    texts = sentences_of(band)
    translations = spoken(texts, language)
    assert len(translations) == len(texts)
    found, (ease, longest) = reading(translations, language), BANDS[band]
    assert found.longest <= longest.get(language, longest["en"] * 1.25)
    assert found.ease is None if language not in ease else found.ease >= ease[language]


def test_the_younger_the_reader_the_easier_the_text():
    found = [reading(sentences_of(band), "en").ease for band in BANDS]
    assert found == sorted(found, reverse=True)


def test_what_terms_mean_is_told_in_plain_words():
    assert reading([str(term.meaning) for term in TERMS.values()], "en").ease >= 60


@pytest.mark.requirement("SG7")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_asks_for_what_hurts_to_tell(language):
    texts = {text for writer in CHILDREN | GROWN for text in asked_of(writer)}
    found = [
        text
        for text in spoken(sorted(texts), language)
        if re.search(GRAPHIC[language], text, re.IGNORECASE)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Were you undressed?"),
        ("fr", "Étais-tu nue ?"),
        ("es", "¿Te tocó alguien?"),
        ("ru", "Кто тебя трогал?"),
        ("ar", "هل كنت عارية؟"),
        ("zh_Hans", "有人抚摸你吗？"),
    ],
)
def test_the_list_finds_what_it_looks_for(language, text):
    assert re.search(GRAPHIC[language], text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("language", "word", "count"),
    [
        ("en", "made", 1),
        ("en", "table", 2),
        ("en", "asked", 1),
        ("en", "wanted", 2),
        ("en", "family", 3),
        ("en", "the", 1),
        ("es", "escucharte", 4),
        ("es", "país", 2),
        ("es", "bueno", 2),
        ("fr", "écoute", 2),
        ("fr", "enfant", 2),
        ("ru", "ребёнок", 3),
    ],
)
def test_syllables_are_counted(language, word, count):
    assert syllables(word, language) == count


def test_hard_words_in_a_long_sentence_are_hard_and_short_ones_are_easy():
    hard = (
        "The institutional implementation necessitates comprehensive interdisciplinary cooperation."
    )
    assert reading([hard], "en").ease < 0
    assert reading(["We can help. You can stop."], "en").ease > 100


def test_chinese_sentences_are_counted_in_signs():
    assert [len(one) for one in sentences(["你好。请告诉我们！"])] == [2, 5]
