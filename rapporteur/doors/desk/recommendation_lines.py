"""What waits of recommendations and of what partners brought: scope to decide, things to review."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.cases.rules import reads_sealed
from rapporteur.doors.desk.lines import Waiting
from rapporteur.partners.queries import to_review
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.deciding.queries import waiting
from rapporteur.recommendations.deciding.rules import decides_scope
from rapporteur.recommendations.models import Outlook

AT_MOST = 10  # lines of a kind; the list has all
TOLD = (Outlook.SURE, Outlook.LIKELY)  # what is suggested; the rest is in the list


def for_person(person: Account) -> list[Waiting]:
    """Return what waits for this person; at most two queries."""
    return [*brought(person), *scope(person)]


def brought(person: Account) -> Iterator[Waiting]:
    """Say what partners brought; which partner and what it says stay on the page."""
    if reads_sealed(person):
        return
    for one in to_review(person)[:AT_MOST]:
        state = one.country.name if one.country else ""
        yield Waiting(
            what=_("Review what a partner brought"),
            note=" · ".join(filter(None, (one.get_kind_display(), state))),
            url=reverse("partners_contribution", args=[one.pk]),
            status=_("to review"),
            since=one.sent_on,
        )


def scope(person: Account) -> Iterator[Waiting]:
    if decides_scope(person):
        return
    counts = waiting()
    total = sum(counts[one] for one in TOLD)
    if total:
        what = ngettext(
            "Decide the scope of %(count)s recommendation",
            "Decide the scope of %(count)s recommendations",
            total,
        )
        parts = [f"{one.label}: {counts[one]}" for one in TOLD if counts[one]]
        yield Waiting(
            what=what % {"count": total},
            note="; ".join(parts),
            url=reverse("recommendations_scope"),
            status=_("to decide"),
            shape="open",
        )
