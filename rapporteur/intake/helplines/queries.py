"""What is on record for a State, and for which States anything is."""

from datetime import date

from django.db.models import Case, IntegerField, Value, When

from rapporteur.intake.helplines.models import Helpline
from rapporteur.world.models import Country

ORDER = list(Helpline.Kind.values)  # danger first


def held_for(iso3: str, on: date) -> list[Helpline]:
    """Return the rows of a State, whoever helps in danger first. One query."""
    places = [When(kind=kind, then=Value(number)) for number, kind in enumerate(ORDER)]
    rows = Helpline.objects.of(iso3).on(on)
    return list(rows.order_by(Case(*places, output_field=IntegerField()), "name"))


def states_held(on: date) -> list[Country]:
    """Return the States and areas for which anything is on record, by name. One query."""
    held = Helpline.objects.on(on).values("country")
    return sorted(Country.objects.filter(pk__in=held), key=lambda country: country.name)
