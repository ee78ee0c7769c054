"""Who keeps the tracker of ratifications, and what must hold first."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, needs
from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.instance.rules import EXERCISE_STATE
from rapporteur.law.models import Instrument
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import roles_of
from rapporteur.world.models import Country

looks_at_tracker = needs(roles.LOOK_UP_REFERENCE, roles_of)
notes_contacts = needs(roles.READ_SEALED, roles_of)


def may_note(
    person: Account, instrument: Instrument, country: Country, made_on: date
) -> Reason | None:
    """Whoever works on letters notes a contact that has been, with a State about a treaty."""
    if why := notes_contacts(person):
        return why
    if not instrument.binding:
        return _("States accept treaties; this text binds nobody.")
    if made_on > today():
        return _("A contact has been made on its day: this one is to come.")
    return is_written_to(country)


def is_written_to(country: Country) -> Reason | None:
    """An exercise writes to no real State."""
    if country.standing == Country.Standing.AREA:
        return _("This is an area of statistics, and no State.")
    if is_exercise() and country.pk != EXERCISE_STATE:
        return _("In an exercise only Exerland is written to.")
    return None


def has_a_step(next_step: str, next_on: date | None) -> Reason | None:
    if next_on and not next_step.strip():
        return _("Say what is to be done on that day.")
    return None
