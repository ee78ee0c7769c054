"""What a person does with a mail that came in: file it, set it aside, log it as a reply."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.sealing import answering
from rapporteur.communications import sealing
from rapporteur.communications.actions.receiving import reader_of
from rapporteur.communications.actions.replies import log_reply
from rapporteur.communications.incoming.reading import Attachment, read
from rapporteur.communications.models import Channel, Communication, Reply
from rapporteur.communications.models.incoming import Incoming, Nature, Standing
from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.kernel.access import roles
from rapporteur.kernel.clock import today
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import may_at

MOST_FILES = 10  # of one mail that are looked at


def unsettled(mail: Incoming, by: Account) -> Incoming:
    """Return a mail kept from others, where this person may settle it. Raises Refused."""
    current = Incoming.objects.select_for_update(of=("self",)).get(pk=mail.pk)
    if not may_at(by, roles.READ_SEALED, current.desk_id):
        raise Refused(_("Only members of its desk who read what is sealed file a mail."))
    if current.communication and (reason := works_on_what_is_out(by, current.communication)):
        raise Refused(reason)
    if current.reply_id:
        raise Refused(_("It was logged as a reply already."))
    return current


@transaction.atomic
def file(mail: Incoming, letter: Communication, why: str, *, by: Account) -> Incoming:
    """Put a mail with a letter of its desk; the reason is sealed. Raises Refused."""
    current = unsettled(mail, by)
    if reason := works_on_what_is_out(by, letter):
        raise Refused(reason)
    if letter.desk_id != current.desk_id:
        raise Refused(_("The letter is of another desk."))
    return settled(current, Standing.FILED, letter, why, by)


@transaction.atomic
def set_aside(mail: Incoming, why: str, *, by: Account) -> Incoming:
    """Put a mail with no letter; the reason is sealed, and it can be filed later. Raises Refused."""
    return settled(unsettled(mail, by), Standing.ASIDE, None, why, by)


def settled(
    mail: Incoming, state: str, letter: Communication | None, why: str, by: Account
) -> Incoming:
    if not why.strip():
        raise Refused(_("Give the reason; it is sealed to the desk."))
    reader = sealing.kept_for(letter) if letter else reader_of(mail.desk)
    words = {"why": why.strip()}
    mail.reason = sealing.keep(sealing.REVIEW, words, [reader], by=str(by.pk))
    mail.state, mail.communication = state, letter
    mail.settled_by, mail.settled_on = by, today()
    mail.save(update_fields=["state", "communication", "settled_by", "settled_on", "reason"])
    detail: journal.Detail = {"letter": str(letter.pk)} if letter else {}
    journal.record("file mail" if letter else "set mail aside", mail, by=str(by.pk), detail=detail)
    return mail


@dataclass(frozen=True)
class Logged:
    """A reply that came by mail, and the files that were held out, each with the reason."""

    reply: Reply
    out: tuple[tuple[str, str], ...]


def log_as_reply(mail: Incoming, keyring: Keyring, *, by: Account) -> Logged:
    """Log a mail as a reply to its letter, with the files that a cage finds fit. Raises Refused.

    Its message is opened for it, journalled before. What is not fit stays sealed in the message.
    """
    current = loggable(mail, by)
    group = reader_of(current.desk)
    words = sealing.read(current.sealed, group, keyring, by=str(by.pk))
    with answering():
        raw = records.read(current.raw, group, keyring, by=str(by.pk))
    taken, out = looked_at(read(raw, host="").attachments)
    return Logged(kept(current, words["text"], taken, by), tuple(out))


@transaction.atomic
def loggable(mail: Incoming, by: Account) -> Incoming:
    current = unsettled(mail, by)
    if current.communication is None:
        raise Refused(_("File it with its letter first."))
    if current.nature != Nature.WORDS:
        raise Refused(_("What a machine answered is no reply."))
    return current


def looked_at(files: tuple[Attachment, ...]) -> tuple[Taken | None, list[tuple[str, str]]]:
    """Look at files in a cage; return the first that is fit, and the others with the reason.

    A reply holds one file.
    """
    taken: Taken | None = None
    out = []
    for number, one in enumerate(files):
        if taken or number >= MOST_FILES:
            out.append((one.name, str(_("A reply holds one file: it stays sealed in the mail."))))
            continue
        try:
            taken = Taken.of(one.name, one.form, one.data)
        except Refused as refusal:
            out.append((one.name, str(refusal)))
    return taken, out


@transaction.atomic
def kept(mail: Incoming, text: str, file: Taken | None, by: Account) -> Reply:
    current = loggable(mail, by)
    letter: Any = current.communication  # loggable refuses a mail without one
    reply = log_reply(
        letter,
        text=text,
        received_on=current.came_on,
        channel=Channel.MAIL,
        by=by,
        file=file,
    )
    current.reply = reply
    current.save(update_fields=["reply"])
    return reply
