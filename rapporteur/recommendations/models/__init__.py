"""Recommendations with what sources say of them, and what the desk decides of them."""

from rapporteur.recommendations.models.recommendations import (
    POSITIONS,
    Mechanism,
    Position,
    Recommendation,
    RecommendationQuerySet,
    SourceRow,
    StudyManager,
    StudyRecommendation,
    in_conflict,
)
from rapporteur.recommendations.models.scope import Outlook, ScopeBulk, ScopeDecision, Standing

__all__ = [
    "POSITIONS",
    "Mechanism",
    "Outlook",
    "Position",
    "Recommendation",
    "RecommendationQuerySet",
    "ScopeBulk",
    "ScopeDecision",
    "SourceRow",
    "Standing",
    "StudyManager",
    "StudyRecommendation",
    "in_conflict",
]
