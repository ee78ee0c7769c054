"""The notes of a case, opened: each reading is in the journal before it is shown."""

from dataclasses import dataclass

from rapporteur.cases import sealing
from rapporteur.cases.models import Case, Note
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account


@dataclass(frozen=True)
class Opened:
    """A note with its words."""

    note: Note
    text: str


def read(case: Case, keyring: Keyring, *, by: Account) -> list[Opened]:
    """Return the notes of a case, the oldest first. Raises Refused."""
    recipient = sealing.recipient_of(case)
    return [
        Opened(note, sealing.read(note.sealed, recipient, keyring, by=str(by.pk)).decode())
        for note in case.notes.select_related("sealed__record", "by")
    ]
