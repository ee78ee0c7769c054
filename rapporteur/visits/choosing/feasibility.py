"""Whether a visit can take place, as far as the record tells (FIELD §6, X2). It adds to no score.

Security and elections are on no record here; whoever decides looks at them elsewhere. Nothing is
told of a State of which nothing is known, for the record is partial.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from rapporteur.kernel.dates import earliest
from rapporteur.people.desks.models import Desk
from rapporteur.visits import chains
from rapporteur.visits.chains import Told
from rapporteur.visits.choosing.gathered import OWN
from rapporteur.visits.choosing.measures import About, Fact
from rapporteur.visits.cycles.models import RegisterEvent
from rapporteur.visits.cycles.queries import ACCEPTANCES, Chain
from rapporteur.visits.kinds import Kind
from rapporteur.visits.models import VisitEvent

ANSWERED = (Kind.DECLINED, *ACCEPTANCES, Kind.UNDERWAY, Kind.COMPLETED)
OF_ALL = "public documents and the register of visits"  # as a source; kept, so in one language


def facts(desk: Desk, told: Iterable[Chain], codes: Iterable[str], on: date) -> list[Fact]:
    """Return what is known of each State; two queries."""
    known = set(codes)
    everybody = of_all_mandates()
    found = [
        *standing(everybody),
        *of_others(everybody, desk.mandate_code, on),
        *own(told, on),
    ]
    return [one for one in found if one.state in known]


Events = dict[tuple[str, str], tuple[Told, ...]]  # by State and mandate, in order


def of_all_mandates() -> Events:
    """Return what documents and the register tell of visits of every mandate."""
    found: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for model in (VisitEvent, RegisterEvent):
        for event in model.objects.all():
            found[event.country_id, event.mandate_id].append(event.told)
    return {pair: chains.in_order(told) for pair, told in found.items()}


def standing(everybody: Events) -> Iterator[Fact]:
    """Tell a standing invitation once a State, as first known: it is to all mandates."""
    said: dict[str, Told] = {}
    for (state, _mandate), told in sorted(everybody.items()):
        one = chains.last(told, Kind.STANDING)
        if one and (state not in said or one.when < said[state].when):
            said[state] = one
    for state, one in said.items():
        yield Fact(state, About.STANDING, as_of=one.day or one.as_of, source=one.source)


def of_others(everybody: Events, mandate: str, on: date) -> Iterator[Fact]:
    """Count visits of other mandates in this year or the next, where there is any."""
    years = (on.year, on.year + 1)
    counts: dict[str, int] = defaultdict(int)
    for (state, whose), told in everybody.items():
        day = chains.day_of_visit(told)
        takes_place = chains.status_of(told) in chains.TAKES_PLACE
        if whose != mandate and takes_place and day and earliest(day).year in years:
            counts[state] += 1
    for state, count in counts.items():
        yield Fact(state, About.OTHERS, str(count), on.isoformat(), OF_ALL)


def own(told: Iterable[Chain], on: date) -> Iterator[Fact]:
    """Tell what each State answered this mandate last: a visit agreed to, or a request declined."""
    newest: dict[str, tuple[Told, Chain]] = {}
    for chain in told:
        said = chains.last(chain.told, *ANSWERED)
        held = newest.get(chain.country.pk)
        if said and (held is None or said.when > held[0].when):
            newest[chain.country.pk] = said, chain
    for state, (said, chain) in newest.items():
        proof = {"as_of": said.day or said.as_of, "source": said.source or OWN}
        if said.kind == Kind.DECLINED:
            yield Fact(state, About.DECLINED, **proof)
        elif chain.status in chains.AGREED and not chains.days_over(chain.told, on):
            yield Fact(state, About.AGREED, **proof)
