"""The command `rapporteur recommendations import`: recommendations from a file, dry run or real."""

from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from rapporteur.kernel.refusals import Refused
from rapporteur.operations import loads
from rapporteur.recommendations import queries
from rapporteur.recommendations.actions import Loaded, load
from rapporteur.recommendations.readers.opening import opened
from rapporteur.recommendations.readers.papers import Chosen

BY = "command:recommendations"
COUNTS = ("added", "rows", "joined", "changed", "unchanged", "refused", "doubtful")
PRINTED = 200  # findings that are printed; --json has more


@dataclass(frozen=True)
class Words:
    """What was typed after the command."""

    file: str
    dry_run: bool = False
    as_json: bool = False
    skip_refused: bool = False
    chosen: Chosen | None = None  # paragraphs of a report, and what is to be said of them


def words_of(given: Namespace) -> Words:
    """Return what was typed; what is said of a report only where anything of it was."""
    said = {n: getattr(given, n) for n in ("paragraphs", "mechanism", "body", "symbol", "state")}
    chosen = Chosen(**said) if any(said.values()) else None
    return Words(given.file, given.dry_run, given.json, given.skip_refused, chosen)


def command(words: Words) -> int:
    """Load a file, or only look at it; return the exit code. Raises Refused."""
    path, states = Path(words.file), queries.states()
    try:
        with opened(path, states, words.chosen) as rows:
            told = load(
                rows,
                states,
                file=path.name,
                by=BY,
                dry_run=words.dry_run,
                skip_refused=words.skip_refused,
            )
    except Refused as refusal:
        raise Refused(f"{path.name}: {refusal}") from None
    print(
        loads.as_json(told, COUNTS, dry_run=words.dry_run)
        if words.as_json
        else in_words(told, words, path.name)
    )
    return 1 if told.nothing else 0


def in_words(told: Loaded, words: Words, file: str) -> str:
    lines = [f"{file}, {one} ({one.weight.label})" for one in told.findings[:PRINTED]]
    if left := told.refused + told.doubtful - len(lines):
        lines.append(f"{file}: {left} more are told with --json.")
    lines.append(
        f"{file}: {told.added} recommendations and {told.rows} rows new ({told.joined} joined to"
        f" others), {told.changed} changed, {told.unchanged} unchanged, {told.refused} refused,"
        f" {told.doubtful} to look at."
    )
    lines += loads.ending(told, dry_run=words.dry_run, rows="rows")
    return "\n".join(lines)
