"""The words of the commands that take in facts about States: what law says, and figures."""

import argparse
from collections.abc import Callable

TOLD = (
    ("law", "ages", "what national law says: ages of marriage, from a file of the UN"),
    ("visits", "indicators", "figures by which visits are chosen, from a file"),
)
Command = Callable[[argparse.Namespace], int]


def add_to(add: Callable[[str, Command, str], argparse.ArgumentParser], does: Command) -> None:
    """Add both commands; either does the same with its file."""
    for name, what, words in TOLD:
        one = add(name, does, words)
        one.add_argument("what", choices=[what])
        one.add_argument("file", help="a CSV file, told by its columns")
        one.add_argument("--dry-run", action="store_true", help="say what would change, no more")
        one.add_argument("--json", action="store_true", help="for programs")
