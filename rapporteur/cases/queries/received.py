"""The queue of what was received: nothing of it is opened here, and nothing is opened in bulk."""

from dataclasses import dataclass

from django.db.models import CharField, Exists, OuterRef, QuerySet
from django.db.models.functions import Cast

from rapporteur.cases.models import Case, Joined, Opening
from rapporteur.cases.rules import recipients_read
from rapporteur.intake.models import Message, Submission
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.people.accounts.models import Account

A_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What to show of the queue; None leaves it open."""

    urgent: bool | None = None
    opened: bool | None = None
    joined: bool | None = None


def received(person: Account, wanted: Wanted = Wanted()) -> QuerySet[Submission]:
    """Return the submissions to a person's desks, urgent first, each with two marks."""
    found = Submission.objects.filter(desk__in=recipients_read(person)).urgent_first()
    opened = Exists(Opening.objects.filter(submission=OuterRef("pk")))
    joined = Exists(Joined.objects.filter(submission=OuterRef("pk")))
    if wanted.urgent is not None:
        found = found.filter(urgent=wanted.urgent)
    if wanted.opened is not None:
        found = found.filter(opened if wanted.opened else ~opened)
    if wanted.joined is not None:
        found = found.filter(joined if wanted.joined else ~joined)
    return found.annotate(is_opened=opened, is_joined=joined)


def urgent_unopened(person: Account) -> QuerySet[Submission]:
    return received(person, Wanted(urgent=True, opened=False))


def unjoined(person: Account) -> QuerySet[Submission]:
    return received(person, Wanted(joined=False))


def unread_messages(case: Case) -> QuerySet[Message]:
    """Keep what sources of a case wrote and nobody has opened yet, by the journal. One query."""
    read = Entry.objects.filter(
        verb="read",
        subject_table=SealedRecord._meta.db_table,
        subject_id=Cast(OuterRef("sealed__record_id"), CharField()),
    )
    threads = case.joined.values("submission__thread")
    written = Message.objects.filter(thread__in=threads, from_desk=False)
    return written.filter(~Exists(read))
