"""Cases, what belongs to them, what was said about consent, and their triages."""

from rapporteur.cases.models.cases import Case, Joined, Note, Opening, Release
from rapporteur.cases.models.consents import Consent
from rapporteur.cases.models.triages import Coded, Involved, Triage, Weighed

__all__ = [
    "Case",
    "Coded",
    "Consent",
    "Involved",
    "Joined",
    "Note",
    "Opening",
    "Release",
    "Triage",
    "Weighed",
]
