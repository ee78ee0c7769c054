"""What a visitor may ask of the record: a day, a kind of matter, a treaty. Only by address, never stored."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.law.models import Instrument, ScopeCode
from rapporteur.people.mandates.forms import DayForm

UNKNOWN = ("", _("not known"))


class TreatyForm(forms.Form):
    """The treaty by which the map of States is marked; empty marks none."""

    instrument = forms.ChoiceField(
        label=_("Mark what each State has accepted of"),
        required=False,
        error_messages={"invalid_choice": _("This treaty is not in the record. Choose another.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})
        self.instruments = {one.key: one for one in Instrument.objects.binding()}
        self.fields["instrument"].choices = [  # type: ignore[attr-defined]  # of a ChoiceField
            ("", _("no treaty")),
            *((key, one.short_title) for key, one in self.instruments.items()),
        ]

    @property
    def chosen(self) -> Instrument | None:
        key = self.cleaned_data.get("instrument", "") if self.is_valid() else ""
        return self.instruments.get(key)


class MatterForm(DayForm):
    """Which kind of matter, on which day, under which circumstances."""

    code = forms.ChoiceField(
        label=_("Kind of matter"),
        error_messages={
            "invalid_choice": _("This kind of matter is not in the record. Choose another."),
            "required": _("Choose a kind of matter."),
        },
    )
    commercial = forms.ChoiceField(
        label=_("Was something given or promised in return?"),
        required=False,
        choices=[UNKNOWN, ("yes", _("yes")), ("no", _("no"))],
    )
    exploited = forms.ChoiceField(
        label=_("Is sale or exploitation part of it?"),
        required=False,
        choices=[UNKNOWN, ("yes", _("yes")), ("no", _("no"))],
    )
    field_order = ["code", "on", "commercial", "exploited"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].label = _("On which day")
        self.fields["on"].help_text = _("Year, month and day, like 2022-05-01; empty is today")
        matters = ScopeCode.objects.filter(kind=ScopeCode.Kind.MATTER)
        self.fields["code"].choices = [  # type: ignore[attr-defined]  # of a ChoiceField
            ("", _("choose")),
            *((one.code, one.name) for one in matters),
        ]
