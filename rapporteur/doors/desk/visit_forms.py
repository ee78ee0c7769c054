"""What people of the desk type about visits and their steps. A form cleans only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import DayField, PartialDay, PlainText
from rapporteur.kernel.clock import today
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import listed
from rapporteur.visits.cycles.models import Visit, VisitKind
from rapporteur.visits.kinds import Kind, Side
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order


def named_states() -> list[tuple[str, str]]:
    return [(one.iso3, one.name) for one in in_order(Country.objects.states())]


def mandate_choices() -> list[tuple[str, str]]:
    """Return the special procedures that stand today, by their titles."""
    found = listed(Mandate.objects.on(today()).filter(may_cosign=True).with_titles(), today())
    return [(one.mandate.pk, str(one.title or one.mandate.pk)) for one in found]


class RegisterForm(DeskForm):
    on = DayField(label=_("As the record stood on"), required=False)


class PaceForm(DeskForm):
    days = forms.IntegerField(label=_("Remind after so many days"), min_value=1, max_value=3_650)


class NewVisitForm(DeskForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=VisitKind.choices)
    states = forms.MultipleChoiceField(
        label=_("States"),
        choices=named_states,
        help_text=_("One; several for a regional mission."),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    name = PlainText(label=_("Name of a regional mission"), required=False)
    co_mandates = forms.MultipleChoiceField(
        label=_("Mandates that go along"),
        choices=mandate_choices,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    follows = forms.ModelChoiceField(
        Visit.objects.none(), label=_("Visit that it follows"), required=False
    )

    def __init__(self, *args: Any, earlier: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["follows"]
        field.queryset = earlier

    def clean_states(self) -> list[Country]:
        found = Country.objects.in_bulk(self.cleaned_data["states"])
        return [found[code] for code in self.cleaned_data["states"]]


class HappenedForm(DeskForm):
    kind = forms.ChoiceField(label=_("What happened"), choices=Kind.choices)
    day = PartialDay(label=_("When"))
    starts_on = PartialDay(label=_("First day of the visit"), required=False)
    ends_on = PartialDay(label=_("Last day of the visit"), required=False)
    side = forms.ChoiceField(
        label=_("By whom, where the event does not say it"),
        choices=[("", _("not said")), *Side.choices],
        required=False,
    )
    symbol = PlainText(label=_("Symbol of the report"), required=False, max_length=60)
    note = PlainText(
        label=_("Note"),
        help_text=_("Name no person and no case: it is not sealed."),
        required=False,
        rows=2,
        max_length=600,
    )
    text_held = forms.BooleanField(label=_("Its text is held here"), required=False)


class TakeBackForm(DeskForm):
    why = PlainText(
        label=_("Reason"),
        help_text=_("Name no person and no case: it is not sealed."),
        rows=2,
        max_length=500,
    )
