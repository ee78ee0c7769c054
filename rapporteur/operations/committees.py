"""The command `rapporteur recommendations calendar`: what the Committee does and plans, by session."""

from argparse import Namespace

from rapporteur.operations import sheets
from rapporteur.operations.recommendations import BY
from rapporteur.recommendations.committee.plans import CALENDAR, read


def command(given: Namespace) -> int:
    """Load a calendar, or only look at it; return the exit code. Raises Refused."""
    return sheets.take_in(CALENDAR, read, given, by=BY)
