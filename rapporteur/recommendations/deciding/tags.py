"""The tags of a recommendation as plain values: what is suggested, and what a person gives."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from rapporteur.recommendations.models import Action, Level, Persons, Pillar, Sector
from rapporteur.recommendations.scoping.suggesting import Suggestion, Suggestions

LISTS = {"pillars": Pillar, "sectors": Sector, "levels": Level, "persons": Persons}
NAMES = (*LISTS, "action")
NEEDED = ("pillars", "sectors", "levels")  # of what is in scope: R25.2, R54.1


@dataclass(frozen=True)
class Tags:
    """Each kind in the order of its list; `action` is empty where it is not told."""

    pillars: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    action: str = ""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Self:
        """Return tags from stored or typed values; what is no tag of today is left out."""
        lists = {
            name: tuple(one for one in kind.values if one in given.get(name, ()))
            for name, kind in LISTS.items()
        }
        action = given.get("action") or ""
        return cls(**lists, action=action if action in Action.values else "")

    @property
    def stored(self) -> dict[str, Any]:
        """Return the values as fields hold them."""
        return {
            name: value if name == "action" else list(value) for name, value in asdict(self).items()
        }

    @property
    def in_words(self) -> list[str]:
        """Return the labels of all of them, in order."""
        found = [
            str(kind(one).label) for name, kind in LISTS.items() for one in getattr(self, name)
        ]
        return [*found, str(Action(self.action).label)] if self.action else found

    @property
    def missing(self) -> bool:
        """Say whether a tag is missing that everything in scope must have."""
        return not all(getattr(self, name) for name in NEEDED)


def suggested(said: Suggestions) -> Tags:
    """Return the tags that words suggest."""

    def targets(found: tuple[Suggestion, ...]) -> list[str]:
        return [one.target for one in found]

    return Tags.of(
        {
            "pillars": targets(said.pillars),
            "sectors": targets(said.sectors),
            "levels": targets(said.levels),
            "persons": targets(said.persons),
            "action": said.action.target if said.action else "",
        }
    )
