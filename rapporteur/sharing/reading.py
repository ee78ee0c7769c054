"""What is shared, opened: by the desk that gave it, and by the one that received it.

Each reading is in the journal before it is shown. Bodies say of themselves where they belong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rapporteur.cases import received
from rapporteur.cases.sealing import answering, recipient_of
from rapporteur.intake import dialogue
from rapporteur.intake.models import Submission
from rapporteur.intake.threads import SUBMISSION, ties
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Version
from rapporteur.people.accounts.models import Account
from rapporteur.sharing import rules
from rapporteur.sharing.actions import REASON, SUMMARY
from rapporteur.sharing.models import Sharing


@dataclass(frozen=True)
class Summary:
    """A summary as it stands, and which version that is."""

    text: str
    number: int


@dataclass(frozen=True)
class Whole:
    """A submission that was shared, by its questions; who its source is stays apart."""

    submission: Submission
    lines: list[received.Line]


@dataclass(frozen=True)
class Opened:
    """All that the other desk reads."""

    reason: str
    summary: Summary | None
    submissions: list[Whole]


@dataclass(frozen=True)
class Reader:
    """Who reads, for which desk's group, with which open vault."""

    person: Account
    recipient: UUID
    keyring: Keyring

    def open(self, version: Version, kind: str, rows: Mapping[str, str]) -> Mapping[str, Any]:
        """Return a body that says of itself what its rows say. Raises Refused."""
        by, reader = str(self.person.pk), self.recipient
        with answering():
            return dialogue.read_tied(version, kind, rows, self.keyring, by, reader=reader)


def reason_of(sharing: Sharing, reader: Reader) -> str:
    """Open why something is shared. Raises Refused."""
    return str(reader.open(sharing.reason, REASON, {"sharing": str(sharing.pk)})["text"])


def summary_of(sharing: Sharing, reader: Reader) -> Summary | None:
    """Open the newest version of a summary; None where there is none. Raises Refused."""
    if sharing.summary is None:
        return None
    version = sharing.summary.versions.select_related("record").latest("number")
    said = reader.open(version, SUMMARY, {"sharing": str(sharing.pk)})
    return Summary(said["text"], version.number)


def whole(submission: Submission, reader: Reader) -> Whole:
    """Open a submission that another desk shared. Raises Refused."""
    tied = ties(submission.pk, submission.thread_id, submission.desk)
    said = reader.open(submission.sealed, SUBMISSION, tied)
    return Whole(submission, received.lines_of(said["answers"]))


def open_received(sharing: Sharing, keyring: Keyring, *, by: Account) -> Opened:
    """Open what another desk shares, for a reader of the one that receives it. Raises Refused."""
    if reason := rules.opens(by, sharing):
        raise Refused(reason)
    reader = Reader(by, sharing.recipient, keyring)
    rows = sharing.sources.filter(whole=True).select_related("submission__sealed__record")
    return Opened(
        reason_of(sharing, reader),
        summary_of(sharing, reader),
        [whole(one.submission, reader) for one in rows.order_by("submission__day", "pk")],
    )


def open_given(sharing: Sharing, keyring: Keyring, *, by: Account) -> tuple[str, Summary | None]:
    """Open the reason and the summary at the desk that gave them. Raises Refused."""
    reader = Reader(by, recipient_of(sharing.case), keyring)
    return reason_of(sharing, reader), summary_of(sharing, reader)
