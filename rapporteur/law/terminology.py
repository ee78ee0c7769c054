"""Find words that our own texts do not use: treaty wording outside titles and quotations (R17.4).

Case, accents, Arabic marks and letter forms are folded first, by one table for all scripts. Arabic
words carry their prefixes, Chinese has no spaces, and a stem ends in `*`. One pattern a language.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapporteur.law.models import Instrument, Term

ARABIC_LETTERS = {"ى": "ي", "ة": "ه", "ـ": "", "’": "'", "ʼ": "'"}
BETWEEN = r"[\s\-‐‑]+"  # words may be wrapped over two lines or joined by a hyphen
ARABIC_PREFIX = r"(?:[وفبكل]{0,2}(?:ال|ل)?)"
QUOTATION = re.compile(
    r"«[^»]{1,600}»|“[^”]{1,600}”|„[^“”]{1,600}[“”]|「[^」]{1,600}」|『[^』]{1,600}』"
    r"|《[^》]{1,600}》|‘[^’\n]{1,600}’|\"[^\"\n]{1,600}\""
)


class Folding(dict[int, str]):
    """A table for `str.translate` that folds each character when it is first seen."""

    def __missing__(self, ordinal: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(ordinal))
        kept = "".join(
            ARABIC_LETTERS.get(part, part)
            for part in parts
            if unicodedata.category(part) not in {"Mn", "Cf"}
        )
        self[ordinal] = folded = kept.casefold()
        return folded


FOLDING = Folding()


@dataclass(frozen=True)
class Slip:
    """A word to avoid: where it stands, its term, what to write instead, and why."""

    start: int
    end: int
    word: str
    term: str
    preferred: str
    why: str  # in the language of the page, empty where nothing is said


def fold(text: str) -> str:
    return text.translate(FOLDING)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return where quotations begin and end: what stands in them is not our own voice."""
    return [match.span() for match in QUOTATION.finditer(text)]


def places(text: str) -> list[int]:
    """Return for each character of the folded text its place in `text`, then the end of both."""
    found = [place for place, sign in enumerate(text) for _part in FOLDING[ord(sign)]]
    return [*found, len(text)]


def core_of(words: str, language: str) -> str:
    """Return the pattern of a word or phrase to avoid in folded text, its borders left open."""
    parts = fold(words).split()
    if language == "zh-hans":
        return re.escape("".join(parts))
    found: list[str] = []
    for part in parts:
        stem = part.removesuffix("*")
        ending = r"\w*" if part != stem else ""
        if language == "ar" and len(stem) > 2:
            prefix = ARABIC_PREFIX if found else ""
            found.append(prefix + re.escape(stem.removeprefix("ال")) + ending)
        else:
            found.append(re.escape(stem) + ending)
    return BETWEEN.join(found)


def pattern_of(words: str, language: str) -> str:
    """Return the pattern of a word or phrase to avoid, with the borders that its script has."""
    if language == "zh-hans":
        return core_of(words, language)
    prefix = ARABIC_PREFIX if language == "ar" else ""
    return rf"(?<!\w){prefix}{core_of(words, language)}(?!\w)"


def passage_of(words: str) -> str:
    """Return the pattern of a passage that may stand as it is, however it is wrapped."""
    return r"\s+".join(re.escape(part) for part in fold(words).split())


class Lint:
    """The words to avoid in one language, ready to be looked for in many texts."""

    def __init__(self, terms: Iterable[Term], language: str, allowed: Iterable[str] = ()) -> None:
        found = [(words, term) for term in terms for words in term.avoid.get(language, [])]
        found.sort(key=lambda pair: len(pair[0]), reverse=True)  # the longest phrase is the slip
        self.language = language
        self.terms = [term for _words, term in found]
        patterns = (f"({pattern_of(words, language)})" for words, _term in found)
        self.pattern = re.compile("|".join(patterns) or "(?!)")
        # Starts with letters, so that it runs over a clean text several times as fast.
        cores = (core_of(words, language) for words, _term in found)
        self.hint = re.compile("|".join(cores) or "(?!)")
        passages = sorted({passage_of(words) for words in allowed if words}, key=len, reverse=True)
        self.allowed = re.compile("|".join(passages) or "(?!)")

    def slips(self, text: str) -> list[Slip]:
        """Return the words to avoid that stand outside titles and quotations, in their order."""
        folded = fold(text)
        if not self.hint.search(folded):
            return []
        place = places(text)
        free = [(place[m.start()], place[m.end()]) for m in self.allowed.finditer(folded)]
        free += quotations(text)
        found = []
        for match in self.pattern.finditer(folded):
            start, end = place[match.start()], place[match.end() - 1] + 1
            if any(a <= start and end <= b for a, b in free):
                continue
            term = self.terms[(match.lastindex or 1) - 1]
            preferred = term.preferred_labels.get(self.language) or term.preferred_labels["en"]
            word = text[start:end]
            found.append(Slip(start, end, word, term.code, preferred, term.explanation))
        return found


def titles() -> list[str]:
    """Return the titles of all instruments in all languages, long and short; one query."""
    found = Instrument.objects.values_list("titles", "short_titles")
    return [words for pair in found for texts in pair for words in texts.values()]


def lint(language: str, allowed: Sequence[str] = ()) -> Lint:
    """Make the lint of a language; `allowed` are titles that may stand in a text. One query."""
    return Lint(Term.objects.all(), language, allowed)


def slips(text: str, language: str, allowed: Sequence[str] = ()) -> list[Slip]:
    """Return the words to avoid in one text; for many texts make a `lint` once."""
    return lint(language, allowed).slips(text)
