"""What people of the desk type about letters over visits and the indicators they rest on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.deliveries import Channel
from rapporteur.communications.models.kinds import Language
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PartialDay, PlainText
from rapporteur.visits.choosing.measures import Measure, Value
from rapporteur.visits.cycles.indicators import LABELS, amount_of
from rapporteur.visits.cycles.letters.words import Said
from rapporteur.visits.cycles.queries import ToRemind

WAYS = [(one.value, one.label) for one in Channel if one != Channel.DOOR]


class IndicatorsForm(DeskForm):
    """A number, a day and a source for each measure; what is left empty is missing, never nought."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in Measure:
            self.fields[one.value] = PlainText(
                label=f"{one.value}: {LABELS[one]}", required=False, max_length=20
            )
            self.fields[f"{one.value}_as_of"] = PartialDay(label=_("as of"), required=False)
            self.fields[f"{one.value}_source"] = PlainText(label=_("Source"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for one in Measure:
            try:
                amount = amount_of(given.get(one.value, ""))
            except ValueError:
                self.add_error(one.value, _("Write a number, or leave it empty."))
                continue
            as_of, source = given.get(f"{one.value}_as_of"), given.get(f"{one.value}_source")
            if amount is not None and not (as_of and source):
                self.add_error(
                    one.value, _("Each indicator that is known has a source and the day it was so.")
                )
        return given

    def values(self) -> dict[Measure, Value]:
        given = self.cleaned_data
        return {
            one: Value(
                amount_of(given[one.value]),
                given[f"{one.value}_as_of"],
                given[f"{one.value}_source"],
            )
            for one in Measure
        }


class VisitLetterForm(DeskForm):
    purpose = PlainText(label=_("Purpose of the visit"), rows=5, max_length=6_000)
    value = PlainText(label=_("What the visit can be worth"), rows=4, max_length=6_000)
    window = PlainText(label=_("Proposed time"), required=False, rows=2, max_length=600)
    reason = PlainText(
        label=_("Reason that the earlier request gave"),
        help_text=_("Leave it empty where its text is not held."),
        required=False,
        rows=2,
        max_length=2_000,
    )

    def said(self) -> Said:
        names = ("purpose", "value", "window", "reason")
        return Said(**{name: self.cleaned_data[name] for name in names})


class NewLetterForm(VisitLetterForm):
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)


class WriteLetterForm(VisitLetterForm):
    read = forms.IntegerField(widget=forms.HiddenInput)  # the version that was read


class RemindForm(NewLetterForm):
    states = forms.MultipleChoiceField(
        label=_("States"), widget=forms.CheckboxSelectMultiple, choices=()
    )
    field_order = ("states", "language", "purpose", "value", "window", "reason")

    def __init__(self, *args: Any, offered: list[ToRemind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = [one.request for one in offered if not one.waits and not one.why_not]
        field: Any = self.fields["states"]
        field.choices = [(one.chain.country.pk, one.chain.country.name) for one in free]
        field.initial = [one.chain.country.pk for one in free if one.overdue]


class SendForm(DeskForm):
    channel = forms.ChoiceField(label=_("By which way it goes"), choices=WAYS)
