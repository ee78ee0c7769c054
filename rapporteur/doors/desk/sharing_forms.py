"""What people of the desk type to share something with another mandate. A form cleans only."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import Case
from rapporteur.doors.desk.case_forms import LONGEST
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText
from rapporteur.people.desks.models import Desk
from rapporteur.sharing import queries


def label_of(source: queries.Source) -> str:
    words = _("submission of %(day)s") if source.refusal is None else _("not: of %(day)s")
    return str(words) % {"day": date_format(source.joined.submission.day, "DATE_FORMAT")}


class SummaryForm(DeskForm):
    """A summary as it stands; `number` is the version that was shown."""

    number = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    summary = PlainText(
        label=_("Summary in your own words"),
        help_text=_("Name no source and no child. Both desks read it."),
        rows=10,
        max_length=LONGEST,
    )


class SharingForm(DeskForm):
    """With which desk, what, and why."""

    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("With the desk"), empty_label=None)
    submissions = forms.MultipleChoiceField(
        label=_("Submissions that go whole"),
        help_text=_("All that was answered, but for who the source is, and no later message."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    summary = PlainText(
        label=_("Summary in your own words"),
        help_text=_(
            "It may draw on every submission of the case, so each source must have said yes. Name no"
            " source and no child."
        ),
        rows=8,
        max_length=LONGEST,
        required=False,
    )
    reason = PlainText(
        label=_("Why that mandate should read it"),
        help_text=_("It is sealed, and both desks read it."),
        rows=4,
        max_length=LONGEST,
    )

    def __init__(
        self, *args: Any, case: Case, sources: Iterable[queries.Source], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        desk: Any = self.fields["desk"]
        desk.queryset = queries.desks_for(case)
        submissions: Any = self.fields["submissions"]
        submissions.choices = [(str(one.joined.submission_id), label_of(one)) for one in sources]
