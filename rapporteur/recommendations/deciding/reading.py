"""What the words of a recommendation suggest of its scope, ready to be stored."""

from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from rapporteur.recommendations.deciding import tags
from rapporteur.recommendations.models import Outlook, Recommendation, Standing
from rapporteur.recommendations.scoping.suggesting import Suggestions, suggest

CHILDREN = "children"  # the group of persons in the list of terms


@cache
def mark() -> str:
    """Return what stands for the list of terms: another list reads everything again."""
    listed = resources.files("rapporteur.recommendations.scoping") / "data" / "terms.csv"
    return sha256(listed.read_bytes()).hexdigest()


def outlook(said: Suggestions) -> Outlook:
    """Return what suggestions come to; a text about children without a code stays open."""
    if not said.read:
        return Outlook.UNREAD
    if said.scope:
        return Outlook.SURE if any(one.sure for one in said.scope) else Outlook.LIKELY
    if said.labels or any(one.target == CHILDREN for one in said.persons):
        return Outlook.OPEN
    return Outlook.NOTHING


def told(said: Suggestions) -> list[dict[str, Any]]:
    return [
        {
            "code": one.target,
            "score": one.score,
            "words": list(one.words),
            "chance": one.probability,
            "sure": one.sure,
        }
        for one in said.scope
    ]


def read(one: Recommendation) -> Standing:
    """Return how a recommendation stands by its words alone; nothing is stored."""
    said = suggest(one.text, one.language or "en")
    return Standing(
        recommendation=one,
        outlook=outlook(said),
        suggested=told(said),
        tags_suggested=tags.suggested(said).stored,
        read_with=mark(),
    )
