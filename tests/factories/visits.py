"""Visits for tests: all of Exerland, all made up."""

from rapporteur.visits.cycles.actions import visits as actions
from rapporteur.visits.cycles.actions.visits import Happened
from rapporteur.visits.cycles.models import Visit
from rapporteur.world.models import Country


def state(code="XEX"):
    return Country.objects.get(iso3=code)


def make_visit(office, *codes, by=None, **more):
    return actions.begin(
        office.desk, [state(code) for code in codes or ("XEX",)], by=by or office.officer, **more
    )


def happen(office, visit, kind, day="2026-02-03", *, code="XEX", by=None, **more):
    told = Happened(kind, day, **more)
    return actions.happen(fresh(visit), state(code), told, by=by or office.officer)


def fresh(visit):
    return Visit.objects.with_chains().get(pk=visit.pk)


def make_agreed(office, visit, code="XEX", *, starts_on="2026-06-01", ends_on="2026-06-05"):
    """Tell of a visit that was asked for long ago, and whose days are agreed."""
    happen(office, visit, "requested", "2024-05", code=code)
    happen(office, visit, "accepted", "2025-01-10", code=code)
    happen(
        office, visit, "dates_agreed", "2026-03-02", code=code, starts_on=starts_on, ends_on=ends_on
    )
    return fresh(visit)
