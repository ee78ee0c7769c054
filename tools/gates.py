"""What the tests ran of the code, room by room; fail where too little of it (STYLE §11).

Reads the folder that the stage `units` fills (tools/measuring.py). Counted are lines and branches.
"""

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slipcover import merge_coverage

WHOLE = 100.0  # per cent, of what decides: kernel, workflow, rules, actions
MOST = 95.0  # per cent, of everything
DECIDING = {"workflow", "rules", "actions"}
SPLIT = {"kernel", "people", "doors"}  # folders whose parts are told one by one


@dataclass
class Share:
    """How much of some code the tests ran."""

    ran: int = 0
    of: int = 0

    def add(self, summary: dict[str, Any]) -> None:
        ran = summary["covered_lines"] + summary["covered_branches"]
        self.ran += ran
        self.of += ran + summary["missing_lines"] + summary["missing_branches"]

    @property
    def percent(self) -> float:
        return 100 * self.ran / self.of if self.of else 100.0


def decides(path: Path) -> bool:
    """Say whether a file must be run whole: one untested branch there lets somebody in."""
    names = {*path.parts[:-1], path.stem}
    return "kernel" in names or bool(DECIDING & names)


def room(path: Path) -> str:
    parts = path.with_suffix("").parts[1:]
    return "/".join(parts[:2] if parts[0] in SPLIT else parts[:1])


def measured(folder: Path) -> dict[str, Any]:
    """Return what was run of every file, by its path from the root, over all processes."""
    found: dict[str, Any] = {}
    for path in sorted(folder.glob("*.json")):
        one = json.loads(path.read_text())
        found = merge_coverage(found, one) if found else one
    return dict(found.get("files", {}))


def missing(name: str, facts: dict[str, Any]) -> str:
    """Return the lines and jumps of a file that no test ran."""
    lines = ", ".join(str(number) for number in facts["missing_lines"])
    jumps = ", ".join(f"{a}→{b if b > 0 else 'end'}" for a, b in facts.get("missing_branches", ()))
    return f"  {name}: lines {lines or 'none'}; jumps {jumps or 'none'}"


def shares(files: dict[str, Any]) -> dict[str, Share]:
    """Return the share of every room, and of all under the name `all`."""
    found: dict[str, Share] = {}
    for name, facts in sorted(files.items()):
        for key in (room(Path(name)), "all"):
            found.setdefault(key, Share()).add(facts["summary"])
    return found


def faults(files: dict[str, Any]) -> Iterable[str]:
    """Yield a sentence for each gate that does not hold."""
    short = {
        name: facts
        for name, facts in sorted(files.items())
        if decides(Path(name)) and facts["summary"]["percent_covered"] < WHOLE
    }
    if short:
        yield "No test runs these parts of what decides:"
        yield from (missing(name, facts) for name, facts in short.items())
    every = shares(files).get("all", Share())
    if every.percent < MOST:
        yield f"The tests run {every.percent:.1f} % of the code; at least {MOST:.0f} % is asked."
        yield "The longest gaps:"
        gaps = sorted(files, key=lambda name: -len(files[name]["missing_lines"]))
        yield from (missing(name, files[name]) for name in gaps[:10])


def main() -> int:
    files = measured(Path(os.environ.get("RAPPORTEUR_MEASURED", ".coverage")))
    if not files:
        print("Nothing was measured: run the stage `units` first.")
        return 1
    for name, share in shares(files).items():
        if share.of:
            print(f"{name:32} {share.percent:6.1f} %  of {share.of:6} lines and branches")
    wrong = list(faults(files))
    print("\n".join(wrong) or "Every gate holds.")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
