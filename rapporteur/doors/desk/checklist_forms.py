"""A checklist as one form: an answer and a reason for each item that a person answers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.checklists.answers import LONGEST, Answer, Given
from rapporteur.checklists.models import ChecklistItem
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText


class ChecklistForm(DeskForm):
    """What was answered for an earlier version is shown again, and counts once it is saved."""

    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        items: Sequence[ChecklistItem],
        given: Mapping[str, Given],
        version: int,
        **options: Any,
    ) -> None:
        super().__init__(*args, initial={"read": version}, **options)
        self.items = [one for one in items if not one.gate]
        for one in self.items:
            before = given.get(one.code, Given(""))
            self.fields[f"answer_{one.code}"] = forms.ChoiceField(
                label=one.question,
                help_text=one.citation,
                choices=Answer.choices,
                widget=forms.RadioSelect,
                initial=before.answer,
                required=False,
            )
            self.fields[f"reason_{one.code}"] = PlainText(
                label=_("Reason, with “no” and “not applicable”"),
                max_length=LONGEST,
                required=False,
                initial=before.reason,
            )

    def rows(self) -> list[list[forms.BoundField]]:
        """Return the two fields of each item."""
        return [[self[f"{name}_{one.code}"] for name in ("answer", "reason")] for one in self.items]

    def given(self) -> dict[str, Given]:
        """Return what was answered, by code; an item without an answer is not among it."""
        said = self.cleaned_data
        return {
            one.code: Given(said[f"answer_{one.code}"], said[f"reason_{one.code}"])
            for one in self.items
            if said[f"answer_{one.code}"]
        }

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        for one in self.items:
            answer, reason = said.get(f"answer_{one.code}"), said.get(f"reason_{one.code}")
            if answer in {Answer.NO, Answer.NONE} and not reason:
                self.add_error(f"reason_{one.code}", _("Give the reason for this answer."))
            if reason and not answer:
                self.add_error(f"answer_{one.code}", _("Answer yes, no or not applicable."))
        return said


class LetterChecklistForm(ChecklistForm):
    """Of a letter with copies that say the same, all are answered at once."""

    whole_set = forms.BooleanField(
        label=_("The same for each letter of the set that says the same"),
        required=False,
        initial=True,
    )

    def __init__(self, *args: Any, alike: int, **options: Any) -> None:
        super().__init__(*args, **options)
        if alike < 2:
            del self.fields["whole_set"]
