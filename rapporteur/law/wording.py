"""How our own texts speak: remarks on terms and on tone. Nothing here refuses; a person decides.

Letters and documents report and do not find: what is alleged is told as alleged, nobody is found
guilty, no source shows through (FIELD §1.5). Terms are those of `terminology` (FIELD §4.5).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.texts import COLUMNS
from rapporteur.law import terminology

# Of law, courts and the like it may be said; of a person it is a finding.
OF_LAW = (
    r"actions?|acts?|activit\w+|and civil|behaviou?r|cases?|chambers?|charges?|codes?|complaints?"
    r"|conduct|courts?|defamation|defen[cs]e|gangs?|groups?|investigat\w+|justice|laws?"
    r"|legislation|liabilit\w+|libel|matters?|measures?|nature|networks?|offen[cs]es?"
    r"|organi[sz]ations?|penalt\w+|polic\w+|proce\w+|prosecut\w+|provisions?|records?"
    r"|responsib\w+|rulings?|sanctions?|suspects?|systems?|trials?|tribunals?"
)
# Words that show that something is reported, and words that find, by language of letters.
REPORTS = {
    "en": r"alleg|report(?:ed|edly)|according to|it is said|information received|would have",
    "fr": r"allég|présumé|rapport|selon|aurait|auraient|serait|seraient|informations reçues",
    "es": r"alega|presunt|supuest|según|habría|habrían|sería|serían|se informa|comunica",
}
FINDS = {
    "en": r"guilty|perpetrator of|has violated|have violated|crime was committed|culprit"
    rf"|\bcriminals?\b(?!\s+(?:{OF_LAW})\b)",
    "fr": r"coupable|(?<!droit )(?<!code )(?<!justice )(?<!procédure )\bcriminel(?:le)?s?\b"
    r"|a violé|ont violé|auteur du crime",
    "es": r"culpable|(?<!justicia )(?<!código )\bcriminal(?:es)?\b|ha violado|han violado"
    r"|autor del delito",
}
SOURCES = {
    "en": r"(?:our|the) source|told us|informed us|complainant|informant",
    "fr": r"(?:notre|la) source|nous a (?:dit|informés)|informateur|plaignant",
    "es": r"(?:nuestra|la) fuente|nos (?:dijo|informó)|informante|denunciante",
}


@dataclass(frozen=True)
class Remark:
    """One remark: on which words, what to write instead where that is known, and why."""

    words: str
    why: str | Promise
    better: str = ""
    start: int = 0

    @property
    def advice(self) -> str | Promise:
        """Return what to weigh, with the better words first."""
        if not self.better:
            return self.why
        write = format_lazy(_("Write: {preferred}."), preferred=self.better)
        return format_lazy("{} {}", write, self.why) if self.why else write


def found(patterns: dict[str, str], language: str, text: str) -> Iterator["re.Match[str]"]:
    return re.finditer(patterns[language], text, re.IGNORECASE)


def tone(text: str, language: str) -> Iterator[Remark]:
    """Yield what a text finds instead of reports, and where a source may show through."""
    for match in found(FINDS, language, text):
        why = _("A text of ours makes no finding. Write what is alleged, as alleged.")
        yield Remark(match[0], why, start=match.start())
    for match in found(SOURCES, language, text):
        why = _("No source is told of, not even that there is one.")
        yield Remark(match[0], why, start=match.start())


def is_reported(fact: str, language: str) -> bool:
    """Tell whether any word shows that a fact is reported and not found."""
    return any(found(REPORTS, language, fact))


def terms(lint: terminology.Lint, text: str) -> Iterator[Remark]:
    """Yield the words to avoid, each with the preferred ones and the reason for them."""
    for slip in lint.slips(text):
        yield Remark(slip.word, slip.why, slip.preferred, slip.start)


class Wording:
    """Remarks on texts in one language, outside quotations and the titles that are allowed."""

    def __init__(self, language: str, allowed: Sequence[str] = ()) -> None:
        """Take a language as documents name it ("zh") or as we do ("zh-hans"). Two queries."""
        self.language = COLUMNS.get(language, language)
        self.lint = terminology.lint(self.language, [*terminology.titles(), *allowed])

    @property
    def hears_tone(self) -> bool:
        """Tell whether tone is looked at: only languages of letters have words for it."""
        return self.language in FINDS

    def remarks(self, text: str) -> list[Remark]:
        """Return the remarks on a text in the order of its words."""
        said = list(terms(self.lint, text))
        if self.hears_tone:
            free = terminology.quotations(text)
            said += (
                one
                for one in tone(text, self.language)
                if not any(start <= one.start < end for start, end in free)
            )
        return sorted(said, key=lambda one: one.start)
