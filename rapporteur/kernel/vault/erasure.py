"""Erasing: the keys of records are destroyed in the live database, and their envelopes emptied.

What was copied before stays copied: a backup that was made before opens it until it ends.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.vault.models import Part, Version, Wrap

NOTHING = b""


@transaction.atomic
def erase(records: Collection[UUID], *, by: str) -> tuple[int, int]:
    """Destroy every key of these records, empty their versions, delete parts; return records and keys.

    The rows stay, as tombstones that hold nothing. Done again, it finds nothing to do.
    """
    standing = Version.objects.filter(record__in=records).exclude(envelope=NOTHING)
    found = sorted(set(standing.values_list("record_id", "record__kind")))
    keys, _each = Wrap.objects.filter(version__record__in=records).delete()
    Part.objects.filter(version__record__in=records).delete()
    standing.update(envelope=NOTHING)
    for record, kind in found:
        journal.record("erase", ("vault_sealedrecord", record), by=by, detail={"kind": kind})
    return len(found), keys
