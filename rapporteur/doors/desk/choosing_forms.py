"""What people of the desk type when they choose visits. A form cleans; it knows no rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText
from rapporteur.visits.choosing.measures import About, Measure
from rapporteur.visits.choosing.weights import LABELS, TOLD


class WeightsForm(DeskForm):
    """A whole number for each measure, and why."""

    reason = PlainText(label=_("Reason"), rows=3, max_length=600)

    def __init__(self, *args: Any, weights: dict[Measure, int], **options: Any) -> None:
        super().__init__(*args, **options)
        for measure in Measure:
            self.fields[measure.value] = forms.IntegerField(
                label=f"{measure.value} {LABELS[measure]}",
                min_value=0,
                max_value=1000,
                initial=weights[measure],
            )
        self.order_fields([*(measure.value for measure in Measure), "reason"])

    @property
    def weights(self) -> dict[str, int]:
        return {measure.value: self.cleaned_data[measure.value] for measure in Measure}


class FeasibleForm(DeskForm):
    """Which States are left out of what is shown; ranks and scores stay as they are."""

    without = forms.MultipleChoiceField(
        label=_("Leave out, where it is known"),
        choices=[(one.value, TOLD[one]) for one in (About.DECLINED, About.OTHERS, About.AGREED)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    @property
    def without_these(self) -> frozenset[str]:
        return frozenset(self.cleaned_data["without"]) if self.is_valid() else frozenset()


class DecisionForm(DeskForm):
    """States in the order in which they are proposed."""

    chosen = PlainText(
        label=_("States, by their codes, in the order in which they are proposed"),
        help_text=_("For example XEX ABC. What departs from the ranking is kept."),
        max_length=200,
    )
    reason = PlainText(label=_("Reason"), rows=4, max_length=4000)
    why_departs = PlainText(
        label=_("Why it departs from the ranking, where it does"),
        rows=3,
        max_length=4000,
        required=False,
    )

    def clean_chosen(self) -> list[str]:
        return str(self.cleaned_data["chosen"]).upper().replace(",", " ").split()
