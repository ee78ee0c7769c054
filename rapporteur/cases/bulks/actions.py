"""Changing many rows at once, in one transaction, with an entry each; and undoing it.

Undone is only what nobody has changed since: the rest is named, and stays.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.bulks.rules import (
    are_rows,
    has_a_clock,
    may_be_given,
    may_be_held,
    may_be_theirs,
    may_be_undone,
)
from rapporteur.cases.clocks.rules import is_a_day_to_choose
from rapporteur.cases.models import Bulk, BulkItem, Case, HeldBack, Release
from rapporteur.cases.queries.received import in_queue, of_desks
from rapporteur.intake.models import Submission
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account

HELD, IN = "held", "in"
FIELDS = {Bulk.Kind.OWNER: "owner_id", Bulk.Kind.DUE: "due_chosen"}


def assign(wanted: Collection[UUID], owner: Account, *, by: Account) -> Bulk:
    """Give cases to a member of their desk. Raises Refused, with nothing changed."""
    with transaction.atomic():
        cases = locked_cases(wanted, may_be_given, by=by)
        if why := may_be_theirs(owner, cases):
            raise Refused(why)
        return changed(Bulk.Kind.OWNER, cases, owner.pk, by=by)


def choose_day(wanted: Collection[UUID], day: date | None, *, by: Account) -> Bulk:
    """Let cases be due on a day, or by the rule again. Raises Refused, with nothing changed."""
    with transaction.atomic():
        if why := is_a_day_to_choose(day):
            raise Refused(why)
        return changed(Bulk.Kind.DUE, locked_cases(wanted, has_a_clock, by=by), day, by=by)


def hold(wanted: Collection[UUID], *, held: bool, by: Account) -> Bulk:
    """Hold submissions back, or let them in. Raises Refused, with nothing changed."""
    with transaction.atomic():
        found = list(of_desks(by).filter(pk__in=wanted).order_by("pk"))
        require(are_rows(wanted, found))
        if held:
            for one in found:
                require(may_be_held(one))
        bulk, after = begun(Bulk.Kind.HOLD, by), HELD if held else IN
        queue = in_the_queue(found)
        others = [one for one in found if (one.pk in queue) == held]
        put(others, held=held, by=by)
        items = [
            BulkItem(bulk=bulk, submission=one, before=IN if held else HELD, after=after)
            for one in others
        ]
        return kept(bulk, items, by=by)


def require(why: Reason | None, case: Case | None = None) -> None:
    """Raise Refused with a reason, and the case that it is about."""
    if why:
        raise Refused(f"{case}: {why}" if case else why)


def locked_cases(
    wanted: Collection[UUID], rule: Callable[[Case], Reason | None], *, by: Account
) -> list[Case]:
    """Lock cases of a person's desks in one order; each must pass the rule. Raises Refused."""
    rows = Case.objects.visible_to(by).select_for_update(of=("self",)).order_by("pk")
    found = list(rows.filter(pk__in=wanted))
    require(are_rows(wanted, found))
    for case in found:
        require(rule(case), case)
    return found


def begun(kind: Bulk.Kind, by: Account) -> Bulk:
    bulk = Bulk(kind=kind, by=by, at=now())
    bulk.save(force_insert=True)
    return bulk


def changed(kind: Bulk.Kind, cases: Sequence[Case], value: Any, *, by: Account) -> Bulk:
    """Put a value into each case that has another; one item and one entry a case."""
    bulk, field = begun(kind, by), FIELDS[kind]
    others = [case for case in cases if getattr(case, field) != value]
    items = [
        BulkItem(bulk=bulk, case=case, before=text(getattr(case, field)), after=text(value))
        for case in others
    ]
    Case.objects.filter(pk__in=[case.pk for case in others]).update(**{field: value})
    return kept(bulk, items, by=by)


def text(value: Any) -> str:
    return "" if value is None else str(value)


