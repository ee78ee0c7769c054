"""The made-up texts, read from the data files beside this module. See data/SOURCES.md."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "data"
Plan = Mapping[str, Any]  # one object of a data file


@cache
def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def matters() -> Sequence[Plan]:
    """Return what comes to the desk, one after the other: submissions, and the cases of them."""
    found: Sequence[Plan] = read("matters")
    return found


def source(key: str) -> Plan:
    """Return what one source writes: language, answers, messages."""
    found: Plan = read("sources")[key]
    return found


def letter(key: str) -> Plan:
    """Return one letter: what it says, and its steps in order."""
    found: Plan = read("letters")[key]
    return found


def words(*path: str) -> Any:
    """Return the sentences of one purpose, a list or a mapping of lists."""
    found = read("words")
    for name in path:
        found = found[name]
    return found


def number_of_cases() -> int:
    return sum(len(matter["cases"]) for matter in matters())
