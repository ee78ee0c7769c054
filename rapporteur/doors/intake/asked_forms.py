"""An answer to a question of the desk, by its kind. It may be empty: that skips the question."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.fields import UNREMEMBERED, PlainForm, PlainText
from rapporteur.doors.intake.forms import UNUSABLE
from rapporteur.intake.asking import CHOICES, Asked, Form
from rapporteur.intake.questions import LONGEST
from rapporteur.kernel.clock import today

YEARS_BACK = 90


class AskedForm(PlainForm):
    """The field is named as in every question, so that a lost pass keeps what was typed."""

    def __init__(self, question: Asked, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["answer"] = field_of(question)


def field_of(question: Asked) -> forms.Field:
    words: dict[str, Any] = {"label": question.words, "required": False}
    if question.form == Form.YES_NO:
        choice = forms.ChoiceField(
            choices=CHOICES, widget=forms.RadioSelect(attrs=UNREMEMBERED), **words
        )
        choice.error_messages["invalid_choice"] = _("Choose one of these, or skip the question.")
        return choice
    if question.form == Form.MONTH:
        return MonthField(
            help_text=_("If you are not sure of the month, choose the year alone."), **words
        )
    if question.form == Form.PLACE:
        words["help_text"] = _("A place, a region or a country: as much as you want to say.")
    return PlainText(
        rows=9 if question.form == Form.WORDS else 1,
        max_length=LONGEST,
        as_typed=True,
        error_messages=UNUSABLE,
        **words,
    )


def months() -> list[tuple[str, Any]]:
    return [("", _("not sure")), *((f"{number:02d}", name) for number, name in MONTHS.items())]


def years() -> list[tuple[str, str]]:
    newest = today().year
    return [("", "–"), *((str(one), str(one)) for one in range(newest, newest - YEARS_BACK, -1))]


class MonthWidget(forms.MultiWidget):
    """Two lists beside each other: the month and the year."""

    use_fieldset = True

    def __init__(self) -> None:
        super().__init__(
            [
                forms.Select(attrs={"aria-label": _("Month"), **UNREMEMBERED}, choices=months()),
                forms.Select(attrs={"aria-label": _("Year"), **UNREMEMBERED}, choices=years()),
            ]
        )

    def decompress(self, value: str | None) -> list[str]:
        year, _dash, month = (value or "").partition("-")
        return [month, year]


class MonthField(forms.MultiValueField):
    """A month and a year, or a year alone; kept as 2026-03 or 2026."""

    def __init__(self, **options: Any) -> None:
        fields = (
            forms.ChoiceField(choices=months, required=False),
            forms.ChoiceField(choices=years, required=False),
        )
        super().__init__(fields, widget=MonthWidget(), require_all_fields=False, **options)

    def compress(self, given: list[str]) -> str:
        month, year = given or ("", "")
        if month and not year:
            raise forms.ValidationError(_("Choose the year too, or skip the question."))
        return f"{year}-{month}" if month else year
