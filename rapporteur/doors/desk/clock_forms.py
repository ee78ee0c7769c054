"""What people of the desk type about the clock of a case. A form cleans; it knows no rule."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import RiskEvent
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import DayField

NO_PLACES = ("Etc/", "SystemV/", "US/", "posix/", "right/")


@cache
def zones() -> list[tuple[str, str]]:
    """Return the time zones that are named after a place, and UTC."""
    named = sorted(one for one in available_timezones() if "/" in one)
    return [("UTC", "UTC"), *((one, one) for one in named if not one.startswith(NO_PLACES))]


class EventForm(DeskForm):
    """What is feared on a day; the hour may stay open."""

    kind = forms.ChoiceField(label=_("What is feared"), choices=RiskEvent.Kind.choices)
    on = DayField(label=_("On which day, there"))
    at = forms.TimeField(
        label=_("At what hour, there"),
        help_text=_("If it is not known, leave it empty: it counts from the first minute."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    zone = forms.ChoiceField(label=_("Time zone of the place"), choices=zones)

    def chosen(self) -> tuple[Any, ...]:
        given = self.cleaned_data
        return RiskEvent.Kind(given["kind"]), given["on"], given["at"], given["zone"]
