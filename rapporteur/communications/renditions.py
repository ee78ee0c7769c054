"""What the addressee reads: the letter put together, with signatories, law and dates of its day.

`rendition` makes plain data that is sealed once and never changed; the page of the preview shows
the same. No line of the annex says more than a named officer settled: internal notes, and where a
State stands by our record, are not in it.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import translation

from rapporteur.communications.drafts import (
    addressee_of,
    filled,
    fillings,
    with_notice,
)
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import AnnexLine, Communication, Policy, TextBlock
from rapporteur.communications.models.policies import OF_A_LETTER
from rapporteur.law.citations import citation
from rapporteur.people.mandates.queries import Signatory, holder_on, signatory_list

Part = TextBlock.Part
HEAD = (Part.LETTERHEAD, Part.REFERENCE)


def policies_on(kind: str, day: date) -> dict[str, Policy | None]:
    """Return the policies that a letter of a kind keeps, on a day, by purpose; None where none is known."""
    return {one: Policy.objects.on(kind, one, day) for one in OF_A_LETTER}


def law_of(lines: Iterable[AnnexLine], use: str) -> list[dict[str, str]]:
    """Return the lines of one use as they are printed: citation, title, what it is about."""
    return [
        {
            "citation": citation(line.provision),
            "title": line.provision.instrument.title,
            "subject": line.provision.subject,
        }
        for line in lines
        if line.use == use
    ]


def standards_of(words: Letter, lines: Iterable[AnnexLine], language: str) -> dict[str, str]:
    """Return the standards of each comment on an article, of what the annex prints alone."""
    citations = {
        str(line.provision_id): str(citation(line.provision))
        for line in lines
        if line.use in AnnexLine.PRINTED
    }
    return {
        f"standards_{place}": one.cited(citations, language)
        for place, one in enumerate(words.articles, 1)
    }


def signed_by(signatories: Sequence[Signatory], day: date) -> list[dict[str, str]]:
    """Return title and name of each who signs; an empty name where the record knows none."""
    found = []
    for one in signatories:
        holder = holder_on(one.mandate, day)
        found.append({"title": one.words, "name": holder.name if holder else ""})
    return found


def parts_of(
    letter: Communication, words: Letter, shown: Callable[[str], str]
) -> list[dict[str, Any]]:
    """Return the parts of the body in their order; the numbered paragraphs stand in one of them."""
    paragraphs = [shown(one) for one in words.paragraphs(letter.language)]
    return [
        {
            "number": number,
            "text": shown(with_notice(number, text)),
            "facts": paragraphs if number == Part.FACTS else [],
        }
        for number, text in sorted(words.blocks.items())
        if number not in HEAD
    ]


def rendition(
    letter: Communication,
    words: Letter,
    lines: Iterable[AnnexLine],
    *,
    on: date,
    authenticity: str = "",
    reply_due: date | None = None,
    public_from: date | None = None,
    sisters: Sequence[str] = (),
) -> dict[str, Any]:
    """Return the letter as its addressee reads it, as plain data in the language of the letter.

    `sisters` are the names of those who were written to about the same event and may be named.
    Keys: code, reference, kind, language, date, letterhead, addressee, parts (number, text,
    facts), annex (binding, standard), signatures, authenticity, reply_due, public_from, sisters
    (the sentence that names them). Raises Refused where a mandate had no title on that day.
    """
    printed = list(lines)
    with translation.override(letter.language):
        signatories = signatory_list(letter.mandates, on)
        policies = policies_on(letter.kind, on)
        values = fillings(letter, words, signatories, policies, on, sisters=sisters)
        values |= standards_of(words, printed, letter.language)

        def shown(text: str) -> str:
            told = words.shown(filled(text, values), letter.language, named=letter.names_child)
            return told.strip()

        return {
            "code": letter.code,
            "reference": letter.reference,
            "kind": letter.kind,
            "language": letter.language,
            "date": on.isoformat(),
            "letterhead": [one.words for one in signatories],
            "reference_label": shown(words.blocks.get(Part.REFERENCE, "")),
            "addressee": addressee_of(letter, words),
            "parts": parts_of(letter, words, shown),
            "annex": {
                "binding": law_of(printed, AnnexLine.Use.BINDING),
                "standard": law_of(printed, AnnexLine.Use.STANDARD),
            },
            "signatures": signed_by(signatories, on),
            "authenticity": authenticity,
            "reply_due": reply_due.isoformat() if reply_due else "",
            "public_from": public_from.isoformat() if public_from else "",
            "sisters": values["sisters"],
        }
