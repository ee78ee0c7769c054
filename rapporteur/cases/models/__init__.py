"""Cases, what belongs to them, what was said about consent, and their triages."""

from rapporteur.cases.models.bulks import Bulk, BulkItem, HeldBack
from rapporteur.cases.models.cases import Case, Joined, Note, Opening, Release
from rapporteur.cases.models.consents import Consent
from rapporteur.cases.models.enquiries import Enquiry
from rapporteur.cases.models.events import RiskEvent
from rapporteur.cases.models.filters import SavedFilter
from rapporteur.cases.models.handovers import HandOver
from rapporteur.cases.models.identities import Asking
from rapporteur.cases.models.likeness import Likeness
from rapporteur.cases.models.plans import SafetyPlan
from rapporteur.cases.models.reprisals import ReprisalIncident
from rapporteur.cases.models.safeguards import SafeguardTick
from rapporteur.cases.models.shifts import Moved, Shift
from rapporteur.cases.models.triages import Coded, Involved, Triage, Weighed

__all__ = [
    "Asking",
    "Bulk",
    "BulkItem",
    "Case",
    "Coded",
    "Consent",
    "Enquiry",
    "HandOver",
    "HeldBack",
    "Involved",
    "Joined",
    "Likeness",
    "Moved",
    "Note",
    "Opening",
    "Release",
    "ReprisalIncident",
    "RiskEvent",
    "SafeguardTick",
    "SafetyPlan",
    "SavedFilter",
    "Shift",
    "Triage",
    "Weighed",
]
