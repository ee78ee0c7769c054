"""What the page of a State says of it beside its treaties."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.public.visits import Line, lines
from rapporteur.kernel.texts import LANGUAGES
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits import published
from rapporteur.world import queries
from rapporteur.world.models import Country, Session

STANDINGS: dict[str, Any] = {
    Country.Standing.MEMBER: _("member State of the United Nations"),
    Country.Standing.OBSERVER: _("observer State"),
    Country.Standing.TREATY_PARTY: _("party to treaties, not a member State"),
    Country.Standing.AREA: _("area of the statistical standard M49; not a State of this record"),
    Country.Standing.EXERCISE: _("made up for exercises"),
}


def standing(country: Country) -> Any:
    return STANDINGS[country.standing]


@dataclass(frozen=True)
class Name:
    """What a State is called in one language."""

    code: str
    language: str
    name: str
    formal: str


def names(country: Country) -> list[Name]:
    return [
        Name(
            code,
            get_language_info(code)["name_local"],
            country.names[code],
            country.formal_names.get(code, ""),
        )
        for code in LANGUAGES
        if country.names.get(code)
    ]


@dataclass(frozen=True)
class Reviewed:
    """A State's place in a session that reviews States, and whether that is still to come."""

    session: Session
    is_next: bool


def reviews(country: Country, day: date) -> list[Reviewed]:
    """Return the reviews on record, latest first; two queries."""
    to_come = {one.pk for one in queries.next_reviews(country, day)}
    return [Reviewed(one.session, one.pk in to_come) for one in queries.reviews_of(country)]


def visit(country: Country) -> Line | None:
    """Return what public documents tell of visits by the mandate whose desk is kept here, or None."""
    mandate = Mandate.objects.with_profile().first()
    found = published.to_state(country)
    return next((one for one in lines(found) if one.visit.mandate == mandate), None)
