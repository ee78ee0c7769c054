"""Which desk this door serves: the only one, or the one that the setting names."""

from time import monotonic
from uuid import UUID

from rapporteur.intake.threads import Closed, require_open
from rapporteur.kernel import environment
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.vault.models import Kind, Recipient

SETTING = "RAPPORTEUR_INTAKE_DESK"
KEPT = 2.0  # seconds for which a page believes that the door is open; sealing always looks anew
_found: dict[str, tuple[float, UUID]] = {}  # by setting: when it was found open, and which desk


def open_desk() -> UUID:
    """Return the recipient of the desk, whose key may be sealed to. Raises Closed.

    Each page of a thread asks, and whether the key is signed costs more than all else that most
    of them do. So a process asks again after two seconds; a door that is closed is asked each time.
    """
    wanted = environment.setting(SETTING)
    at, desk = _found.get(wanted, (0.0, None))
    if desk is None or monotonic() - at >= KEPT:
        _found.pop(wanted, None)
        desk = desk_of_the_door()
        require_open(desk)
        _found[wanted] = (monotonic(), desk)
    return desk


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
