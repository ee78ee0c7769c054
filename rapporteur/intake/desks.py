"""Which desk this door serves: the only one, or the one that the setting names."""

from uuid import UUID

from rapporteur.intake.threads import Closed
from rapporteur.kernel import environment
from rapporteur.kernel.vault.models import Kind, Recipient

SETTING = "RAPPORTEUR_INTAKE_DESK"


def desk_of_the_door() -> UUID:
    """Return the recipient of the desk. Raises Closed where there is none, or not one alone."""
    desks = Recipient.objects.filter(kind=Kind.DESK)
    if wanted := environment.setting(SETTING):
        desks = desks.filter(subject=f"desk/{wanted}")
    found = list(desks.values_list("pk", flat=True)[:2])
    if len(found) != 1:
        raise Closed("The door is closed: it is not settled which desk it serves.")
    return found[0]
