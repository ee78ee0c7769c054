"""The file of a reply: kept byte for byte, shown as text and drawn pages, released by two people.

What a file says is never stored: it is read from the sealed bytes each time, in a cage.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.sealing import answering
from rapporteur.communications import sealing
from rapporteur.communications.models import Release, Reply, ReplyFile
from rapporteur.communications.replies.workflow import RELEASE, ReleaseState
from rapporteur.communications.rules import works_on
from rapporteur.kernel.clock import today
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account


def add_file(reply: Reply, file: Taken, readers: Sequence[UUID], *, by: str) -> ReplyFile:
    """Seal the original byte for byte, to the same readers as the reply."""
    with answering():
        sealed = records.keep(sealing.FILE, file.data, readers, by=by)
    kept = ReplyFile(reply=reply, form=file.form, parts=file.parts, sealed=sealed)
    kept.save(force_insert=True)
    return kept


def original(file: ReplyFile, keyring: Keyring, *, by: Account, why: str = "") -> bytes:
    """Return the bytes of a file for the desk; the journal knows before. Raises Refused."""
    letter = file.reply.communication
    if reason := works_on(by, letter):
        raise Refused(reason)
    with answering():
        return records.read(file.sealed, sealing.desk_of(letter), keyring, by=str(by.pk), why=why)


@transaction.atomic
def ask_release(file: ReplyFile, *, why: str, by: Account) -> Release:
    """Ask for the original, with the reason, which is sealed to the desk. Raises Refused."""
    letter = file.reply.communication
    if reason := works_on(by, letter):
        raise Refused(reason)
    if not why.strip():
        raise Refused(_("Give the reason why the text and the drawn pages are not enough."))
    words = sealing.keep(sealing.REVIEW, {"why": why}, [sealing.kept_for(letter)], by=str(by.pk))
    release = Release(file=file, asked_by=by, asked_on=today(), why=words)
    try:
        with transaction.atomic():
            release.save(force_insert=True)
    except IntegrityError:
        raise Refused(
            _("The original was asked for already and waits for a second person.")
        ) from None
    journal.record("ask release", release, by=str(by.pk), detail={"file": str(file.pk)})
    return release


def release(asked: Release, *, by: Account) -> Release:
    """Release the original to the desk for today. Raises Refused to whoever asked for it."""
    return take(RELEASE, asked, by=by, released_by=by, released_on=today())


def released_today(file: ReplyFile) -> Release | None:
    """Return the release that is in force; it ends with the day."""
    found = file.releases.filter(state=ReleaseState.RELEASED, released_on=today())
    return found.first()


def hand_out(file: ReplyFile, keyring: Keyring, *, by: Account) -> bytes:
    """Return the original to a member of the desk, on the day of its release. Raises Refused."""
    if released_today(file) is None:
        raise Refused(_("The original is released by two people: one asks, another agrees."))
    return original(file, keyring, by=by, why="original released")
