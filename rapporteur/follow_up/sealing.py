"""What comes in about recommendations, in the vault: sealed to the desk, and to the Mission it is of."""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up.models import Evidence, Following
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.answering import answering
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Kind, Recipient, Version
from rapporteur.people.desks.models import Desk

EVIDENCE = "follow_up.evidence"
FILE = "follow_up.file"


def desk_of(following: Following) -> UUID:
    """Return the group of the desk that follows, asked alone: a Mission sees no more of a desk."""
    found = Desk.objects.filter(pk=following.desk_id).values_list("recipient", flat=True).get()
    if found is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    return found


def mission_group(country: str) -> UUID | None:
    groups = Recipient.objects.filter(kind=Kind.MISSION, closed_on__isnull=True)
    return groups.filter(subject=f"mission/{country}").values_list("pk", flat=True).first()


def readers(following: Following, *, by_mission: bool) -> list[UUID]:
    """Return the desk, and the Mission where it is the one that speaks."""
    mission = mission_group(following.country_id) if by_mission else None
    return [desk_of(following), *([mission] if mission else [])]


def keep(words: dict[str, Any], groups: Sequence[UUID], *, by: str) -> Version:
    body = json.dumps(words, ensure_ascii=False, sort_keys=True).encode()
    with answering():
        return records.keep(EVIDENCE, body, groups, by=by)


def keep_file(data: bytes, groups: Sequence[UUID], *, by: str) -> Version:
    with answering():
        return records.keep(FILE, data, groups, by=by)


def read(version: Version, reader: UUID, keyring: Keyring, *, by: str) -> dict[str, Any]:
    """Open the words; the journal knows before anything is shown. Raises Refused."""
    with answering():
        found: dict[str, Any] = json.loads(records.read(version, reader, keyring, by=by))
    return found


def words_of(evidence: Evidence, keyring: Keyring, *, by: str) -> dict[str, Any]:
    """Return what an item says, for its desk. Raises Refused."""
    version = Version.objects.select_related("record").get(pk=evidence.sealed_id)
    return read(version, desk_of(evidence.following), keyring, by=by)


def file_of(evidence: Evidence, keyring: Keyring, *, by: str) -> bytes:
    """Return the file of an item as it came, for its desk. Raises Refused; ValueError without one."""
    if evidence.file_id is None:
        raise ValueError("There is no file.")
    version = Version.objects.select_related("record").get(pk=evidence.file_id)
    with answering():
        return records.read(version, desk_of(evidence.following), keyring, by=by)
