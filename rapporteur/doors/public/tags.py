"""How facts of the record are written on a page: dates, texts with their language, symbols."""

from functools import lru_cache

from django import template
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from rapporteur.kernel.dates import written_out
from rapporteur.kernel.texts import LANGUAGES, Texts, in_language, language_of
from rapporteur.publication.kinds import Addressee, Kind, Part, label_of
from rapporteur.publication.pieces import Removed

register = template.Library()


@register.filter
def day(text: str) -> str:
    """Write a partial date out in the language of the page, never more exact than it is."""
    return in_words(text, translation.get_language())


@lru_cache(maxsize=10_000)
def in_words(text: str, language: str | None) -> str:
    """Write a date out; kept, since a page has hundreds and each is worked out from patterns."""
    return written_out(text)


@register.filter
def words(texts: Texts | None) -> SafeString | str:
    """Write a text in the language of the page, else in English marked as such."""
    found = in_language(texts or {})
    return found if language_of(texts or {}) == translation.get_language() else english(found)


@register.filter
def english(text: str) -> SafeString | str:
    """Mark words that stand in the record in English only."""
    if not text or translation.get_language() == "en":
        return text
    return format_html('<span lang="en" dir="ltr">{}</span>', text)


@register.filter
def kind_of_letter(code: str) -> str:
    return label_of(Kind, code)


@register.filter
def kind_of_addressee(code: str) -> str:
    return label_of(Addressee, code)


@register.filter
def part_of_letter(number: int) -> str:
    """Return the heading of a part of a letter, empty for one that has none."""
    return label_of(Part, number) if number in Part.values else ""


@register.filter
def why_removed(code: str) -> str:
    return label_of(Removed, code)


@register.filter
def language_name(code: str) -> str:
    """Return the name of one of our languages, in the language of the page."""
    if code not in LANGUAGES:
        return gettext("another language")
    return gettext(translation.get_language_info(code)["name"])


@register.filter
def direction(code: str) -> str:
    """Return in which direction a language is written; `auto` where it is none of ours."""
    if code not in LANGUAGES:
        return "auto"
    return "rtl" if translation.get_language_info(code)["bidi"] else "ltr"
