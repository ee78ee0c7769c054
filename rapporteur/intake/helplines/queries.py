"""What is on record for a State, and for which States anything is."""

from datetime import date

from rapporteur.intake.helplines.models import Helpline
from rapporteur.world.models import Country

ORDER = list(Helpline.Kind.values)  # danger first


def held_for(iso3: str, on: date) -> list[Helpline]:
    """Return the rows of a State, whoever helps in danger first. One query."""
    rows = Helpline.objects.of(iso3).on(on).order_by("name")
    return sorted(rows, key=lambda row: ORDER.index(row.kind))  # by name within a kind, as read


def states_held(on: date) -> list[Country]:
    """Return the States and areas for which anything is on record, by name. One query."""
    held = Helpline.objects.on(on).values("country")
    return sorted(Country.objects.filter(pk__in=held), key=lambda country: country.name)
