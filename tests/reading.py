"""How hard a text is to read, by a published measure for each language that has one (ADR 0120).

English: Flesch. Spanish: Fernández Huerta. French: Kandel and Moles. Russian: Oborneva. The higher,
the easier; 80 is easy, 60 plain. Arabic and Chinese have no measure that rests on syllables: there
the length of sentences is held alone, in words and in signs.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from babel.messages.pofile import read_po

from rapporteur.operations.messages import catalogue_path

SENTENCE = re.compile(r"[.?!…؟。？！:：;；]+")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
TO_A_CHILD = "to a child"  # where it is addressed otherwise than a grown-up
VOWELS = {
    "en": re.compile(r"[aeiouy]+"),
    "es": re.compile(r"[iuü]?[aeoáéó][iuy]?|[íú]|[iuüy]+"),
    "fr": re.compile(r"[aeiouyàâäéèêëîïôöùûüœ]+"),
    "ru": re.compile(r"[аеёиоуыэюя]"),
}
# Base, weight of words in a sentence, weight of syllables in a word.
MEASURES = {
    "en": (206.835, 1.015, 84.6),
    "es": (206.84, 1.02, 60.0),
    "fr": (207.0, 1.015, 73.6),
    "ru": (206.835, 1.3, 60.1),
}


@dataclass(frozen=True)
class Reading:
    ease: float | None  # None where the language has no measure
    per_sentence: float  # words, in Chinese signs
    longest: int


def syllables(word: str, language: str) -> int:
    """Count the groups of vowels; a silent ending of English and French is no syllable."""
    word = word.lower()
    found = len(VOWELS[language].findall(word))
    if language == "en" and re.search(r"[^aeiouyl]e$|[^aeiouytd]ed$|[^aeiouyscxz]es$", word):
        found -= 1
    if language == "fr" and re.search(r"[^aeiouyé](e|es|ent)$", word):
        found -= 1
    return max(found, 1)


def sentences(texts: Iterable[str]) -> list[list[str]]:
    """Return the words of each sentence; a Chinese sign is a word, for signs are what is counted."""
    found = []
    for text in texts:
        for part in SENTENCE.split(text):
            words = [w for w in WORD.findall(part) if w]
            if words and re.search(r"[\u4e00-\u9fff]", part):
                words = re.findall(r"[\u4e00-\u9fff]", part)
            if words:
                found.append(words)
    return found


def reading(texts: Iterable[str], language: str) -> Reading:
    """Measure some texts as one."""
    each = sentences(texts)
    words = [word for sentence in each for word in sentence]
    per_sentence = len(words) / len(each)
    ease = None
    if language in MEASURES:
        base, of_words, of_syllables = MEASURES[language]
        per_word = sum(syllables(word, language) for word in words) / len(words)
        ease = base - of_words * per_sentence - of_syllables * per_word
    return Reading(ease, per_sentence, max(len(sentence) for sentence in each))


def translated(texts: Iterable[str], language: str) -> list[str]:
    """Return the texts in a language, those that its catalogue holds; in English all."""
    if language == "en":
        return list(texts)
    with catalogue_path(language).open("rb") as file:
        catalogue = read_po(file)
    found = (catalogue.get(text, TO_A_CHILD) or catalogue.get(text) for text in texts)
    return [str(one.string) for one in found if one and one.string and not one.fuzzy]
