"""The course of a triage: begin, hand up, hand back, second, decide."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import Case, Triage
from rapporteur.cases.triages import matters, readback, rules, scoping, words
from rapporteur.cases.triages.workflow import DECIDE, RETURN, SUBMIT, State
from rapporteur.cases.workflow import BEGIN_TRIAGE
from rapporteur.cases.workflow import DECIDE as DECIDE_CASE
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account

CARRIED = (
    *("primary_code", "commercial", "exploited", "facts", "causes", "side"),
    *("emerging", "states", "month", "age"),
)


@transaction.atomic
def begin(case: Case, *, by: Account) -> Triage:
    """Begin a new triage; codes of the one before come along, nothing that was weighed does.

    Raises Refused.
    """
    moved = take(BEGIN_TRIAGE, case, by=by)
    before = moved.current
    triage = Triage(
        case=moved,
        number=before.number + 1 if before else 1,
        record=words.keep(moved, by=str(by.pk)),
        prepared_by=by,
        begun_on=today(),
        child_alone=rules.writes_alone(moved),
    )
    for name in CARRIED if before else ():
        setattr(triage, name, getattr(before, name))
    triage.save(force_insert=True)
    if before:
        scoping.code(triage, list(before.coded.values_list("code_id", flat=True)), today())
        triage.save(update_fields=["scope_answer", "scope_on"])
    moved.current = triage
    moved.save(update_fields=["current"])
    return triage


def locked(triage: Triage, *, by: Account, version: int, states: tuple[State, ...]) -> Triage:
    """Return the triage, its row locked, if this person may change it and saw its newest words.

    Raises Refused. Nothing that was decided is ever locked: it is not changed.
    """
    rows = Triage.objects.select_for_update(of=("self",)).select_related("case__desk", "record")
    current = rows.get(pk=triage.pk)
    if reason := rules.works_here(by, current):
        raise Refused(reason)
    if current.state not in states:
        raise Refused(_("This triage can no longer be changed: its state has changed."))
    if current.version != version:
        raise Refused(
            _("Someone saved this meanwhile. What you typed is still below; look at theirs first.")
        )
    return current


@transaction.atomic
def submit(triage: Triage, *, by: Account) -> Triage:
    """Hand a complete triage up for a decision, with what the engine recommends. Raises Refused."""
    rule = matters.recommendation(triage)
    return take(SUBMIT, triage, by=by, recommended=rule.outcome, recommended_by=rule.key)


def hand_back(triage: Triage, *, by: Account) -> Triage:
    """Hand a triage back to be prepared further. Raises Refused."""
    return take(RETURN, triage, by=by)


@transaction.atomic
def second(triage: Triage, *, by: Account) -> Triage:
    """Say as second officer that one has looked at it. Raises Refused."""
    current = locked(triage, by=by, version=triage.version, states=(State.DRAFT, State.WAITING))
    if reason := rules.is_not_its_preparer(by, current):
        raise Refused(reason)
    current.seconded_by, current.seconded_on = by, today()
    current.save(update_fields=["seconded_by", "seconded_on"])
    journal.record("second triage", current, by=str(by.pk))
    return current


@transaction.atomic
def decide(
    triage: Triage, outcome: str, reason: str, *, opened: words.Opened, by: Account
) -> Triage:
    """Decide: the outcome with its reason, beside what the engine recommends. Raises Refused.

    The page as it stands is sealed with it, so that it can be read back exactly; the triage is
    never changed after. The case is decided with it.
    """
    current = locked(triage, by=by, version=opened.version, states=(State.WAITING,))
    if not reason.strip():
        raise Refused(_("Give the reason for the decision."))
    for why in (
        rules.may_come_to(outcome, current),
        rules.has_a_second_officer_apart(by, current),
    ):
        if why:
            raise Refused(why)
    rule = matters.recommendation(current)
    decided = take(
        DECIDE,
        current,
        by=by,
        outcome=outcome,
        recommended=rule.outcome,
        recommended_by=rule.key,
        decided_by=by,
        decided_at=now(),
    )
    said = opened.words.noted(outcome=reason)
    page = readback.page(decided, said)
    sealed = replace(said, decided={"language": get_language() or "en", "sections": page})
    words.add(decided, sealed, by=str(by.pk))
    decided.save(update_fields=["version"])
    take(DECIDE_CASE, decided.case, by=by)
    return decided
