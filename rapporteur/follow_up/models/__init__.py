"""What is followed, what was promised, what came in, and how it is assessed."""

from rapporteur.follow_up.models.assessments import Assessment, Assessor, Confidence
from rapporteur.follow_up.models.evidence import (
    COLUMNS,
    Attribution,
    Confirmation,
    Evidence,
    Review,
    Voice,
)
from rapporteur.follow_up.models.followings import (
    Commitment,
    CommitmentVersion,
    Following,
    Indicator,
    NextAction,
    Progress,
)
from rapporteur.follow_up.models.lessons import Lesson, UsefulElsewhere
from rapporteur.follow_up.models.proposals import CHECKS, AddresseeKind, Proposal
from rapporteur.follow_up.models.reports import FollowUpReport
from rapporteur.follow_up.models.scales import Mark, Scale, Stage, Strength

__all__ = [
    "CHECKS",
    "COLUMNS",
    "AddresseeKind",
    "Assessment",
    "Assessor",
    "Attribution",
    "Commitment",
    "CommitmentVersion",
    "Confidence",
    "Confirmation",
    "Evidence",
    "FollowUpReport",
    "Following",
    "Indicator",
    "Lesson",
    "Mark",
    "NextAction",
    "Progress",
    "Proposal",
    "Review",
    "Scale",
    "Stage",
    "Strength",
    "UsefulElsewhere",
    "Voice",
]
