"""What a new letter starts from: the blocks of its kind on the day, in its language.

Words in braces are left in the draft and filled in each time it is shown, so that titles,
resolutions and rules are those of the day of the letter, not of the day it was begun.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils import translation
from django.utils.formats import date_format

from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Communication, Policy, TextBlock
from rapporteur.communications.questions import Asked
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
# Where a letter says that others were written to: among what becomes public.
SISTERS = "{sisters}"
NOTICES = {
    "en": "Letters on the same matter were sent to: {names}.",
    "fr": "Des lettres portant sur la même question ont été adressées à : {names}.",
    "es": "Se enviaron cartas sobre el mismo asunto a: {names}.",
}
EARLIER = {
    "en": "We refer to our letter {letter} of {day} on the same matter.",
    "fr": "Nous nous référons à notre lettre {letter} du {day} sur la même question.",
    "es": "Nos referimos a nuestra carta {letter} de {day} sobre el mismo asunto.",
}
Part = TextBlock.Part
OF_THE_EVENT = (Part.FACTS, Part.CONCERNS, Part.STANDARDS, Part.QUESTIONS, Part.MEASURES)


def first_draft(kind: str, language: str, day: date, *, addressee: str, subject: str) -> Letter:
    """Return a letter with the blocks of its kind and nothing else; one query."""
    blocks = {block.number: block.texts[language] for block in TextBlock.objects.of(kind, day)}
    return Letter(addressee=addressee, subject=subject, blocks=blocks)


def from_sister(
    words: Letter, kind: str, day: date, *, addressee: str, language: str, written_in: str
) -> Letter:
    """Return a letter on the same event to another addressee; one query.

    Facts, children, subject and what was written of concerns, law, questions and measures come
    from `words`, which are in the language `written_in`. All else is of the blocks of the day, as
    is what was never changed in them.
    """
    found = TextBlock.objects.of(kind, day)
    blocks = {block.number: block.texts[language] for block in found}
    untouched = {block.number: block.texts[written_in] for block in found}
    for part in OF_THE_EVENT:
        text = words.blocks.get(part, "")
        if text != untouched.get(part, ""):
            blocks[part] = text
    return replace(words, addressee=addressee, blocks=blocks)


def going_on(
    words: Letter, earlier: Communication, day: date, questions: Collection[int]
) -> Letter:
    """Return what a follow-up starts from: it names the earlier letter and asks what is open."""
    if earlier.sent_at is None:
        raise ValueError("Only a letter that was sent is followed up.")
    kept = from_sister(
        words,
        earlier.kind,
        day,
        addressee=words.addressee,
        language=earlier.language,
        written_in=earlier.language,
    )
    with translation.override(earlier.language):
        sent = {"letter": str(earlier), "day": date_format(earlier.sent_at.date())}
    opening = f"{EARLIER[earlier.language].format(**sent)}\n\n{kept.blocks.get(Part.SUBJECT, '')}"
    asked = Asked.of(words.blocks.get(Part.QUESTIONS, "")).only(questions)
    return kept.with_block(Part.SUBJECT, opening.strip()).with_block(Part.QUESTIONS, asked)


def notice_of(sisters: Sequence[str], language: str) -> str:
    """Return the sentence that names who else was written to; empty where nobody is named."""
    return NOTICES[language].format(names="; ".join(sisters)) if sisters else ""


def with_notice(number: int, text: str) -> str:
    """Return a block as it is printed: what becomes public ends with the place of the notice."""
    if number != Part.PUBLICITY or SISTERS in text:
        return text
    return f"{text}\n\n{SISTERS}"


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
    *,
    sisters: Sequence[str] = (),
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
        "sisters": notice_of(sisters, letter.language),
    }


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its words in braces filled in; what nothing fills in stays as it is."""
    return BRACES.sub(lambda match: values.get(match[1], match[0]), text)
