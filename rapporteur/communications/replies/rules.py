"""Who may add to what came in, and who answers it. Each answers None, or the reason why not."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.communications.rules import works_on
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.queries import mission_of

if TYPE_CHECKING:
    from rapporteur.communications.models import Communication, Reply, TimeRequest


def works_here(person: Account, record: "Reply | TimeRequest") -> Reason | None:
    return works_on(person, record.communication)


def adds_to(person: Account, letter: "Communication") -> Reason | None:
    """Members of the desk, and officers of the Mission of the State that it is addressed to."""
    if person.door != "missions":
        return works_on_what_is_out(person, letter)
    return is_of_the_addressee(person, letter) or was_sent(letter)


def was_sent(letter: "Communication") -> Reason | None:
    return None if letter.is_out else _("This letter was not sent.")


def works_on_what_is_out(person: Account, letter: "Communication") -> Reason | None:
    return works_on(person, letter) or was_sent(letter)


def is_of_the_addressee(person: Account, letter: "Communication") -> Reason | None:
    mission = mission_of(person)
    if mission is not None and mission.country_id == letter.addressee_state_id:
        return None
    return _("Only the Permanent Mission of the State that it is addressed to does this.")
