"""The words of letters in the vault: sealed to the desk, and to the addressee where it reads them.

What the vault cannot do becomes a refusal in words, as in the room below.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.sealing import answering
from rapporteur.communications.models import Communication
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import circles, records
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Kind, Recipient, SealedRecord, Version
from rapporteur.people.desks.models import Desk

LETTER = "communications.letter"
ANNEX = "communications.annex"
REVIEW = "communications.review"
REPLY = "communications.reply"
RENDITION = "communications.rendition"
FILE = "communications.file"
UPLOAD = "communications.upload"
ATTEMPT = "communications.attempt"
SCAN = "communications.scan"
SCAN_TEXT = "communications.scan_text"
MAIL = "communications.mail"
PROOFS = "communications.proofs"
CHECKLIST = "communications.checklist"

Words = Mapping[str, Any]


def desk_of(letter: Communication) -> UUID:
    """Return the group of the desk of a letter, asked alone: a Mission sees no more of a desk."""
    found = Desk.objects.filter(pk=letter.desk_id).values_list("recipient", flat=True).get()
    if found is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    return found


def kept_for(letter: Communication) -> UUID:
    """Return whom the desk seals to: the circle of the case where it has one, or the desk."""
    with answering():
        return circles.within(desk_of(letter), letter.case.circle)


def mission_of(letter: Communication) -> Recipient | None:
    """Return the group of the Permanent Mission that a letter is addressed to, where there is one."""
    if letter.addressee_state_id is None:
        return None
    groups = Recipient.objects.filter(kind=Kind.MISSION, closed_on__isnull=True)
    return groups.filter(subject=f"mission/{letter.addressee_state_id}").first()


def both_readers(letter: Communication) -> list[UUID]:
    """Return the desk, and the Mission where it has a group."""
    mission = mission_of(letter)
    return [desk_of(letter), *([mission.pk] if mission else [])]


def addressed(letter: Communication) -> list[UUID]:
    """Return whom the desk seals to what the addressee reads: the Mission comes second."""
    return [kept_for(letter), *both_readers(letter)[1:]]


def body_of(words: Words) -> bytes:
    return json.dumps(words, ensure_ascii=False, sort_keys=True).encode()


def keep(kind: str, words: Words, readers: Sequence[UUID], *, by: str) -> Version:
    """Seal a new record to these readers. Raises Refused."""
    with answering():
        return records.keep(kind, body_of(words), readers, by=by)


def add(
    record: SealedRecord, number: int, words: Words, readers: Sequence[UUID], *, by: str
) -> Version:
    """Seal one more version of a record. Raises Refused; IntegrityError for a number used."""
    with answering():
        return records.add_version(record, number, body_of(words), readers, by=by)


def read(version: Version, reader: UUID, keyring: Keyring, *, by: str) -> dict[str, Any]:
    """Open a version; the journal knows before anything is shown. Raises Refused."""
    with answering():
        found: dict[str, Any] = json.loads(records.read(version, reader, keyring, by=by))
    return found


def newest(record: SealedRecord, number: int) -> Version:
    return Version.objects.select_related("record").get(record=record, number=number)
