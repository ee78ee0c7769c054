"""Every record of some cases: what their desk wrote, what sources sent, letters and replies."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from rapporteur.cases.models import (
    Asking,
    HandOver,
    Joined,
    Likeness,
    Note,
    ReprisalIncident,
    SafetyPlan,
    Shift,
    Triage,
)
from rapporteur.communications.models import (
    Announcement,
    Attempt,
    Communication,
    Correction,
    FactProofs,
    FollowUpStep,
    FormerWords,
    Grade,
    Grading,
    Incoming,
    Invitation,
    LetterChecklist,
    LetterPause,
    Passage,
    PublicRendition,
    Release,
    Reminder,
    Reply,
    ReplyFile,
    ReplyTranslation,
    Review,
    Scan,
    ScanText,
    TimeRequest,
    Upload,
)
from rapporteur.intake.models import Message, Submission
from rapporteur.press.models import PressStatement, StatementChecklist
from rapporteur.retention.models import Hold
from rapporteur.sharing.models import Sharing


def records_of(cases: Iterable[UUID]) -> set[UUID]:
    """Return the records of these cases, the halves of names apart. As many queries for any number."""
    found = list(cases)
    return {record for record in (*of_cases(found), *of_letters(found)) if record is not None}


def of_cases(cases: list[UUID]) -> set[UUID | None]:
    submissions = list(Joined.objects.filter(case__in=cases).values_list("submission", flat=True))
    one_sealed = "sealed__record"
    shifts = Shift.objects.filter(Q(source__in=cases) | Q(target__in=cases))
    askings = Asking.objects.filter(identity__submission__in=submissions)
    holds = Hold.objects.filter(case__in=cases)
    sharings = Sharing.objects.filter(case__in=cases)
    messages = Message.objects.filter(thread__submission__in=submissions)
    return {
        *Note.objects.filter(case__in=cases).values_list(one_sealed, flat=True),
        *Triage.objects.filter(case__in=cases).values_list("record", flat=True),
        *HandOver.objects.filter(case__in=cases).values_list(one_sealed, flat=True),
        *SafetyPlan.objects.filter(case__in=cases).values_list("record", flat=True),
        *ReprisalIncident.objects.filter(case__in=cases).values_list(one_sealed, flat=True),
        *shifts.values_list(one_sealed, flat=True),
        *askings.values_list(one_sealed, flat=True),
        *holds.values_list(one_sealed, flat=True),
        *holds.values_list("lifted_sealed__record", flat=True),
        *Likeness.objects.filter(submission__in=submissions).values_list(one_sealed, flat=True),
        *Submission.objects.filter(pk__in=submissions).values_list(one_sealed, flat=True),
        *sharings.values_list("reason__record", flat=True),
        *sharings.values_list("summary", flat=True),
        *messages.values_list(one_sealed, flat=True),
    }


def of_letters(cases: list[UUID]) -> set[UUID | None]:
    """Return what is sealed of the letters on these cases, and of what was answered to them."""
    letters = Communication.objects.filter(case__in=cases)
    ids = list(letters.values_list("pk", flat=True))
    reprisals = ReprisalIncident.objects.filter(letter__in=ids)
    reviews = Review.objects.filter(communication__in=ids)
    steps_up = FollowUpStep.objects.filter(communication__in=ids)
    files = ReplyFile.objects.filter(reply__communication__in=ids)
    uploads = Upload.objects.filter(communication__in=ids)
    releases = Release.objects.filter(file__reply__communication__in=ids)
    pairs = [
        *letters.values_list("record", "annex", "rendition"),
        *replies_of(ids),
        *PublicRendition.objects.filter(communication__in=ids).values_list(
            "record", "remark__record", "interests__record", "why_withdrawn__record"
        ),
        *Announcement.objects.filter(communication__in=ids).values_list("sealed__record"),
        *Reminder.objects.filter(communication__in=ids).values_list(
            "sealed__record", "told__record"
        ),
        *reprisals.values_list("sealed__record"),
        *reviews.values_list("sealed__record"),
        *steps_up.values_list("sealed__record"),
        *LetterChecklist.objects.filter(communication__in=ids).values_list("reasons__record"),
        *LetterPause.objects.filter(communication__in=ids).values_list("why__record"),
        *Attempt.objects.filter(communication__in=ids).values_list("proof__record"),
        *Incoming.objects.filter(communication__in=ids).values_list(
            "sealed__record", "raw__record", "reason__record"
        ),
        *files.values_list("sealed__record"),
        *scans_of(ids),
        *uploads.values_list("sealed__record"),  # the key of the parts, which go with it
        *Invitation.objects.filter(communication__in=ids).values_list(
            "edits__record", "why__record"
        ),
        *FormerWords.objects.filter(invitation__communication__in=ids).values_list(
            "sealed__record"
        ),
        *releases.values_list("why__record"),
        *FactProofs.objects.filter(communication__in=ids).values_list("record"),
        *PressStatement.objects.filter(letters__in=ids).values_list("record"),
        *StatementChecklist.objects.filter(statement__letters__in=ids).values_list(
            "reasons__record"
        ),
        *gradings_of(ids),
    ]
    return {record for row in pairs for record in row}


def replies_of(letters: list[UUID]) -> list[tuple[UUID | None, ...]]:
    replies = Reply.objects.filter(communication__in=letters)
    translations = ReplyTranslation.objects.filter(reply__communication__in=letters)
    corrections = Correction.objects.filter(communication__in=letters)
    times = TimeRequest.objects.filter(communication__in=letters)
    return [
        *replies.values_list("sealed__record", "reason__record"),
        *translations.values_list("sealed__record"),
        *corrections.values_list("sealed__record", "answer__record"),
        *times.values_list("sealed__record", "answer__record"),
    ]


def scans_of(letters: list[UUID]) -> list[tuple[UUID | None, ...]]:
    """Return the scans of what proves a delivery, and the texts of these and of replies."""
    texts = Q(scan__attempt__communication__in=letters) | Q(file__reply__communication__in=letters)
    return [
        *Scan.objects.filter(attempt__communication__in=letters).values_list("sealed__record"),
        *ScanText.objects.filter(texts).values_list("sealed__record"),
    ]


def gradings_of(letters: list[UUID]) -> list[tuple[UUID | None, ...]]:
    """Return the passages that answer questions of these letters, and the reasons of grades."""
    of_these = {"grading__communication__in": letters}
    return [
        *Grading.objects.filter(communication__in=letters).values_list("reason__record"),
        *Passage.objects.filter(**of_these).values_list("sealed__record"),
        *Grade.objects.filter(**of_these).values_list("sealed__record"),
    ]
