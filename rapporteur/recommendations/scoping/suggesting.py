"""What a text seems to be about, each suggestion with the words that spoke for it.

A suggestion decides nothing: a person does. A model speaks beside the terms only where it was found
better on texts that it had not seen (`evaluating.joins`).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapporteur.recommendations.scoping import terms

SURE = 2.0  # two rows of weight one: the words of one alone can mislead
SURE_CHANCE = 0.95
LEARNT = "en"  # the language of what models are trained on; of others only the terms speak
Probabilities = Callable[[str], Mapping[str, float]]


@dataclass(frozen=True)
class Suggestion:
    """One code, label, pillar, group of persons or category, and why it is suggested."""

    target: str
    score: float  # the sum of weights of the terms
    words: tuple[str, ...]  # of the folded text: a page shows them as the reason
    probability: float | None = None  # by the model, where one has joined
    sure: bool = False


@dataclass(frozen=True)
class Suggestions:
    """All that is suggested for one text; `read` is false for a language without terms."""

    read: bool
    scope: tuple[Suggestion, ...] = ()
    labels: tuple[Suggestion, ...] = ()
    pillars: tuple[Suggestion, ...] = ()
    sectors: tuple[Suggestion, ...] = ()
    levels: tuple[Suggestion, ...] = ()
    persons: tuple[Suggestion, ...] = ()
    action: Suggestion | None = None


def suggest(
    text: str,
    language: str,
    *,
    model: Probabilities | None = None,
    thresholds: Mapping[str, float] | None = None,
) -> Suggestions:
    """Return what is suggested for the text.

    `model` answers a probability per target it knows, `thresholds` says from which on each is
    suggested (0.5 where it says nothing). It is asked about English texts only.
    """
    language = language.split("-", maxsplit=1)[0].lower()
    if language not in terms.LANGUAGES:
        return Suggestions(read=False)
    found = terms.find(text, language)
    known = model(text) if model and language == LEARNT else {}
    limits = thresholds or {}

    def of(kind: str) -> tuple[Suggestion, ...]:
        return _suggested(found, kind, known, limits)

    return Suggestions(
        read=True,
        scope=of("scope"),
        labels=of("label"),
        pillars=of("pillar"),
        sectors=of("sector"),
        levels=of("level"),
        persons=of("persons"),
        action=action_of(found),
    )


def action_of(found: list[terms.Found]) -> Suggestion | None:
    """Return the category of action with the greatest score, the more specific one of two equal."""
    scores = terms.scores(found, "action")
    if not scores:
        return None
    target = max(scores, key=lambda one: (scores[one], one))
    return Suggestion(target, scores[target], _words(found, "action", target))


def _suggested(
    found: list[terms.Found], kind: str, known: Mapping[str, float], limits: Mapping[str, float]
) -> tuple[Suggestion, ...]:
    scores = terms.scores(found, kind)
    made = []
    for target in terms.targets(kind):
        score, chance = scores.get(target, 0.0), known.get(target)
        if chance is None and score < terms.SUGGESTED:
            continue
        if chance is not None and chance < limits.get(target, 0.5):
            continue
        sure = score >= SURE if chance is None else chance >= SURE_CHANCE
        made.append(Suggestion(target, score, _words(found, kind, target), chance, sure))
    return tuple(sorted(made, key=lambda one: -(one.probability or 0.0) or -one.score))


def _words(found: list[terms.Found], kind: str, target: str) -> tuple[str, ...]:
    spoke = (one for one in found if (one.kind, one.target) == (kind, target) and one.weight > 0)
    return tuple(dict.fromkeys(word for one in spoke for word in one.words if word))
