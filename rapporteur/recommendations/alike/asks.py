"""What a recommendation asks, as it is compared: names, acts, words and letters. No database.

`data/asks.csv` names treaties, objects and acts by patterns in each language, so that `OP-CAT` and
the long title are one. `soft` words (consider, continue, as soon as possible) say how strongly
something is asked, not what, and are left out; `data/stems.csv` tells how common a stem is.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from io import StringIO
from itertools import pairwise
from math import sqrt

from rapporteur.recommendations.readers.given import numbered
from rapporteur.recommendations.scoping.features import stem
from rapporteur.recommendations.scoping.terms import fold

DATA = resources.files("rapporteur.recommendations.alike") / "data"
NOT_WORDS = re.compile(r"\W+")
WORD = re.compile(r"\w+")
BRACKETED = re.compile(r"\s*\([^()]*\)\s*[;.]?\s*$")  # who recommends
LABOUR = re.compile(r"(?:ilo )?con\w+ (?:no |n )?(\d{2,3})\b|\b(?:ilo|oit) (?:no |n )?(\d{2,3})\b")
RARE = 1.0  # how much a stem weighs that is in no list
PAIRED = 0.3  # of the weights of both words
LETTERS = (3, 4)
Patterns = tuple[tuple[str, re.Pattern[str]], ...]


@dataclass(frozen=True)
class Words:
    """The rows of one language."""

    tail: re.Pattern[str]
    treaties: Patterns
    objects: Patterns
    acts: Patterns
    soft: frozenset[str]
    same: dict[str, str]


@dataclass(frozen=True)
class Ask:
    """A text made ready to be compared."""

    treaties: frozenset[str]
    names: frozenset[str]  # treaties and objects
    acts: frozenset[str]
    stems: frozenset[str]
    weights: dict[str, float]  # of stems and of pairs of neighbours
    letters: dict[str, float]
    length: int  # words
    stem_weight: float  # of all stems
    word_norm: float
    letter_norm: float


@cache
def _rows() -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((DATA / "asks.csv").read_text(encoding="utf-8"))))


@cache
def stems() -> dict[str, float]:
    """Return how much a common stem weighs: the rarer, the more."""
    rows = csv.DictReader(StringIO((DATA / "stems.csv").read_text(encoding="utf-8")))
    return {row["stem"]: float(row["weight"]) for row in rows}


@cache
def mark() -> str:
    """Return what stands for both lists: with others everything is compared again."""
    parts = (DATA.joinpath(name).read_bytes() for name in ("asks.csv", "stems.csv"))
    return sha256(b"".join(parts)).hexdigest()


@cache
def words_of(language: str) -> Words:
    """Return the rows of a language; English ones for a language that the list does not hold."""
    code = language[:2].lower()
    known = {row["language"] for row in _rows()}
    mine = [row for row in _rows() if row["language"] == (code if code in known else "en")]

    def patterns(kind: str) -> Patterns:
        return tuple((r["name"], re.compile(r["pattern"])) for r in mine if r["kind"] == kind)

    same = {old: r["name"] for r in mine if r["kind"] == "same" for old in r["pattern"].split()}
    return Words(
        tail=re.compile("|".join(r["pattern"] for r in mine if r["kind"] == "tail")),
        treaties=patterns("treaty"),
        objects=patterns("object"),
        acts=patterns("act"),
        soft=frozenset(w for r in mine if r["kind"] == "soft" for w in r["pattern"].split()),
        same=same,
    )


def plain(text: str) -> str:
    """Return a text folded, without its number and without the brackets that name who asks."""
    bare = BRACKETED.sub("", numbered(text)[1].strip())
    return NOT_WORDS.sub(" ", fold(bare)).strip()


def read(text: str, language: str = "en") -> Ask:
    """Return what a text asks."""
    known = words_of(language or "en")
    rest = " ".join(known.tail.sub(" ", plain(text)).split())
    treaties: set[str] = set()

    def labour(met: re.Match[str]) -> str:
        treaties.add(f"ilo{met[1] or met[2]}")
        return " "

    rest = taken_out(LABOUR.sub(labour, rest), known.treaties, treaties)
    objects: set[str] = set()
    taken_out(rest, known.objects, objects)
    found = [known.same.get(one, one) for one in said(rest, known)]
    stems_found = frozenset(found)
    weights = weighed(found)
    letters = runs(word for word in WORD.findall(rest) if word not in known.soft)
    return Ask(
        treaties=frozenset(treaties),
        names=frozenset(treaties | objects),
        acts=frozenset(name for name, pattern in known.acts if pattern.search(rest)),
        stems=stems_found,
        weights=weights,
        letters=letters,
        length=len(WORD.findall(rest)),
        stem_weight=weight(stems_found),
        word_norm=norm(weights),
        letter_norm=norm(letters),
    )


def taken_out(text: str, patterns: Patterns, found: set[str]) -> str:
    """Return a text without what the patterns meet, the first of them first; names go to `found`."""
    for name, pattern in patterns:
        shorter = pattern.sub(" ", text)
        if shorter != text:
            found.add(name)
            text = shorter
    return text


def said(text: str, known: Words) -> Iterable[str]:
    ratify = dict(known.acts)["ratify"]
    for word in WORD.findall(text):
        if word not in known.soft:
            yield "RATIFY" if ratify.fullmatch(word) else stem(word)


def weight(found: AbstractSet[str]) -> float:
    """Return how much these stems weigh together."""
    common = stems()
    return sum(common.get(one, RARE) for one in found)


def weighed(found: list[str]) -> dict[str, float]:
    common = stems()
    weights = {one: common.get(one, RARE) for one in found}
    for one, other in pairwise(found):
        weights[f"{one} {other}"] = PAIRED * (weights[one] + weights[other])
    return weights


def runs(words: Iterable[str]) -> dict[str, float]:
    """Return how often each run of letters stands inside the words, borders counted as a space."""
    found: Counter[str] = Counter()
    for word in words:
        bounded = f" {word} "
        for length in LETTERS:
            found.update(bounded[at : at + length] for at in range(len(bounded) - length + 1))
    return {run: float(count) for run, count in found.items()}


def norm(weights: dict[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weights.values()))
