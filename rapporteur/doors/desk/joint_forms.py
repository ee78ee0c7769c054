"""What people type about joint letters: whom they ask, what they answer, why a window closes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models import Communication, Invitation
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText
from rapporteur.kernel.clock import today
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import listed


class AskForm(DeskForm):
    mandates = forms.MultipleChoiceField(
        label=_("Mandates to ask"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The country mandate of the addressee State is asked with the first."),
    )

    def __init__(self, *given: Any, letter: Communication, **options: Any) -> None:
        super().__init__(*given, **options)
        may = Mandate.objects.on(today()).filter(may_cosign=True).with_titles()
        found = listed(may.exclude(code=letter.desk.mandate_code), today())
        self.fields["mandates"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (one.mandate.code, one.title.title if one.title else one.mandate.code) for one in found
        ]


class AnswerForm(DeskForm):
    read = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("What our mandate answers"),
        widget=forms.RadioSelect,
        choices=[one for one in Invitation.Answer.choices if one[0] != Invitation.Answer.NONE],
    )
    edits = PlainText(
        label=_("What should be changed"), rows=6, max_length=20_000, required=False, as_typed=True
    )
