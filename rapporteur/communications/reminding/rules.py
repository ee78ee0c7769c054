"""Who may draft and send a reminder. Each answers None, or the reason why not."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.communications.workflow import State
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account

if TYPE_CHECKING:
    from rapporteur.communications.models import Communication, Reminder


def may_remind(person: Account, letter: "Communication") -> Reason | None:
    """A letter that is out is reminded of while no full answer is on record."""
    if reason := works_on_what_is_out(person, letter):
        return reason
    if letter.state == State.REPLIED:
        return _("No reply to this letter is waited for.")
    return None


def works_on_reminder(person: Account, reminder: "Reminder") -> Reason | None:
    return may_remind(person, reminder.communication)


def nothing_came_since(_person: Account, reminder: "Reminder") -> Reason | None:
    """Its questions are those that were open when it was drafted."""
    if reminder.communication.replies.count() != reminder.replies:
        return _("A reply came since it was drafted: drop it and draft it anew.")
    return None
