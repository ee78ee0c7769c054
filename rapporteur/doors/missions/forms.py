"""What a Mission types. A form cleans; it knows no rule of the work."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.actions.replies import LONGEST
from rapporteur.doors.fields import DayField, PlainForm, PlainText
from rapporteur.doors.files import TakenFile
from rapporteur.doors.once import OnceField
from rapporteur.kernel.ids import new_id


class MissionForm(PlainForm):
    """`once` is the id of what the form makes: the same form sent twice makes it once."""

    once = OnceField(widget=forms.HiddenInput, initial=new_id)


class WordsForm(MissionForm):
    """The words of a reply, with or without a file beside them."""

    text = PlainText(
        label=_("Your reply"),
        help_text=_("In any language. You may leave it empty if the file says everything."),
        rows=12,
        max_length=LONGEST,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language of the reply"),
        choices=[("", _("another")), *settings.LANGUAGES],
        required=False,
    )


class ReplyForm(WordsForm):
    file = TakenFile()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("text") and not given.get("file") and not self.errors:
            self.add_error("text", _("Write a reply, or choose a file."))
        return given


class TimeForm(MissionForm):
    until = DayField(label=_("Until which day"))
    why = PlainText(
        label=_("Reason"),
        help_text=_("The desk reads it and answers. More time is not a right."),
        rows=4,
        max_length=2_000,
    )


class CorrectionForm(MissionForm):
    fact = PlainText(label=_("Which fact is not right"), rows=3, max_length=2_000)
    right = PlainText(
        label=_("What is right"),
        help_text=_("The desk reads it and answers. It does not change the letter by itself."),
        rows=4,
        max_length=4_000,
    )


class ProgressForm(MissionForm):
    """What a Government reports on a recommendation."""

    text = PlainText(
        label=_("What was done, and what is planned"),
        help_text=_("In any language. You may leave it empty if the file says everything."),
        rows=10,
        max_length=LONGEST,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("another")), *settings.LANGUAGES], required=False
    )
    title = PlainText(label=_("Title of the document"), max_length=300, required=False)
    file = TakenFile()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("text") and not given.get("file") and not self.errors:
            self.add_error("text", _("Write what was done, or choose a file."))
        return given


class EndForm(PlainForm):
    """Why the account of a colleague ends."""

    why = PlainText(label=_("Why it ends"), rows=2, max_length=300)
