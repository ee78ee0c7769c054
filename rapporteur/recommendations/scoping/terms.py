"""The readable list of weighted terms: data/terms.csv, its grammar, and what it finds in a text.

A row holds words that count alike: it adds its weight once, however many of them are found.
`;` parts words, `+` asks for both in one text, `*` stands for any ending, `^` for the opening of
the text, `{child}` for a group of words of the same language. Case, accents and Arabic marks are
folded first.
"""

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru")
KINDS = ("label", "scope", "pillar", "sector", "level", "persons", "action")
SUGGESTED = 1.0  # the sum of weights from which a target is suggested
ARABIC_PREFIX = r"(?:[وفبكل]{0,2}(?:ال|ل)?)"
NUMBERED = re.compile(r"^[\s\W\d]*")
GROUP = re.compile(r"\{(\w+)\}")
Seek = Callable[[re.Pattern[str]], str | None]
SAME_LETTERS = str.maketrans({"ى": "ي", "ة": "ه", "ـ": "", "ئ": "ي", "’": " ", "'": " "})


@dataclass(frozen=True)
class Found:
    """One row of the list that spoke: for what, by which words of the text, with which weight."""

    kind: str
    target: str
    words: tuple[str, ...]
    weight: float


@dataclass(frozen=True)
class Row:
    """A line of the list, made ready: each alternative is one pattern or several that must meet."""

    kind: str
    target: str
    weight: float
    alternatives: tuple[tuple[re.Pattern[str], ...], ...]

    def found(self, seek: Seek) -> tuple[str, ...]:
        """Return the words of the folded text that make this row speak, each once."""
        words: dict[str, None] = {}
        for patterns in self.alternatives:
            met: list[str] = []
            for pattern in patterns:
                if (word := seek(pattern)) is None:
                    break
                met.append(word)
            else:
                words.update(dict.fromkeys(met))
        return tuple(words)


def fold(text: str) -> str:
    """Return the text without case, accents and Arabic marks, its white space made single."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(part for part in parts if unicodedata.category(part) not in {"Mn", "Cf"})
    return re.sub(r"\s+", " ", plain.translate(SAME_LETTERS)).strip()


def find(text: str, language: str, kinds: Sequence[str] = KINDS) -> list[Found]:
    """Return the rows of the language that speak for the text, in the order of the list."""
    folded = NUMBERED.sub("", fold(text))  # the number of a paragraph is no opening

    @cache  # "{child}" is asked for by many rows
    def seek(pattern: re.Pattern[str]) -> str | None:
        match = pattern.search(folded)
        return match.group().strip() if match else None

    return [
        Found(row.kind, row.target, words, row.weight)
        for row in rows(language)
        if row.kind in kinds and (words := row.found(seek))
    ]


def scores(found: Iterable[Found], kind: str) -> dict[str, float]:
    """Return the sum of weights of each target of the kind."""
    sums: dict[str, float] = {}
    for one in found:
        if one.kind == kind:
            sums[one.target] = sums.get(one.target, 0.0) + one.weight
    return sums


@cache
def targets(kind: str) -> tuple[str, ...]:
    """Return what the list can suggest of the kind, in its order."""
    return tuple(dict.fromkeys(line["target"] for line in _lines() if line["kind"] == kind))


@cache
def rows(language: str) -> tuple[Row, ...]:
    """Return the rows of one language; none for a language that the list does not hold."""
    mine = [line for line in _lines() if line["language"] == language]
    groups = {line["target"]: line["terms"].split(";") for line in mine if line["kind"] == "group"}
    return tuple(
        Row(
            line["kind"],
            line["target"],
            float(line["weight"]),
            _alternatives(line["terms"].split(";"), groups, language),
        )
        for line in mine
        if line["kind"] != "group"
    )


@cache
def _lines() -> tuple[dict[str, str], ...]:
    listed = resources.files("rapporteur.recommendations.scoping") / "data" / "terms.csv"
    return tuple(csv.DictReader(listed.read_text(encoding="utf-8").splitlines()))


compiled = cache(re.compile)  # one pattern is one object, whichever row it stands in


def _alternatives(
    terms: Sequence[str], groups: dict[str, list[str]], language: str
) -> tuple[tuple[re.Pattern[str], ...], ...]:
    """Return one pattern for all terms that stand alone, and the parts of each that do not."""
    alone = [term for term in terms if "+" not in term]
    joined = [term.split("+") for term in terms if "+" in term]
    found = [(compiled("|".join(_pattern(one, groups, language) for one in alone)),)]
    return tuple(found if alone else ()) + tuple(
        tuple(compiled(_pattern(part.strip(), groups, language)) for part in parts)
        for parts in joined
    )


def _pattern(term: str, groups: dict[str, list[str]], language: str) -> str:
    """Return the pattern of words that stand together in folded text."""
    start = r"\A" if term.startswith("^") else ""
    words = [_word(word, groups, language) for word in term.removeprefix("^").split()]
    if language == "zh":
        return start + "".join(words)
    begin = start or r"(?<!\w)"
    return begin + r"[\W_]+".join(words) + r"(?!\w)"


def _word(word: str, groups: dict[str, list[str]], language: str) -> str:
    if group := GROUP.fullmatch(word):
        inner = (_pattern(term, groups, language) for term in groups[group[1]])
        return f"(?:{'|'.join(inner)})"
    stem = word.removesuffix("*")
    if not stem:
        return r"\w+"
    ending = r"\w*" if stem != word else ""
    if language == "ar" and len(stem) > 2:
        return ARABIC_PREFIX + re.escape(fold(stem).removeprefix("ال")) + ending
    return re.escape(fold(stem)) + ending
