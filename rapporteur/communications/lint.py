"""Advice on a text of a letter: tone, terms, names. Nothing here refuses; a person decides.

A letter reports and does not find: what is alleged is told as alleged, nobody is found guilty, no
source shows through.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.letters import Letter
from rapporteur.law import terminology

# Words that show that something is reported, and words that find, by language of letters.
REPORTS = {
    "en": r"alleg|report(?:ed|edly)|according to|it is said|information received|would have",
    "fr": r"allég|présumé|rapport|selon|aurait|auraient|serait|seraient|informations reçues",
    "es": r"alega|presunt|supuest|según|habría|habrían|sería|serían|se informa|comunica",
}
FINDS = {
    "en": r"guilty|perpetrator of|criminal|has violated|have violated|crime was committed|culprit",
    "fr": r"coupable|criminel|a violé|ont violé|auteur du crime",
    "es": r"culpable|criminal|ha violado|han violado|autor del delito",
}
SOURCES = {
    "en": r"(?:our|the) source|told us|informed us|complainant|informant",
    "fr": r"(?:notre|la) source|nous a (?:dit|informés)|informateur|plaignant",
    "es": r"(?:nuestra|la) fuente|nos (?:dijo|informó)|informante|denunciante",
}


@dataclass(frozen=True)
class Advice:
    """One remark: on which words, and what to weigh."""

    words: str
    why: str | Promise


def found(patterns: dict[str, str], language: str, text: str) -> list[str]:
    return re.findall(patterns[language], text, re.IGNORECASE)


def tone(text: str, language: str) -> Iterator[Advice]:
    """Yield what a text finds instead of reports, and where a source may show through."""
    for words in found(FINDS, language, text):
        yield Advice(words, _("A letter makes no finding. Write what is alleged, as alleged."))
    for words in found(SOURCES, language, text):
        yield Advice(words, _("No source is told of, not even that there is one."))


def reported(fact: str, language: str) -> Iterator[Advice]:
    """Yield a remark on a fact that is told as certain."""
    if fact.strip() and not found(REPORTS, language, fact):
        start = " ".join(fact.split()[:6])
        yield Advice(start, _("Tell it as reported: “it is alleged”, “reportedly”."))


def advice(words: Letter, language: str) -> dict[str, list[Advice]]:
    """Return remarks by part of the letter: `subject`, `facts`, and the numbers of blocks."""
    lint = terminology.lint(language, terminology.titles())
    texts = {
        "subject": words.subject,
        "facts": "\n\n".join(words.facts),
        **{str(number): text for number, text in words.blocks.items()},
    }
    remarks: dict[str, list[Advice]] = {}
    for part, text in texts.items():
        remarks[part] = [*tone(text, language), *terms(lint, text)]
    for fact in words.facts:
        remarks["facts"] += reported(fact, language)
    remarks["facts"] += [
        Advice(name, _("Put the mark of the child in the place of the name."))
        for name in words.names_in_text()
    ]
    return {part: said for part, said in remarks.items() if said}


def terms(lint: terminology.Lint, text: str) -> Iterator[Advice]:
    for slip in lint.slips(text):
        yield Advice(slip.word, format_lazy(_("Write: {preferred}."), preferred=slip.preferred))
