"""The page of a State for programs: the same facts, null where one is unknown, which is never no."""

from collections.abc import Iterable, Sequence
from typing import Any

from rapporteur.doors.desk import state_parts as parts
from rapporteur.law.national.models import LegalAge
from rapporteur.law.national.queries import Ages, Asked, Law
from rapporteur.law.queries.acceptance import Position
from rapporteur.recommendations.committee.queries import OfInstrument


def told(found: parts.Gathered, mandates: int, ages: Sequence[Ages], law: Law) -> dict[str, Any]:
    """Return all that the page says, in plain values."""
    return {
        **facts(found, ages, law),
        "blocks": {one.code: lines(one) for one in parts.blocks(found, mandates)},
        "timeline": of_time(parts.timeline(found)),
    }


def facts(found: parts.Gathered, ages: Sequence[Ages], law: Law) -> dict[str, Any]:
    """Return treaties, legal ages and what the law says: the same words in every language."""
    return {
        "state": found.country.pk,
        "name": found.country.names,
        "ages": [of_age(row) for one in ages for row in one.rows],
        "law": [of_law(one) for one in (*law.acts, *law.indicators)],
        "treaties": [of_treaty(one) for one in found.positions],
    }


def of_treaty(one: Position) -> dict[str, Any]:
    return {
        "instrument": one.instrument.key,
        "titles": one.instrument.short_titles,
        "standing": one.standing.value,
        "since": one.since or None,
        "as_of": one.as_of or None,
        "source": one.source or None,
        "reservations": [
            {
                "kind": row.kind,
                "made_on": row.made_on or None,
                "provisions": row.provisions,
                "gist": row.gist,
                "source": row.source,
                "as_of": row.as_of,
            }
            for row in one.reservations
        ],
    }


def lines(block: parts.Block) -> list[dict[str, Any]]:
    return [
        {"label": one.label, "count": one.count, "newest": one.newest or None}
        for one in block.lines
    ]


def of_age(row: LegalAge) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "for": row.whom or "all",
        "age": row.age,
        "under_18": row.is_under_18 if row.age is not None else None,
        "law": row.law or None,
        "source": row.source,
        "as_of": row.as_of,
    }


def of_law(one: Asked) -> dict[str, Any]:
    return {
        "question": one.code,
        "provision": one.place or None,
        "answer": one.answer.value,
        "law": one.told.law if one.told else None,
        "source": one.told.source if one.told else None,
        "as_of": one.told.as_of if one.told else None,
    }


def of_time(moments: Iterable[parts.Moment]) -> list[dict[str, str]]:
    return [{"day": one.day, "what": one.what, "source": one.source} for one in moments]


def of_committee(told: Iterable[OfInstrument]) -> list[dict[str, Any]]:
    return [
        {
            "instrument": one.instrument,
            "standing": one.standing.value,
            "dates": [
                {
                    "stage": line.stage,
                    "status": line.status,
                    "date": line.dated,
                    "session": line.session,
                    "symbol": line.symbol or None,
                    "source": line.source,
                    "as_of": line.as_of,
                }
                for line in one.lines
            ],
        }
        for one in told
    ]
