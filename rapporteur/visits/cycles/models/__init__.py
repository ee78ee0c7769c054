"""What a desk keeps of its visits: days, codes and States here, words in the vault."""

from rapporteur.visits.cycles.models.letters import Snapshot, VisitLetter
from rapporteur.visits.cycles.models.visits import Pace, Visit, VisitedState, VisitKind, VisitStep

__all__ = [
    "Pace",
    "Snapshot",
    "Visit",
    "VisitKind",
    "VisitLetter",
    "VisitStep",
    "VisitedState",
]
