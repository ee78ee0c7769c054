"""A large file of a Mission on its way in: begun, taken part by part, looked over, sent or dropped.

What arrives is sealed part by part and lies nowhere in the clear. A Mission marks what it gives up;
the worker, who can open nothing, erases it. Files up to 15 MB go with the reply itself, where they
are looked at: this is no way around that. ADR 0192.

NotTaken       this file is not taken at all: whoever sends it stops
OutOfStep      this part is not the next one: whoever sends it asks what has arrived
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.sealing import answering
from rapporteur.communications import sealing
from rapporteur.communications.models import Communication, Upload
from rapporteur.communications.replies.rules import adds_to, speaks_for_addressee
from rapporteur.communications.replies.workflow import DROP, END, FINISH, UploadState
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.files import limits, sniffing
from rapporteur.kernel.files.reasons import REASONS
from rapporteur.kernel.files.verdicts import Form, Unfit, Verdict
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import parts
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Part
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account

SMALL = limits.BYTES  # up to here a file is looked at, and comes with the reply
LARGEST = 500_000_000  # bytes of one file
AT_LETTER = 2_000  # parts of one MiB that stand at one letter: four files of the largest
AT_MISSION = 10_000  # of one Mission at all its letters
UNSENT_AT_ONCE = 3  # of one Mission
BY = "job:letters.uploads"

TOO_LARGE = _("This file is larger than 500 MB. Send it in several files, or on paper.")
TOO_SMALL = _("A file of up to 15 MB is sent with the reply itself, where it is looked at.")
NOT_WHOLE = _("What has arrived is not what was announced. It was given up; send the file again.")


class NotTaken(Refused):
    """This file is not taken."""


class OutOfStep(Refused):
    """This part is not the next."""


@dataclass(repr=False)
class Arriving:
    """An upload with its key at hand. `size` is what was announced; None where nothing was."""

    upload: Upload
    opened: parts.Opened
    size: int | None
    sha256: str
    part: int  # bytes of a part, as it was when this was begun
    arrived: int  # parts

    @property
    def offset(self) -> int:
        """Return how many bytes have arrived; only the last part is shorter than the others."""
        whole = self.arrived * self.part
        return whole if self.size is None else min(whole, self.size)


# Beginning


@transaction.atomic
def begin(
    letter: Communication,
    *,
    name: str,
    at_most: int,
    by: Account,
    size: int | None = None,
    sha256: str = "",
) -> Arriving:
    """Begin a large file for a reply to a letter; return it with its key. Raises Refused, NotTaken.

    `at_most` bytes of room are kept for it. With `size` and `sha256` it is held against them.
    """
    if by.door != "missions":
        raise Refused(_("The missions door is the channel of Missions, and of them alone."))
    if reason := adds_to(by, letter) or of_a_size(at_most):
        raise NotTaken(reason)
    form = form_by_name(name)
    if sealing.mission_of(letter) is None:
        raise Refused(_("Your Mission has no key at this door yet. Ask the desk for one."))
    room = -(-min(at_most, LARGEST) // parts.PART)
    require_room(letter, room)
    about = {"size": size, "sha256": sha256, "part": parts.PART}
    with answering():
        opened = parts.begin(
            sealing.UPLOAD,
            json.dumps(about).encode(),
            sealing.both_readers(letter),
            by=str(by.pk),
        )
    upload = Upload(
        communication_id=letter.pk,
        form=form,
        room=room,
        begun_by=by.pk,
        begun_at=now(),
        sealed=opened.version,
    )
    upload.save(force_insert=True)
    detail: journal.Detail = {"letter": str(letter.pk), "room": room}
    journal.record("begin upload", upload, by=str(by.pk), detail=detail)
    return Arriving(upload, opened, size, sha256, parts.PART, 0)


def of_a_size(size: int) -> Reason | None:
    if size <= SMALL:
        return TOO_SMALL
    return TOO_LARGE if size > LARGEST else None


def form_by_name(name: str) -> Form:
    try:
        return sniffing.named_as(name)
    except Unfit as unfit:
        raise NotTaken(REASONS[unfit.verdict]) from None


def require_room(letter: Communication, room: int) -> None:
    """Raise Refused where a letter or its Mission holds as much as it may; one asks at a time."""
    iso3 = str(letter.addressee_state_id)
    lock = int.from_bytes(hashlib.sha256(f"uploads/{iso3}".encode()).digest()[:7])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock])
    standing = Upload.objects.of_state(iso3).standing()
    if standing.unsent().count() >= UNSENT_AT_ONCE:
        raise Refused(
            _("Three large files of your Mission are not sent yet. Send one or give it up first.")
        )
    at_letter = standing.filter(communication=letter.pk).room()
    if at_letter + room > AT_LETTER or standing.room() + room > AT_MISSION:
        raise Refused(
            _("There is no room for more large files here. Ask the desk how to send this one.")
        )


def go_on(upload: Upload, reader: UUID, keyring: Keyring, *, by: Account) -> Arriving:
    """Return an upload with its key, opened by its Mission; the journal knows. Raises Refused."""
    if reason := speaks_for_addressee(by, upload):
        raise Refused(reason)
    with answering():
        opened = parts.open_key(upload.sealed, reader, keyring, by=str(by.pk))
    said = json.loads(opened.about)
    arrived = parts.count(upload.sealed)
    return Arriving(upload, opened, said["size"], said["sha256"], said["part"], arrived)


# Taking


@transaction.atomic
def take_part(arriving: Arriving, body: bytes) -> None:
    """Seal the next part. Raises NotTaken, OutOfStep; Refused where it is over."""
    rows = Upload.objects.select_for_update(of=("self",)).only("state", "room", "form")
    current = rows.get(pk=arriving.upload.pk)
    if current.state != UploadState.ARRIVING:
        raise OutOfStep(_("Nothing more is taken of this file: it has arrived, or was given up."))
    if arriving.arrived >= current.room:
        raise NotTaken(NOT_WHOLE)
    if arriving.arrived == 0 and (reason := begins_amiss(current, body)):
        raise NotTaken(reason)
    try:
        parts.add(arriving.opened, arriving.arrived + 1, body)
    except IntegrityError:
        raise OutOfStep(_("This part has arrived already.")) from None
    arriving.arrived += 1


def begins_amiss(upload: Upload, body: bytes) -> Reason | None:
    try:
        agrees = sniffing.begins_as(body) == upload.form
    except Unfit as unfit:
        return REASONS[unfit.verdict]
    return None if agrees else REASONS[Verdict.DISAGREES]


class Taker:
    """Takes bytes in pieces of any length and seals each full part; the last may be shorter."""

    def __init__(self, arriving: Arriving) -> None:
        self.arriving = arriving
        self.total = arriving.offset
        self._waiting = bytearray()

    def write(self, data: bytes) -> None:
        """Raises NotTaken, OutOfStep, Refused."""
        self.total += len(data)
        if self.total > LARGEST:
            raise NotTaken(TOO_LARGE)
        self._waiting += data
        part = self.arriving.part
        while len(self._waiting) >= part:
            take_part(self.arriving, bytes(self._waiting[:part]))
            del self._waiting[:part]

    def end(self) -> None:
        """Seal what is left, as the last part. What is not ended so is sent again."""
        if self._waiting:
            take_part(self.arriving, bytes(self._waiting))
            self._waiting.clear()


# Looking over, and giving up


def finish(arriving: Arriving, *, by: Account) -> Upload:
    """Read all that arrived once, and seal what it is. Raises NotTaken; then it is given up."""
    try:
        whole, ends = looked_over(parts.stored(arriving.opened, arriving.arrived))
    except CannotOpen:
        reason: Reason | None = NOT_WHOLE
    else:
        reason = amiss(arriving, whole, ends)
    if reason:
        drop(arriving.upload, by=by)
        raise NotTaken(reason)
    with transaction.atomic():
        done = take(FINISH, arriving.upload, by=by)
        parts.finish(arriving.opened, whole)
    return done


def looked_over(bodies: Iterable[bytes]) -> tuple[parts.Whole, bytes]:
    """Return what these parts are together, and the bytes at both ends. Raises CannotOpen."""
    seen, number, size = hashlib.sha256(), 0, 0
    head, tail = b"", b""
    for body in bodies:
        seen.update(body)
        number, size = number + 1, size + len(body)
        head = head or body[: sniffing.NEAR]
        tail = (tail + body)[-sniffing.ENDS :]
    return parts.Whole(number, size, seen.hexdigest()), head + tail


def amiss(arriving: Arriving, whole: parts.Whole, ends: bytes) -> Reason | None:
    """Return why a file that has arrived is not taken after all."""
    if reason := of_a_size(whole.size):
        return reason
    if arriving.size not in (None, whole.size) or arriving.sha256 not in ("", whole.sha256):
        return NOT_WHOLE
    try:
        sniffing.agreed(f"file.{arriving.upload.form}", "", ends)
    except Unfit as unfit:
        return REASONS[unfit.verdict]
    return None


def drop(upload: Upload, *, by: Account) -> Upload:
    """Give up what was not sent; the worker erases it within minutes. Raises Refused."""
    return take(DROP, upload, by=by)


def let_go(upload: Upload, *, by: Account) -> None:
    """Give up what is still arriving; what has arrived or ended meanwhile stays as it is."""
    for one in Upload.objects.filter(pk=upload.pk, state=UploadState.ARRIVING):
        drop(one, by=by)


# What the worker does


@transaction.atomic
def end(upload: Upload) -> Upload:
    """End what was not sent in time. Raises Refused where it was sent by now."""
    return take(END, upload, by=BY)


@transaction.atomic
def erase(upload: Upload) -> None:
    """Delete the parts of what was given up or has ended. Their key, which stays, opens nothing then."""
    Part.objects.filter(version=upload.sealed_id).delete()
    upload.erased_on = today()
    upload.save(update_fields=["erased_on"])
    journal.record("erase upload", upload, by=BY)
