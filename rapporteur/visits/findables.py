"""What a search finds of this room: the steps of visits, by State, mandate, year and document."""

from functools import cache

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.findables import Findable, Place, Subject, by_language, in_each_language
from rapporteur.visits import visibility
from rapporteur.visits.models import VisitEvent


@cache
def labels() -> dict[str, dict[str, str]]:
    """Return what each kind of step is called, by language."""
    return {kind.value: in_each_language(kind.label) for kind in VisitEvent.Kind}


def describe_visit(event: VisitEvent) -> Findable:
    called = labels()[event.kind]
    names = event.country.names
    titles = by_language(title.titles for title in event.mandate.titles.all())
    year = f" ({event.starts_on[:4]})" if event.starts_on else ""
    return Findable(
        key=f"{event.mandate_id}/{event.country_id}/{event.kind}/{event.starts_on}",
        titles={
            language: f"{names[language]}: {words}{year}"
            for language, words in called.items()
            if language in names
        },
        words={language: [words[-1]] for language, words in titles.items() if language in called},
        codes=[event.country_id, event.mandate_id, event.symbol],
        place=Place("state", (event.country_id,), "visits"),
        weight=4,
    )


def visits() -> QuerySet[VisitEvent]:
    found = visibility.of_documents().select_related("country", "mandate")
    return found.prefetch_related("mandate__titles")


SUBJECTS = (
    Subject(
        "visit",
        _("step of a visit"),
        visits,
        ("mandate_id", "country_id", "kind", "starts_on"),
        describe_visit,
        {
            "world.country": "country",
            "mandates.mandate": "mandate",
            "mandates.mandatetitle": "mandate__titles",
        },
    ),
)
