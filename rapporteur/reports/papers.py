"""A report as a document: while it is written, with figures as they are now, and as published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rapporteur.documents import counting as words_counted
from rapporteur.documents.counting import Origin
from rapporteur.documents.tree import Document, Front
from rapporteur.kernel.texts import COLUMNS
from rapporteur.people.mandates.queries import signatory_list
from rapporteur.reports.models import SessionReport
from rapporteur.reports.writing import Text, Tied, document, recommendations


@dataclass(frozen=True)
class Weighed:
    """What is counted of a text; `over` is None where the limit says nothing of its language."""

    words: int
    over: bool | None
    recommendations: int


def front(report: SessionReport, day: date | None) -> Front:
    """Return the masthead in the language of the report; without a day while it is a draft."""
    with translation.override(COLUMNS[report.language]):
        return Front(
            organ=str(report.get_body_display()),
            symbol=report.symbol,
            distribution=pgettext("of a document", "General") if day else _("Draft"),
            day=day,
            language=report.language,
            original=report.language,
            session=_("Session %(number)s") % {"number": report.session},
            author=author(report, day),
        )


def author(report: SessionReport, day: date | None) -> str:
    """Return the title of the mandate on the day, in the language of the report."""
    [signatory] = signatory_list([report.desk.mandate_code], day or report.begun_on)
    return signatory.words


def weighed(report: SessionReport, text: Text) -> Weighed:
    """Count a text: a figure is one word, whatever it is."""
    found = document(text, front(report, None), lambda _tied: "0")
    counted = words_counted.count(found, Origin.MANDATE)
    return Weighed(counted.total, counted.over, recommendations(found))


def draft(report: SessionReport, text: Text, values: Mapping[Tied, int | None]) -> Document:
    """Return what is written so far, with figures as they are counted now."""
    return document(text, front(report, None), lambda tied: shown(values.get(tied)))


def final(report: SessionReport, text: Text, day: date) -> Document:
    """Return the report as it becomes public on a day, with the figures that were agreed to."""
    agreed = report.agreed()
    return document(text, front(report, day), lambda tied: shown(agreed[tied].value))


def shown(value: int | None) -> str:
    return "…" if value is None else str(value)
