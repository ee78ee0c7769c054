"""What the commands that take in a file say at their end, for people and for programs."""

import json
from collections.abc import Iterable
from typing import Any, Protocol


class Told(Protocol):
    """What a load tells: whether nothing was loaded, and of which rows there is something to say."""

    @property
    def nothing(self) -> bool: ...
    @property
    def findings(self) -> Iterable[Any]: ...


def ending(told: Told, *, dry_run: bool, rows: str) -> list[str]:
    """Return the last line, where something did not happen; `rows` is what they are called."""
    if told.nothing:
        return [f"Nothing was loaded: mend these {rows}, or leave them out with --skip-refused."]
    return ["Only looked: nothing was changed."] if dry_run else []


def as_json(told: Told, counts: Iterable[str], *, dry_run: bool) -> str:
    return json.dumps(
        {
            **{name: getattr(told, name) for name in counts},
            "loaded": not told.nothing and not dry_run,
            "findings": [one.as_json() for one in told.findings],
        },
        ensure_ascii=False,
        indent=2,
    )
