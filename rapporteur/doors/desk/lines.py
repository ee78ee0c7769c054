"""One line of *Today*, as every room gives it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Waiting:
    """One line of *Today*. `status` is a word, `shape` the class that gives it its shape."""

    what: str
    note: str
    url: str
    status: str
    shape: str = "waiting"
    since: date | None = None
