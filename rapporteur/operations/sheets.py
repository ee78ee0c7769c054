"""What the commands that take in a file of lines share: reading it, loading it, telling of it."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rapporteur.communications.register import files
from rapporteur.communications.register.actions import Loaded, Register, load
from rapporteur.communications.register.files import Sheet
from rapporteur.kernel.files.limits import BYTES
from rapporteur.kernel.files.verdicts import Verdict
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import loads

Reader = Callable[[str, bytes], Sheet]
COUNTS = ("added", "unchanged", "refused")


def read(path: Path, reader: Reader) -> Sheet:
    """Return the lines of a file. Raises Refused, which names it."""
    data = bytes_of(path)
    try:
        return reader(path.name, data)
    except Refused as refusal:
        raise Refused(f"{path.name}: {refusal}") from None


def bytes_of(path: Path) -> bytes:
    """Return a file as it lies, up to the limit of the desk. Raises Refused."""
    try:
        if path.stat().st_size > BYTES:  # before it is read
            raise Refused(f"{path.name}: {files.REASONS[Verdict.TOO_LARGE]}")
        return path.read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def take_in(register: Register[Any, Any], reader: Reader, given: Namespace, *, by: str) -> int:
    """Load a file into a register, or only look at it; return the exit code. Raises Refused."""
    sheet = read(Path(given.file), reader)
    told = load(register, sheet, by=by, skip_refused=given.skip_refused, dry_run=given.dry_run)
    if given.json:
        print(loads.as_json(told, COUNTS, dry_run=given.dry_run))
    else:
        print(in_words(told, sheet.file, dry_run=given.dry_run))
    return 1 if told.nothing else 0


def in_words(told: Loaded, file: str, *, dry_run: bool) -> str:
    lines = [f"{file}, {one} ({one.weight.label})" for one in told.findings]
    lines.append(f"{file}: {told.added} new, {told.unchanged} unchanged, {told.refused} refused.")
    return "\n".join([*lines, *loads.ending(told, dry_run=dry_run, rows="lines")])
