"""The parts of a triage that are filled in one by one: the form of each, and what saves it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import Triage
from rapporteur.cases.triages import rules, saving
from rapporteur.cases.triages.words import Opened
from rapporteur.doors.desk import triage_forms as forms
from rapporteur.kernel.clock import today
from rapporteur.law.queries.scope import codes_on

Initial = dict[str, Any]


@dataclass(frozen=True)
class Part:
    """One part: its title, its form for a triage, what stands in it, and what saves it."""

    title: str | Promise
    make: Callable[..., Any]  # (triage, data or None, initial)
    initial: Callable[[Triage, Opened], Initial]
    save: Callable[..., Triage]  # (triage, form, opened=, by=)

    def fresh(self, triage: Triage, opened: Opened) -> Any:
        initial = {**self.initial(triage, opened), "version": opened.version}
        return self.make(triage, None, initial)

    def bound(self, triage: Triage, data: Mapping[str, Any]) -> Any:
        return self.make(triage, data, {})


def weigh_form(_triage: Triage, data: Any, initial: Initial) -> forms.WeighForm:
    return forms.WeighForm(data, initial=initial)


def weigh_initial(triage: Triage, opened: Opened) -> Initial:
    return forms.reasons_initial(rules.results_of(triage), opened.words.reasons)


def weigh(triage: Triage, form: forms.WeighForm, **more: Any) -> Triage:
    return saving.weigh(triage, form.given(), **more)


def describe_form(_triage: Triage, data: Any, initial: Initial) -> forms.DescribeForm:
    codes = [(one.code, f"{one.code}: {one.name}") for one in codes_on(today())]
    return forms.DescribeForm(data, initial=initial, codes=codes)


def describe_initial(triage: Triage, opened: Opened) -> Initial:
    plain = ("commercial", "exploited", "facts", "causes", "side", "emerging", "month")
    age = opened.words.age
    return {
        **{name: getattr(triage, name) for name in plain},
        **dict(zip(forms.STATES, triage.states, strict=False)),
        **{name: age.get(name) for name in ("low", "high", "disputed")},
        "age_kind": age.get("kind", "unknown"),
        "codes": list(triage.coded.values_list("code_id", flat=True)),
        "primary": triage.primary_code,
        "note": opened.words.notes.get("scope", ""),
    }


def describe(triage: Triage, form: forms.DescribeForm, **more: Any) -> Triage:
    given = form.cleaned_data
    plain = ("primary", "commercial", "exploited", "side", "emerging", "month", "note")
    said = saving.Described(
        **{name: given[name] for name in plain},
        codes=tuple(given["codes"]),
        facts=tuple(given["facts"]),
        causes=tuple(given["causes"]),
        states=tuple(dict.fromkeys(given[name] for name in forms.STATES if given[name])),
        age=form.age(),
    )
    return saving.describe(triage, said, **more)


def involve_form(triage: Triage, data: Any, initial: Initial) -> forms.InvolveForm:
    return forms.InvolveForm(data, initial=initial, proposals=rules.proposals_of(triage))


def involve_initial(triage: Triage, opened: Opened) -> Initial:
    chosen = dict(triage.involved.values_list("target", "choice"))
    return forms.reasons_initial(chosen, opened.words.involved)


def involve(triage: Triage, form: forms.InvolveForm, **more: Any) -> Triage:
    return saving.involve(triage, form.given(), **more)


def guard_form(_triage: Triage, data: Any, initial: Initial) -> forms.GuardForm:
    return forms.GuardForm(data, initial=initial)


def guard_initial(triage: Triage, opened: Opened) -> Initial:
    notes = opened.words.notes
    return {
        "risk": triage.risk,
        "child_alone": triage.child_alone,
        "safe_person": triage.safe_person,
        "risk_note": notes.get("risk", ""),
        "best_interests": notes.get("best_interests", ""),
        "no_safe_person": notes.get("safe_person", ""),
    }


def without_version(form: Any) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "version"}


def guard(triage: Triage, form: forms.GuardForm, **more: Any) -> Triage:
    return saving.guard(triage, saving.Guarded(**without_version(form)), **more)


def propose_form(_triage: Triage, data: Any, initial: Initial) -> forms.ProposeForm:
    return forms.ProposeForm(data, initial=initial)


def propose_initial(triage: Triage, opened: Opened) -> Initial:
    notes = opened.words.notes
    return {
        "attitude": triage.attitude,
        "outcome": triage.proposed,
        "attitude_reason": notes.get("attitude", ""),
        "outcome_reason": notes.get("proposed", ""),
    }


def propose(triage: Triage, form: forms.ProposeForm, **more: Any) -> Triage:
    return saving.propose(triage, saving.Proposed(**without_version(form)), **more)


PARTS: dict[str, Part] = {
    "weigh": Part(_("Can it be considered?"), weigh_form, weigh_initial, weigh),
    "describe": Part(_("What it is about"), describe_form, describe_initial, describe),
    "involve": Part(_("Whom it concerns beside us"), involve_form, involve_initial, involve),
    "guard": Part(_("Risk and protection"), guard_form, guard_initial, guard),
    "propose": Part(_("What the desk proposes"), propose_form, propose_initial, propose),
}
