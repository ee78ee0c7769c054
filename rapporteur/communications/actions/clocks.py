"""What moves the days of a letter that was sent: they are reckoned anew from all that happened."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import sealing
from rapporteur.communications.models import Communication, LetterPause
from rapporteur.communications.queries import dates_of
from rapporteur.communications.replies.rules import waits_for_reply, works_on_what_is_out
from rapporteur.communications.workflow import State
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account


def locked(pk: UUID) -> Communication:
    """Return a letter as it stands, kept from others until the transaction ends."""
    return Communication.objects.select_for_update(of=("self",)).get(pk=pk)


def follow(letter: Communication) -> None:
    """Let the days of a letter follow what moved them; one that is public keeps that day."""
    found = dates_of(letter)
    moved = []
    if found.reply and found.reply.date:
        letter.reply_due = found.reply.date
        moved.append("reply_due")
    if found.publication and found.publication.date and letter.state != State.PUBLISHED:
        letter.public_from = found.publication.date
        moved.append("public_from")
    letter.save(update_fields=moved)


@transaction.atomic
def pause(letter: Communication, why: str, *, by: Account) -> LetterPause:
    """Let the clock stand still from today; the reason is sealed to the desk. Raises Refused."""
    current = locked(letter.pk)
    require(current, why, by)
    if current.pauses.standing().exists():
        raise Refused(_("The clock stands still already."))
    sealed = sealing.keep(
        sealing.REVIEW, {"why": why.strip()}, [sealing.kept_for(current)], by=str(by.pk)
    )
    done = LetterPause(communication=current, paused_on=today(), paused_by=by, why=sealed)
    done.save(force_insert=True)
    journal.record("stop clock", current, by=str(by.pk))
    return done


@transaction.atomic
def resume(letter: Communication, *, by: Account) -> LetterPause:
    """Let the clock go on today; the days on which it stood are given back. Raises Refused."""
    current = locked(letter.pk)
    if reason := works_on_what_is_out(by, current):
        raise Refused(reason)
    found = current.pauses.standing().first()
    if found is None:
        raise Refused(_("The clock runs already."))
    found.resumed_on, found.resumed_by = today(), by
    found.save(update_fields=["resumed_on", "resumed_by"])
    follow(current)
    journal.record("let clock go on", current, by=str(by.pk))
    return found


def require(letter: Communication, why: str, by: Account) -> None:
    if reason := works_on_what_is_out(by, letter) or waits_for_reply(letter):
        raise Refused(reason)
    if not why.strip():
        raise Refused(_("Give the reason; it is sealed to the desk."))
