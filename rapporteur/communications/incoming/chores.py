"""What the worker does for mail that comes in: each desk's box is emptied into the vault."""

from functools import partial

from rapporteur.communications.actions.receiving import receive
from rapporteur.communications.incoming import boxes
from rapporteur.people.desks.models import Desk


def take_in() -> int:
    """Take in what lies in the boxes of desks that have a key; return how many messages."""
    taken = 0
    for desk in Desk.objects.exclude(recipient=None):
        taken += boxes.empty(desk.mandate_code, partial(receive, desk))
    return taken
