"""What a press statement says, by language, with what lies sealed beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """Titles and texts by language code; why an exception; what a correction says to the public."""

    titles: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    correction: str = ""

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Words":
        return cls(**told)

    def told(self) -> dict[str, Any]:
        return {
            name: value if isinstance(value, str) else dict(value)
            for name, value in vars(self).items()
        }

    def everything(self) -> list[str]:
        """Return all that the public will read."""
        return [*self.titles.values(), *self.texts.values(), self.correction]
