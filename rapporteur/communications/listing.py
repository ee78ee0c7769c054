"""Lists of letters and the timeline of one. Codes, days and names of members only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from rapporteur.cases.models import Case
from rapporteur.communications.models import (
    Attempt,
    Communication,
    FollowUpStep,
    Incoming,
    PublicRendition,
    Reminder,
    Reply,
    TimeRequest,
)
from rapporteur.communications.publishing.workflow import PublicState
from rapporteur.communications.workflow import State
from rapporteur.people.accounts.models import Account

A_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What to show of the list; empty leaves it open."""

    state: str = ""
    kind: str = ""
    addressee_kind: str = ""
    reply: str = ""  # none, or due: none and the day is past
    mine: bool = False


def listed(person: Account, wanted: Wanted, on: date) -> QuerySet[Communication]:
    """Return the letters of a person's desks, the newest first."""
    found = Communication.objects.visible_to(person).newest_first()
    for name in ("state", "kind", "addressee_kind"):
        if value := getattr(wanted, name):
            found = found.filter(**{name: value})
    if wanted.reply:
        found = found.unanswered()
    if wanted.reply == "due":
        found = found.due_by(on)
    if wanted.mine:
        found = found.filter(drafter=person)
    return found.select_related("addressee_state", "drafter")


def to_read(person: Account) -> QuerySet[Communication]:
    """Return what waits for a second reader who wrote none of it."""
    waiting = Communication.objects.visible_to(person).in_state(State.REVIEW)
    return waiting.exclude(writers__contains=[str(person.pk)]).order_by("begun_on", "code")


def to_sign(person: Account) -> QuerySet[Communication]:
    return Communication.objects.visible_to(person).in_state(State.APPROVED).order_by("approved_on")


def to_send(person: Account) -> QuerySet[Communication]:
    return Communication.objects.visible_to(person).in_state(State.SIGNED).order_by("signed_on")


def without_reply(person: Account, by: date) -> QuerySet[Communication]:
    """Return what has no reply on record and asked for one by a day."""
    found = Communication.objects.visible_to(person).unanswered().due_by(by)
    return found.order_by("reply_due", "code")


def public_soon(person: Account, by: date) -> QuerySet[Communication]:
    """Return what may become public by a day and is not yet."""
    found = Communication.objects.visible_to(person).public_by(by)
    return found.order_by("public_from", "code")


def reminders_drafted(person: Account) -> QuerySet[Reminder]:
    """Return the reminders that wait for a person to send them, with their letters."""
    visible = Communication.objects.visible_to(person)
    found = Reminder.objects.drafted().filter(communication__in=visible)
    return found.select_related("communication__addressee_state")


def rungs(person: Account, since: date) -> QuerySet[FollowUpStep]:
    """Return the steps of the ladder that were decided since a day, with their letters."""
    visible = Communication.objects.visible_to(person)
    found = FollowUpStep.objects.filter(communication__in=visible, decided_on__gte=since)
    return found.select_related("communication").order_by("decided_on", "rung", "pk")


def to_classify(person: Account) -> QuerySet[Reply]:
    visible = Communication.objects.visible_to(person)
    found = Reply.objects.to_classify().filter(communication__in=visible)
    return found.select_related("communication").order_by("received_on")


def to_answer(person: Account) -> QuerySet[TimeRequest]:
    visible = Communication.objects.visible_to(person)
    found = TimeRequest.objects.open().filter(communication__in=visible)
    return found.select_related("communication").order_by("asked_on")


def came_back(person: Account) -> QuerySet[Attempt]:
    """Return the attempts that came back and after which nothing else was tried."""
    found = Attempt.objects.came_back()
    return of_visible(found, person).order_by("outcome_on", "pk")


def unacknowledged(person: Account, by: date) -> QuerySet[Attempt]:
    found = Attempt.objects.unacknowledged(by)
    return of_visible(found, person).order_by("made_on", "pk")


def of_visible(found: QuerySet[Attempt], person: Account) -> QuerySet[Attempt]:
    letters = Communication.objects.visible_to(person)
    return found.filter(communication__in=letters).select_related("communication__addressee_state")


def mails_waiting(person: Account) -> QuerySet[Incoming]:
    """Return the mail that a person must look at: held, or matched and not yet read as a reply."""
    found = Incoming.objects.visible_to(person).waiting()
    return found.select_related("communication").order_by("came_on", "pk")


