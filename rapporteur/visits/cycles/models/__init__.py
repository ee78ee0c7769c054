"""What a desk keeps of its visits: days, codes and States here, words in the vault."""

from rapporteur.visits.cycles.models.dossiers import Dossier
from rapporteur.visits.cycles.models.letters import Snapshot, VisitLetter
from rapporteur.visits.cycles.models.papers import (
    AfterCheck,
    Followed,
    Paper,
    PaperKind,
    TermAnswer,
)
from rapporteur.visits.cycles.models.register import RegisterDraft, RegisterEvent
from rapporteur.visits.cycles.models.visits import Pace, Visit, VisitedState, VisitKind, VisitStep

__all__ = [
    "AfterCheck",
    "Dossier",
    "Followed",
    "Pace",
    "Paper",
    "PaperKind",
    "RegisterDraft",
    "RegisterEvent",
    "Snapshot",
    "TermAnswer",
    "Visit",
    "VisitKind",
    "VisitLetter",
    "VisitStep",
    "VisitedState",
]
