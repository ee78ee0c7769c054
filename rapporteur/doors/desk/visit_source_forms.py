"""What people of the desk type about the sources of a report on a visit. A form cleans only."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText
from rapporteur.visits.cycles.programmes.meetings import Meeting, in_order
from rapporteur.visits.cycles.reports.sources import Source, SourceClass

SHOWN = 90  # signs of a paragraph in the list to choose from


class ParagraphForm(DeskForm):
    """Which paragraph of the report, as it is written now."""

    read = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.TypedChoiceField(label=_("Paragraph"), coerce=int)

    def __init__(self, *args: Any, paragraphs: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["number"].choices = [
            (n, f"{n}. {Truncator(text).chars(SHOWN)}") for n, text in enumerate(paragraphs, 1)
        ]


class SourceForm(ParagraphForm):
    kind = forms.ChoiceField(label=_("Class of source"), choices=SourceClass.choices)
    meeting = forms.ChoiceField(label=_("Meeting"), required=False)
    what = PlainText(
        label=_("What it is and where it is kept, or why none is needed"),
        help_text=_("Sealed to the desk. Name no source: write the code of what was received."),
        required=False,
        rows=2,
        max_length=500,
    )

    def __init__(self, *args: Any, meetings: Iterable[Meeting], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        told = [(one.id, named(one)) for one in in_order(meetings)]
        fields["meeting"].choices = [("", "–"), *told]

    def source(self) -> Source:
        given = self.cleaned_data
        return Source("", "", given["kind"], given["what"], given["meeting"])


class KeyForm(DeskForm):
    """Which source is taken away."""

    read = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=40)


class TieForm(ParagraphForm, KeyForm):
    """For which paragraph a loose source speaks now."""


def named(meeting: Meeting) -> str:
    return f"{meeting.day} {meeting.start}, {meeting.counterpart}"
