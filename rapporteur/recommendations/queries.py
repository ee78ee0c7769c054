"""Questions about recommendations: names of States for readers; lists and conflicts."""

from rapporteur.recommendations.readers.states import States
from rapporteur.world.models import Country


def states() -> States:
    """Return the States that files are read with, by all their names; one query."""
    return States(
        (one.iso3, [*one.names.values(), *one.formal_names.values()])
        for one in Country.objects.all()
    )
