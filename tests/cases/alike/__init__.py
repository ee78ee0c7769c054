"""Made-up pairs of texts of Exerland, an exercise: copied, edited, taken over in part, or alone.

Each file holds three subjects in one language: a text as it was told, the same lightly edited,
and another person's words on the same topic.
"""

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

from rapporteur.cases.likeness.actions import compared_text
from rapporteur.operations.seeds import texts as seeds

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
FULL_WIDTH = str.maketrans(
    {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
    | {str(n): chr(0x660 + n) for n in range(10)}
)


@dataclass(frozen=True)
class Pair:
    """Two texts, how the second came about, and whether it should be found by the first."""

    kind: str
    language: str
    one: str
    other: str
    wanted: bool


def texts(language):
    """Return the texts of a language by subject and by what they are."""
    found = {}
    raw = (Path(__file__).parent / f"{language}.txt").read_text(encoding="utf-8")
    for block in raw.split("== ")[1:]:
        name, _end, text = block.partition("\n")
        found[tuple(name.split())] = text.strip()
    return found


def copied(text):
    """Return a text as it comes through another telephone: case, marks, spaces, line ends."""
    return text.upper().translate(FULL_WIDTH).replace(". ", ".\n\n").replace("ا", "أ")


def quoted(text, around):
    """Return a text that takes the middle half of another over, between words of its own."""
    quarter = len(text) // 4
    middle = len(around) // 2
    return f"{around[:middle]} {text[quarter : 3 * quarter]} {around[middle:]}"


def pairs():
    """Return every pair of the set: those to be found, and those that only share a topic or more."""
    made = []
    for language in LANGUAGES:
        found = texts(language)
        subjects = list(dict.fromkeys(subject for subject, _what in found))
        for subject in subjects:
            told, edited, topic = (found[subject, what] for what in ("told", "edited", "topic"))
            made += [
                Pair("copied", language, told, copied(told), wanted=True),
                Pair("edited", language, told, edited, wanted=True),
                Pair("in part", language, told, quoted(told, topic), wanted=True),
                Pair("topic", language, told, topic, wanted=False),
                Pair("topic", language, edited, topic, wanted=False),
            ]
        for one, other in combinations(subjects, 2):
            made += [
                Pair("other", language, found[one, a], found[other, b], wanted=False)
                for a in ("told", "topic")
                for b in ("told", "topic")
            ]
    return made


def translations():
    """Return pairs that say the same in two languages, which no signature finds."""
    return [
        Pair("translated", f"{one}-{other}", text, texts(other)[key], wanted=True)
        for one, other in combinations(LANGUAGES, 2)
        for key, text in texts(one).items()
        if key[1] == "told"
    ]


def reworded(text, chosen):
    """Return a text in which one word of ten is another of its words, and the first one is gone."""
    words = text.split()
    return " ".join(chosen.choice(words) if chosen.random() < 0.1 else word for word in words[1:])


def held_out():
    """Return pairs on which no threshold was chosen: the texts of the exercise, each once reworded.

    Every two of them are by different people on different matters, mostly in one language.
    """
    chosen = Random(90210)
    told = [compared_text(source["answers"]) for source in seeds.read("sources").values()]
    told = [text for text in told if len(text) > 150]
    return [
        *(Pair("reworded", "", text, reworded(text, chosen), wanted=True) for text in told),
        *(Pair("other", "", one, other, wanted=False) for one, other in combinations(told, 2)),
    ]
