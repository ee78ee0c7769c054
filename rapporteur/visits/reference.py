"""The reference files of this room, in the order in which they load."""

from pathlib import Path

from rapporteur.kernel.reference.cells import PROOF, one_of, proof, yes_or_no
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.models import VisitEvent
from rapporteur.world.models import Country

FOLDER = Path(__file__).parent / "data"


def mandates_and_countries() -> tuple[set[str], set[str]]:
    """Return the codes of mandates, and of what a letter may be addressed to."""
    return (
        set(Mandate.objects.values_list("code", flat=True)),
        set(Country.objects.states().values_list("iso3", flat=True)),
    )


def read_event(row: Row, lookups: tuple[set[str], set[str]]) -> Values:
    mandates, states = lookups
    if row["ends_on"] and (not row["starts_on"] or row["ends_on"] < row["starts_on"]):
        raise BadCell("ends_on", "the last day is before the first, or the first is missing")
    return {
        "mandate_id": one_of(row, "mandate", mandates, "mandates.csv"),
        "country_id": one_of(row, "country", states, "the States of countries.csv"),
        "kind": row["kind"],
        "starts_on": row["starts_on"],
        "ends_on": row["ends_on"],
        "symbol": row["symbol"],
        "text_held": yes_or_no(row, "text_held"),
        **proof(row),
    }


VISIT_EVENTS = Table(
    path=FOLDER / "visit_events.csv",
    model=VisitEvent,
    key=("mandate_id", "country_id", "kind", "starts_on"),
    columns=(
        *("mandate", "country", "kind", "starts_on", "ends_on", "symbol", "text_held"),
        *PROOF,
    ),
    read=read_event,
    lookups=mandates_and_countries,
)
TABLES: tuple[Table, ...] = (VISIT_EVENTS,)
