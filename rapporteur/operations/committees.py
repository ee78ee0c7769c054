"""The command `rapporteur recommendations calendar`: what the Committee does and plans, by session."""

from argparse import Namespace
from pathlib import Path

from rapporteur.kernel.refusals import Refused
from rapporteur.operations import loads
from rapporteur.operations.recommendations import BY
from rapporteur.operations.registers import bytes_of
from rapporteur.recommendations.committee.actions import Loaded, load
from rapporteur.recommendations.committee.plans import read

COUNTS = ("added", "unchanged", "refused")


def command(given: Namespace) -> int:
    """Load a calendar, or only look at it; return the exit code. Raises Refused."""
    path = Path(given.file)
    data = bytes_of(path)
    try:
        sheet = read(path.name, data)
    except Refused as refusal:
        raise Refused(f"{path.name}: {refusal}") from None
    told = load(sheet, by=BY, skip_refused=given.skip_refused, dry_run=given.dry_run)
    if given.json:
        print(loads.as_json(told, COUNTS, dry_run=given.dry_run))
    else:
        print(in_words(told, sheet.file, dry_run=given.dry_run))
    return 1 if told.nothing else 0


def in_words(told: Loaded, file: str, *, dry_run: bool) -> str:
    lines = [f"{file}, {one} ({one.weight.label})" for one in told.findings]
    lines.append(f"{file}: {told.added} new, {told.unchanged} unchanged, {told.refused} refused.")
    return "\n".join([*lines, *loads.ending(told, dry_run=dry_run, rows="lines")])
