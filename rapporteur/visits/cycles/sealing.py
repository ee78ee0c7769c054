"""The words of visits in the vault, sealed to the desk whose visit it is.

What the vault cannot do becomes a refusal in words, as in the rooms below.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.sealing import answering
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import SealedRecord, Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk

Words = Mapping[str, Any]


def recipient_of(desk: Desk) -> UUID:
    """Return the group of a desk. Raises Refused without a key."""
    if desk.recipient is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    return desk.recipient


def body_of(words: Words) -> bytes:
    return json.dumps(words, ensure_ascii=False, sort_keys=True).encode()


def keep(kind: str, words: Words, desk: Desk, *, by: Account) -> SealedRecord:
    """Seal a new record to a desk. Raises Refused."""
    with answering():
        return records.keep(kind, body_of(words), [recipient_of(desk)], by=str(by.pk)).record


def add(record: SealedRecord, number: int, words: Words, desk: Desk, *, by: Account) -> None:
    """Seal one more version of a record. Raises Refused; IntegrityError for a number used."""
    with answering():
        records.add_version(record, number, body_of(words), [recipient_of(desk)], by=str(by.pk))


def read(
    record: SealedRecord, number: int, desk: Desk, keyring: Keyring, *, by: Account
) -> dict[str, Any]:
    """Open a version; the journal knows before anything is shown. Raises Refused."""
    version = Version.objects.select_related("record").get(record=record, number=number)
    with answering():
        found: dict[str, Any] = json.loads(
            records.read(version, recipient_of(desk), keyring, by=str(by.pk))
        )
    return found
