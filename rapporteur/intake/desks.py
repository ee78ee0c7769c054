"""Which desk this door serves: the only one, or the one that the setting names."""

from time import monotonic
from uuid import UUID

from rapporteur.intake.threads import Closed, pair_for_names, require_open
from rapporteur.kernel import environment
from rapporteur.kernel.instance.queries import is_exercise, is_live
from rapporteur.kernel.vault.models import Kind, Recipient

SETTING = "RAPPORTEUR_INTAKE_DESK"
KEPT = 2.0  # seconds for which a page believes what it found; sealing always looks anew
# By what was asked: when it was found so, and for whom.
_found: dict[object, tuple[float, UUID]] = {}


def open_desk() -> UUID:
    """Return the recipient of the desk, whose key may be sealed to. Raises Closed.

    Each page of a thread asks, and whether the key is signed costs more than all else that most
    of them do. So a process asks again after two seconds; a door that is closed is asked each time.
    """
    wanted = environment.setting(SETTING)
    return believed(wanted) or found(wanted, require_open(desk_of_the_door()))


def keeps_names(desk: UUID) -> bool:
    """Say whether the desk can keep who a source is apart; if not, it is not kept at all.

    For what a page says beforehand: a yes is believed for two seconds, as above.
    """
    return bool(believed(desk) or (pair_for_names(desk) and found(desk, desk)))


def believed(asked: object) -> UUID | None:
    """Return what was found a moment ago; what is older is forgotten."""
    at, desk = _found.get(asked, (0.0, None))
    if desk is not None and monotonic() - at < KEPT:
        return desk
    _found.pop(asked, None)
    return None


def found(asked: object, desk: UUID) -> UUID:
    _found[asked] = (monotonic(), desk)
    return desk


def desk_of_the_door() -> UUID:
    """Return the recipient of the desk. Raises Closed where there is none, or not one alone.

    In real work it is closed until all was passed that is asked before going live (ADR 0134).
    """
    if not is_exercise() and not is_live():
        raise Closed("The door is closed until all is passed that is asked before going live.")
    desks = Recipient.objects.filter(kind=Kind.DESK, closed_on__isnull=True)
    if wanted := environment.setting(SETTING):
        desks = desks.filter(subject=f"desk/{wanted}")
    found = list(desks.values_list("pk", flat=True)[:2])
    if len(found) != 1:
        raise Closed("The door is closed: it is not settled which desk it serves.")
    return found[0]
