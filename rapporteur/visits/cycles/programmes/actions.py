"""The programme of a visit: meetings put in and taken out, each change logged, all of it sealed."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Self
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.reprisals.rules import handles_reprisals
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.visits.cycles import rules
from rapporteur.visits.cycles.models import AfterCheck, Paper, PaperKind, Visit
from rapporteur.visits.cycles.papers.actions import save
from rapporteur.visits.cycles.programmes.meetings import Meeting, leaks, official
from rapporteur.visits.cycles.programmes.plans import Safeguard

CHECK_AFTER = timedelta(days=30)  # practice, no rule


@dataclass(frozen=True)
class Programme:
    """The sealed words of a programme; one for all States of a visit."""

    languages: tuple[str, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    plan: tuple[str, ...] = ()
    log: tuple[dict[str, str], ...] = ()

    @classmethod
    def of(cls, told: dict[str, Any]) -> Self:
        return cls(
            tuple(told.get("languages", ())),
            tuple(Meeting.of(one) for one in told.get("meetings", ())),
            tuple(told.get("plan", ())),
            tuple(told.get("log", ())),
        )

    def kept(self) -> dict[str, Any]:
        return {
            "languages": list(self.languages),
            "meetings": [one.kept() for one in self.meetings],
            "plan": list(self.plan),
            "log": list(self.log),
        }

    @property
    def plan_is_whole(self) -> bool:
        return set(self.plan) >= set(Safeguard.values)


def keep(visit: Visit, changed: Programme, act: str, what: str, *, read: int, by: Account) -> Paper:
    """Seal a programme with one more line in its log of changes. Raises Refused."""
    line = {"at": now().isoformat(timespec="minutes"), "by": str(by), "act": act, "what": what}
    words = replace(changed, log=(*changed.log, line)).kept()
    return save(visit, PaperKind.PROGRAMME, words, read=read, by=by)


def put(visit: Visit, programme: Programme, meeting: Meeting, *, read: int, by: Account) -> Paper:
    """Put a meeting in, or change the one of its id. Raises Refused.

    What would show a protected name in the official programme is refused.
    """
    if meeting.ends <= meeting.begins:
        raise Refused(_("A meeting ends after it begins."))
    known = meeting if meeting.id else replace(meeting, id=str(new_id()))
    others = tuple(one for one in programme.meetings if one.id != known.id)
    changed = replace(programme, meetings=(*others, known))
    if named_in_official(changed):  # a refusal goes to the journal: it names nobody
        raise Refused(
            _("The official programme would name someone who is protected, by office or place.")
        )
    act = "changed" if len(others) < len(programme.meetings) else "added"
    return keep(visit, changed, act, f"{known.day} {known.start}", read=read, by=by)


def named_in_official(programme: Programme) -> list[str]:
    """Return the protected names that the official programme would show: none, or it is not made."""
    shown = official(programme.meetings)
    text = "\n".join(f"{one.place}\n{one.counterpart}" for one in shown)
    return leaks(text, programme.meetings)


def take_out(visit: Visit, programme: Programme, key: str, *, read: int, by: Account) -> Paper:
    """Take a meeting out; the log keeps its day. Raises Refused."""
    gone = next((one for one in programme.meetings if one.id == key), None)
    if gone is None:
        raise Refused(_("This meeting is not there any more."))
    left = tuple(one for one in programme.meetings if one.id != key)
    changed = replace(programme, meetings=left)
    return keep(visit, changed, "removed", f"{gone.day} {gone.start}", read=read, by=by)


def prepare(
    visit: Visit,
    programme: Programme,
    languages: Collection[str],
    plan: Collection[str],
    *,
    read: int,
    by: Account,
) -> Paper:
    """Say which languages the delegation speaks, and what of the safeguarding plan holds. Raises Refused."""
    if set(plan) - set(Safeguard.values):
        raise Refused(_("Choose from what stands there."))
    changed = replace(programme, languages=tuple(languages), plan=tuple(sorted(set(plan))))
    return keep(visit, changed, "changed", "plan", read=read, by=by)


@transaction.atomic
def plan_checks(visit: Visit, programme: Programme, *, by: Account) -> int:
    """Give everyone who was met a day on which someone asks how they are (D12); return how many are new.

    Whoever asked not to be asked has none. No name lies in the clear. Raises Refused.
    """
    if reason := rules.works_on(by, visit):
        raise Refused(reason)
    met = {UUID(one.id) for each in programme.meetings for one in each.people if one.checked}
    standing = set(AfterCheck.objects.filter(visit=visit).values_list("person", flat=True))
    fresh = sorted(met - standing)
    due = today() + CHECK_AFTER
    AfterCheck.objects.bulk_create(AfterCheck(visit=visit, person=one, due_on=due) for one in fresh)
    journal.record("plan checks after visit", visit, by=str(by.pk), detail={"people": len(fresh)})
    return len(fresh)


@transaction.atomic
def checked(check: AfterCheck, *, by: Account) -> AfterCheck:
    """Note that someone who was met was asked. Raises Refused."""
    if reason := rules.works_on(by, check.visit) or handles_reprisals(by):
        raise Refused(reason)
    current = AfterCheck.objects.select_for_update().get(pk=check.pk)
    current.done_on, current.by = today(), by
    current.save(update_fields=["done_on", "by"])
    journal.record("check after visit", current, by=str(by.pk))
    return current
