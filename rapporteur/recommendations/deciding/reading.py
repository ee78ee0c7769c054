"""What the words of a recommendation suggest of its scope, ready to be stored."""

from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from rapporteur.recommendations.deciding import tags
from rapporteur.recommendations.deciding.speaking import speaker
from rapporteur.recommendations.models import Outlook, Recommendation, Standing
from rapporteur.recommendations.scoping.suggesting import Suggestions, suggest

CHILDREN = "children"  # the group of persons in the list of terms


def mark() -> str:
    """Return what stands for list of terms and model: another reads everything again."""
    with_model = speaker()
    return (
        sha256(f"{of_terms()}{with_model.mark}".encode()).hexdigest() if with_model else of_terms()
    )


@cache
def of_terms() -> str:
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


def said_of(one: Recommendation) -> Suggestions:
    """Ask the terms, and the model for what it was better at."""
    language, with_model = one.language or "en", speaker()
    if with_model is None:
        return suggest(one.text, language)
    model = with_model.model
    return suggest(one.text, language, model=model.joining, thresholds=model.thresholds())


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
    said = said_of(one)
    return Standing(
        recommendation=one,
        outlook=outlook(said),
        suggested=told(said),
        tags_suggested=tags.suggested(said).stored,
        read_with=mark(),
    )
