"""Turn a text into the signs that a model weighs: words, openings and letters.

The State that recommends and the State under review are no signs: who asks does not say what is
asked. Words lose light endings, so that `combats` and `combating` meet; nothing is looked up.
"""

import re
from collections.abc import Iterator

from rapporteur.recommendations.scoping import terms

WORD = re.compile(r"\w+")
ENDING = re.compile(r"(ations?|ing|ements?|ments?|ions?|ities|ity|ies|ive|ed|es|s|ly|al|e|y)$")
SHORTEST_STEM = 4
LONGEST_RUN = 3  # words
OPENINGS = 4  # an action is named by the first words
NEAR = 8  # words from the start count as near to the opening
LETTERS = (3, 4, 5)


def of_words(text: str) -> list[str]:
    """Return stems, runs of them, pairs around a gap and openings."""
    stems = [stem(word) for word in WORD.findall(terms.fold(text))]
    found = list(stems)
    for length in range(2, LONGEST_RUN + 1):
        found += (" ".join(stems[at : at + length]) for at in range(len(stems) - length + 1))
    found += (f"{first}_{third}" for first, third in zip(stems, stems[2:], strict=False))
    found += ("^" + " ".join(stems[:length]) for length in range(1, OPENINGS + 1))
    found += ("^^" + stem for stem in stems[:NEAR])
    return found


def of_letters(text: str) -> list[str]:
    """Return the runs of three to five letters inside words, borders counted as a space."""
    return [run for word in WORD.findall(terms.fold(text)) for run in _runs(f" {word} ")]


def _runs(word: str) -> Iterator[str]:
    for length in LETTERS:
        for at in range(max(1, len(word) - length + 1)):
            yield word[at : at + length]


def stem(word: str) -> str:
    if len(word) > SHORTEST_STEM + 1:
        stem = ENDING.sub("", word)
        return stem if len(stem) >= SHORTEST_STEM else word
    return word[:-1] if word.endswith("s") and len(word) > 3 else word
