"""What a search finds of this room: reports that are public, by the words that were made public.

The public door knows none of the tables of this room: only the published ones are read here.
"""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from rapporteur.documents.tree import Document, Paragraph, Section, plain, walk
from rapporteur.kernel.findables import Findable, Place, Subject
from rapporteur.kernel.texts import COLUMNS, LANGUAGES
from rapporteur.publication import reports as published
from rapporteur.publication.models import PublishedReport

MOST = 100_000  # characters: more than the UN takes of a report; an entry holds 1 MB of words


def titles_of(report: PublishedReport) -> dict[str, str]:
    """Return the title in its own language, and in the five others which report it is."""
    titles = {}
    for language in LANGUAGES:
        with override(language):
            titles[language] = gettext("Report %(symbol)s") % {"symbol": report.symbol}
    return {**titles, COLUMNS[report.language]: report.title}


def texts_of(document: Document) -> Iterator[str]:
    """Yield summary, headings, paragraphs and their points, in reading order, without notes."""
    for block in walk((*document.summary, *document.body)):
        if isinstance(block, Section):
            yield plain(block.heading)
        elif isinstance(block, Paragraph):
            yield plain(block.runs)
            yield from (plain(point.runs) for point in block.points)


def as_far(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts as far as the index can hold them."""
    room = MOST
    for text in texts:
        room -= len(text)
        if room < 0:
            return
        yield text


def describe(report: PublishedReport) -> Findable:
    texts = list(as_far(text for text in texts_of(published.document(report)) if text))
    return Findable(
        key=report.key,
        titles=titles_of(report),
        words={COLUMNS[report.language]: texts},
        codes=[report.symbol, report.mandate],
        place=Place("report", (report.key,)),
        weight=5,
    )


def reports() -> "QuerySet[PublishedReport]":
    """Return those that wait for their day, too: the search leaves them out until then."""
    return PublishedReport.objects.all()


REPORTS = Subject("report", _("report to a session"), reports, ("key",), describe)
SUBJECTS = (REPORTS,)
