"""Mail that comes in: sealed at once by the worker to public keys, matched to its letter or held.

Being matched makes a mail no reply: a person reads it and logs it as what it is (settling).
"""

import hashlib
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.sealing import answering
from rapporteur.communications import sealing
from rapporteur.communications.actions.attempting import keep_outcome, key_of
from rapporteur.communications.incoming.matching import Verdict, match
from rapporteur.communications.incoming.reading import Mail, read
from rapporteur.communications.models import Attempt, Outcome, Returned
from rapporteur.communications.models.incoming import Incoming, Nature, Standing
from rapporteur.kernel import environment
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.people.desks.models import Desk

BY = "job:letters.mail"
RETURNED = {"1": Returned.UNKNOWN_PLACE, "7": Returned.REFUSED}
BY_STATUS = {"2.2": Returned.FULL, "4.7": Returned.DELAYED}


@transaction.atomic
def receive(desk: Desk, raw: bytes) -> Incoming | None:
    """Seal a message to its desk, matched to its letter or held; None where it was taken before.

    Raises Refused where the desk has no key that may be sealed to: the message then stays.
    """
    digest = hashlib.sha256(raw).hexdigest()
    if Incoming.objects.filter(digest=digest).values_list("pk").exists():
        return None
    mail = read(raw, host=environment.setting("RAPPORTEUR_MAIL_HOST"))
    verdict = match(mail, desk)
    readers = [reader_of(desk)]
    with answering():
        kept = records.keep(sealing.MAIL, raw, readers, by=BY)
    done = Incoming(
        desk=desk,
        came_on=today(),
        nature=mail.nature,
        state=Standing.MATCHED if verdict.letter else Standing.HELD,
        why=verdict.why,
        signs=list(verdict.signs),
        communication_id=verdict.letter.pk if verdict.letter else None,
        sealed=sealing.keep(sealing.MAIL, words_of(mail), readers, by=BY),
        raw=kept,
        digest=digest,
        files=len(mail.attachments),
    )
    done.save(force_insert=True)
    told_back(mail, verdict)
    detail: journal.Detail = {"state": done.state, "nature": done.nature}
    journal.record("receive mail", done, by=BY, detail=detail)
    return done


def reader_of(desk: Desk) -> UUID:
    """Return the group of a desk. The worker knows no case: its circle takes in what is its own."""
    if desk.recipient is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    return desk.recipient


def words_of(mail: Mail) -> sealing.Words:
    """Return what is kept to be read; files are named and not opened."""
    return {
        "from": mail.written_by,
        "subject": mail.subject,
        "date": mail.said_on,
        "text": mail.text,
        "files": [
            {"name": one.name, "form": one.form, "size": len(one.data)} for one in mail.attachments
        ],
    }


def told_back(mail: Mail, verdict: Verdict) -> None:
    """Let a report that a mail of ours came back be told on the attempt that it carried."""
    if mail.nature != Nature.BOUNCE or verdict.letter is None:
        return
    keys = [key_of(one) for one in mail.answers]
    found = Attempt.objects.filter(
        message__in=keys, communication=verdict.letter.pk, outcome=Outcome.UNKNOWN
    )
    returned = why_returned(mail.status)
    for made in found.order_by().only(
        "pk", "communication_id", "means", "made_on", "message", "outcome"
    ):
        keep_outcome(made, Outcome.RETURNED, today(), returned=returned)


def why_returned(status: str) -> str:
    """Return why by the code of a report (RFC 3463): class, subject, detail."""
    _class, _dot, rest = status.partition(".")
    return BY_STATUS.get(rest) or RETURNED.get(rest.partition(".")[0]) or Returned.OTHER
