"""Visits as everyone may see them: what is told of each State and mandate, and where it stands.

By date, never by number or age: no State is ranked by visits, and what is not in the record is
unknown. Page and file ask the same question (ADR 0155, 0197).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import Count, Max, Min

from rapporteur import __version__
from rapporteur.kernel.instance.queries import is_exercise, mode
from rapporteur.kernel.reference.models import Evidence
from rapporteur.kernel.texts import alphabetical
from rapporteur.people.mandates.models import Mandate
from rapporteur.publication import exports
from rapporteur.publication.codebook import DATE, ISO3, YES_NO
from rapporteur.publication.exports import Column, Summary, Version
from rapporteur.publication.tables import FLAG, Meaning, Published, of_field
from rapporteur.visits import chains, visibility
from rapporteur.visits.chains import Status, Told
from rapporteur.visits.kinds import Kind, Side
from rapporteur.visits.models import PublicEvent
from rapporteur.world.models import Country

IN_FEED = 50  # entries
NOTE = (
    "Steps of visits as public documents and the public register tell them. The record is partial:"
    " there may have been visits, requests and answers that it does not hold. An empty value is"
    " unknown, never no."
)
LICENCE = "facts; United Nations documents and pages"


def codes(choices: type[models.TextChoices]) -> dict[str, Any]:
    return {str(one.value): one.label for one in choices}


MEANINGS = {
    "key": Meaning("The key of the row", "code"),
    "mandate": Meaning("The mandate whose visit it is", "code of the table mandates.mandate"),
    "country": Meaning("The State", ISO3),
    "kind": Meaning("What happened, in the words of the register of OHCHR", "code", codes(Kind)),
    "side": Meaning("Who did it; empty: the kind says it, or it is unknown", "code", codes(Side)),
    "day": Meaning("When it happened; empty: the source has no date", DATE),
    "starts_on": Meaning("First day of the visit itself; empty: the source has none", DATE),
    "ends_on": Meaning("Last day of the visit itself; empty: the source has none", DATE),
    "symbol": Meaning("Symbol of the report on the visit; empty: not in our record"),
    "text_held": Meaning("Whether the letter or report itself is held here", "yes or no", YES_NO),
    "evidence": Meaning("How well it is known", "code", codes(Evidence)),
    "note": Meaning("What the record lacks"),
    "source": Meaning("The public source that tells it"),
    "as_of": Meaning("When it was so", DATE),
}
COLUMNS = (
    of_field("key"),
    Column("mandate", lambda event: event.mandate_id),
    Column("country", lambda event: event.country_id),
    *(of_field(name) for name in ("kind", "side", "day", "starts_on", "ends_on", "symbol")),
    of_field("text_held", FLAG),
    *(of_field(name) for name in ("evidence", "note", "source", "as_of")),
    Column("licence", lambda _event: LICENCE),
    Column("exercise", lambda _event: is_exercise(), types=FLAG),
)


@dataclass(frozen=True)
class Asked:
    """Which visits are wanted; what is empty is not asked for."""

    state: str = ""
    mandate: str = ""
    status: str = ""
    year: int | None = None


@dataclass(frozen=True)
class Seen:
    """What is told of one State and one mandate, in order."""

    country: Country
    mandate: Mandate
    events: tuple[PublicEvent, ...]
    told: tuple[Told, ...]

    @property
    def status(self) -> Status:
        return chains.status_of(self.told)

    @property
    def called(self) -> str:
        """Return in words where it stands; an announcement says no more than that."""
        said = chains.last(self.told, Kind.DATES_AGREED, Kind.ANNOUNCED)
        if self.status == Status.AGREED and said:
            return said.label
        return str(self.status.label)

    @property
    def as_of(self) -> str:
        """Return the newest day for which a source tells of this visit."""
        return max(one.as_of for one in self.told)

    @property
    def standing(self) -> Told | None:
        """Return the standing invitation on record; None does not say that there is none."""
        return chains.last(self.told, Kind.STANDING)

    def is_over(self, on: date) -> bool:
        """Say whether agreed days lie behind while no source tells whether the visit took place."""
        return self.status == Status.AGREED and chains.days_over(self.told, on)

    def answers(self, asked: Asked) -> bool:
        return (
            asked.state in ("", self.country.pk)
            and asked.mandate in ("", self.mandate.pk)
            and asked.status in ("", self.status)
            and (not asked.year or any(is_in(one, asked.year) for one in self.events))
        )


def is_in(event: PublicEvent, year: int) -> bool:
    """Say whether an event, or the visit of which it tells, is known to fall into a year."""
    days = [one[:4] for one in (event.day, event.starts_on, event.ends_on) if one]
    return str(year) in days or (
        bool(event.ends_on) and event.starts_on[:4] <= str(year) <= event.ends_on[:4]
    )


def told_by(events: Iterable[PublicEvent]) -> list[Seen]:
    """Return events by State and mandate, the latest known day first; no query.

    What has no known day comes last; on the same day names of States decide.
    """
    found: dict[tuple[str, str], list[PublicEvent]] = defaultdict(list)
    for one in events:
        found[one.country_id, one.mandate_id].append(one)
    made = [
        Seen(
            some[0].country,
            some[0].mandate,
            tuple(some),
            chains.in_order(one.told for one in some),
        )
        for some in found.values()
    ]
    made.sort(key=lambda one: (alphabetical(one.country.name), one.mandate.pk))
    made.sort(key=lambda one: max(told.day for told in one.told), reverse=True)
    return made


def everything() -> list[Seen]:
    """Return all visits that may be shown, with the titles of their mandates; two queries."""
    found = visibility.events().select_related("country", "mandate")
    return told_by(found.prefetch_related("mandate__titles"))


def to_state(country: Country) -> list[Seen]:
    """Return what is told of visits to a State, one a mandate; one query."""
    return told_by(visibility.events().filter(country=country).select_related("country", "mandate"))


def news() -> list[PublicEvent]:
    """Return the events of which the record last learned; two queries."""
    found = visibility.events().select_related("country", "mandate")
    return list(found.prefetch_related("mandate__titles").order_by("-told_at", "key")[:IN_FEED])


def records() -> "models.QuerySet[PublicEvent]":
    found = visibility.events().select_related("country")
    return found.order_by("country", "mandate", "day", "kind", "key")


TABLE = Published(
    "visits",
    "steps of visits that public sources tell of",
    COLUMNS,
    "public documents and the public register of country visits",
    LICENCE,
    NOTE,
    records,
    meanings=MEANINGS,
)


def rows_of(found: Iterable[Seen] | None) -> "models.QuerySet[PublicEvent]":
    """Return the rows of the table that tell of these visits, all of them for None."""
    if found is None:
        return records()
    return records().filter(pk__in=[event.pk for one in found for event in one.events])


def csv_of(found: Iterable[Seen] | None) -> Iterator[str]:
    return exports.written_csv(COLUMNS, rows_of(found).iterator(500))


def json_of(found: Iterable[Seen] | None, given: Mapping[str, str]) -> Iterator[str]:
    """Yield the table as one JSON object that says what it is, then its rows.

    Where it is of some visits only, `asked` says which, as `given` in the address.
    """
    head = TABLE.head(days()["latest"], given)
    return exports.written_json(head, COLUMNS, rows_of(found).iterator(500))


def days() -> dict[str, Any]:
    """Return how many events there are, from when to when, and when the last was learned of."""
    return visibility.events().aggregate(
        rows=Count("key"), earliest=Min("as_of"), latest=Max("as_of"), learned=Max("told_at")
    )


def version() -> Version:
    """Return which state the table is in; two queries."""
    told = (TABLE.name, days(), mode(), __version__)
    return Version(sha256(repr(told).encode()).hexdigest()[:32], None)


def summary() -> Summary:
    """Return the table as the list of open data shows it; one query."""
    found = days()
    first, last = found["earliest"] or "", found["latest"] or ""
    return Summary(TABLE, found["rows"], first, last, TABLE.origin)


def of_state(country: Country) -> list[dict[str, Any]]:
    """Return what is told of visits to a State, as rows of the table; one query."""
    return [exports.row(COLUMNS, one) for one in records().filter(country=country)]


def standings(country: Country, on: date) -> list[dict[str, Any]]:
    """Return where the visits to a State stand, for programs; one query.

    `days_over` says that agreed days lie behind and that no source tells more.
    """
    return [
        {
            "mandate": one.mandate.pk,
            "status": one.status.value,
            "as_of": one.as_of,
            "days_over": one.is_over(on),
            "standing_invitation_as_of": one.standing.as_of if one.standing else None,
        }
        for one in to_state(country)
    ]
