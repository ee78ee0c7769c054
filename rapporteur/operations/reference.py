"""Load the reference data of every room, lowest room first."""

import sys
from collections.abc import Iterable

from django.db import transaction

from rapporteur.doors import rooms
from rapporteur.kernel.reference.loading import BadFile, Outcome, Table, load
from rapporteur.publication import indexing


class OnlyChecking(Exception):  # noqa: N818
    """Thrown at the end of a check, so that nothing it loaded stays."""


def tables() -> list[Table]:
    """Return the files of every room, in the order in which they must load."""
    return rooms.files()


def load_all() -> list[Outcome]:
    """Load every file, then make the index of the search anew.

    Each file is loaded whole or not at all. Raises BadFile at the first bad one.
    """
    outcomes = [load(table) for table in tables()]
    indexing.rebuild(rooms.subjects())
    return outcomes


def load_each(wanted: Iterable[Table]) -> tuple[list[Outcome], list[BadFile]]:
    """Load every file that can be; a bad one stands in the way of itself only."""
    loaded: list[Outcome] = []
    refused: list[BadFile] = []
    for table in wanted:
        try:
            loaded.append(load(table))
        except BadFile as bad:
            refused.append(bad)
    return loaded, refused


def check_each(wanted: Iterable[Table]) -> tuple[list[Outcome], list[BadFile]]:
    """Do as `load_each` does, and leave the database as it was."""
    result: tuple[list[Outcome], list[BadFile]] = ([], [])
    try:
        with transaction.atomic():
            result = load_each(wanted)
            raise OnlyChecking
    except OnlyChecking:
        return result


def command(*, only_check: bool = False, quietly: bool = False) -> int:
    """Load (or check) all files, print what it did and every fault; return the exit code.

    What was loaded can be searched at once, also where another file was refused.
    """
    loaded, refused = (check_each if only_check else load_each)(tables())
    found = None if only_check else indexing.rebuild(rooms.subjects())
    if not quietly:
        print(f"{'file':36}{'added':>8}{'changed':>9}{'withdrawn':>11}{'unchanged':>11}")
        for one in loaded:
            print(f"{one.file:36}{one.added:8}{one.changed:9}{one.withdrawn:11}{one.unchanged:11}")
        if found:
            print(f"{'search':36}{found.added:8}{found.changed:9}{found.withdrawn:11}")
    for outcome in loaded:
        for kept in outcome.kept:
            print(f"{outcome.file}: {kept} was corrected at the desk; the correction stays.")
    for bad in refused:
        print(bad, file=sys.stderr)
        print(f"{bad.problems[0].file}: nothing of this file was loaded.", file=sys.stderr)
    if only_check and not quietly:
        print("Only checked: nothing was changed.")
    return 1 if refused else 0
