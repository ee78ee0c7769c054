"""What must hold before a row about the law of a State is added. Each answers None, or the reason."""

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import today
from rapporteur.kernel.dates import earliest
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.instance.rules import EXERCISE_STATE
from rapporteur.world.models import Country

UNKNOWN = "unknown"  # the answer that needs no law
OLDEST = 30  # years: an age above is a slip of the hand


def may_be_told_of(country: Country) -> Reason | None:
    """Nothing is made up about a real State: an exercise tells of Exerland alone."""
    if country.standing == Country.Standing.AREA:
        return _("This is an area of statistics, and no State.")
    if is_exercise() and country.pk != EXERCISE_STATE:
        return _("An exercise tells of Exerland alone.")
    return None


def has_proof(source: str, as_of: str) -> Reason | None:
    if not source.strip():
        return _("Say where this is known from.")
    if not as_of or earliest(as_of) > today():
        return _("Say as of which day it is so, not one to come.")
    return None


def can_be(age: int | None, note: str) -> Reason | None:
    if age is None and not note.strip():
        return _("Give an age, or say in the note why none is fixed.")
    if age is not None and age > OLDEST:
        return _("This is no age of such a law.")
    return None


def cites_law(answer: str, law: str) -> Reason | None:
    if answer != UNKNOWN and not law.strip():
        return _("Cite the law. Without it the answer is unknown.")
    return None
