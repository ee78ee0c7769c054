"""Questions about visits: what the documents report of a State, and of a mandate."""

from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.models import VisitEvent
from rapporteur.world.models import Country


def events_of(country: Country, mandate: Mandate | None = None) -> list[VisitEvent]:
    """Return what documents report of visits to a State, newest first, undated last; two queries.

    The record is partial: an empty list does not say that the State was never visited. With a
    mandate, only its own.
    """
    found = country.visit_events.select_related("mandate", "country")
    if mandate is not None:
        found = found.filter(mandate=mandate)
    # In text order an empty date is the least, so the undated come last.
    return list(found.prefetch_related("mandate__titles").order_by("-starts_on", "mandate", "kind"))
