"""The parts of a triage as forms. Each carries the version of the words that it was made from."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.cases.criteria import BASES, Criterion, Result
from rapporteur.cases.facts import Attitude, Cause, Choice, Fact, Known, Risk, SafePerson, Side
from rapporteur.cases.joining import Proposal
from rapporteur.cases.outcomes import Outcome
from rapporteur.doors.desk.case_forms import LONGEST, state_choices
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import UNREMEMBERED, PlainText
from rapporteur.kernel.dates import validate_partial_date

OPEN = ("", _("still open"))
STATES = ("state1", "state2", "state3")


def words(label: Any, help_text: Any = "", rows: int = 3) -> PlainText:
    return PlainText(
        label=label, help_text=help_text, rows=rows, required=False, max_length=LONGEST
    )


class PartForm(DeskForm):
    """A part of a triage; `version` is that of the words it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> None:
        if "version" in self.errors:  # a hidden field shows no error of its own
            self.add_error(
                None, _("This page is not whole. Open it anew, and copy what you typed.")
            )


class WeighForm(PartForm):
    """Result and reason of every criterion; both may wait."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in Criterion:
            self.fields[one.value] = forms.ChoiceField(
                label=f"{one.label}",
                help_text=str(BASES[one].source),
                choices=[OPEN, *Result.choices],
                required=False,
            )
            self.fields[f"{one.value}_reason"] = words(_("Reason"), rows=2)

    def given(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {one: (data[one], data[f"{one}_reason"]) for one in Criterion.values}


class DescribeForm(PartForm):
    """What the matter is about, in codes; only the note is in words, and lies sealed."""

    codes = forms.MultipleChoiceField(
        label=_("Scope codes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    primary = forms.ChoiceField(label=_("First code"), required=False)
    commercial = forms.ChoiceField(
        label=_("Something given or promised in return"), choices=Known.choices
    )
    exploited = forms.ChoiceField(
        label=_("Sale or exploitation is part of it"), choices=Known.choices
    )
    facts = forms.MultipleChoiceField(
        label=_("What else is so"),
        choices=Fact.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    causes = forms.MultipleChoiceField(
        label=_("Causes"),
        choices=Cause.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    side = forms.ChoiceField(label=_("Side of supply or demand"), choices=Side.choices)
    emerging = forms.BooleanField(label=_("Emerging: put it on the list to review"), required=False)
    state1 = forms.ChoiceField(
        label=pgettext_lazy("country", "State"), choices=state_choices, required=False
    )
    state2 = forms.ChoiceField(label=_("Second State"), choices=state_choices, required=False)
    state3 = forms.ChoiceField(label=_("Third State"), choices=state_choices, required=False)
    month = forms.CharField(
        label=_("Month of the facts"),
        help_text=_("Like 2026-03, or only the year. Never a day."),
        max_length=7,
        required=False,
        validators=[validate_partial_date],
        widget=forms.TextInput(attrs=UNREMEMBERED),
    )
    age_kind = forms.ChoiceField(
        label=_("Age when it happened"),
        choices=[("unknown", _("not known")), ("known", _("known")), ("range", _("from, to"))],
    )
    low = forms.IntegerField(label=_("Age, or from"), min_value=0, max_value=120, required=False)
    high = forms.IntegerField(label=_("To"), min_value=0, max_value=120, required=False)
    disputed = forms.BooleanField(label=_("The age is disputed"), required=False)
    note = words(_("Note on scope"), _("It lies sealed."))

    def __init__(self, *args: Any, codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("codes", codes), ("primary", [("", _("none")), *codes])):
            field: Any = self.fields[name]
            field.choices = choices

    def clean(self) -> None:
        super().clean()
        data = self.cleaned_data
        needed = {"known": ("low",), "range": ("low", "high")}.get(data.get("age_kind", ""), ())
        for name in needed:
            if data.get(name) is None and name not in self.errors:
                self.add_error(name, _("Write the age in years, or choose: not known."))

    def age(self) -> dict[str, Any]:
        data = self.cleaned_data
        ends = {name: data[name] for name in ("low", "high") if data[name] is not None}
        return {"kind": data["age_kind"], "disputed": data["disputed"], **ends}


class InvolveForm(PartForm):
    """For each proposal: invite, inform or leave out, and why."""

    def __init__(self, *args: Any, proposals: list[Proposal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = [one.target for one in proposals]
        for one in proposals:
            able = [
                choice
                for choice in Choice.choices
                if choice[0] != Choice.INVITE or one.no_invitation is None
            ]
            rules = ", ".join(line.key for line in one.lines)
            self.fields[one.target] = forms.ChoiceField(
                label=f"{one.name} ({one.target})",
                help_text=_("%(kind)s by %(rules)s") % {"kind": one.kind.label, "rules": rules},
                choices=[OPEN, *able],
                required=False,
            )
            self.fields[f"{one.target}_reason"] = words(_("Reason"), rows=2)

    def given(self) -> dict[str, tuple[str, str]]:
        data = self.cleaned_data
        return {one: (data[one], data[f"{one}_reason"]) for one in self.targets}


class GuardForm(PartForm):
    risk = forms.ChoiceField(label=_("Risk for those concerned, if we act"), choices=Risk.choices)
    risk_note = words(_("What the risk is"), _("It lies sealed."))
    child_alone = forms.BooleanField(label=_("A child writes alone"), required=False)
    best_interests = words(
        _("Note on the best interests of the child"),
        _("Needed before anything follows from what a child alone has written."),
        rows=5,
    )
    safe_person = forms.ChoiceField(
        label=_("Who is safe for the child"), choices=[OPEN, *SafePerson.choices], required=False
    )
    no_safe_person = words(_("Why there is nobody, or who it is"), _("It lies sealed."))


class ProposeForm(PartForm):
    attitude = forms.ChoiceField(
        label=_("Alone or jointly"), choices=[OPEN, *Attitude.choices], required=False
    )
    attitude_reason = words(_("Reason"), rows=3)
    outcome = forms.ChoiceField(
        label=_("Outcome that you propose"), choices=[OPEN, *Outcome.choices], required=False
    )
    outcome_reason = words(_("Reason for the outcome"), rows=4)


class DecideForm(PartForm):
    outcome = forms.ChoiceField(label=_("Decision"), choices=[OPEN, *Outcome.choices])
    reason = PlainText(label=_("Reason for the decision"), rows=4, max_length=LONGEST)


def reasons_initial(results: Mapping[str, str], reasons: Mapping[str, str]) -> dict[str, str]:
    """Return what a form of results and reasons begins with."""
    return {**results, **{f"{code}_reason": text for code, text in reasons.items()}}
