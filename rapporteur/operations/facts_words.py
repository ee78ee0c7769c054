"""The words of the commands that take in facts about States: what law says, and figures."""

import argparse
from collections.abc import Callable

TOLD = (
    ("law", ("ages",), "what national law says: ages of marriage, from a file of the UN"),
    (
        "visits",
        ("indicators", "import"),
        "figures by which visits are chosen, or the public register of visits, from a file",
    ),
)
Command = Callable[[argparse.Namespace], int]


def add_to(add: Callable[[str, Command, str], argparse.ArgumentParser], does: Command) -> None:
    """Add both commands; either does the same with its file."""
    for name, what, words in TOLD:
        one = add(name, does, words)
        one.add_argument("what", choices=what)
        one.add_argument("file", help="a CSV file, told by its columns; a register also as XLSX")
        one.add_argument("--dry-run", action="store_true", help="say what would change, no more")
        one.add_argument("--json", action="store_true", help="for programs")
        one.add_argument("--skip-refused", action="store_true", help="of a register, load the rest")
