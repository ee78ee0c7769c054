"""Remark on a text of a letter: tone, terms, names. Nothing here refuses; a person decides."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from rapporteur.communications.letters import Letter
from rapporteur.law import terminology
from rapporteur.law.wording import Remark, is_reported, terms, tone
from rapporteur.people.mandates.queries import all_titles


def reported(fact: str, language: str) -> Iterator[Remark]:
    """Yield a remark on a fact that is told as certain."""
    if fact.strip() and not is_reported(fact, language):
        start = " ".join(fact.split()[:6])
        yield Remark(start, _("Tell it as reported: “it is alleged”, “reportedly”."))


def advice(words: Letter, language: str) -> dict[str, list[Remark]]:
    """Return remarks by part of the letter: `subject`, `facts`, and the numbers of blocks."""
    lint = terminology.lint(language, [*terminology.titles(), *all_titles()])
    texts = {
        "subject": words.subject,
        "facts": "\n\n".join(words.facts),
        **{str(number): text for number, text in words.blocks.items()},
    }
    remarks: dict[str, list[Remark]] = {}
    for part, text in texts.items():
        remarks[part] = [*tone(text, language), *terms(lint, text)]
    for fact in words.facts:
        remarks["facts"] += reported(fact, language)
    remarks["facts"] += [
        Remark(name, _("Put the mark of the child in the place of the name."))
        for name in words.names_in_text()
    ]
    return {part: said for part, said in remarks.items() if said}
