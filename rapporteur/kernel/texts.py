"""Texts of reference data in the six official languages.

A text is a mapping from language code to words, English always present. A language that is
missing falls back to English, and the page can say so.
"""

import unicodedata
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

LANGUAGES = ("en", "fr", "es", "ar", "zh-hans", "ru")
COLUMNS = {"en": "en", "fr": "fr", "es": "es", "ar": "ar", "zh": "zh-hans", "ru": "ru"}
Texts = Mapping[str, str]


def language_of(texts: Texts) -> str:
    """Return the language in which `in_language` will answer now."""
    active = get_language() or "en"
    return active if texts.get(active) else "en"


def in_language(texts: Texts) -> str:
    """Return the words in the active language, else in English, else an empty string."""
    return texts.get(language_of(texts), "")


def alphabetical(words: str) -> str:
    """Return what to sort words by: case and accents aside, so that É stands with E.

    The Cyrillic й keeps its own place after и. Arabic letters stand in the order of their code
    points, forms of alef together; Chinese in that of code points, which is neither pinyin nor
    strokes.
    """
    kept = "".join(
        letter if letter == "й" else unicodedata.normalize("NFKD", letter)
        for letter in unicodedata.normalize("NFC", words).casefold()
    )
    return "".join(letter for letter in kept if not unicodedata.combining(letter))


def from_columns(row: Mapping[str, str], stem: str) -> dict[str, str]:
    """Gather `stem_en`, `stem_fr`, `stem_es`, `stem_ar`, `stem_zh`, `stem_ru` of a CSV row.

    Empty cells are left out: a missing translation is missing, never an empty text.
    """
    found = {code: row.get(f"{stem}_{column}", "").strip() for column, code in COLUMNS.items()}
    return {code: words for code, words in found.items() if words}


def validate_texts(value: object) -> None:
    """Raise ValidationError unless `value` is a mapping of known languages with English."""
    if not isinstance(value, dict) or not value.get("en") or set(value) - set(LANGUAGES):
        raise ValidationError("A text needs English and only the six official languages.")
