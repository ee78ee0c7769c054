"""What comes back: replies and requests for more time, from the desk or from a Mission's door.

A Mission adds rows and nothing else: what it adds counts once the desk has read it. So nothing
here reads or moves the letter when a Mission acts.
"""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import sealing
from rapporteur.communications.actions import clocks
from rapporteur.communications.actions.files import add_file
from rapporteur.communications.dates import Extension, led_to
from rapporteur.communications.models import (
    Channel,
    Communication,
    Reply,
    ReplyClass,
    TimeRequest,
    Upload,
)
from rapporteur.communications.models.replies import SCALE
from rapporteur.communications.publishing.copying import keep_true
from rapporteur.communications.queries import dates_of
from rapporteur.communications.replies.rules import adds_to
from rapporteur.communications.replies.workflow import CLASSIFY, DECLINE, GRANT
from rapporteur.communications.workflow import REPLY, REPLY_IN_PART
from rapporteur.kernel.clock import today
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import once_only
from rapporteur.kernel.workflow import Step, take
from rapporteur.people.accounts.models import Account

LONGEST = 20_000  # characters of a reply that is typed
ANSWERS_IN_FULL = (ReplyClass.SUBSTANTIVE, ReplyClass.REJECTS_ALLEGATION)


def by_mission(person: Account) -> bool:
    return person.door == "missions"


@transaction.atomic
def log_reply(
    letter: Communication,
    *,
    text: str,
    received_on: date,
    channel: str,
    by: Account,
    language: str = "",
    file: Taken | Upload | None = None,
    once: UUID | None = None,
) -> Reply:
    """Add a reply, whoever brings it; it waits to be classified. Raises Refused.

    `file` is one that was looked at (files.take_in), or a large one that has arrived (uploading);
    with it the text may be empty. `once` is the id that the form was given, so that the same post is not a second reply: Repeated.

    From the door of a Mission the channel is that door; a member of the desk logs what came by
    any other. Its words are sealed to the desk and to the Mission of the State.
    """
    if reason := adds_to(by, letter):
        raise Refused(reason)
    if by_mission(by) != (channel == Channel.DOOR):
        raise Refused(_("The missions door is the channel of Missions, and of them alone."))
    if not text.strip() and file is None:
        raise Refused(_("Write what the reply says."))
    if received_on > today():
        raise Refused(_("A reply cannot have been received on a day to come."))
    if letter.sent_at is None or received_on < letter.sent_at.date():
        raise Refused(_("A reply cannot be older than the letter."))
    words = {"text": text, "language": language}
    who = str(by.pk)
    readers = sealing.both_readers(letter) if by_mission(by) else sealing.addressed(letter)
    reply = Reply(
        id=once or new_id(),
        communication_id=letter.pk,
        received_on=received_on,
        channel=channel,
        by_mission=by_mission(by),
        logged_by=by.pk,
        language=language,
        sealed=sealing.keep(sealing.REPLY, words, readers, by=who),
    )
    with once_only(reply):
        reply.save(force_insert=True)
    if file is not None:
        add_file(reply, file, readers, by=by)
    journal.record("log reply", reply, by=who, detail={"letter": str(letter.pk)})
    if not reply.by_mission:  # else it counts once the desk has read it
        keep_true(letter)
    return reply


@transaction.atomic
def classify(reply: Reply, *, reply_class: str, why: str, by: Account) -> Reply:
    """Say what kind of answer a reply is, with the reason; the letter moves with it.

    A reply that only confirms receipt, asks for time or points elsewhere leaves the letter where
    it is. A letter that is public stays so, and says that a reply is on record. Raises Refused.
    """
    if reply_class not in ReplyClass.values:
        raise Refused(_("Choose what kind of answer it is."))
    if not why.strip():
        raise Refused(_("Give the reason: what in the reply shows it."))
    letter = reply.communication
    sealed = sealing.keep(sealing.REVIEW, {"why": why}, [sealing.kept_for(letter)], by=str(by.pk))
    done = take(
        CLASSIFY,
        reply,
        by=by,
        reply_class=reply_class,
        scale=SCALE,
        reason=sealed,
        classified_by=by,
        classified_on=today(),
    )
    if reply_class in ANSWERS_IN_FULL and letter.state in REPLY.sources:
        take(REPLY, letter, by=by)
    elif reply_class == ReplyClass.PARTIAL and letter.state in REPLY_IN_PART.sources:
        take(REPLY_IN_PART, letter, by=by)
    keep_true(letter)
    return done


@transaction.atomic
def ask_time(
    letter: Communication,
    *,
    until: date,
    why: str,
    by: Account,
    asked_on: date | None = None,
    once: UUID | None = None,
) -> TimeRequest:
    """Record that the addressee asks for time until a day. It is no right. Raises Refused.

    `once` as in `log_reply`.
    """
    if reason := adds_to(by, letter):
        raise Refused(reason)
    day = asked_on or today()
    if day > today() or letter.sent_at is None or day < letter.sent_at.date():
        raise Refused(_("More time is asked for between the day of the letter and today."))
    if until <= today() or (letter.reply_due and until <= letter.reply_due):
        raise Refused(_("Name a day after the one until which a reply is asked for."))
    who = str(by.pk)
    request = TimeRequest(
        id=once or new_id(),
        communication_id=letter.pk,
        asked_on=day,
        until=until,
        by_mission=by_mission(by),
        asked_by=by.pk,
        sealed=sealing.keep(sealing.REPLY, {"why": why}, sealing.both_readers(letter), by=who),
    )
    with once_only(request):
        request.save(force_insert=True)
    journal.record("ask time", request, by=who, detail={"letter": str(letter.pk)})
    return request


@transaction.atomic
def grant_time(
    request: TimeRequest,
    *,
    until: date | None = None,
    amount: int = 0,
    unit: str = "",
    why: str,
    by: Account,
    moves_publication: bool = False,
) -> TimeRequest:
    """Give more time until a day, or by days or months, with the reason; the date moves with it.

    With `moves_publication` the letter also stays confidential longer. Raises Refused.
    """
    if not why.strip():
        raise Refused(_("Give the reason; the addressee can read it."))
    letter = clocks.locked(request.communication_id)
    before = dates_of(letter).reply
    led = led_to(before, Extension(until, str(by), today(), amount=amount, unit=unit))
    if led is None or (before and before.date and led <= before.date):
        raise Refused(_("Name a day after the one until which a reply is asked for."))
    given = {"granted_amount": amount, "granted_unit": unit} if amount else {}
    done = answered(
        GRANT, request, why, by,
        granted_until=led, moves_publication=moves_publication, **given,
    )  # fmt: skip
    clocks.follow(letter)
    return done


@transaction.atomic
def decline_time(request: TimeRequest, *, why: str, by: Account) -> TimeRequest:
    """Give no more time, with the reason; the dates stay. Raises Refused."""
    if not why.strip():
        raise Refused(_("Give the reason; the addressee can read it."))
    return answered(DECLINE, request, why, by)


def answered(step: Step, request: TimeRequest, why: str, by: Account, **more: Any) -> TimeRequest:
    readers = sealing.addressed(request.communication)
    sealed = sealing.keep(sealing.REVIEW, {"why": why}, readers, by=str(by.pk))
    return take(step, request, by=by, answer=sealed, answered_by=by, answered_on=today(), **more)
