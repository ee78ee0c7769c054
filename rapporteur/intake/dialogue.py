"""The desk's side of a thread: open what a source sent, read its messages, write back.

A message of the desk is sealed to the desk and to the source, who finds it with the code. The desk
never learns the look-up value of a thread: its role may not read that column.

Rows can be changed by whoever writes to the database; what is sealed cannot. So each body says of
which row, thread and desk it is, a submission also says the key of its source, and both are
compared before anything is shown or written.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.intake import codes
from rapporteur.intake.codes import Known
from rapporteur.intake.models import Message, SourceWrap, Submission, Thread
from rapporteur.intake.threads import (
    MESSAGE,
    SUBMISSION,
    Letter,
    Misplaced,
    as_bytes,
    fits,
    letter_of,
    reader_of,
    ties,
)
from rapporteur.kernel.clock import today
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Version
from rapporteur.kernel.vault.suites import PublicHalf


@dataclass(frozen=True)
class Said:
    """What a source sent, opened: answers by question, then the messages of the thread in order.

    `source` is the key that the source itself sealed into what it sent; nothing else is trusted.
    """

    answers: Mapping[str, str]
    letters: tuple[Letter, ...]
    thread: UUID
    desk: UUID
    source: PublicHalf
    left_out: Mapping[str, Sequence[str]] = field(default_factory=dict)  # kinds, by question


def acknowledgement() -> str:
    """Return words for a first answer that tell nothing of what was said, in the active language."""
    return _(
        "Thank you. What you sent has arrived and a person has read it. We are looking at what can"
        " be done. You need not do anything now. Look here again in some weeks, with your code."
    )


def open_submission(submission: Submission, keyring: Keyring, *, by: str) -> Said:
    """Open a submission with its messages; each reading is journalled before it is shown.

    Raises NoWayIn, CannotOpen, Misplaced.
    """
    thread, desk = submission.thread_id, submission.desk
    body = read_tied(submission.sealed, SUBMISSION, ties(submission.pk, thread, desk), keyring, by)
    letters, moves = read_letters(thread, desk, keyring, by=by)
    source = codes.followed(thread, desk, Known.of(body), moves)
    require_unchanged(thread, desk, source)
    return Said(body["answers"], letters, thread, desk, source, body.get("left_out", {}))


def read_tied(
    version: Version,
    kind: str,
    rows: Mapping[str, str],
    keyring: Keyring,
    by: str,
    *,
    reader: UUID | None = None,
) -> Mapping[str, Any]:
    """Open a body that says of itself what its rows say, as a member of its desk or of `reader`.

    Raises Misplaced, NoWayIn, CannotOpen.
    """
    if version.record.kind != kind:
        raise Misplaced("This row names a record of another kind.")
    body = json.loads(records.read(version, reader or UUID(rows["desk"]), keyring, by=by))
    if not fits(body, rows):
        raise Misplaced("This row names a record that was sealed for another.")
    return dict(body)


def require_unchanged(thread: UUID, desk: UUID, source: PublicHalf) -> None:
    """Raise Misplaced where the row of a thread has another key or desk than the source sealed."""
    line = Thread.objects.only("public_half", "desk").get(pk=thread)
    if bytes(line.public_half) != source or line.desk != desk:
        raise Misplaced("The row of this thread is not as its source made it.")


def read_letters(
    thread: UUID, desk: UUID, keyring: Keyring, *, by: str
) -> tuple[tuple[Letter, ...], list[Mapping[str, Any]]]:
    """Open the messages of a thread, oldest first; also return the bodies that name a new key.

    Raises Misplaced, NoWayIn, CannotOpen.
    """
    found = Message.objects.filter(thread=thread).select_related("sealed__record")
    opened: list[tuple[int, int, Letter, Mapping[str, Any]]] = []
    for place, message in enumerate(found):
        rows = ties(message.pk, thread, desk, by_desk=message.from_desk)
        body = read_tied(message.sealed, MESSAGE, {**rows, "kind": message.kind}, keyring, by)
        letter = letter_of(body, message.pk, message.day, from_desk=message.from_desk)
        opened.append((body["n"], place, letter, body))
    opened.sort(key=lambda one: one[:2])
    moves = [body for *_, letter, body in opened if letter.new_code and not letter.from_desk]
    return tuple(letter for _number, _place, letter, _body in opened), moves


@transaction.atomic
def write(
    said: Said,
    text: str,
    *,
    by: str,
    kind: str = Message.Kind.WORD,
    reader: UUID | None = None,
    **more: Any,
) -> Message:
    """Seal a message of the desk to the source that was opened, and to the desk or its `reader`.

    `more` goes sealed beside its text. Raises Untrusted, Misplaced, with nothing stored.
    """
    require_unchanged(said.thread, said.desk, said.source)
    message = Message(thread_id=said.thread, from_desk=True, kind=kind, day=today())
    number = Message.objects.filter(thread=said.thread).count() + 1
    tied = ties(message.pk, said.thread, said.desk, by_desk=True)
    body = as_bytes({"text": text, "n": number, "kind": kind, **more, **tied})
    guest, readers = reader_of(said.thread, said.source), [reader or said.desk]
    version, wrapped = records.keep_with_guest(MESSAGE, body, readers, guest, by=by)
    SourceWrap(thread_id=said.thread, version=version, wrapped=wrapped).save(force_insert=True)
    message.sealed = version
    message.save(force_insert=True)
    require_unchanged(said.thread, said.desk, said.source)  # now that the row holds the thread
    return message
