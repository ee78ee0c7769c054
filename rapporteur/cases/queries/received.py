"""The queue of what was received: nothing of it is opened here, and nothing is opened in bulk."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from rapporteur.cases.models import Case, Consent, Enquiry, HeldBack, Joined, Opening, Release
from rapporteur.cases.models.cases import denied_to
from rapporteur.cases.rules import recipients_read
from rapporteur.intake.models import Message, Submission, SubmissionQuerySet
from rapporteur.kernel.clock import today
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
    held: bool = False


def in_queue() -> Q:
    """Leave out what resembles a flood (ADR 0125), or was put aside, until a person lets it in."""
    released = Release.objects.filter(submission=OuterRef("pk"))
    put_aside = HeldBack.objects.values("submission")  # few: IN keeps the order of the index
    return (Q(held=False) | Q(Exists(released))) & ~Q(pk__in=put_aside)


def of_desks(person: Account) -> SubmissionQuerySet:
    found: SubmissionQuerySet = Submission.objects.filter(desk__in=recipients_read(person))
    return found.exclude(pk__in=hidden_from(person))


def hidden_from(person: Account) -> QuerySet[Joined, UUID]:
    """Return the submissions of cases that are denied to a person, as a part of another query."""
    return Joined.objects.filter(case__in=denied_to(person)).values_list("submission", flat=True)


def received(person: Account, wanted: Wanted = Wanted()) -> QuerySet[Submission]:
    """Return the submissions to a person's desks, urgent first, each with two marks.

    What is held back stands in a list of its own, until a person lets it in.
    """
    found = of_desks(person).filter(~in_queue() if wanted.held else in_queue()).urgent_first()
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


def unread() -> Q:
    """Say of a message that nobody has opened it yet, by the journal."""
    read = Entry.objects.filter(
        verb="read",
        subject_table=SealedRecord._meta.db_table,
        subject_id=Cast(OuterRef("sealed__record_id"), CharField()),
    )
    return Q(~Exists(read))


def written_to(case: Case) -> QuerySet[Message]:
    """Keep the words of the sources of a case."""
    threads = case.joined.values("submission__thread")
    return Message.objects.filter(thread__in=threads, from_desk=False)


def unread_messages(case: Case) -> QuerySet[Message]:
    """Keep what sources of a case wrote and nobody has opened yet. One query.

    A change of consent waits until it stands in this very case, however often it was opened: so a
    submission that is joined later cannot bring a consent along that was taken back.
    """
    taken = Exists(Consent.objects.filter(case=case, message=OuterRef("pk")))
    return written_to(case).filter(unread() | (Q(kind=Message.Kind.CONSENT) & ~taken))


def deletion_waits(thread: UUID) -> bool:
    """Say whether a source has asked for deletion and the desk has not answered that.

    A source can ask again only once it was answered, so counting is enough. One query.
    """
    asked = Message.objects.filter(thread=thread, kind=Message.Kind.DELETION)
    sides = list(asked.values_list("from_desk", flat=True))
    return sides.count(False) > sides.count(True)


def something_waits(case: Case) -> bool:
    """Say whether a word, a changed consent or a wish to be deleted holds this case. Few queries."""
    if unread_messages(case).exists():
        return True
    asked = written_to(case).filter(kind=Message.Kind.DELETION).values_list("thread", flat=True)
    return any(deletion_waits(thread) for thread in set(asked))


def silent(person: Account) -> QuerySet[Enquiry]:
    """Return the questions whose day has passed, and of which no answer waits to be opened."""
    answers = Message.objects.filter(
        unread(), thread=OuterRef("submission__thread"), kind=Message.Kind.ANSWER
    )
    passed = Enquiry.objects.filter(submission__in=of_desks(person)).open().passed(today())
    kept = passed.exclude(submission__sealed__envelope=b"")  # erased: nobody can answer any more
    return kept.exclude(Exists(answers)).order_by("until", "pk")


@dataclass(frozen=True)
class Word:
    """A message that waits, with the submission under which it is opened."""

    message: Message
    submission: UUID


def words_waiting(person: Account) -> list[Word]:
    """Return what sources wrote to a person's desks and nobody has opened, and wishes to be deleted.

    Those that stop something come first; answers to questions of the desk are one line a thread.
    At most two queries, and one for each wish.
    """
    found = Message.objects.filter(
        thread__submission__desk__in=recipients_read(person), from_desk=False
    )
    found = found.exclude(thread__submission__in=hidden_from(person))
    waiting = found.filter(unread() | Q(kind=Message.Kind.DELETION))
    lines = list(waiting.annotate(under=F("thread__submission__pk")).order_by("day", "pk"))
    answers = {one.thread_id: one.pk for one in reversed(lines) if one.kind == Message.Kind.ANSWER}
    kept = [
        one
        for one in lines
        if (one.kind != Message.Kind.DELETION or deletion_waits(one.thread_id))
        and (one.kind != Message.Kind.ANSWER or answers[one.thread_id] == one.pk)
    ]
    first = (Message.Kind.DELETION, Message.Kind.CONSENT)
    return [Word(one, one.under) for one in sorted(kept, key=lambda one: one.kind not in first)]
