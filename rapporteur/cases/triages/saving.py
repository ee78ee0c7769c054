"""Saving a triage part by part. Codes go into its rows, words into the next sealed version.

Each takes the words as they were opened, and is refused where someone saved in between.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.criteria import Criterion, Result
from rapporteur.cases.facts import Age, Attitude, Cause, Choice, Fact, Known, Risk, SafePerson, Side
from rapporteur.cases.models import Involved, Triage, Weighed
from rapporteur.cases.outcomes import Outcome
from rapporteur.cases.triages import rules, scoping, words
from rapporteur.cases.triages.actions import locked
from rapporteur.cases.triages.workflow import State
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.law.rules import is_child_at
from rapporteur.people.accounts.models import Account
from rapporteur.world.models import Country

Given = Mapping[str, tuple[str, str]]  # by code: what was chosen, and the reason


def all_of(given: Collection[str], known: Collection[str]) -> list[str]:
    """Return the codes in the order of the known ones. Raises Refused for one that is not known."""
    if set(given) - set(known):
        raise Refused(_("One of these choices is not on the list any more. Choose anew."))
    return [code for code in known if code in given]


def sealed(triage: Triage, said: words.Words, fields: Collection[str], *, by: Account) -> Triage:
    """Seal the words and save these fields with them."""
    words.add(triage, said, by=str(by.pk))
    triage.save(update_fields=["version", *fields])
    journal.record("save triage", triage, by=str(by.pk), detail={"version": triage.version})
    return triage


@transaction.atomic
def weigh(triage: Triage, given: Given, *, opened: words.Opened, by: Account) -> Triage:
    """Save results and reasons by criterion; one without either is left open. Raises Refused.

    Who weighed a criterion and when stays as it was where nothing of it has changed.
    """
    current = locked(triage, by=by, version=opened.version, states=(State.DRAFT,))
    all_of(given, Criterion.values)
    before = rules.results_of(current)
    reasons = dict(opened.words.reasons)
    for criterion, (result, reason) in given.items():
        full = result in Result.values and bool(reason.strip())
        if full and (before.get(criterion), reasons.get(criterion)) == (result, reason):
            continue
        current.weighed.filter(criterion=criterion).delete()
        reasons[criterion] = reason
        if full:
            row = Weighed(triage=current, criterion=criterion, result=result, by=by, at=now())
            row.save(force_insert=True)
    return sealed(current, replace(opened.words, reasons=reasons), [], by=by)


@dataclass(frozen=True)
class Described:
    """What a matter is about. `age` holds `kind` (known, range, unknown) and its numbers."""

    codes: tuple[str, ...] = ()
    primary: str = ""
    commercial: str = Known.UNKNOWN
    exploited: str = Known.UNKNOWN
    facts: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    side: str = Side.UNKNOWN
    emerging: bool = False
    states: tuple[str, ...] = ()
    month: str = ""
    age: Mapping[str, Any] = field(default_factory=dict)
    note: str = ""


FIELDS_OF_DESCRIBED = (
    *("primary_code", "scope_answer", "scope_on", "commercial", "exploited", "facts"),
    *("causes", "side", "emerging", "states", "month", "age"),
)


@transaction.atomic
def describe(triage: Triage, said: Described, *, opened: words.Opened, by: Account) -> Triage:
    """Save scope by the rule of today, causes, side, mark, States, month and age. Raises Refused."""
    current = locked(triage, by=by, version=opened.version, states=(State.DRAFT,))
    if said.codes and said.primary not in said.codes:
        raise Refused(_("One of the codes is the first: choose which."))
    for name, value in codes_of(said).items():
        setattr(current, name, value)
    scoping.code(current, said.codes, today())
    words_now = replace(opened.words.noted(scope=said.note), age=dict(said.age))
    return sealed(current, words_now, FIELDS_OF_DESCRIBED, by=by)


def codes_of(said: Described) -> dict[str, Any]:
    """Return the fields of a triage for what was said, checked. Raises Refused."""
    standing = set(Country.objects.filter(iso3__in=said.states).values_list("iso3", flat=True))
    return {
        "primary_code": said.primary if said.codes else "",
        "commercial": all_of([said.commercial], Known.values)[0],
        "exploited": all_of([said.exploited], Known.values)[0],
        "facts": all_of(said.facts, Fact.values),
        "causes": all_of(said.causes, Cause.values),
        "side": all_of([said.side], Side.values)[0],
        "emerging": said.emerging or "OTHER_EMERGING" in said.codes,
        "states": all_of(said.states, sorted(standing)),
        "month": said.month,
        "age": age_of(said),
    }


def age_of(said: Described) -> Age:
    """Return what the age rule finds; unknown or disputed is presumed to be a child's."""
    given = said.age
    kind, low, high = given.get("kind"), given.get("low", 0), given.get("high", 0)
    try:
        found = is_child_at(
            said.month,
            age=low if kind == "known" else None,
            between=(low, high) if kind == "range" else None,
            disputed=bool(given.get("disputed")),
        )
    except ValueError:
        raise Refused(_("The ends of the range are swapped, or the month is none.")) from None
    if not found.is_child:
        return Age.ADULT
    return Age.PRESUMED if found.is_presumed else Age.CHILD


