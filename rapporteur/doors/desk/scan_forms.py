"""What people of the desk choose and type about the text of scans. A form knows no rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.actions.scanning import LONGEST
from rapporteur.communications.models import Into
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText
from rapporteur.kernel.files.limits import SCAN_PAGES


class ReadScanForm(DeskForm):
    """Which pages a machine reads, and in which of the languages that are installed."""

    language = forms.ChoiceField(label=_("Language of the scan"))
    first = forms.IntegerField(label=_("From which page"), min_value=1, initial=1, required=False)
    last = forms.IntegerField(
        label=_("To which page"),
        help_text=_("Up to five pages are read at a time."),
        min_value=1,
        required=False,
    )

    def __init__(self, *args: Any, languages: list[str], pages: int, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["language"]
        labels = dict(Into.choices)
        field.choices = [(one, labels[one]) for one in languages]  # type: ignore[attr-defined]  # of a ChoiceField
        if pages == 1:
            del self.fields["first"], self.fields["last"]

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        first = given.get("first") or 1
        most = first + SCAN_PAGES - 1
        return {**given, "first": first, "last": min(given.get("last") or most, most)}


class TypedScanForm(DeskForm):
    language = forms.ChoiceField(label=_("Language of the scan"), choices=Into.choices)
    text = PlainText(
        label=_("The text of the scan"),
        help_text=_("As it stands there. Sealed to the desk, and told as typed by you."),
        rows=12,
        max_length=LONGEST,
    )


class CorrectedScanForm(DeskForm):
    text = PlainText(
        label=_("The text as you read it"),
        help_text=_("What stands above stays on record."),
        rows=12,
        max_length=LONGEST,
    )
