"""What the few who handle reprisals type. A form cleans only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.facts import Known
from rapporteur.cases.reprisals.facts import Act, Process, Taken
from rapporteur.doors.desk.case_forms import LONGEST, state_choices
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText
from rapporteur.kernel.dates import earliest
from rapporteur.people.desks.models import Desk


class ReprisalForm(DeskForm):
    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("Desk"), empty_label=None)
    process = forms.ChoiceField(label=_("It came for"), choices=Process.choices)
    act = forms.ChoiceField(label=_("What was done"), choices=Act.choices)
    day = PlainText(
        label=_("When"),
        help_text=_("2026, 2026-03 or 2026-03-14. Leave it empty where it is not known."),
        required=False,
        max_length=10,
    )
    country = forms.ChoiceField(label=_("Country"), choices=state_choices, required=False)
    case = PlainText(label=_("Reference of the case"), required=False, max_length=20)
    letter = PlainText(label=_("Code of the letter"), required=False, max_length=20)
    words = PlainText(
        label=_("What happened"),
        help_text=_("It lies sealed to the desk; only those who handle reprisals find it."),
        rows=6,
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, desks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["desk"]
        field.queryset = desks
        field.initial = desks.first()

    def clean_day(self) -> str:
        text = str(self.cleaned_data["day"])
        try:
            if text:
                earliest(text)
        except ValueError:
            raise forms.ValidationError(
                _("Write a year, a month or a day: 2026, 2026-03 or 2026-03-14.")
            ) from None
        return text


class AnswerReprisalForm(DeskForm):
    taken = forms.MultipleChoiceField(
        label=_("What was done about it"),
        choices=Taken.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    consent = forms.ChoiceField(
        label=_("Does who suffered it let us report it?"),
        choices=Known.choices,
        widget=forms.RadioSelect,
    )
