"""Open what reviewers wrote; each reading is in the journal before it is shown."""

from dataclasses import dataclass

from rapporteur.communications import sealing
from rapporteur.communications.models import Communication, Review
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account


@dataclass(frozen=True)
class Said:
    """A review with its words, and whether it is of the version that stands now."""

    review: Review
    words: str
    counts: bool


def read(letter: Communication, keyring: Keyring, *, by: Account) -> list[Said]:
    """Return the reviews of a letter with their words, oldest first. Raises Refused."""
    reader = sealing.desk_of(letter)
    return [
        Said(
            review,
            sealing.read(review.sealed, reader, keyring, by=str(by.pk))["words"],
            review.version == letter.version,
        )
        for review in letter.reviews.select_related("sealed__record", "by")
    ]
