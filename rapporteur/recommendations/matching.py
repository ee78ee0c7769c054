"""Whether two sources tell of the same recommendation (ADR 0159). Pure: no database.

The words must be the same but for case, accents, signs, the number before them and the brackets that
name who recommends; so must the States it is addressed to. No likeness is reckoned: a "not", a number
or a State more makes another recommendation. What both sources say of paragraph, document, session
and recommending States must not contradict either.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from rapporteur.recommendations.readers.given import Given, numbered
from rapporteur.recommendations.readers.states import NOT_LETTERS, States


@dataclass(frozen=True)
class Mark:
    """What is held against the mark of another recommendation with the same words and States."""

    paragraph: str = ""
    symbol: str = ""
    session: int | None = None
    recommending: frozenset[str] = frozenset()


def normal(text: str, paragraph: str, states: States) -> str:
    """Return the words of a recommendation as they are compared. Numbers and negations stay."""
    number, rest = numbered(text)
    words = rest if number and number == paragraph else text
    plain = unicodedata.normalize("NFKD", states.in_brackets(words)[1]).casefold()
    if plain.isascii():
        return NOT_LETTERS.sub(" ", plain).strip()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return NOT_LETTERS.sub(" ", letters).strip()


def key_of(words: str, states: Iterable[str]) -> str:
    """Return one key for the words and the States addressed; equal keys may be the same."""
    return sha256(f"{' '.join(sorted(states))}\n{words}".encode()).hexdigest()


def mark_of(row: Given) -> Mark:
    return Mark(row.paragraph, row.symbol, row.session, frozenset(row.recommending))


def same(one: Mark, other: Mark, *, one_source: bool) -> bool:
    """Tell whether two marks of one key are of the same recommendation.

    A source that gives no paragraphs has a row for each recommending State: within it, other
    States are more of the same. Between sources they are a contradiction, unless the paragraph
    is the same.
    """
    pairs = (
        (one.paragraph, other.paragraph),
        (one.symbol, other.symbol),
        (one.session, other.session),
    )
    if any(left and right and left != right for left, right in pairs):
        return False
    if not any(left and left == right for left, right in pairs):
        return False
    if one.paragraph and other.paragraph:
        return True
    apart = one.recommending and other.recommending and not one.recommending & other.recommending
    return one_source or not apart
