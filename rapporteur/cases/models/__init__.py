"""Cases, what belongs to them, what was said about consent, and their triages."""

from rapporteur.cases.models.cases import Case, Joined, Note, Opening
from rapporteur.cases.models.consents import Consent
from rapporteur.cases.models.identities import Asking
from rapporteur.cases.models.triages import Coded, Involved, Triage, Weighed

__all__ = [
    "Asking",
    "Case",
    "Coded",
    "Consent",
    "Involved",
    "Joined",
    "Note",
    "Opening",
    "Triage",
    "Weighed",
]
