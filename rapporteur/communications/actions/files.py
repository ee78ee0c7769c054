"""The file of a reply: kept byte for byte, shown as text and drawn pages, released by two people.

What a file says is never stored: it is read from the sealed bytes each time, in a cage.
"""

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.sealing import answering
from rapporteur.communications import sealing
from rapporteur.communications.models import Release, Reply, ReplyFile, Upload
from rapporteur.communications.replies.workflow import RELEASE, SEND_ALONG, ReleaseState
from rapporteur.communications.rules import works_on
from rapporteur.kernel.clock import today
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import parts, records
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account

NOT_LOOKED_INTO = _(
    "This file is larger than 15 MB, so nothing here looks into it: no text and no page is shown."
    " It can be taken out as it came, by two people."
)


def add_file(
    reply: Reply, file: Taken | Upload, readers: Sequence[UUID], *, by: Account
) -> ReplyFile:
    """Seal the original byte for byte, to the same readers as the reply. Raises Refused."""
    if isinstance(file, Upload):
        return add_large(reply, file, by=by)
    with answering():
        sealed = records.keep(sealing.FILE, file.data, readers, by=str(by.pk))
    kept = ReplyFile(reply=reply, form=file.form, parts=file.parts, sealed=sealed)
    kept.save(force_insert=True)
    return kept


def add_large(reply: Reply, upload: Upload, *, by: Account) -> ReplyFile:
    """Let what has arrived already, sealed to the same readers, be the file of a reply, once."""
    if upload.communication_id != reply.communication_id:
        raise Refused(_("This file was sent for another letter."))
    kept = ReplyFile(reply=reply, form=upload.form, parts=0, large=True, sealed_id=upload.sealed_id)
    kept.save(force_insert=True)
    take(SEND_ALONG, upload, by=by, file=kept)
    return kept


def original(file: ReplyFile, keyring: Keyring, *, by: Account, why: str = "") -> bytes:
    """Return the bytes of a file for the desk; the journal knows before. Raises Refused."""
    letter = file.reply.communication
    if reason := works_on(by, letter):
        raise Refused(reason)
    if file.large:
        raise Refused(NOT_LOOKED_INTO)
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


OUT = "original released"


def hand_out(file: ReplyFile, keyring: Keyring, *, by: Account) -> bytes:
    """Return the original to a member of the desk, on the day of its release. Raises Refused."""
    require_release(file)
    return original(file, keyring, by=by, why=OUT)


def require_release(file: ReplyFile) -> None:
    if released_today(file) is None:
        raise Refused(_("The original is released by two people: one asks, another agrees."))


def open_large(file: ReplyFile, keyring: Keyring, *, by: Account, why: str = "") -> parts.Opened:
    letter = file.reply.communication
    if reason := works_on(by, letter):
        raise Refused(reason)
    reader = sealing.desk_of(letter)
    return parts.open_key(file.sealed, reader, keyring, by=str(by.pk), why=why)


def about_large(file: ReplyFile, keyring: Keyring, *, by: Account) -> parts.Whole:
    """Return length and hash of a large original, as its receipt says them. Raises Refused."""
    with answering():
        return parts.manifest(open_large(file, keyring, by=by))


def hand_out_large(
    file: ReplyFile, keyring: Keyring, *, by: Account
) -> tuple[parts.Whole, Iterator[bytes]]:
    """Return what a large original is, and its bytes part by part, as `hand_out`. Raises Refused.

    The bytes end early, with CannotOpen, where a part was changed, exchanged or lost.
    """
    require_release(file)
    with answering():
        opened = open_large(file, keyring, by=by, why=OUT)
        return parts.manifest(opened), parts.read(opened)
