"""What goes into a dossier of a State: asked as the page of the State asks it, in plain values.

Of letters only those that every member of the desk may see, and of them days and kinds alone. What
lies sealed is not opened. A value that is null is unknown.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from rapporteur.communications.models import Communication
from rapporteur.communications.workflow import OUT
from rapporteur.doors.desk import state_json
from rapporteur.doors.desk import state_parts as parts
from rapporteur.follow_up.models import Following
from rapporteur.follow_up.queries import to_follow
from rapporteur.kernel.clock import today
from rapporteur.law.national import queries as national
from rapporteur.law.national.models import LegalAge
from rapporteur.law.queries.acceptance import positions_of
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.committee.queries import of_state
from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.choosing.measures import Measure
from rapporteur.visits.cycles.models import Snapshot, Visit
from rapporteur.visits.cycles.queries import chains_of
from rapporteur.world.models import Country

Rows = list[dict[str, Any]]
MOST = 400  # open recommendations: some two hundred pages


def content_of(visit: Visit, country: Country, person: Account) -> dict[str, Any]:
    """Return the content of a dossier as of today: the facts of the State's page, and this visit's."""
    day = today()
    found = parts.gather(country, positions_of(country.pk), visit.mandate_id, person)
    ages, law = national.ages_of(country), national.law_of(country)
    listed, left_out = recommendations(visit, country)
    to_decide = Recommendation.objects.of_state(country.pk).filter(standing__in_scope=None)
    facts = state_json.facts(found, ages, law)
    return {
        **facts,
        "as_of": day.isoformat(),
        "mandate": visit.mandate_id,
        "ages": with_unknown(facts["ages"]),
        "committee": list(committee(country, day)),
        "reviews": reviews(found),
        "visits": [*of_chain(visit, country), *of_record(visit, found)],
        "letters": letters(visit, country),
        "recommendations": listed,
        "left_out": left_out,
        "undecided": to_decide.order_by().count(),
        "indicators": indicators(visit, country),
    }


def with_unknown(ages: Rows) -> Rows:
    """Add a row for each of the five ages of which nothing is on record."""
    known = {row["kind"] for row in ages}
    empty = {
        "for": "all",
        "age": None,
        "under_18": None,
        "law": None,
        "source": None,
        "as_of": None,
    }
    return [*ages, *({"kind": one.value, **empty} for one in LegalAge.Kind if one not in known)]


def committee(country: Country, day: date) -> Iterator[dict[str, Any]]:
    for one in state_json.of_committee(of_state(country.pk, day)):
        for line in one["dates"]:
            yield {"instrument": one["instrument"], **line}


def reviews(found: parts.Gathered) -> Rows:
    return [
        {
            "session": one.session.number,
            "date": one.session.starts_on or None,
            "source": one.source,
            "as_of": one.as_of,
        }
        for one in found.reviews
    ]


def of_told(mandate: str, one: Any) -> dict[str, Any]:
    names = ("kind", "day", "starts_on", "ends_on", "side", "symbol", "source")
    return {"mandate": mandate, **{name: getattr(one, name) for name in names}}


def of_chain(visit: Visit, country: Country) -> Rows:
    """Return what is told of this visit. Notes stay out: they are of the desk alone."""
    chain = next(one for one in chains_of(visit) if one.country == country)
    return [of_told(visit.mandate_id, one) for one in chain.told]


def of_record(visit: Visit, found: parts.Gathered) -> Rows:
    """Return what the record tells of visits, but for what stands in the chain of this one."""
    events: Iterable[Any] = found.events
    if visit.continues_record:
        events = [one for one in events if one.mandate_id != visit.mandate_id]
    return [of_told(one.mandate_id, one.told) for one in events]


def letters(visit: Visit, country: Country) -> Rows:
    """Return letters to the State that every member of the desk may see, with days of replies."""
    sent = Communication.objects.seen_by_all_of(visit.desk).in_state(*OUT)
    found = sent.filter(addressee_state=country).prefetch_related("replies").order_by("-sent_at")
    return [
        {
            "code": one.code,
            "kind": one.kind,
            "sent_on": one.sent_at.date().isoformat() if one.sent_at else "",
            "replies": [reply.received_on.isoformat() for reply in one.replies.all()],
            "public_from": one.public_from.isoformat() if one.public_from else None,
        }
        for one in found
    ]


def recommendations(visit: Visit, country: Country) -> tuple[Rows, int]:
    """Return what is open for the State with its sources, and how many are left out beyond `MOST`.

    First what the desk follows, then what concerns the mandate and nobody follows yet.
    """
    followed = Following.objects.filter(desk=visit.desk_id).of_state(country.pk).open()
    mine = Recommendation.objects.filter(pk__in=followed.values("recommendation")).in_order()
    others = to_follow(visit.desk, country)
    known = [*mine.prefetch_related("rows")[:MOST]]
    rest = [*others.prefetch_related("rows")[: MOST - len(known)]] if len(known) < MOST else []
    more = mine.count() + others.count() - len(known) - len(rest)
    rows = [of_recommendation(one, followed=True) for one in known]
    return [*rows, *(of_recommendation(one, followed=False) for one in rest)], more


def of_recommendation(one: Recommendation, *, followed: bool) -> dict[str, Any]:
    names = ("mechanism", "symbol", "paragraph", "text", "language", "dated", "source", "as_of")
    return {
        "key": str(one.pk),
        **{name: getattr(one, name) for name in names},
        "positions": one.positions,
        "sources": sorted({row.kind for row in one.rows.all()}),
        "followed": followed,
    }


def indicators(visit: Visit, country: Country) -> Rows:
    """Return every measure; null where the newest snapshot of this visit has none, or there is none."""
    kept = Snapshot.objects.filter(visit=visit, country=country).first()
    known = {row["measure"]: row for row in kept.values} if kept else {}
    empty = {"amount": None, "source": None, "as_of": None}
    return [{"measure": one.value, **known.get(one.value, empty)} for one in Measure]
