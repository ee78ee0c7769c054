"""What mandates observed in published reports on States and letters, for pages and as open data."""

from django.db import models
from django.db.models import Prefetch, Q

from rapporteur.publication import visibility
from rapporteur.publication.exports import Column
from rapporteur.publication.models import PublishedLetter, PublishedObservation
from rapporteur.publication.tables import FLAG, MAYBE, Published, iso
from rapporteur.world.models import Country

NEWEST_FIRST = ("-report__published_on", "report__key", "paragraph", "pk")
NEWEST = 10  # paragraphs on the page of a State
SOURCE = "reports of mandates"
LICENCE = "the terms of the report that each row names"
NOTE = (
    "Paragraphs of published reports that say of which State or public letter they are, in the words"
    " of the report. What is about a letter that is not public is not here. How many there are of a"
    " State says nothing about that State."
)


def listed() -> "models.QuerySet[PublishedObservation]":
    """Return what may be seen with its report and letter, newest first, without their texts."""
    found = visibility.observations().select_related("report", "letter")
    return found.defer("report__akn", "letter__words").order_by(*NEWEST_FIRST)


def with_observations() -> "Prefetch[str, models.QuerySet[PublishedObservation], str]":
    """Bring what may be seen along with letters, as `letter.observations.all()`."""
    found = visibility.observations().select_related("report").defer("report__akn")
    return Prefetch("observations", found.order_by(*NEWEST_FIRST))


def on_state(country: Country) -> "models.QuerySet[PublishedObservation]":
    """Return what is about a State, or about a public letter to it."""
    return listed().filter(Q(country=country) | Q(letter__country=country))


def newest_on(country: Country) -> list[PublishedObservation]:
    """Return the newest paragraphs on a State, each once; one query.

    One that is about the State and about letters to it is told with the first of its letters.
    """
    rows = list(on_state(country)[: 3 * NEWEST])
    found: dict[tuple[str, int], PublishedObservation] = {}
    for one in sorted(rows, key=lambda one: one.letter is None):
        found.setdefault((one.report.key, one.paragraph), one)
    kept = [one for one in rows if found[(one.report.key, one.paragraph)] is one]
    return kept[:NEWEST]


def key_of(one: PublishedObservation) -> str:
    """Return the key of a row: report, paragraph, and what it is about."""
    on = one.letter.key if one.letter else one.country_id
    return f"{one.report.key}-{one.paragraph}-{on}"


def state_of(one: PublishedObservation) -> str | None:
    return one.letter.country_id if one.letter else one.country_id


COLUMNS = (
    Column("key", key_of),
    Column("report", lambda one: one.report.key),
    Column("symbol", lambda one: one.report.symbol),
    Column("paragraph", lambda one: str(one.paragraph)),
    Column("address", lambda one: f"/reports/{one.report.key}/#para-{one.paragraph}"),
    Column("mandate", lambda one: one.report.mandate),
    Column("country", state_of, types=MAYBE),
    Column("letter", lambda one: one.letter.key if one.letter else None, types=MAYBE),
    Column("language", lambda one: one.report.language),
    Column("text", lambda one: one.words),
    Column("published_on", lambda one: iso(one.report.published_on)),
    Column("source", lambda _one: SOURCE),
    Column("as_of", lambda one: iso(one.report.published_on)),
    Column("licence", lambda _one: LICENCE),
    Column("exercise", lambda one: one.report.exercise, types=FLAG),
)


def all_observations() -> "models.QuerySet[PublishedObservation]":
    return listed().order_by("report__published_on", "report__key", "paragraph", "pk")


TABLE = Published(
    "observations",
    "what published reports observe on States and letters",
    COLUMNS,
    SOURCE,
    LICENCE,
    NOTE,
    all_observations,
)


def last_day() -> str | None:
    found = visibility.observations().aggregate(last=models.Max("report__published_on"))["last"]
    return iso(found)


def keys_on(letter: PublishedLetter) -> list[str]:
    """Return the keys of the rows on a letter, brought along by `with_observations`."""
    return [key_of(one) for one in letter.observations.all()]
