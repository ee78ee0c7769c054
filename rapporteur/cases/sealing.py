"""The words of cases in the vault: sealed to the desk of the case or to its circle, opened with an open keyring.

What the vault cannot do becomes a refusal in words here, once, for all of the room.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models.cases import Case
from rapporteur.cases.rules import circle_of
from rapporteur.intake.models import Submission
from rapporteur.intake.threads import Misplaced, fits
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import circles, records
from rapporteur.kernel.vault.answering import answering as vault_answering
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import SealedRecord, Version


def recipient_of(case: Case) -> UUID:
    """Return the group of the desk of a case. Raises Refused without a key."""
    if case.desk.recipient is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    return case.desk.recipient


def kept_for(case: Case) -> UUID:
    """Return whom something new of a case is sealed to: its circle where it has one, or the desk."""
    with answering():
        return circles.within(recipient_of(case), case.circle)


def kept_for_submission(submission: Submission) -> UUID:
    """Return whom the desk seals to about a submission: the circle of its case, or the desk."""
    with answering():
        return circles.within(submission.desk, circle_of(submission))


@contextmanager
def answering() -> Iterator[None]:
    """Turn what the vault cannot do into a refusal for a person, and what lies elsewhere too."""
    try:
        with vault_answering():
            yield
    except Misplaced:
        raise Refused(
            _(
                "What is stored here is not as its source sealed it: it was changed in the database."
                " Nothing was shown or sent. Tell the operator."
            )
        ) from None


def keep(case: Case, kind: str, body: bytes, *, by: str) -> Version:
    """Seal a new record to the desk of a case, or to its circle. Raises Refused."""
    with answering():
        return records.keep(kind, body, [kept_for(case)], by=by)


def add(case: Case, record: SealedRecord, number: int, body: bytes, *, by: str) -> Version:
    """Seal one more version of a record of a case. Raises Refused."""
    with answering():
        return records.add_version(record, number, body, [kept_for(case)], by=by)


def read(version: Version, recipient: UUID, keyring: Keyring, *, by: str) -> bytes:
    """Open a version for a desk; the journal knows before anything is shown. Raises Refused."""
    with answering():
        return records.read(version, recipient, keyring, by=by)


def said_in(body: bytes, rows: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what a body says, where it says of itself what its rows say; else nothing.

    Whoever writes to the database can seal any bytes to a desk: they must not stop a search.
    """
    try:
        said = json.loads(body)
    except ValueError:
        return None
    return said if isinstance(said, dict) and fits(said, rows) else None
