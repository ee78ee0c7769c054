"""Recommendations with what sources say of them, and what the desk decides of them."""

from rapporteur.publication.kinds import Mechanism, Position
from rapporteur.recommendations.models.alike import Alike, AlikeRuling
from rapporteur.recommendations.models.committee import (
    CommitteeDate,
    CommitteeDraft,
    Stage,
    Status,
)
from rapporteur.recommendations.models.importing import ImportDraft
from rapporteur.recommendations.models.recommendations import (
    POSITIONS,
    Recommendation,
    RecommendationQuerySet,
    SourceRow,
    StudyManager,
    StudyRecommendation,
    in_conflict,
)
from rapporteur.recommendations.models.scope import Outlook, ScopeBulk, ScopeDecision, Standing
from rapporteur.recommendations.models.search import SearchRow
from rapporteur.recommendations.models.tags import Action, Level, Persons, Pillar, Sector

__all__ = [
    "POSITIONS",
    "Action",
    "Alike",
    "AlikeRuling",
    "CommitteeDate",
    "CommitteeDraft",
    "ImportDraft",
    "Level",
    "Mechanism",
    "Outlook",
    "Persons",
    "Pillar",
    "Position",
    "Recommendation",
    "RecommendationQuerySet",
    "ScopeBulk",
    "ScopeDecision",
    "SearchRow",
    "Sector",
    "SourceRow",
    "Stage",
    "Standing",
    "Status",
    "StudyManager",
    "StudyRecommendation",
    "in_conflict",
]
