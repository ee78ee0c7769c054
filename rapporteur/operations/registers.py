"""The command `rapporteur letters`: a register of earlier letters, in and out."""

import sys
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from rapporteur.communications.actions.registering import Loaded, load
from rapporteur.communications.models import EarlierLetter
from rapporteur.communications.register import exporting, files
from rapporteur.communications.register.files import Sheet
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import loads, sheets
from rapporteur.operations.reference import OnlyChecking
from rapporteur.people.desks.models import Desk

BY = "command:letters"
COUNTS = ("added", "changed", "unchanged", "refused")


@dataclass(frozen=True)
class Words:
    """What was typed after the command."""

    file: str = ""
    desk: str = ""
    dry_run: bool = False
    as_json: bool = False
    skip_refused: bool = False


def command(what: str, words: Words) -> int:
    """Load a register or write it out; return the exit code. Raises Refused."""
    desk = desk_of(words.desk)
    return write_out(desk, words.file) if what == "export" else take_in(desk, words)


def desk_of(wanted: str) -> Desk:
    """Return the desk by the code of its mandate; with one desk there is nothing to choose."""
    found = list(Desk.objects.filter(mandate_code=wanted) if wanted else Desk.objects.all())
    if len(found) == 1:
        return found[0]
    codes = ", ".join(Desk.objects.values_list("mandate_code", flat=True)) or "none"
    raise Refused(f"Say which desk, with --desk and the code of its mandate: {codes}.")


def take_in(desk: Desk, words: Words) -> int:
    """Load a file, or only look at it, and tell of each line what there is to tell."""
    if not words.file:
        raise Refused("Name the file.")
    sheet = sheets.read(Path(words.file), files.read)
    told = looked(sheet, desk, words) if words.dry_run else loaded(sheet, desk, words)
    print(
        loads.as_json(told, COUNTS, dry_run=words.dry_run)
        if words.as_json
        else in_words(told, words, sheet.file)
    )
    return 1 if told.nothing else 0


def loaded(sheet: Sheet, desk: Desk, words: Words) -> Loaded:
    return load(sheet, desk, by=BY, skip_refused=words.skip_refused)


def looked(sheet: Sheet, desk: Desk, words: Words) -> Loaded:
    """Load, and leave the database as it was."""
    told = Loaded()
    try:
        with transaction.atomic():
            told = loaded(sheet, desk, words)
            raise OnlyChecking
    except OnlyChecking:
        return told


def in_words(told: Loaded, words: Words, file: str) -> str:
    lines = [f"{file}, {one} ({one.weight.label})" for one in told.findings]
    lines.append(
        f"{file}: {told.added} new, {told.changed} changed, {told.unchanged} unchanged,"
        f" {told.refused} refused."
    )
    lines += loads.ending(told, dry_run=words.dry_run, rows="lines")
    return "\n".join(lines)


def write_out(desk: Desk, file: str) -> int:
    """Write the register as CSV to a new file, or to the terminal."""
    parts = exporting.csv_of(EarlierLetter.objects.of_desk(desk).in_order())
    if not file:
        sys.stdout.writelines(parts)
        return 0
    try:
        with Path(file).open("x", encoding="utf-8", newline="") as out:
            out.writelines(parts)
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}.") from error
    print(f"The register is in {file}.")
    return 0
