"""What a search finds of this room: mandates by every title they had, and who held them."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.findables import Findable, Place, Subject, by_language
from rapporteur.people.mandates.models import HolderTerm, Mandate


def describe_mandate(mandate: Mandate) -> Findable:
    last = mandate.last_title
    titles = sorted(mandate.titles.all(), key=lambda title: title.valid_from, reverse=True)
    return Findable(
        key=mandate.code,
        titles=last.titles if last else {"en": mandate.short_label_ohchr or mandate.code},
        words=by_language(title.titles for title in titles if title is not last),
        codes=[mandate.code, mandate.short_label_ohchr, mandate.country, mandate.established_by],
        place=Place("mandate", (mandate.code,)),
        weight=10 if mandate.has_profile else 6,
    )


def describe_holder(term: HolderTerm) -> Findable:
    """Name who held a mandate, with its titles, also of long ago (R15.1)."""
    titles = by_language(title.titles for title in term.mandate.titles.all())
    return Findable(
        key=f"{term.mandate_id}/{term.name}/{term.assumed_on}",
        titles={"en": term.name},
        words={language: [words[-1]] for language, words in titles.items()},
        codes=[term.mandate_id, term.assumed_on[:4], term.ended_on[:4]],
        place=Place("mandate", (term.mandate_id,)),
        weight=7,
    )


def mandates() -> QuerySet[Mandate]:
    return Mandate.objects.with_titles()


def holders() -> QuerySet[HolderTerm]:
    return HolderTerm.objects.select_related("mandate").prefetch_related("mandate__titles")


SUBJECTS = (
    Subject(
        "mandate",
        _("mandate"),
        mandates,
        ("code",),
        describe_mandate,
        {"mandates.mandatetitle": "titles"},
    ),
    Subject(
        "holder",
        _("mandate-holder"),
        holders,
        ("mandate_id", "name", "assumed_on"),
        describe_holder,
        {"mandates.mandate": "mandate", "mandates.mandatetitle": "mandate__titles"},
    ),
)
