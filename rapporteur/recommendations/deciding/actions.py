"""Reading what is new, deciding scope one by one or in bulk where it is sure, and undoing that.

Decisions are only added, each with who, when and what was suggested then.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.deciding import queries, reading
from rapporteur.recommendations.deciding.rules import (
    are_rows,
    departs,
    gives_reason,
    is_sure,
    is_tagged,
    may_be_undone,
    names_codes,
    was_seen,
)
from rapporteur.recommendations.deciding.tags import NAMES, Tags
from rapporteur.recommendations.models import Recommendation, ScopeBulk, ScopeDecision, Standing
from rapporteur.recommendations.searching.indexing import renew

READ = ("outlook", "suggested", "tags_suggested", "read_with")
HELD = ("in_scope", "codes", *NAMES)
A_BATCH = 1_000


UNTAGGED = Tags()


@dataclass(frozen=True)
class Choice:
    """What a person chose; `seen` is the number of the decision they had before them."""

    in_scope: bool
    codes: tuple[str, ...] = ()
    reason: str = ""
    seen: int = 0
    tags: Tags | None = None  # None: those that are suggested


@transaction.atomic
def read_new(*, by: str, at_most: int = A_BATCH) -> int:
    """Read recommendations that nobody has read with the terms of today; return how many.

    What was decided stays: only the suggestion is renewed.
    """
    fresh = list(queries.unread(reading.mark())[:at_most])
    made = [reading.read(one) for one in fresh]
    Standing.objects.bulk_create(
        made, update_conflicts=True, unique_fields=["recommendation"], update_fields=READ
    )
    renew([one.pk for one in fresh])
    if made:
        journal.record("read recommendations", Standing, by=by, detail={"rows": len(made)})
    return len(made)


def locked(one: Recommendation) -> Standing:
    """Return the row of a recommendation, locked; it is read first where nobody did."""
    Standing.objects.bulk_create([reading.read(one)], ignore_conflicts=True)
    return rows().get(pk=one.pk)


def require(*reasons: Reason | None) -> None:
    for why in reasons:
        if why:
            raise Refused(why)


@transaction.atomic
def decide(one: Recommendation, choice: Choice, *, by: Account) -> ScopeDecision:
    """Decide whether a recommendation is in scope, and for what. Raises Refused."""
    standing = locked(one)
    in_scope, codes = choice.in_scope, sorted(set(choice.codes))
    tags = Tags.of(standing.tags_suggested) if choice.tags is None else choice.tags
    require(
        was_seen(standing, choice.seen),
        names_codes(codes, queries.codes_in_use(), in_scope=in_scope),
        is_tagged(tags, in_scope=in_scope),
        gives_reason(standing, codes, choice.reason, in_scope=in_scope),
    )
    reason = choice.reason.strip()
    made = decided(standing, codes, tags, in_scope=in_scope, by=by, reason=reason)
    made.departs = departs(standing, codes, in_scope=in_scope)
    keep([(standing, made)], by=by)
    return made


def decided(
    standing: Standing,
    codes: Collection[str] = (),
    tags: Tags = UNTAGGED,
    *,
    in_scope: bool | None,
    by: Account,
    reason: str = "",
    bulk: ScopeBulk | None = None,
) -> ScopeDecision:
    return ScopeDecision(
        recommendation=standing.recommendation,
        number=standing.number + 1,
        in_scope=in_scope,
        codes=list(codes),
        **(tags if in_scope else UNTAGGED).stored,
        suggested=standing.suggested,
        outlook=standing.outlook,
        reason=reason,
        bulk=bulk,
        by=by,
        on=today(),
    )


def keep(pairs: list[tuple[Standing, ScopeDecision]], *, by: Account) -> None:
    """Add decisions, let each hold, and write an entry for each."""
    ScopeDecision.objects.bulk_create([made for _standing, made in pairs])
    for standing, made in pairs:
        standing.decision = made
        for name in HELD:
            setattr(standing, name, getattr(made, name))
        word = {True: "in", False: "out", None: "open"}[made.in_scope]
        detail: dict[str, str | int] = {"scope": word, "number": made.number}
        if made.bulk_id:
            detail["bulk"] = str(made.bulk_id)
        journal.record("decide scope", made.recommendation, by=str(by.pk), detail=detail)
    Standing.objects.bulk_update(
        [standing for standing, _made in pairs], [*HELD, "decision"], batch_size=500
    )
    renew([standing.pk for standing, _made in pairs])


@transaction.atomic
def decide_many(wanted: Collection[UUID], *, in_scope: bool, by: Account) -> ScopeBulk:
    """Take over the suggestion for all of these, which must be sure. Raises Refused: all or none."""
    found = lock(wanted)
    require(are_rows(wanted, found))
    for one in found:
        if why := is_sure(one, in_scope=in_scope):
            raise Refused(f"{one.recommendation}: {why}")
    bulk = ScopeBulk(in_scope=in_scope, by=by, at=now())
    bulk.save(force_insert=True)
    pairs = [(one, taken_over(one, bulk, by=by)) for one in found]
    keep(pairs, by=by)
    return bulk


def lock(wanted: Collection[UUID]) -> list[Standing]:
    """Return the rows of recommendations, locked."""
    return list(rows().filter(pk__in=wanted))


def rows() -> QuerySet[Standing]:
    """Return rows that are locked when they are read, in one order, whoever asks for which."""
    found = Standing.objects.select_for_update(of=("self",)).order_by("pk")
    return found.select_related("recommendation", "decision")


def taken_over(standing: Standing, bulk: ScopeBulk, *, by: Account) -> ScopeDecision:
    """Return a decision that is what was suggested."""
    if not bulk.in_scope:
        return decided(standing, in_scope=False, by=by, bulk=bulk)
    tags = Tags.of(standing.tags_suggested)
    return decided(standing, sure_codes(standing), tags, in_scope=True, by=by, bulk=bulk)


def sure_codes(standing: Standing) -> list[str]:
    return sorted(one["code"] for one in standing.suggested if one["sure"])


@dataclass(frozen=True)
class Undone:
    """How many are to be decided again, and those that somebody decided since."""

    rows: int
    stay: list[ScopeDecision]


@transaction.atomic
def undo(bulk: ScopeBulk, *, by: Account) -> Undone:
    """Let all of a bulk be undecided again, but what was decided since. Raises Refused."""
    current = ScopeBulk.objects.select_for_update(of=("self",)).get(pk=bulk.pk)
    require(may_be_undone(current, by))
    made = list(current.decisions.select_related("recommendation"))
    found = lock([one.recommendation_id for one in made])
    holds = {one.decision_id for one in found}
    back = [
        (row, decided(row, in_scope=None, by=by, bulk=current))
        for row in found
        if row.decision and row.decision.bulk_id == current.pk
    ]
    keep(back, by=by)
    current.undone_at = now()
    current.save(update_fields=["undone_at"])
    return Undone(len(back), [one for one in made if one.pk not in holds])
