"""Log what was tried to bring a letter to its addressee, and what became of it.

None of it moves a date of the letter: these run from the day on which it was sent.
"""

import hashlib
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import sealing
from rapporteur.communications.models import Attempt, Channel, Communication, Outcome, Returned
from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account


def key_of(message_id: str) -> str:
    """Return by what a mail is known here: a digest of its Message-ID; empty for none."""
    plain = message_id.strip().strip("<>").strip()
    return hashlib.sha256(plain.encode(errors="replace")).hexdigest() if plain else ""


@transaction.atomic
def attempt(
    letter: Communication,
    *,
    means: str,
    made_on: date,
    by: Account,
    proof: str = "",
    asked: bool = False,
    message_id: str = "",
) -> Attempt:
    """Log one attempt; `proof` is sealed to the desk. Raises Refused.

    `message_id` is that of the mail that carried it: what comes back is then known by it.
    """
    if reason := works_on_what_is_out(by, letter):
        raise Refused(reason)
    if means not in Channel.values or means == Channel.DOOR:
        raise Refused(_("Choose the way by which it goes."))
    if letter.sent_at is None or not letter.sent_at.date() <= made_on <= today():
        raise Refused(_("An attempt is made between the day of the letter and today."))
    key = key_of(message_id) or None
    if key and Attempt.objects.filter(message=key).exists():
        raise Refused(_("An attempt with this mail is on record already."))
    done = Attempt(
        communication=letter,
        means=means,
        made_on=made_on,
        by=by,
        at=now(),
        asked=asked,
        message=key,
    )
    if proof.strip():
        words, readers = {"proof": proof.strip()}, [sealing.kept_for(letter)]
        done.proof = sealing.keep(sealing.ATTEMPT, words, readers, by=str(by.pk))
    done.save(force_insert=True)
    journal.record("log attempt", letter, by=str(by.pk), detail={"means": means})
    return done


def locked(made: Attempt, day: date, by: Account) -> Attempt:
    """Return an attempt kept from others, where this person may add that day. Raises Refused."""
    current = Attempt.objects.select_for_update(of=("self",)).get(pk=made.pk)
    if reason := works_on_what_is_out(by, current.communication):
        raise Refused(reason)
    if not current.made_on <= day <= today():
        raise Refused(_("Name a day between the attempt and today."))
    return current


@transaction.atomic
def tell_outcome(
    made: Attempt, outcome: str, *, on: date, by: Account, returned: str = ""
) -> Attempt:
    """Say what became of an attempt; where it came back, why. Raises Refused."""
    current = locked(made, on, by)
    if outcome not in Outcome.values or outcome == Outcome.UNKNOWN:
        raise Refused(_("Choose what became of it."))
    if (outcome == Outcome.RETURNED) != (returned in Returned.values):
        raise Refused(_("Say why it came back, and only where it did."))
    if current.acknowledged_on and outcome == Outcome.RETURNED:
        raise Refused(_("It was acknowledged: it did not come back."))
    keep_outcome(current, outcome, on, returned=returned, by=by)
    journal.record(
        "tell outcome", current.communication, by=str(by.pk), detail={"outcome": outcome}
    )
    return current


def keep_outcome(
    made: Attempt, outcome: str, on: date, *, returned: str = "", by: Account | None = None
) -> None:
    made.outcome, made.outcome_on, made.returned, made.outcome_by = outcome, on, returned, by
    made.save(update_fields=["outcome", "outcome_on", "returned", "outcome_by"])


@transaction.atomic
def acknowledge(made: Attempt, *, on: date, by: Account) -> Attempt:
    """Record that the addressee acknowledged receipt. Opening is not shown as it. Raises Refused."""
    current = locked(made, on, by)
    if current.acknowledged_on:
        raise Refused(_("Its receipt was acknowledged already."))
    if current.outcome == Outcome.RETURNED:
        raise Refused(_("It came back: nobody received it."))
    current.acknowledged_on, current.acknowledged_by = on, by
    current.save(update_fields=["acknowledged_on", "acknowledged_by"])
    journal.record("acknowledge letter", current.communication, by=str(by.pk))
    return current


def noticed(letter: UUID, message_id: str) -> Attempt:
    """Record a notice that the worker mails: an attempt by the missions door."""
    done = Attempt(
        communication_id=letter,
        means=Channel.DOOR,
        made_on=today(),
        at=now(),
        message=key_of(message_id),
    )
    done.save(force_insert=True)
    return done
