"""Printed shares at a terminal: shown one at a time and kept nowhere, typed line by line."""

from collections.abc import Callable, Iterable

from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.faults import WrongShares
from rapporteur.kernel.vault.shares import Share, printed, typed

CLEAR = "\033[2J\033[3J\033[H"  # screen and what scrolled off it

Ask = Callable[[str], str]


def show(name: str, shares: Iterable[Share], ask: Ask) -> None:
    """Show each share alone to the officer who will keep it."""
    for share in shares:
        ask(f"Only officer {share.number} looks at the screen now. Enter shows the share.")
        print(f"{name}, share {share.number} of 3\n\n{printed(share)}\n")
        ask("Written down or printed, and checked? Enter clears the screen.")
        print(CLEAR, end="", flush=True)


def read(number: str, ask_hidden: Ask) -> Share:
    """Return the share that an officer types, line by line. Raises Refused."""
    lines: list[str] = []
    while line := ask_hidden(f"{number} officer, line {len(lines) + 1} (empty: done): ").strip():
        lines.append(line)
    try:
        return typed("\n".join(lines))
    except WrongShares as reason:
        raise Refused(str(reason)) from None
