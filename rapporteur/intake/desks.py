"""Which desk this door serves: the only one, or the one that the setting names."""

from uuid import UUID

from rapporteur.intake.threads import Closed
from rapporteur.kernel import environment
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.vault.models import Kind, Recipient

SETTING = "RAPPORTEUR_INTAKE_DESK"


def desk_of_the_door() -> UUID:
    """Return the recipient of the desk. Raises Closed where there is none, or not one alone.

    In real work the door stays closed in this version: no text of it has been approved by a
    reader of its language yet, and no helpline has been checked (DESIGN §9, go-live gate).
    """
    if not is_exercise():
        raise Closed("The door is closed until its texts and helplines are approved.")
    desks = Recipient.objects.filter(kind=Kind.DESK, closed_on__isnull=True)
    if wanted := environment.setting(SETTING):
        desks = desks.filter(subject=f"desk/{wanted}")
    found = list(desks.values_list("pk", flat=True)[:2])
    if len(found) != 1:
        raise Closed("The door is closed: it is not settled which desk it serves.")
    return found[0]
