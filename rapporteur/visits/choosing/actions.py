"""Load figures, weigh, keep a run, decide. Everything is added, and nothing is changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.reference.models import Evidence
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.choosing import files, queries, rules, runs
from rapporteur.visits.choosing.measures import Fact, Measure, Value
from rapporteur.visits.choosing.models import Decision, Figure, Run, Weighting
from rapporteur.world.models import Country


@dataclass(frozen=True)
class Loaded:
    """What a file did, in figures; `skipped` names codes of areas and of States not on record."""

    added: int
    unchanged: int
    skipped: tuple[str, ...]


@transaction.atomic
def load_figures(path: Path, *, by: str, dry_run: bool = False) -> Loaded:
    """Add the figures of a file of the United Nations or of one's own. Raises Refused."""
    known = set(Figure.objects.values_list("country_id", "series", "as_of", "source"))
    states = set(Country.objects.states().values_list("pk", flat=True))
    fresh, unchanged, skipped = [], 0, set[str]()
    for one in files.read(path):
        if one.iso3 not in states:
            skipped.add(one.iso3)
        elif (one.iso3, one.series, one.as_of, one.source) in known:
            unchanged += 1
        else:
            fresh.append(one)
    if not dry_run:
        moment = now()
        Figure.objects.bulk_create(
            Figure(
                country_id=one.iso3,
                series=one.series,
                amount=one.amount,
                as_of=one.as_of,
                source=one.source,
                evidence=Evidence.DOCUMENT,
                by=by,
                at=moment,
            )
            for one in fresh
        )
        journal.record("load figures", Figure, by=by, detail={"added": len(fresh)})
    return Loaded(len(fresh), unchanged, tuple(sorted(skipped)))


@transaction.atomic
def weigh(weights: Mapping[str, int], *, reason: str, by: Account) -> Weighting:
    """Put a new version of the weights into force. Raises Refused."""
    if why := rules.decides(by) or rules.can_weigh(weights, reason):
        raise Refused(why)
    made = Weighting(
        version=queries.next_version(),
        weights={measure.value: int(weights.get(measure.value, 0)) for measure in Measure},
        reason=reason.strip(),
        by=str(by.pk),
        at=now(),
    )
    made.save(force_insert=True)
    journal.record("weigh measures", made, by=made.by)
    return made


@transaction.atomic
def keep_run(
    mandate: Mandate,
    states: Sequence[str],
    values: Mapping[tuple[str, Measure], Value],
    *,
    on: date,
    by: Account,
    inherited: Sequence[str] = (),
    behind: Mapping[str, Any] | None = None,
    facts: Sequence[Fact] = (),
) -> Run:
    """Rank with the weights in force and keep the run as it was written. Raises Refused."""
    if why := rules.ranks(by):
        raise Refused(why)
    version, weights = queries.in_force()
    told = runs.run(list(states), values, weights, version=version, on=on.isoformat(), facts=facts)
    made = Run(
        mandate=mandate,
        on=on,
        written=runs.written(told).decode(),
        inherited=list(inherited),
        behind=dict(behind or {}),
        by=str(by.pk),
        at=now(),
    )
    made.save(force_insert=True)
    journal.record("rank visits", made, by=made.by)
    return made


@transaction.atomic
def decide(
    run: Run, chosen: Sequence[str], *, reason: str, by: Account, why_departs: str = ""
) -> Decision:
    """Decide which visits to propose; where it departs from the ranking is kept. Raises Refused."""
    told = queries.departures(run, chosen)
    known = queries.snapshot(run)["states"]
    departs = any(told.values())
    why = rules.decides(by) or rules.can_decide(chosen, known, reason, why_departs, departs=departs)
    if why:
        raise Refused(why)
    made = Decision(
        run=run,
        chosen=list(chosen),
        departures=told,
        reason=reason.strip(),
        why_departs=why_departs.strip() if departs else "",
        by=str(by.pk),
        at=now(),
    )
    made.save(force_insert=True)
    journal.record("decide visits", made, by=made.by, detail={"departs": int(departs)})
    return made
