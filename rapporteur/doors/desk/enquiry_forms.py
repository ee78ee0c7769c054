"""What people of the desk type to ask a source for more. A form cleans; it knows no rule."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.enquiries.rules import MOST_QUESTIONS
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import DayField, PlainText
from rapporteur.intake.asking import Form

LONGEST = 500  # signs of one question


class QuestionsForm(DeskForm):
    """Up to five questions, each with its kind; a row without words is left out."""

    text = PlainText(
        label=_("Words before the questions"),
        help_text=_("They may stay empty. Name nobody, repeat nothing of what was told."),
        rows=3,
        max_length=2_000,
        required=False,
    )
    until = DayField(
        label=_("By which day an answer would help"),
        help_text=_("The source reads that nothing bad happens after it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_QUESTIONS + 1):
            words = _("Question %(number)s") % {"number": number}
            self.fields[f"words_{number}"] = PlainText(
                label=words, rows=2, max_length=LONGEST, required=number == 1
            )
            self.fields[f"form_{number}"] = forms.ChoiceField(
                label=_("Question %(number)s is answered") % {"number": number},
                choices=Form.choices,
                required=False,
            )

    def questions(self) -> list[tuple[str, str]]:
        """Return the questions that have words, each with its kind."""
        given = self.cleaned_data
        rows = [
            (given[f"words_{number}"], given[f"form_{number}"] or Form.WORDS.value)
            for number in range(1, MOST_QUESTIONS + 1)
        ]
        return [(words, form) for words, form in rows if words]


class ChoiceForm(DeskForm):
    """What comes of questions that are open, or were answered."""

    choice = forms.ChoiceField(
        label=_("What to do"),
        widget=forms.RadioSelect,
        choices=[
            ("again", _("Ask once more, until another day")),
            ("on", _("Go on without an answer")),
            ("close", _("Close the questions")),
        ],
    )
    until = DayField(label=_("The other day"), required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("choice") == "again" and "until" not in self.errors and not given["until"]:
            self.add_error("until", _("Choose the day by which an answer would help."))
        return given
