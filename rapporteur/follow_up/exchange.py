"""What is followed for a State, by cluster, for a national mechanism's own tool, and its plan back.

One row is one commitment on one recommendation, or a recommendation that has none yet; CSV and JSON
hold the same. What a cell begins with is never a formula. Nothing here writes.
"""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.follow_up.models import Commitment, CommitmentVersion, Following
from rapporteur.follow_up.queries import versions_on
from rapporteur.kernel.reference.loading import HIDDEN
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.publication.exports import safe
from rapporteur.recommendations.models import Sector
from rapporteur.world.models import Country

OF_RECOMMENDATION = (
    *("recommendation", "cluster", "pillars", "levels", "mechanism"),
    *("symbol", "paragraph", "text", "language"),
)
OF_ACTION = (
    *("key", "action", "responsible", "deadline", "indicator_kind"),
    *("indicator", "budget", "progress", "source"),
)
COLUMNS = (*OF_RECOMMENDATION, *OF_ACTION)
NEEDED = ("recommendation", "key", "action")
LARGEST = 2_000_000  # bytes
MOST = 5_000  # rows


def rows(person: Account, country: Country, on: date) -> list[dict[str, str]]:
    """Return what the desks of a person follow for a State, by cluster. Three queries."""
    found = Following.objects.visible_to(person).open().of_state(country.pk)
    followings = list(found.select_related("recommendation__standing"))
    promises: dict[Any, list[CommitmentVersion]] = {}
    for said in versions_on(Commitment.objects.filter(following__in=followings), on):
        promises.setdefault(said.commitment.following_id, []).append(said)
    made = []
    for one in followings:
        of_one: list[CommitmentVersion | None] = [*promises.get(one.pk, [])]
        made += [{**of_recommendation(one), **of_action(said)} for said in of_one or [None]]
    return sorted(
        made, key=lambda row: (row["cluster"], row["symbol"], row["paragraph"], row["key"])
    )


def of_recommendation(one: Following) -> dict[str, str]:
    recommendation, tags = one.recommendation, one.recommendation.standing
    return {
        "recommendation": str(one.pk),
        "cluster": "; ".join(sorted(tags.sectors)),
        "pillars": "; ".join(tags.pillars),
        "levels": "; ".join(tags.levels),
        "mechanism": recommendation.mechanism,
        "symbol": recommendation.symbol,
        "paragraph": recommendation.paragraph,
        "text": recommendation.text,
        "language": recommendation.language,
    }


def of_action(said: CommitmentVersion | None) -> dict[str, str]:
    if said is None:
        return dict.fromkeys(OF_ACTION, "")
    return {
        "key": said.commitment.key,
        "action": said.words,
        "responsible": said.responsible,
        "deadline": said.due,
        "indicator_kind": said.indicator_kind,
        "indicator": said.indicator,
        "budget": said.budget,
        "progress": said.progress,
        "source": said.source,
    }


def as_csv(found: list[dict[str, str]]) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for row in found:
        table.writerow([safe(row[name]) for name in COLUMNS])
    return out.getvalue()


def as_json(found: list[dict[str, str]], country: Country, on: date) -> dict[str, Any]:
    """Return the same by cluster, each recommendation with its actions."""
    clusters: dict[str, dict[str, dict[str, Any]]] = {}
    for row in found:
        held = clusters.setdefault(row["cluster"], {})
        one = held.setdefault(
            row["recommendation"],
            {**{name: row[name] for name in OF_RECOMMENDATION}, "actions": []},
        )
        if row["action"]:
            one["actions"].append({name: row[name] for name in OF_ACTION})
    return {
        "state": country.pk,
        "as_of": on.isoformat(),
        "sectors": {sector.value: str(sector.label) for sector in Sector},
        "clusters": [
            {"cluster": name, "recommendations": list(held.values())}
            for name, held in clusters.items()
        ],
    }


@dataclass(frozen=True)
class Planned:
    """One row of a plan as it was given; `line` is that of the file, or the place in the JSON."""

    line: int
    cells: dict[str, str]


def read(name: str, data: bytes) -> list[Planned]:
    """Read a plan, CSV or JSON, as it was exported or filled in. Raises Refused for no such file."""
    if len(data) > LARGEST:
        raise Refused(_("This file is larger than 2 MB."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(_("This file is not UTF-8 text.")) from None
    if HIDDEN.search(text):
        raise Refused(_("There is a hidden mark or a control character in this file."))
    found = list(of_json(text) if name.lower().endswith(".json") else of_csv(text))
    if len(found) > MOST:
        raise Refused(_("This file has more than 5,000 rows."))
    return found


def of_csv(text: str) -> Iterator[Planned]:
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in NEEDED if name not in (reader.fieldnames or [])]
        if missing:
            raise Refused(_("These columns are missing: %(names)s") % {"names": ", ".join(missing)})
        for row in reader:
            yield Planned(reader.line_num, {name: plain(row.get(name)) for name in COLUMNS})
    except csv.Error:
        told = {"line": reader.reader.line_num}
        raise Refused(_("Line %(line)s cannot be read as CSV.") % told) from None


def of_json(text: str) -> Iterator[Planned]:
    try:
        found = json.loads(text)
        pairs = [
            (one, action)
            for cluster in found["clusters"]
            for one in cluster["recommendations"]
            for action in one["actions"]
        ]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused(_("This is no plan in JSON, as it is exported here.")) from None
    for place, (one, action) in enumerate(pairs, 1):
        cells = {**dict.fromkeys(COLUMNS, ""), **action, "recommendation": one["recommendation"]}
        yield Planned(place, {name: plain(cells[name]) for name in COLUMNS})


def plain(cell: object) -> str:
    """Return a cell as text, without the apostrophe that keeps a formula away."""
    text = str(cell).strip() if isinstance(cell, str | int) else ""
    return text[1:] if text.startswith("'") and safe(text[1:]) == text else text


UNKNOWN = gettext_lazy("this recommendation is not followed here for this State")