@transaction.atomic
def involve(triage: Triage, given: Given, *, opened: words.Opened, by: Account) -> Triage:
    """Save the overlap check: what is done with each proposal, and why. Raises Refused."""
    current = locked(triage, by=by, version=opened.version, states=(State.DRAFT,))
    proposals = {one.target: one for one in rules.proposals_of(current)}
    all_of(given, list(proposals))
    current.involved.all().delete()
    for target, (choice, reason) in given.items():
        if choice not in Choice.values or not reason.strip():
            continue
        if why := rules.may_choose(choice, proposals[target]):
            raise Refused(why)
        row = Involved(
            triage=current,
            target=target,
            rule=proposals[target].rule,
            choice=choice,
            by=by,
            at=now(),
        )
        row.save(force_insert=True)
    current.overlap_on = today()
    reasons = {target: reason for target, (_choice, reason) in given.items()}
    return sealed(current, replace(opened.words, involved=reasons), ["overlap_on"], by=by)


@dataclass(frozen=True)
class Guarded:
    """Risk, and what guards a child who writes alone. Notes lie sealed."""

    risk: str = Risk.UNKNOWN
    risk_note: str = ""
    child_alone: bool = False
    best_interests: str = ""
    safe_person: str = ""
    no_safe_person: str = ""


@transaction.atomic
def guard(triage: Triage, said: Guarded, *, opened: words.Opened, by: Account) -> Triage:
    """Save the risk and what guards a child; a second officer must look again. Raises Refused."""
    current = locked(triage, by=by, version=opened.version, states=(State.DRAFT,))
    if said.safe_person == SafePerson.NONE and not said.no_safe_person.strip():
        raise Refused(_("Write down why there is nobody safe for the child."))
    current.risk = all_of([said.risk], Risk.values)[0]
    current.child_alone = said.child_alone or rules.writes_alone(current.case)
    current.best_interests = bool(said.best_interests.strip())
    current.safe_person = all_of([said.safe_person], ["", *SafePerson.values])[0]
    current.seconded_by = current.seconded_on = None
    words_now = opened.words.noted(
        risk=said.risk_note, best_interests=said.best_interests, safe_person=said.no_safe_person
    )
    fields = ("risk", "child_alone", "best_interests", "safe_person", "seconded_by", "seconded_on")
    return sealed(current, words_now, fields, by=by)


@dataclass(frozen=True)
class Proposed:
    """What the officer proposes: alone or jointly, and the outcome, each with a reason."""

    attitude: str = ""
    attitude_reason: str = ""
    outcome: str = ""
    outcome_reason: str = ""


@transaction.atomic
def propose(triage: Triage, said: Proposed, *, opened: words.Opened, by: Account) -> Triage:
    """Save what the officer proposes; a choice without its reason stays open. Raises Refused."""
    current = locked(triage, by=by, version=opened.version, states=(State.DRAFT,))
    attitude = all_of([said.attitude], ["", *Attitude.values])[0]
    outcome = all_of([said.outcome], ["", *Outcome.values])[0]
    current.attitude = attitude if said.attitude_reason.strip() else ""
    current.proposed = outcome if said.outcome_reason.strip() else ""
    words_now = opened.words.noted(attitude=said.attitude_reason, proposed=said.outcome_reason)
    return sealed(current, words_now, ("attitude", "proposed"), by=by)
