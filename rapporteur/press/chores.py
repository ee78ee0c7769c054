"""What the worker does for press statements: it releases those whose hour has come.

It can open nothing. A statement whose letters are confidential after all stays under embargo, and
its page says so.
"""

from uuid import UUID

from rapporteur.kernel.clock import now
from rapporteur.kernel.refusals import Refused
from rapporteur.press import actions
from rapporteur.press.models import PressStatement


def due() -> list[UUID]:
    """Return the statements under embargo whose hour has come."""
    return list(PressStatement.objects.due_at(now()).values_list("pk", flat=True))


def release(pk: UUID) -> bool:
    """Release one; say whether it is public now."""
    statement = PressStatement.objects.filter(pk=pk).first()
    if statement is None:
        return False
    try:
        actions.release(statement)
    except Refused:
        return False
    return True
