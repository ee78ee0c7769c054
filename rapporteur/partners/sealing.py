"""The words of partners and about them in the vault: sealed to the desk, and to the partner.

What the vault cannot do becomes a refusal in words.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.answering import answering
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Kind, Recipient, Version
from rapporteur.people.desks.models import Desk

REGISTER = "partners.register"  # why, and private contacts: of the desk alone
CONTRIBUTION = "partners.contribution"
ANSWER = "partners.answer"
FILE = "partners.file"

Words = Mapping[str, Any]


def desk_at(desk: UUID) -> UUID:
    """Return the group of a desk, asked alone: a partner sees no more of a desk."""
    found = Desk.objects.filter(pk=desk).values_list("recipient", flat=True).get()
    if found is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    return found


def subject_of(organisation: UUID) -> str:
    """Return whom the group of a partner stands for, as its signature names it."""
    return f"partner/{organisation}"


def group_of(organisation: UUID) -> Recipient | None:
    """Return the group of a partner, where it has one."""
    groups = Recipient.objects.filter(kind=Kind.PARTNER, closed_on__isnull=True)
    return groups.filter(subject=subject_of(organisation)).first()


def both_readers(desk: UUID, organisation: UUID) -> list[UUID]:
    """Return the desk, and the partner where it has a group."""
    group = group_of(organisation)
    return [desk_at(desk), *([group.pk] if group else [])]


def keep(kind: str, words: Words, readers: Sequence[UUID], *, by: str) -> Version:
    """Seal a new record to these readers. Raises Refused."""
    return keep_bytes(
        kind, json.dumps(words, ensure_ascii=False, sort_keys=True).encode(), readers, by=by
    )


def keep_bytes(kind: str, body: bytes, readers: Sequence[UUID], *, by: str) -> Version:
    """Seal bytes as they are. Raises Refused."""
    with answering():
        return records.keep(kind, body, readers, by=by)


def read(version: Version, reader: UUID, keyring: Keyring, *, by: str) -> dict[str, Any]:
    """Open a version; the journal knows before anything is shown. Raises Refused."""
    found: dict[str, Any] = json.loads(read_bytes(version, reader, keyring, by=by))
    return found


def read_bytes(version: Version, reader: UUID, keyring: Keyring, *, by: str) -> bytes:
    with answering():
        return records.read(version, reader, keyring, by=by)
