"""Who accepted a treaty and who did not, as lines with their days. What is not known stands apart.

Nothing here says that a State is no party: NEITHER is what a source lists no action for, as of its
day, and UNKNOWN is what no source of ours says anything about (ADR 0185).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from rapporteur.kernel.reference.models import Change
from rapporteur.law.models import Instrument, Reservation, TreatyAction
from rapporteur.law.queries.acceptance import (
    Position,
    Standing,
    consents,
    counted,
    deciding,
    of_kind,
    positions_on,
)
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order

Kind = TreatyAction.Kind
NOT_PARTY = (Standing.SIGNED_ONLY, Standing.NONE_LISTED, Standing.LEFT)  # as far as sources tell
FIRST = "OPSC"  # the treaty that this mandate rests on
HEADERS = (
    *("state", "iso3", "standing", "signature", "consent", "form_of_consent", "in_force"),
    *("denunciation", "reservations", "as_of", "source"),
)
TABLES = ("law.treatyaction", "law.reservation")  # as the record of changes names them
NEWEST = 50  # entries of a feed
PAGES = {
    Instrument.Depositary.UNITED_NATIONS: "https://treaties.un.org/",
    Instrument.Depositary.ILO: "https://normlex.ilo.org/",
    Instrument.Depositary.HAGUE: "https://www.hcch.net/",
    Instrument.Depositary.COUNCIL_OF_EUROPE: "https://www.coe.int/en/web/conventions/",
    Instrument.Depositary.AFRICAN_UNION: "https://au.int/en/treaties",
    Instrument.Depositary.AMERICAN_STATES: "https://www.oas.org/en/sla/dil/",
}


@dataclass(frozen=True)
class Line:
    """A State and a treaty: the days of signature, consent and entry into force, each may lack.

    Days are partial dates, empty where the record has none: which is never "not done".
    """

    country: Country
    position: Position

    @property
    def standing(self) -> Standing:
        return self.position.standing

    @property
    def signed_on(self) -> str:
        return first_day(of_kind(self.position.acts, Kind.SIGNATURE))

    @property
    def consented_on(self) -> str:
        return first_day(consents(self.position.acts))

    @property
    def consent(self) -> str:
        """Return in words by which act the State consented, empty where none is on record."""
        given = consents(self.position.acts)
        return str(given[0].get_kind_display()) if given else ""

    @property
    def in_force_on(self) -> str:
        return next(
            (one.in_force_on for one in consents(self.position.acts) if one.in_force_on), ""
        )

    @property
    def left_on(self) -> str:
        return first_day(of_kind(self.position.acts, Kind.DENUNCIATION))

    @property
    def reservations(self) -> Sequence[Reservation]:
        return self.position.reservations


@dataclass(frozen=True)
class Group:
    """The States that stand in one way towards a treaty, in the order of their names."""

    standing: Standing
    lines: list[Line]


@dataclass(frozen=True)
class Tracker:
    """A treaty with a line for every State of its record, and how many stand where."""

    instrument: Instrument
    lines: list[Line]

    @property
    def counts(self) -> dict[Standing, int]:
        return counted(line.position for line in self.lines)

    @property
    def groups(self) -> list[Group]:
        """Return who did not accept it as far as sources tell; then, apart, who is unknown."""
        wanted = (*NOT_PARTY, Standing.UNKNOWN)
        return [Group(one, self.standing(one)) for one in wanted if self.standing(one)]

    def standing(self, wanted: Standing) -> list[Line]:
        return [line for line in self.lines if line.standing == wanted]


@dataclass(frozen=True)
class Followed:
    """A treaty in the overview: how many States stand where, from when the facts are."""

    instrument: Instrument
    counts: dict[str, int]
    first_as_of: str
    last_as_of: str


def first_day(acts: Iterable[TreatyAction]) -> str:
    return next((one.taken_on for one in acts if one.taken_on), "")


def tracker(instrument: Instrument) -> Tracker:
    """Return where every State stands on a treaty; four queries."""
    positions = positions_on(instrument)
    countries = in_order(Country.objects.in_bulk(list(positions)).values())
    return Tracker(instrument, [Line(one, positions[one.iso3]) for one in countries])


def followed() -> list[Followed]:
    """Return every treaty with its counts, the Protocol on the sale of children first; 3 queries.

    For each, States are those that a letter may be addressed to, and whoever else acted.
    """
    states = set(Country.objects.states().values_list("pk", flat=True))
    acts: dict[str, dict[str, list[TreatyAction]]] = {}
    named = ("instrument_id", "country_id", "kind", "taken_on", "as_of")
    for one in TreatyAction.objects.only(*named).order_by():
        acts.setdefault(one.instrument_id, {}).setdefault(one.country_id, []).append(one)
    found = [of_treaty(one, acts.get(one.key, {}), states) for one in Instrument.objects.binding()]
    return sorted(found, key=lambda one: one.instrument.key != FIRST)  # the rest as they are


def of_treaty(
    instrument: Instrument, acts: dict[str, list[TreatyAction]], states: set[str]
) -> Followed:
    counts = {standing.value: 0 for standing in Standing}
    for told in acts.values():
        counts[deciding(told)[0].value] += 1
    counts[Standing.UNKNOWN.value] += len(states - acts.keys())
    days = sorted(one.as_of for told in acts.values() for one in told)
    return Followed(instrument, counts, days[0] if days else "", days[-1] if days else "")


def history(instrument: Instrument, country: str) -> list[TreatyAction | Reservation]:
    """Return all acts of a State on a treaty, newest first, those without a day last; two queries."""
    acts = TreatyAction.objects.of_state(country).filter(instrument=instrument)
    told = Reservation.objects.filter(instrument=instrument, country=country)
    found: list[TreatyAction | Reservation] = [*acts, *told]
    return sorted(found, key=day_of, reverse=True)


def day_of(act: TreatyAction | Reservation) -> str:
    return act.taken_on if isinstance(act, TreatyAction) else act.made_on


def depositary_page(instrument: Instrument) -> str:
    """Return the page of the depositary, who alone can say what is so today; empty for none."""
    return (
        PAGES.get(Instrument.Depositary(instrument.depositary), "") if instrument.depositary else ""
    )


def facts(line: Line) -> list[str]:
    """Return what is public of a line, in the order of `HEADERS`."""
    one = line.position
    return [
        *(line.country.names["en"], line.country.pk, one.standing.value),
        *(line.signed_on, line.consented_on, kind_of(line), line.in_force_on, line.left_on),
        *(str(len(line.reservations) or ""), one.as_of, one.source),
    ]


def kind_of(line: Line) -> str:
    given = consents(line.position.acts)
    return given[0].kind if given else ""


def changes(key: str) -> "QuerySet[Change]":
    """Return what changed in our record of a treaty, newest first."""
    return Change.objects.filter(table__in=TABLES, key__startswith=f"{key}/").order_by(
        "-at", "table", "key"
    )


def called(kind: str) -> str:
    """Return what an act or a reservation is called, by its code."""
    labels = {one.value: one.label for one in (*Kind, *Reservation.Kind)}
    return str(labels.get(kind, kind))
