"""What people of the desk type of a report to a session. A form cleans; it knows no rule."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.reporting.windows import Span
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import DayField, PlainText
from rapporteur.kernel.clock import today
from rapporteur.kernel.texts import COLUMNS
from rapporteur.people.desks.models import Desk
from rapporteur.reports.actions import LONGEST_TITLE
from rapporteur.reports.models import SessionReport
from rapporteur.reports.writing import LONGEST, Text

NAMES = dict(settings.LANGUAGES)
LANGUAGES = [(code, NAMES[name]) for code, name in COLUMNS.items()]


class BeginReportForm(DeskForm):
    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("Desk"), empty_label=None)
    body = forms.ChoiceField(
        label=_("Before which body"),
        widget=forms.RadioSelect,
        choices=SessionReport.Body.choices,
    )
    session = forms.IntegerField(label=_("Number of the session"), min_value=1, max_value=999)
    language = forms.ChoiceField(label=_("Language in which it is written"), choices=LANGUAGES)
    title = PlainText(label=_("Title"), max_length=LONGEST_TITLE)
    due_on = DayField(label=_("Due on, where it is known"), required=False)
    since = DayField(
        label=_("For observations on communications: letters sent from"), required=False
    )
    until = DayField(label=_("up to and with"), required=False)

    def clean(self) -> dict[str, Any]:
        """Read the two days as the time that is observed, or none."""
        given = super().clean() or {}
        since, until = given.pop("since", None), given.pop("until", None)
        if bool(since) != bool(until) and not self.errors:
            self.add_error("until", _("Observations need a first and a last day."))
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first."))
        given["observing"] = Span(since, until) if since and until else None
        return given

    def __init__(self, *args: Any, desks: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["desk"]
        field.queryset = desks


class ReportTextForm(DeskForm):
    title = PlainText(label=_("Title"), max_length=LONGEST_TITLE)
    agenda_item = PlainText(label=_("Agenda item"), max_length=300, required=False)
    summary = PlainText(label=_("Summary"), rows=6, max_length=LONGEST, required=False)
    body = PlainText(label=_("Text"), rows=28, max_length=LONGEST, required=False)
    late = PlainText(
        label=_("Why it is late, for the note on its first page; empty where it is not"),
        rows=2,
        max_length=1000,
        required=False,
    )
    read = forms.IntegerField(widget=forms.HiddenInput)

    def text(self) -> Text:
        return Text(**{name: self.cleaned_data[name] for name in Text.__dataclass_fields__})


class ReadForm(DeskForm):
    """Nothing is typed: which version was read goes along."""

    read = forms.IntegerField(widget=forms.HiddenInput)


class ParticularsForm(DeskForm):
    symbol = PlainText(label=_("Symbol, once the report has one"), max_length=60, required=False)
    due_on = DayField(label=_("Due on"), required=False)


class WaiverForm(DeskForm):
    granted_by = PlainText(label=_("Who granted the waiver"), max_length=200)
    granted_on = DayField(label=_("On which day"), initial=today)
    words = forms.IntegerField(
        label=_("Up to how many words, where that was said"),
        min_value=1,
        max_value=1_000_000,
        required=False,
    )
