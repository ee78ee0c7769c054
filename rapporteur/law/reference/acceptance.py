"""Read the files of what States accepted."""

from rapporteur.kernel.reference.cells import PROOF, one_of, proof, several, text_columns
from rapporteur.kernel.reference.loading import BadCell, Row, Table, Values
from rapporteur.kernel.texts import from_columns
from rapporteur.law.models import Provision, Reservation, TreatyAction
from rapporteur.law.reference.instruments import FOLDER, instrument_keys
from rapporteur.world.models import Country

Known = tuple[set[str], set[str]]  # keys of instruments, ISO codes of countries
COUNTRIES = "the States and areas"


def known() -> Known:
    return instrument_keys(), set(Country.objects.values_list("iso3", flat=True))


def read_action(row: Row, lookups: Known) -> Values:
    instruments, countries = lookups
    if row["kind"] == TreatyAction.Kind.NONE_LISTED and (row["taken_on"] or row["in_force_on"]):
        raise BadCell("taken_on", "where no action is listed, none has a day")
    return {
        "instrument_id": one_of(row, "instrument", instruments, "instruments.csv"),
        "country_id": one_of(row, "country", countries, COUNTRIES),
        "kind": row["kind"],
        "taken_on": row["taken_on"],
        "in_force_on": row["in_force_on"],
        **proof(row),
    }


def known_with_provisions() -> tuple[Known, set[tuple[str, str]]]:
    return known(), set(Provision.objects.values_list("instrument_id", "number"))


def read_reservation(row: Row, lookups: tuple[Known, set[tuple[str, str]]]) -> Values:
    (instruments, countries), provisions = lookups
    numbers = several(row, "provisions")
    for number in numbers:
        if (row["instrument"], number) not in provisions:
            raise BadCell("provisions", f"{row['instrument']} {number} is not in provisions.csv")
    return {
        "instrument_id": one_of(row, "instrument", instruments, "instruments.csv"),
        "country_id": one_of(row, "country", countries, COUNTRIES),
        "kind": row["kind"],
        "made_on": row["made_on"],
        "provisions": ",".join(numbers),
        "gist": from_columns(row, "gist"),
        **proof(row),
    }


TREATY_ACTIONS = Table(
    path=FOLDER / "treaty_actions.csv",
    model=TreatyAction,
    key=("instrument_id", "country_id", "kind", "taken_on"),
    columns=("instrument", "country", "kind", "taken_on", "in_force_on", *PROOF),
    read=read_action,
    lookups=known,
)
RESERVATIONS = Table(
    path=FOLDER / "reservations.csv",
    model=Reservation,
    key=("instrument_id", "country_id", "kind", "made_on"),
    columns=(
        *("instrument", "country", "kind", "made_on", "provisions"),
        *text_columns("gist"),
        *PROOF,
    ),
    read=read_reservation,
    lookups=known_with_provisions,
)
TABLES: tuple[Table, ...] = (TREATY_ACTIONS, RESERVATIONS)
