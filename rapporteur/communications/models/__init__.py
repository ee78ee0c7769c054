"""Letters: what they are made from, who read and signed them, what came back."""

from rapporteur.communications.models.annex import AnnexLine
from rapporteur.communications.models.announcements import Announcement, ReleaseNotice
from rapporteur.communications.models.attempts import Attempt, Outcome, Returned
from rapporteur.communications.models.blocks import TextBlock
from rapporteur.communications.models.checklists import LetterChecklist
from rapporteur.communications.models.comments import SourceComment
from rapporteur.communications.models.communications import Communication
from rapporteur.communications.models.corrections import Correction
from rapporteur.communications.models.deliveries import Channel, Delivery
from rapporteur.communications.models.earlier import Answered, EarlierLetter, RegisterDraft
from rapporteur.communications.models.files import Release, ReplyFile
from rapporteur.communications.models.follow_ups import FollowUpStep, Rung
from rapporteur.communications.models.grades import (
    Grade,
    GradeCode,
    GradeRule,
    Grading,
    Passage,
)
from rapporteur.communications.models.groups import CommunicationGroup, Role
from rapporteur.communications.models.incoming import Incoming
from rapporteur.communications.models.joining import FormerWords, Invitation
from rapporteur.communications.models.kinds import Addressee, Kind, Language
from rapporteur.communications.models.pauses import LetterPause
from rapporteur.communications.models.policies import Policy
from rapporteur.communications.models.proofs import FactProofs, ProofTerm
from rapporteur.communications.models.public_renditions import PublicRendition
from rapporteur.communications.models.reminders import Reminder
from rapporteur.communications.models.replies import Reply, ReplyClass, TimeRequest
from rapporteur.communications.models.report_windows import ReportWindow
from rapporteur.communications.models.reviews import Review
from rapporteur.communications.models.scans import Scan, ScanText
from rapporteur.communications.models.translations import Into, ReplyTranslation
from rapporteur.communications.models.uploads import Upload

__all__ = [
    "Addressee",
    "AnnexLine",
    "Announcement",
    "Answered",
    "Attempt",
    "Channel",
    "Communication",
    "CommunicationGroup",
    "Correction",
    "Delivery",
    "EarlierLetter",
    "FactProofs",
    "FollowUpStep",
    "FormerWords",
    "Grade",
    "GradeCode",
    "GradeRule",
    "Grading",
    "Incoming",
    "Into",
    "Invitation",
    "Kind",
    "Language",
    "LetterChecklist",
    "LetterPause",
    "Outcome",
    "Passage",
    "Policy",
    "ProofTerm",
    "PublicRendition",
    "RegisterDraft",
    "Release",
    "ReleaseNotice",
    "Reminder",
    "Reply",
    "ReplyClass",
    "ReplyFile",
    "ReplyTranslation",
    "ReportWindow",
    "Returned",
    "Review",
    "Role",
    "Rung",
    "Scan",
    "ScanText",
    "SourceComment",
    "TextBlock",
    "TimeRequest",
    "Upload",
]
