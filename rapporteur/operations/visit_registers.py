"""The commands on facts about States; `rapporteur visits import` takes in the register of visits."""

from argparse import Namespace

from rapporteur.operations import figures, laws, sheets
from rapporteur.visits.cycles.register.plans import REGISTER, read


def facts(given: Namespace) -> int:
    """Do what one of the commands on facts about States asks for; return the exit code."""
    if given.what == "import":
        return command(given)
    load = laws.ages if given.what == "ages" else figures.indicators
    return load(given.file, dry_run=given.dry_run, as_json=given.json)


def command(given: Namespace) -> int:
    """Load a register, or only look at it; return the exit code. Raises Refused."""
    return sheets.take_in(REGISTER, read, given, by=figures.BY)
