"""What a search finds of this room: States and areas, by any of their names and codes."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.kernel.findables import Findable, Place, Subject, by_language
from rapporteur.world.models import Country


def describe_country(country: Country) -> Findable:
    return Findable(
        key=country.iso3,
        titles=country.names,
        words=by_language([country.formal_names]),
        codes=[country.iso3, country.iso2],
        place=Place("state", (country.iso3,)),
        weight=5 if country.standing == Country.Standing.AREA else 10,
    )


def states() -> QuerySet[Country]:
    return Country.objects.states()


def areas() -> QuerySet[Country]:
    return Country.objects.filter(standing=Country.Standing.AREA)


SUBJECTS = (
    Subject("state", pgettext_lazy("country", "State"), states, ("iso3",), describe_country),
    Subject("area", _("area"), areas, ("iso3",), describe_country),
)
