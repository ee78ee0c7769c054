"""What a person may ask of mandates: the day of which a list is wanted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

EARLIEST_YEAR = 1946  # the Commission on Human Rights first met


class DayForm(forms.Form):
    """The day on which titles and mandates are wanted; empty is today."""

    on = forms.DateField(
        label=_("Show the list as it was on"),
        help_text=_("Year, month and day, like 2008-07-16"),
        required=False,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"type": "text", "inputmode": "numeric", "dir": "ltr"}),
        error_messages={"invalid": _("Write the day like this: 2008-07-16.")},
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **{"label_suffix": "", **named})

    def clean_on(self) -> object:
        day = self.cleaned_data["on"]
        if day and day.year < EARLIEST_YEAR:
            raise forms.ValidationError(_("The record begins in 1946."))
        return day
