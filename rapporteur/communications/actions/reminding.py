"""Draft a reminder with the questions that are open, and send it: by a person, or not at all."""

from collections.abc import Collection

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import sealing
from rapporteur.communications.actions import drafting, following, sending
from rapporteur.communications.models import Channel, Communication, Reminder, Rung
from rapporteur.communications.questions import Asked
from rapporteur.communications.reminding import texts
from rapporteur.communications.reminding.rules import may_remind
from rapporteur.communications.reminding.workflow import DROP, SEND
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account


@transaction.atomic
def draft(
    letter: Communication, asked: Asked, *, questions: Collection[int], why: str, by: Account
) -> Reminder:
    """Draft a reminder in the language of the letter; it waits for a person to send it.

    `asked` are the questions as the addressee read them. It is a step of the ladder, decided with
    a reason. Raises Refused, also for a question that was found to be answered.
    """
    current = drafting.held(letter)
    if reason := may_remind(by, current):
        raise Refused(reason)
    if not questions:
        raise Refused(_("Choose at least one question that is open."))
    if not set(questions) <= set(texts.unanswered(current, asked)):
        raise Refused(_("Two people found that one of these questions is answered."))
    if current.reminders.drafted().exists():
        raise Refused(_("A reminder is drafted already: send it or drop it."))
    following.decide(current, rung=Rung.REMINDER, why=why, by=by)
    last = current.replies.aggregate(last=models.Max("received_on"))["last"]
    text = texts.reminder(current, asked, questions, on=today(), last=last)
    readers = [sealing.kept_for(current)]
    made = Reminder(
        communication=current,
        questions=sorted(questions),
        replies=current.replies.count(),
        sealed=sealing.keep(sealing.LETTER, {"text": text}, readers, by=str(by.pk)),
        drafted_by=by,
        drafted_on=today(),
    )
    made.save(force_insert=True)
    detail: journal.Detail = {"letter": str(current.pk), "questions": len(questions)}
    journal.record("draft reminder", made, by=str(by.pk), detail=detail)
    return made


def text_of(reminder: Reminder, keyring: Keyring, *, by: Account) -> str:
    """Return the words of a reminder; the journal knows before. Raises Refused."""
    reader = sealing.desk_of(reminder.communication)
    return str(sealing.read(reminder.sealed, reader, keyring, by=str(by.pk))["text"])


@transaction.atomic
def send(reminder: Reminder, text: str, *, by: Account) -> Reminder:
    """Send what was drafted, as whoever sends it has read it; the Mission is told by the worker.

    An addressee without a door is given it by a person, as the letter was. Raises Refused.
    """
    letter = reminder.communication
    told = sealing.keep(sealing.LETTER, {"text": text}, sealing.addressed(letter), by=str(by.pk))
    done = take(SEND, reminder, by=by, told=told, sent_by=by, sent_on=today())
    if mission := sealing.mission_of(letter):
        sending.deliver(letter, Channel.DOOR, sending.Why.DOOR, by, recipient=mission.pk)
    return done


def drop(reminder: Reminder, *, by: Account) -> Reminder:
    """Send it never; another can be drafted. Raises Refused."""
    return take(DROP, reminder, by=by)
