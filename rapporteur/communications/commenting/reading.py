"""What sources say to a reply, beside it: opened from their threads, journalled before."""

from dataclasses import dataclass
from typing import Any

from rapporteur.cases import received
from rapporteur.communications.models import Reply, SourceComment
from rapporteur.intake import asking
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account


@dataclass(frozen=True)
class Comment:
    """One asking: as it stands, what was asked and what was said; empty while nothing was."""

    row: SourceComment
    questions: tuple[Any, ...]  # asking.Asked


def comments_on(reply: Reply, keyring: Keyring, *, by: Account) -> list[Comment]:
    """Return what was asked and said about a reply. Raises Refused."""
    rows = reply.comments.select_related("asked_by", "enquiry__submission__sealed__record")
    found = []
    for row in rows:
        said = received.open_submission(row.enquiry.submission, keyring, by=by)
        asked = [one for one in asking.enquiries(said.letters) if one.row == row.enquiry.message_id]
        found.append(Comment(row, tuple(question for one in asked for question in one.asked)))
    return found
