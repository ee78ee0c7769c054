"""Who may do what with a press statement, and what must hold first. None, or the reason why not."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import is_not_denied
from rapporteur.checklists.models import ChecklistItem
from rapporteur.checklists.rules import is_complete
from rapporteur.communications import grounds
from rapporteur.communications import rules as of_letters
from rapporteur.communications.workflow import OUT
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import now, today
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import may_at

if TYPE_CHECKING:
    from rapporteur.press.models import PressStatement

reads_sealed = of_letters.reads_sealed
NOT_SENT = _("A letter that it speaks of was not sent: the State has not been told.")
CONFIDENTIAL = _(
    "A letter that it speaks of is confidential still. Wait, or choose an exception of the Manual"
    " and write its reason."
)


def works_on(person: Account, statement: "PressStatement") -> Reason | None:
    """Members of its desk who read what is sealed, and are denied no case that it speaks of."""
    if not may_at(person, roles.READ_SEALED, statement.desk_id):
        return _("Only members of its desk who read what is sealed work on a press statement.")
    for letter in statement.letters.select_related("case"):
        if reason := is_not_denied(person, letter.case):
            return reason
    return None


def wrote_none_of_it(person: Account, statement: "PressStatement") -> Reason | None:
    """Whoever wrote any of it, its exception included, does not approve it."""
    if str(person.pk) in statement.writers:
        return _("A press statement is approved by someone who wrote none of it.")
    return None


def asked() -> list[ChecklistItem]:
    return ChecklistItem.objects.of("statement", today())


def answers_of(statement: "PressStatement") -> dict[str, Any]:
    """Return what was answered last to the checklist for the version that stands."""
    last = statement.checklists.filter(version=statement.version).last()
    return last.answers if last else {}


def has_answered_checklist(_person: Account, statement: "PressStatement") -> Reason | None:
    return is_complete(asked(), answers_of(statement))


def day_of(statement: "PressStatement") -> date:
    """Return the day on which it is to be public: of its hour, or today."""
    hour = statement.embargo_at
    return max(hour.date(), today()) if hour else today()


def is_confidential(state: str, public_from: date | None, day: date) -> bool:
    """Say whether a letter in this state is confidential on a day; one not sent always is."""
    return state not in OUT or public_from is None or public_from > day


def kept_back(
    letters: Iterable[tuple[str, date | None]], day: date, exception: str
) -> Reason | None:
    """Refuse while one of these letters, by state and first public day, is confidential (R31.4).

    The exception is for letters that were sent: before one was, the State knows of nothing.
    """
    kept = [state for state, public_from in letters if is_confidential(state, public_from, day)]
    if any(state not in OUT for state in kept):
        return NOT_SENT
    return CONFIDENTIAL if kept and not exception else None


def may_be_told(_person: object, statement: "PressStatement") -> Reason | None:
    """Refuse while a letter is confidential on its day, unless an exception was written (R31.4)."""
    told = statement.letters.values_list("state", "public_from")
    return kept_back(told, day_of(statement), statement.exception)


def sources_allow(_person: Account, statement: "PressStatement") -> Reason | None:
    """Everyone who was asked allows publication, asked anew, and no word of theirs waits unread."""
    for letter in statement.letters.select_related("case"):
        case = letter.case
        if reason := grounds.no_consent_to_publish(case) or grounds.a_word_waits(case):
            return reason
    return None


def hour_is_ahead(_person: object, statement: "PressStatement") -> Reason | None:
    if statement.embargo_at and statement.embargo_at > now():
        return None
    return _("It has no hour ahead to be held to: publish it.")


def no_hour_is_ahead(_person: object, statement: "PressStatement") -> Reason | None:
    if hour_is_ahead(_person, statement):
        return None
    return _("Its embargo is not over.")
