"""What helped or failed, shared with the desk: never a case, no code, no answer (R20.3).

It is sealed to the desk alone, as a record of its own kind. Sending the same page twice keeps it
once: the page carries the id of its row, and the door may only add.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from rapporteur.intake import leaving_out
from rapporteur.intake.dialogue import read_tied
from rapporteur.intake.models import Experience
from rapporteur.intake.threads import BY, as_bytes, require_open
from rapporteur.kernel.clock import today
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.groups import Keyring

KIND = "intake.experience"
ITS_KEY = "intake_experience_pkey"


def ties(row: UUID, desk: UUID) -> dict[str, str]:
    """Return what a body says of where it stands, as those of a thread do."""
    return {"row": str(row), "desk": str(desk), "by": BY}


def keep(row: UUID, desk: UUID, answers: Mapping[str, str]) -> bool:
    """Seal what was shared to the desk; False where this page was sent before.

    What may lead to abuse imagery is left out (ADR 0100). Raises Closed, with nothing stored.
    """
    require_open(desk)
    clean, left_out = leaving_out.all_cleaned(answers, {})
    body = as_bytes({"answers": clean, "left_out": left_out, **ties(row, desk)})
    try:
        with transaction.atomic():
            sealed = records.keep(KIND, body, [desk], by=BY)
            Experience(id=row, desk=desk, day=today(), sealed=sealed).save(force_insert=True)
    except IntegrityError as error:
        if ITS_KEY not in str(error):
            raise
        return False
    return True


def opened(one: Experience, keyring: Keyring, *, by: str) -> Mapping[str, str]:
    """Open what was shared; it is journalled before it is shown.

    Raises Misplaced, NoWayIn, CannotOpen.
    """
    body = read_tied(one.sealed, KIND, ties(one.pk, one.desk), keyring, by)
    return dict(body["answers"])