def public_to_read(person: Account) -> QuerySet[PublicRendition]:
    """Return the public versions that wait for a second person who took nothing away."""
    waiting = PublicRendition.objects.visible_to(person).in_state(PublicState.WAITING)
    waiting = waiting.exclude(writers__contains=[str(person.pk)])
    return waiting.select_related("communication__addressee_state").order_by("handed_on", "pk")


def public_to_publish(person: Account, on: date) -> QuerySet[PublicRendition]:
    """Return what was approved and is no longer confidential; the rest is asked on its page."""
    approved = PublicRendition.objects.visible_to(person).in_state(PublicState.APPROVED)
    approved = approved.filter(communication__public_from__lte=on)
    return approved.select_related("communication__addressee_state").order_by("approved_on", "pk")


@dataclass(frozen=True)
class PublicPart:
    """The letter or one of its replies, with its public version where one is in force."""

    reply: Reply | None
    rendition: PublicRendition | None


def public_parts(letter: Communication, replies: Sequence[Reply]) -> list[PublicPart]:
    """Return what of a letter can be public, the letter first; none before it is out. One query."""
    if not letter.is_out:
        return []
    found = {one.reply_id: one for one in letter.public_renditions.in_force()}
    parts = [PublicPart(None, found.get(None))]
    return parts + [PublicPart(reply, found.get(reply.pk)) for reply in replies]


@dataclass(frozen=True)
class Event:
    """One line of a timeline: the day, what, by whom; empty where it was the addressee."""

    day: date
    what: str
    by: str = ""


def timeline(letter: Communication) -> list[Event]:
    """Return what happened to a letter, the oldest first. Seven queries, however much happened."""
    steps = (
        (letter.begun_on, _("begun"), letter.drafter),
        (letter.approved_on, _("approved"), letter.second_reader),
        (letter.signed_on, _("signed"), letter.signed_by),
        (letter.sent_at.date() if letter.sent_at else None, _("sent"), letter.sent_by),
    )
    events = [Event(day, what, str(by)) for day, what, by in steps if day]
    events += [
        Event(one.at.date(), str(one.get_kind_display()), str(one.by))
        for one in letter.reviews.select_related("by")
    ]
    events += [
        Event(one.at.date(), str(one.get_channel_display()), str(one.by))
        for one in letter.deliveries.select_related("by")
    ]
    events += of_attempts(letter)
    received = _("reply received: %(channel)s")
    events += [
        Event(one.received_on, received % {"channel": one.get_channel_display()})
        for one in letter.replies.all()
    ]
    events += [Event(one.asked_on, _("more time asked for")) for one in letter.time_requests.all()]
    for one in letter.pauses.select_related("paused_by", "resumed_by"):
        events.append(Event(one.paused_on, _("the clock stands still"), str(one.paused_by)))
        if one.resumed_on:
            events.append(Event(one.resumed_on, _("the clock goes on"), str(one.resumed_by)))
    events += made_public(letter)
    return sorted(events, key=lambda one: one.day)


def of_attempts(letter: Communication) -> list[Event]:
    """Return what was tried by other ways than the door, what came back, what was acknowledged."""
    tried = _("delivery attempted: %(channel)s")
    events = []
    for one in letter.attempts.select_related("by", "outcome_by", "acknowledged_by"):
        if one.by:
            said = tried % {"channel": one.get_means_display()}
            events.append(Event(one.made_on, said, str(one.by)))
        if one.outcome_on:
            said = str(one.get_returned_display() or one.get_outcome_display())
            events.append(Event(one.outcome_on, said, str(one.outcome_by or "")))
        if one.acknowledged_on:
            said = _("receipt acknowledged")
            events.append(Event(one.acknowledged_on, said, str(one.acknowledged_by)))
    return events


def made_public(letter: Communication) -> list[Event]:
    """Return when the letter and its replies were made public or withdrawn, and by whom."""
    found = letter.public_renditions.exclude(published_on=None)
    events = []
    for one in found.select_related("published_by", "withdrawn_by"):
        days = (
            (one.published_on, _("reply made public") if one.reply_id else _("made public")),
            (one.withdrawn_on, _("withdrawn from the public")),
        )
        people = (one.published_by, one.withdrawn_by)
        events += [
            Event(day, what, str(by)) for (day, what), by in zip(days, people, strict=True) if day
        ]
    return events


def of_cases(person: Account, cases: Sequence[Case]) -> QuerySet[Communication]:
    """Return the letters of some cases that a person may see, the newest first, with their case."""
    found = Communication.objects.visible_to(person).filter(case__in=cases).newest_first()
    return found.select_related("case", "addressee_state")