def kept(bulk: Bulk, items: list[BulkItem], *, by: Account) -> Bulk:
    """Keep the items, with an entry each. Raises Refused where there is none."""
    if not items:
        raise Refused(_("That is so already: nothing was changed."))
    BulkItem.objects.bulk_create(items)
    for item in items:
        detail = {"kind": bulk.kind, "to": item.after, "bulk": str(bulk.pk)}
        journal.record("change many", item.case or item.submission, by=str(by.pk), detail=detail)
    return bulk


def in_the_queue(submissions: Collection[Submission]) -> set[UUID]:
    found = Submission.objects.filter(in_queue(), pk__in=[one.pk for one in submissions])
    return set(found.values_list("pk", flat=True))


def put(submissions: Collection[Submission], *, held: bool, by: Account) -> None:
    """Put submissions aside, or into the queue."""
    if held:
        aside = [HeldBack(submission=one, by=by, on=today()) for one in submissions]
        HeldBack.objects.bulk_create(aside, ignore_conflicts=True)
        return
    HeldBack.objects.filter(submission__in=submissions).delete()
    let_in = [Release(submission=one, by=by, on=today()) for one in submissions if one.held]
    Release.objects.bulk_create(let_in, ignore_conflicts=True)


@dataclass(frozen=True)
class Undone:
    """How many rows are as before, and those that were changed since."""

    rows: int
    stay: list[BulkItem]


@transaction.atomic
def undo(bulk: Bulk, *, by: Account) -> Undone:
    """Put back what stood before, where nobody has changed it since. Raises Refused."""
    current = Bulk.objects.select_for_update(of=("self",)).get(pk=bulk.pk)
    require(may_be_undone(current, by))
    items = list(current.items.select_related("case", "submission"))
    back = held_again if current.kind == Bulk.Kind.HOLD else put_back
    done = back(current, items, by)
    BulkItem.objects.filter(pk__in=[item.pk for item in done]).update(undone=True)
    for item in done:
        detail = {"kind": current.kind, "to": item.before, "bulk": str(current.pk)}
        journal.record("undo", item.case or item.submission, by=str(by.pk), detail=detail)
    current.undone_at = now()
    current.save(update_fields=["undone_at"])
    stays = {item.pk for item in items} - {item.pk for item in done}
    return Undone(len(done), [item for item in items if item.pk in stays])


def put_back(bulk: Bulk, items: Sequence[BulkItem], by: Account) -> list[BulkItem]:
    """Put back the values of cases; return the items for which that could be done."""
    kind = Bulk.Kind(bulk.kind)
    field, rule = FIELDS[kind], may_be_given if kind == Bulk.Kind.OWNER else has_a_clock
    rows = Case.objects.visible_to(by).select_for_update(of=("self",)).order_by("pk")
    cases = {case.pk: case for case in rows.filter(pk__in=[item.case_id for item in items])}
    gone = who_left(items, cases.values()) if kind == Bulk.Kind.OWNER else frozenset()
    done, changed_back = [], []
    for item in items:
        case = cases.get(item.case_id) if item.case_id else None
        if case is None or text(getattr(case, field)) != item.after:
            continue
        if rule(case) is None and item.before not in gone:
            setattr(case, field, item.before or None)
            changed_back.append(case)
            done.append(item)
    Case.objects.bulk_update(changed_back, [field.removesuffix("_id")])
    return done


def who_left(items: Sequence[BulkItem], cases: Collection[Case]) -> frozenset[str]:
    """Return the owners before who work at these desks no more."""
    owners = Account.objects.in_bulk([UUID(one) for one in {item.before for item in items} if one])
    return frozenset(str(pk) for pk, owner in owners.items() if may_be_theirs(owner, cases))


def held_again(_bulk: Bulk, items: Sequence[BulkItem], by: Account) -> list[BulkItem]:
    """Put submissions back where they were; return the items for which that could be done."""
    mine = {
        one.pk: one for one in of_desks(by).filter(pk__in=[item.submission_id for item in items])
    }
    queue = in_the_queue(mine.values())
    done = [
        item
        for item in items
        if item.submission_id in mine and (item.submission_id in queue) == (item.after == IN)
    ]
    for held in (True, False):
        back = [item.submission_id for item in done if (item.before == HELD) == held]
        put([mine[pk] for pk in back if pk], held=held, by=by)
    return done
