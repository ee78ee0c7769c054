"""What a follow-up visit looks into: the recommendations open when it began, as they stand today (R35.2)."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapporteur.follow_up.models import Following
from rapporteur.follow_up.workflow import State
from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.cycles.models import Followed, Visit
from rapporteur.visits.cycles.queries import chain_of, record_of
from rapporteur.world.models import Country


@dataclass(frozen=True)
class Line:
    """One recommendation before a follow-up visit. `following` is None where nobody follows it yet.

    `of_first` says that it stands in a report of the first visit; the others of the State do not.
    """

    recommendation: Recommendation
    following: Following | None
    of_first: bool

    @property
    def is_closed(self) -> bool:
        return self.following is not None and self.following.state == State.CLOSED

    @property
    def place(self) -> str:
        return f"{self.recommendation.symbol} {self.recommendation.paragraph}".strip()


def symbols_of(first: Visit, country: Country) -> set[str]:
    """Return the symbols of the reports on a visit to a State, as its chain tells them."""
    told = chain_of(first, country, record_of(first.mandate, [country])).told
    return {one.symbol for one in told} - {""}


def open_before(visit: Visit, first: Visit, country: Country) -> list[Recommendation]:
    """Return what is open for a State: what the desk follows, then what the first report adds. Four queries.

    What the report of the first visit recommends and nobody follows was never closed, so it is open.
    """
    known = Following.objects.filter(desk=visit.desk_id).of_state(country.pk)
    is_open = Recommendation.objects.filter(pk__in=known.open().values("recommendation"))
    reported = Recommendation.objects.of_state(country.pk)
    reported = reported.filter(symbol__in=symbols_of(first, country))
    untouched = reported.exclude(pk__in=known.values("recommendation"))
    return [*is_open.in_order(), *untouched.in_order()]


def lines_of(visit: Visit) -> tuple[list[Line], list[Line]]:
    """Return what a follow-up visit looks into, and what of the first report was closed before it.

    Nothing is dropped: what was closed since the beginning stays in its line. No query for another
    kind of visit.
    """
    if visit.follows_id is None:
        return [], []
    country = visit.countries[0]
    symbols = symbols_of(Visit.objects.with_chains().get(pk=visit.follows_id), country)
    followings = Following.objects.filter(desk=visit.desk_id).of_state(country.pk)
    by_recommendation = {
        one.recommendation_id: one for one in followings.select_related("recommendation")
    }
    rows = Followed.objects.filter(visit=visit).select_related("recommendation")
    taken = [one.recommendation for one in rows]
    held = {one.pk for one in taken}
    before = [
        one.recommendation
        for one in by_recommendation.values()
        if one.state == State.CLOSED
        and one.recommendation_id not in held
        and one.recommendation.symbol in symbols
    ]

    def told(found: Iterable[Recommendation]) -> list[Line]:
        return [Line(one, by_recommendation.get(one.pk), one.symbol in symbols) for one in found]

    return told(taken), told(before)
