"""The command `rapporteur visits indicators`: figures by which visits are chosen, from a file."""

import json
from pathlib import Path

from rapporteur.visits.choosing.actions import load_figures

BY = "command:visits"


def indicators(file: str, *, dry_run: bool, as_json: bool) -> int:
    """Load the file, or only look at it; return the exit code. Raises Refused."""
    path = Path(file)
    done = load_figures(path, by=BY, dry_run=dry_run)
    if as_json:
        told = {"added": done.added, "unchanged": done.unchanged, "skipped": done.skipped}
        print(json.dumps({**told, "dry_run": dry_run}, indent=2))
        return 0
    print(f"{path.name}: {done.added} figures added, {done.unchanged} unchanged.")
    if done.skipped:
        print(f"Left out, since no State of our record: {', '.join(done.skipped)}.")
    if dry_run:
        print("Only looked: nothing was changed.")
    return 0
