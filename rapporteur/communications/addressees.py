"""What a Permanent Mission sees: the letters to its State, their dates, and what it sent itself.

The role of the door is one for all Missions, so each question here starts from the State of the
account; what is sealed opens with the key of that State's Mission alone.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.sealing import answering
from rapporteur.communications import sealing
from rapporteur.communications.models import (
    Announcement,
    Communication,
    Correction,
    LetterPause,
    Reminder,
    Reply,
    ReplyFile,
    TimeRequest,
    Upload,
)
from rapporteur.communications.models.files import TOLD_OF_FILE
from rapporteur.communications.queries import Dates, extension, of_events, stretch
from rapporteur.communications.replies.workflow import TimeState
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import parts
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.queries import mission_of


def letters_to(person: Account) -> list[Communication]:
    """Return what was sent to the State for which this account speaks today, newest first."""
    mission = mission_of(person)
    if mission is None:
        return []
    return list(Communication.objects.told_to(mission.country_id).order_by("-sent_at", "code"))


def letter_to(person: Account, pk: UUID) -> Communication | None:
    """Return one of these letters; None for any other, there or not."""
    mission = mission_of(person)
    if mission is None:
        return None
    return Communication.objects.told_to(mission.country_id).filter(pk=pk).first()


def group_of(letter: Communication) -> UUID:
    group = sealing.mission_of(letter)
    if group is None:
        raise Refused(_("Your Mission has no key at this door yet. Ask the desk for one."))
    return group.pk


def opened(
    version_id: UUID, letter: Communication, keyring: Keyring, by: Account
) -> dict[str, Any]:
    """Open something sealed to the Mission; the journal knows before. Raises Refused."""
    version = Version.objects.select_related("record").filter(pk=version_id).first()
    if version is None:
        raise Refused(_("This is not sealed to your Mission."))
    return sealing.read(version, group_of(letter), keyring, by=str(by.pk))


def read(letter: Communication, keyring: Keyring, *, by: Account) -> dict[str, Any]:
    """Return the letter as its addressee reads it; the journal knows before. Raises Refused."""
    version = Version.objects.filter(record=letter.rendition_id, number=1).first()
    if version is None:
        raise Refused(_("This letter is not sealed to your Mission. Ask the desk for it."))
    return opened(version.pk, letter, keyring, by)


def dates(letter: Communication, requests: list[TimeRequest]) -> Dates:
    """Return both dates with every step to them, by the policies of the day it was sent. One query."""
    granted = [
        (one.moves_publication, extension(one, ""))
        for one in requests
        if one.state == TimeState.GRANTED
    ]
    pauses = LetterPause.objects.told().filter(communication=letter.pk)
    return of_events(letter, granted, [event for one in pauses for event in stretch(one, "", "")])


def to_be_released(letter: Communication, keyring: Keyring, *, by: Account) -> list[dict[str, Any]]:
    """Return each approved version that is not public yet, as anyone will read it. Raises Refused.

    The journal knows that it was opened. Nobody is told so: it is no receipt.
    """
    found = Announcement.objects.told().in_force().filter(communication=letter.pk)
    return [opened(one.sealed_id, letter, keyring, by) for one in found]


def reminders_of(
    letter: Communication, keyring: Keyring, *, by: Account
) -> list[tuple[Reminder, str]]:
    """Return the reminders that were sent of a letter, opened; the journal knows. Raises Refused."""
    found = Reminder.objects.told_of().filter(communication=letter.pk)
    return [(one, opened(one.told_id, letter, keyring, by)["text"]) for one in found if one.told_id]


def uploads_at(letter: Communication) -> list[Upload]:
    """Return the large files at a letter that were begun in the last days, oldest first."""
    return list(Upload.objects.at(letter).told())


def uploads_sent(letter: Communication) -> list[tuple[UUID, UUID]]:
    """Return the replies to a letter that came with a large file, each with that of the upload."""
    sent = Upload.objects.at(letter).filter(file__isnull=False)
    return list(sent.values_list("file__reply", "pk"))


def upload_at(letter: Communication, pk: UUID) -> Upload | None:
    return Upload.objects.at(letter).filter(pk=pk).first()


def receipt_of(
    upload: Upload, letter: Communication, keyring: Keyring, *, by: Account
) -> parts.Whole:
    """Return length and hash of a large file that arrived whole, as sealed with it. Raises Refused."""
    with answering():
        opened = parts.open_key(upload.sealed, group_of(letter), keyring, by=str(by.pk))
        return parts.manifest(opened)


@dataclass
class Sent:
    """What came back to a letter as the Mission sees it. At most four queries."""

    replies: list[Reply] = field(default_factory=list)
    requests: list[TimeRequest] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    files: dict[UUID, ReplyFile] = field(default_factory=dict)

    @classmethod
    def of(cls, letter: Communication) -> "Sent":
        replies = list(Reply.objects.told().filter(communication=letter.pk))
        files = ReplyFile.objects.only(*TOLD_OF_FILE).filter(reply__in=[one.pk for one in replies])
        return cls(
            replies,
            list(TimeRequest.objects.told().filter(communication=letter.pk)),
            list(Correction.objects.told().filter(communication=letter.pk)),
            {one.reply_id: one for one in files},
        )


def words_of(
    sent: Reply | TimeRequest | Correction, letter: Communication, keyring: Keyring, *, by: Account
) -> dict[str, Any]:
    """Return what the Mission wrote, with the desk's answer as `answer`. Raises Refused."""
    found = opened(sent.sealed_id, letter, keyring, by)
    answer = getattr(sent, "answer_id", None)
    if answer:
        found["answer"] = opened(answer, letter, keyring, by)["why"]
    return found
