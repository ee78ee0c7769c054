"""What a new letter starts from: the blocks of its kind on the day, in its language.

Words in braces are left in the draft and filled in each time it is shown, so that titles,
resolutions and rules are those of the day of the letter, not of the day it was begun.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from django.utils import translation

from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Communication, Policy, TextBlock
from rapporteur.kernel.texts import in_language
from rapporteur.people.mandates.models import MandateDecision
from rapporteur.people.mandates.queries import Signatory

BRACES = re.compile(r"\{(\w+)\}")
# How a letter greets: whoever speaks for a State, and anyone else.
GREETINGS = {
    "en": ("Excellency", "Madam, Sir"),
    "fr": ("Excellence", "Madame, Monsieur"),
    "es": ("Excelencia", "Señora, Señor"),
}


def first_draft(kind: str, language: str, day: date, *, addressee: str, subject: str) -> Letter:
    """Return a letter with the blocks of its kind and nothing else; one query."""
    blocks = {block.number: block.texts[language] for block in TextBlock.objects.of(kind, day)}
    return Letter(addressee=addressee, subject=subject, blocks=blocks)


def acts_of(mandates: Sequence[str], day: date) -> str:
    """Return the symbols of the newest resolution of each mandate on record; one query.

    A mandate whose resolutions are not in our record has none here: the officer adds it.
    """
    newest: dict[str, str] = {}
    found = MandateDecision.objects.filter(mandate__in=list(mandates), adopted_on__lte=str(day))
    for decision in found.order_by("adopted_on"):
        newest[decision.mandate_id] = decision.symbol
    return ", ".join(newest[code] for code in mandates if code in newest)


def addressee_of(letter: Communication, words: Letter) -> str:
    """Return to whom the letter goes, in its language."""
    if letter.addressee_state is None:
        return words.addressee
    with translation.override(letter.language):
        formal = in_language(letter.addressee_state.formal_names)
        return formal or letter.addressee_state.name_in_text


def fillings(
    letter: Communication,
    words: Letter,
    signatories: Sequence[Signatory],
    policies: Mapping[str, Policy | None],
    day: date,
) -> dict[str, str]:
    """Return what stands in the place of each word in braces. A rule that is unknown stays empty."""
    state, other = GREETINGS[letter.language]
    rules = {
        purpose: (policy.words.get(letter.language, policy.words["en"]) if policy else "")
        for purpose, policy in policies.items()
    }
    return {
        "titles": "; ".join(one.words for one in signatories),
        "acts": acts_of(letter.mandates, day),
        "salutation": state if letter.addressee_state_id else other,
        "addressee": addressee_of(letter, words),
        "subject": words.subject,
        "reply_rule": rules[Policy.Purpose.REPLY],
        "publication_rule": rules[Policy.Purpose.PUBLICATION],
    }


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its words in braces filled in; what nothing fills in stays as it is."""
    return BRACES.sub(lambda match: values.get(match[1], match[0]), text)
