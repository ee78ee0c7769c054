"""The desk's side of a thread: open what a source sent, read its messages, write back.

A message of the desk is sealed to the desk and to the source, who finds it with the code. The desk
never learns the look-up value of a thread: its role may not read that column.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.intake.models import Message, SourceWrap, Submission, Thread
from rapporteur.intake.threads import MESSAGE, Letter, as_bytes, reader_of
from rapporteur.kernel.clock import today
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.suites import PublicHalf


@dataclass(frozen=True)
class Said:
    """What a source sent, opened: answers by question, then the messages of the thread in order."""

    answers: Mapping[str, str]
    letters: tuple[Letter, ...]
    left_out: Mapping[str, Sequence[str]] = field(default_factory=dict)  # kinds, by question


def acknowledgement() -> str:
    """Return words for a first answer that tell nothing of what was said, in the active language."""
    return _(
        "Thank you. What you sent has arrived and a person has read it. We are looking at what can"
        " be done. You need not do anything now. Look here again in some weeks, with your code."
    )


def open_submission(submission: Submission, keyring: Keyring, *, by: str) -> Said:
    """Open a submission with its messages; each reading is journalled before it is shown.

    Raises NoWayIn, CannotOpen.
    """
    body = json.loads(records.read(submission.sealed, submission.desk, keyring, by=by))
    letters = read_letters(submission.thread_id, submission.desk, keyring, by=by)
    return Said(body["answers"], letters, body.get("left_out", {}))


def read_letters(thread: UUID, desk: UUID, keyring: Keyring, *, by: str) -> tuple[Letter, ...]:
    """Open the messages of a thread, oldest first. Raises NoWayIn, CannotOpen."""
    found = Message.objects.filter(thread=thread).select_related("sealed__record")
    opened: list[tuple[int, int, Letter]] = []
    for place, message in enumerate(found):
        body = json.loads(records.read(message.sealed, desk, keyring, by=by))
        kinds = tuple(body.get("left_out", ()))
        letter = Letter(message.from_desk, message.day, body["text"], kinds)
        opened.append((body["n"], place, letter))
    return tuple(letter for _number, _place, letter in sorted(opened, key=lambda one: one[:2]))


@transaction.atomic
def write(thread: UUID, text: str, *, by: str) -> Message:
    """Seal a message of the desk to its source and to the desk. Raises Untrusted, nothing stored."""
    line = Thread.objects.only("public_half", "desk").get(pk=thread)
    number = Message.objects.filter(thread=thread).count() + 1
    guest = reader_of(line.pk, PublicHalf(bytes(line.public_half)))
    body = as_bytes({"text": text, "n": number})
    version, wrapped = records.keep_with_guest(MESSAGE, body, [line.desk], guest, by=by)
    SourceWrap(thread_id=line.pk, version=version, wrapped=wrapped).save(force_insert=True)
    message = Message(thread_id=line.pk, from_desk=True, day=today(), sealed=version)
    message.save(force_insert=True)
    return message
