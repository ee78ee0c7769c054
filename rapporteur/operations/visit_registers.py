"""The commands on facts about States; `rapporteur visits import` takes in the register of visits."""

from argparse import Namespace
from pathlib import Path

from rapporteur.kernel.refusals import Refused
from rapporteur.operations import figures, laws, loads
from rapporteur.operations.registers import bytes_of
from rapporteur.visits.cycles.register.actions import load
from rapporteur.visits.cycles.register.plans import read

COUNTS = ("added", "unchanged", "refused")


def facts(given: Namespace) -> int:
    """Do what one of the commands on facts about States asks for; return the exit code."""
    if given.what == "import":
        return command(given)
    load = laws.ages if given.what == "ages" else figures.indicators
    return load(given.file, dry_run=given.dry_run, as_json=given.json)


def command(given: Namespace) -> int:
    """Load a register, or only look at it; return the exit code. Raises Refused."""
    path = Path(given.file)
    data = bytes_of(path)
    try:
        sheet = read(path.name, data)
    except Refused as refusal:
        raise Refused(f"{path.name}: {refusal}") from None
    told = load(sheet, by=figures.BY, skip_refused=given.skip_refused, dry_run=given.dry_run)
    if given.json:
        print(loads.as_json(told, COUNTS, dry_run=given.dry_run))
    else:
        print(*(f"{sheet.file}, {one} ({one.weight.label})" for one in told.findings), sep="\n")
        print(
            f"{sheet.file}: {told.added} new, {told.unchanged} unchanged, {told.refused} refused.",
            *loads.ending(told, dry_run=given.dry_run, rows="lines"),
            sep="\n",
        )
    return 1 if told.nothing else 0
