"""A file on its way in, once it was looked at."""

from dataclasses import dataclass
from typing import Self

from rapporteur.kernel.files import opening
from rapporteur.kernel.files.verdicts import Form


@dataclass(frozen=True)
class Taken:
    """A file that was looked at in a cage and found fit. Lies in memory only."""

    data: bytes
    form: Form
    parts: int

    @classmethod
    def of(cls, name: str, declared: str, data: bytes) -> Self:
        """Look at a file as it was sent. Raises Refused; nothing of it is left behind."""
        found = opening.take_in(name, declared, data)
        return cls(data, found.form, len(found.texts))
