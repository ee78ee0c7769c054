"""Load the reference data of every room, lowest room first."""

from importlib import import_module

from rapporteur.kernel.reference.loading import Outcome, Table, load

ROOMS = ("world", "law", "people.mandates", "visits")


def tables() -> list[Table]:
    """Return the files of every room, in the order in which they must load."""
    modules = [import_module(f"rapporteur.{room}.reference") for room in ROOMS]
    return [table for module in modules for table in module.TABLES]


def load_all() -> list[Outcome]:
    """Load every file; each is loaded whole or not at all. Raises BadFile at the first bad one."""
    return [load(table) for table in tables()]
