"""Where a search or a comparison stopped: a day and the random id of a row, and no word."""

from dataclasses import dataclass
from datetime import date
from typing import Self
from uuid import UUID


@dataclass(frozen=True)
class Cursor:
    """A place in a list of the newest first: what comes after it was not reached yet."""

    day: date
    row: UUID

    def __str__(self) -> str:
        return f"{self.day.isoformat()}.{self.row}"

    @property
    def key(self) -> tuple[date, UUID]:
        return self.day, self.row

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Return the place that a page sent back; None for anything else."""
        day, _dot, row = text.partition(".")
        try:
            return cls(date.fromisoformat(day), UUID(row))
        except ValueError:
            return None
