"""What people of the desk decide of scope, and what they choose from its list."""

from typing import Any

from django import forms
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.register_forms import states
from rapporteur.doors.fields import PlainText
from rapporteur.recommendations.deciding import queries
from rapporteur.recommendations.models import Action, Level, Outlook, Persons, Pillar, Sector


def codes() -> list[tuple[str, str]]:
    return list(queries.codes_in_use().items())


def any_of(kind: type[TextChoices]) -> list[Any]:
    return [("", _("all")), *kind.choices]


class SeveralField(forms.MultipleChoiceField):
    """Tags of one kind, ticked."""

    def __init__(self, kind: type[TextChoices], **options: Any) -> None:
        super().__init__(
            choices=kind.choices, widget=forms.CheckboxSelectMultiple, required=False, **options
        )


class ScopeFilter(DeskForm):
    """What to show; everything may stay open."""

    decided = forms.ChoiceField(
        label=_("Scope"),
        choices=[
            ("open", _("to decide")),
            ("in", _("in scope")),
            ("out", _("for other bodies")),
        ],
        required=False,
        initial="open",
    )
    outlook = forms.ChoiceField(
        label=_("Suggestion"), choices=[("", _("all")), *Outlook.choices], required=False
    )
    country = forms.ChoiceField(
        label=pgettext_lazy("country", "State"), choices=states, required=False
    )
    code = forms.ChoiceField(
        label=_("Kind of matter"), choices=lambda: [("", _("all")), *codes()], required=False
    )

    pillar = forms.ChoiceField(label=_("Pillar"), choices=any_of(Pillar), required=False)
    sector = forms.ChoiceField(label=_("Sector"), choices=any_of(Sector), required=False)
    level = forms.ChoiceField(label=_("Level"), choices=any_of(Level), required=False)
    persons = forms.ChoiceField(
        label=_("Affected persons"), choices=any_of(Persons), required=False
    )
    action = forms.ChoiceField(label=_("Action"), choices=any_of(Action), required=False)

    def clean_decided(self) -> str:
        return self.cleaned_data["decided"] or "open"


class ScopeForm(DeskForm):
    """One decision. The kinds of matter that are suggested are ticked, and may be changed."""

    in_scope = forms.TypedChoiceField(
        label=_("Is it in scope?"),
        choices=[
            ("yes", _("Yes: the mandate follows it")),
            ("no", _("No: it is for other bodies")),
        ],
        widget=forms.RadioSelect,
        coerce=lambda word: word == "yes",
    )
    codes = forms.MultipleChoiceField(
        label=_("Kinds of matter"),
        help_text=_("For yes, at least one. What is suggested is ticked."),
        choices=codes,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    pillars = SeveralField(Pillar, label=_("Pillar"), help_text=_("For yes, at least one."))
    sectors = SeveralField(Sector, label=_("Sector"), help_text=_("For yes, at least one."))
    levels = SeveralField(Level, label=_("Level"), help_text=_("For yes, at least one."))
    persons = SeveralField(Persons, label=_("Affected persons"))
    action = forms.ChoiceField(
        label=_("Action"), choices=[("", _("not told")), *Action.choices], required=False
    )
    reason = PlainText(
        label=_("Reason"),
        help_text=_("Needed where you depart from the suggestion."),
        rows=3,
        max_length=1_000,
        required=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_codes(self) -> Any:
        """Drop the ticks of a suggestion that is decided with no: they mean nothing then."""
        return self.cleaned_data["codes"] if self.cleaned_data.get("in_scope") else []


class MatrixFilter(DeskForm):
    """Of which State; empty means all."""

    country = forms.ChoiceField(
        label=pgettext_lazy("country", "State"), choices=states, required=False
    )
