"""Letters from before this software that a public source tells of, for pages and as open data."""

from django.db import models

from rapporteur.publication.exports import Column
from rapporteur.publication.models import PublishedEarlierLetter
from rapporteur.publication.tables import FLAG, LIST, MAYBE, Published, of_field
from rapporteur.world.models import Country

SOURCE = "registers of earlier letters"
LICENCE = "facts; the terms of the source that each row names"
SHOWN = 20  # letters on the page of a State
NOTE = (
    "Letters from before this record began, as the public source of each row tells of them. No text"
    " is held. Under answered, none says that none was on record on the day of the row; an empty"
    " value is unknown, never no. Letters do not measure how much abuse there is."
)
COLUMNS = (
    Column("key", lambda letter: str(letter.pk)),
    *(of_field(name) for name in ("reference", "kind")),
    of_field("joint", FLAG),
    *(of_field(name) for name in ("sent_on", "addressee", "addressee_name")),
    Column("country", lambda letter: letter.country_id, types=MAYBE),
    of_field("mandates", LIST),
    *(of_field(name) for name in ("subject", "answered")),
    of_field("replies", LIST),
    Column("text_held", lambda _letter: False, types=FLAG),
    *(of_field(name) for name in ("text_address", "source", "source_address", "as_of")),
    Column("licence", lambda _letter: LICENCE),
    of_field("exercise", FLAG),
)


def all_earlier() -> "models.QuerySet[PublishedEarlierLetter]":
    return PublishedEarlierLetter.objects.order_by("sent_on", "reference", "pk")


TABLE = Published(
    "earlier_letters",
    "letters from before this record, as public sources tell of them",
    COLUMNS,
    SOURCE,
    LICENCE,
    NOTE,
    all_earlier,
)


def newest_to(country: Country) -> list[PublishedEarlierLetter]:
    """Return the newest earlier letters to a State, undated ones last; one query."""
    found = PublishedEarlierLetter.objects.filter(country=country).newest_first()
    return list(found[:SHOWN])


def last_day() -> str | None:
    """Return the newest day of the rows, as exact as it is known."""
    found: str | None = PublishedEarlierLetter.objects.aggregate(last=models.Max("as_of"))["last"]
    return found
