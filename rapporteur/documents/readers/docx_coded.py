"""What our writer keeps as a code in a control around words for people: the day, the language.

LibreOffice drops the code and keeps the words, so the words are read where there is no code.
"""

import re
from datetime import date

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from rapporteur.documents.word import Element, value

LANGUAGE = re.compile(r"[a-z]{2}")
UNITED_NATIONS = ("ar", "en", "es", "fr", "ru", "zh")
YEARS = range(1945, 2200)


def code_of(paragraph: Element) -> str:
    return value(paragraph, "sdt/sdtPr/tag")


def day_of(code: str, words: str, language: str) -> date | None:
    """Return the day that the code says, or else the words as a writer in that language sets it."""
    if not code:
        return _in_words(words.strip(), _locale(language))
    try:
        return date.fromisoformat(code)
    except ValueError:
        return None


def language_of(code: str, words: str, language: str) -> str:
    """Return the code of a language, from the code or from its name in the language of the text."""
    if code:
        return code if LANGUAGE.fullmatch(code) else ""
    told, names = words.strip().casefold(), _locale(language).languages
    named = [one for one in UNITED_NATIONS if str(names.get(one, "")).casefold() == told]
    return named[0] if told and named else ""


def _in_words(words: str, locale: Locale) -> date | None:
    numbers = [int(found) for found in re.findall(r"\d+", words[:60])]
    for year in numbers:
        for day in numbers if year in YEARS else ():
            for month in range(1, 13 if 1 <= day <= 31 else 0):
                try:
                    tried = date(year, month, day)
                except ValueError:  # 31 June
                    continue
                if format_date(tried, "long", locale=locale) == words:
                    return tried
    return None


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language or "en")
    except (UnknownLocaleError, ValueError):
        return Locale("en")
