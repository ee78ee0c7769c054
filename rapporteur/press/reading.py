"""What is shown of a press statement at the desk; each reading is in the journal before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rapporteur.cases.rules import desks_read
from rapporteur.checklists.answers import Given
from rapporteur.checklists.models import ChecklistItem
from rapporteur.checklists.rules import is_complete
from rapporteur.communications import sealing as vault
from rapporteur.communications.models import Communication
from rapporteur.communications.publishing.reading import base_of_letter
from rapporteur.communications.publishing.redaction import Words as Base
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.law.wording import Remark, Wording
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.mandates.queries import all_titles
from rapporteur.press import rules, sealing
from rapporteur.press.models import PressStatement, StatementChecklist
from rapporteur.press.words import Words


@dataclass(frozen=True)
class Told:
    """A letter that a statement speaks of, and whether it is confidential on the day it is public."""

    letter: Communication
    confidential: bool


@dataclass(frozen=True)
class Answered:
    """What was saved last of the checklist, with the reasons."""

    saving: StatementChecklist
    given: dict[str, Given]
    counts: bool


def desks_of(person: Account) -> list[Desk]:
    """Return the desks whose press statements this person may write."""
    return list(Desk.objects.filter(pk__in=desks_read(person)).order_by("pk"))


def told(statement: PressStatement) -> list[Told]:
    """Return the letters with how each stands; one query."""
    day: date = rules.day_of(statement)
    rows = statement.letters.select_related("addressee_state").order_by("code")
    return [Told(one, rules.is_confidential(one.state, one.public_from, day)) for one in rows]


def to_approve(person: Account) -> list[PressStatement]:
    """Return those that wait for a second person, this one: their checklist is answered.

    Three queries at most, and one where none waits.
    """
    rows = PressStatement.objects.visible_to(person).not_written_by(person)
    found = list(rows.prefetch_related("checklists"))
    asked = rules.asked() if found else []
    return [one for one in found if not is_complete(asked, answers_last(one))]


def answers_last(statement: PressStatement) -> dict[str, Any]:
    """Return what `rules.answers_of` does, of a statement that brought its checklists along."""
    saved = [one for one in statement.checklists.all() if one.version == statement.version]
    return saved[-1].answers if saved else {}


def held_before(person: Account, moment: datetime) -> list[PressStatement]:
    """Return what is to be public before a moment, with its letters; two queries."""
    rows = PressStatement.objects.visible_to(person).held_before(moment)
    return list(rows.prefetch_related("letters"))


def kept_back(statement: PressStatement) -> Reason | None:
    """Say why a statement is not released at its hour; its letters came along."""
    letters = [(one.state, one.public_from) for one in statement.letters.all()]
    return rules.kept_back(letters, rules.day_of(statement), statement.exception)


def bases_of(statement: PressStatement, keyring: Keyring, *, by: Account) -> list[Base]:
    """Open the letters that were sent, for the names in them. Raises Refused."""
    letters: Iterable[Communication] = sealing.letters_of(statement)
    return [base_of_letter(one, keyring, by=by) for one in letters if one.rendition_id]


def advice(words: Words) -> dict[str, list[Remark]]:
    """Return remarks on tone and terms by field: `title_en`, `text_fr`. A person decides."""
    said: dict[str, list[Remark]] = {}
    titles = all_titles()
    for language in words.texts:
        wording = Wording(language, titles)
        for name, texts in (("title", words.titles), ("text", words.texts)):
            if found := wording.remarks(texts.get(language, "")):
                said[f"{name}_{language}"] = found
    return said


def held(statement: PressStatement, by: Account) -> list[tuple[ChecklistItem, Reason | None]]:
    """Return the items that the steps ask by themselves: whether a letter is confidential."""
    return [(one, rules.may_be_told(by, statement)) for one in rules.asked() if one.gate]


def answered(statement: PressStatement, keyring: Keyring, *, by: Account) -> Answered | None:
    """Open what was answered last, of any version; the journal knows before. Raises Refused."""
    saving = statement.checklists.select_related("by", "reasons__record").last()
    if saving is None:
        return None
    words: dict[str, Any] = {}
    if saving.reasons is not None:
        reader = sealing.desk_of(statement)
        words = vault.read(saving.reasons, reader, keyring, by=str(by.pk))
    given = {
        code: Given(one["answer"], words.get(code, "")) for code, one in saving.answers.items()
    }
    return Answered(saving, given, saving.version == statement.version)
