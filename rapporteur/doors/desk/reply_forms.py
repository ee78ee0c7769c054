"""What people of the desk type about what came back. A form cleans; it knows no rule of the work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models import Into, ReplyClass
from rapporteur.communications.replies.workflow import TranslationState
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.letter_forms import LONGEST, OTHER_WAYS
from rapporteur.doors.fields import UNREMEMBERED, DayField, PlainText
from rapporteur.doors.files import TakenFile
from rapporteur.kernel.clock import today


class ReplyForm(DeskForm):
    received_on = DayField(label=_("Received on"), initial=today)
    channel = forms.ChoiceField(label=_("By which way it came"), choices=OTHER_WAYS)
    language = forms.CharField(
        label=_("Language, as a code: fr"),
        required=False,
        max_length=7,
        widget=forms.TextInput(attrs=UNREMEMBERED),
    )
    text = PlainText(label=_("What it says"), rows=12, max_length=LONGEST, required=False)
    file = TakenFile()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("text") and not given.get("file") and not self.errors:
            self.add_error("text", _("Write what the reply says, or choose a file."))
        return given


class ClassForm(DeskForm):
    reply_class = forms.ChoiceField(
        label=_("What kind of answer it is"), widget=forms.RadioSelect, choices=ReplyClass.choices
    )
    why = PlainText(label=_("What in it shows so"), rows=3, max_length=2000)


class AskTimeForm(DeskForm):
    asked_on = DayField(label=_("Asked on"), initial=today)
    until = DayField(label=_("Until which day"))
    why = PlainText(label=_("Their reason"), rows=3, max_length=2000, required=False)


class AnswerTimeForm(DeskForm):
    answer = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[
            ("grant", _("give time until the day below")),
            ("days", _("give so many days more")),
            ("months", _("give so many months more")),
            ("decline", _("give no more time")),
        ],
    )
    until = DayField(
        label=_("Until which day"),
        required=False,
    )
    amount = forms.IntegerField(
        label=_("How many days or months more"), required=False, min_value=1, max_value=366
    )
    moves_publication = forms.BooleanField(
        label=_("It also stays confidential longer"), required=False
    )
    why = PlainText(
        label=_("Reason"), help_text=_("The addressee can read it."), rows=3, max_length=2000
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("answer") == "grant" and not given.get("until"):
            self.add_error("until", _("Name the day."))
        if given.get("answer") in {"days", "months"} and not given.get("amount"):
            self.add_error("amount", _("Say how many."))
        return given

    def given(self) -> dict[str, Any]:
        """Return the time that is given: until a day, or by an amount of days or months."""
        typed = self.cleaned_data
        if typed["answer"] == "grant":
            return {"until": typed["until"]}
        return {"amount": typed["amount"], "unit": typed["answer"]}


class GoOnForm(DeskForm):
    """Nothing to type: whoever sends it lets the clock go on."""

    sure = forms.BooleanField(label=_("What it waited for is there"))


class StopForm(DeskForm):
    """Why the clock of a letter stands still."""

    why = PlainText(
        label=_("Reason, sealed to the desk"),
        help_text=_(
            "While it stands still no day is near or past. The days are given back to the reply once"
            " it goes on; the day of publication stays as it is."
        ),
        rows=3,
        max_length=2000,
    )


class TellForm(DeskForm):
    text = PlainText(
        label=_("What to write"),
        help_text=_(
            "The source reads it with the code, perhaps watched by others. Name nobody, repeat"
            " nothing of what was told."
        ),
        rows=6,
        max_length=2000,
    )


class LanguageForm(DeskForm):
    """In which language a reply is that came without one."""

    language = forms.ChoiceField(label=_("Language of the reply"), choices=Into.choices)


class WantedTranslationForm(DeskForm):
    """Whether a translation is wanted, and into what."""

    into = forms.ChoiceField(label=_("Into"), choices=Into.choices)
    state = forms.ChoiceField(
        label=_("Translation"),
        widget=forms.RadioSelect,
        choices=[
            (TranslationState.NEEDED, TranslationState.NEEDED.label),
            (TranslationState.NEEDLESS, TranslationState.NEEDLESS.label),
        ],
    )


class TranslationForm(DeskForm):
    text = PlainText(label=_("The reply in this language"), rows=12, max_length=40_000)


class CommentForm(DeskForm):
    """What a source is asked about a reply, and what it may know of it."""

    submission = forms.ChoiceField(label=_("Whom to ask"))
    text = PlainText(
        label=_("What the source may know of the reply"),
        help_text=_("Nothing of the reply goes along by itself. Name nobody."),
        rows=4,
        max_length=2000,
        required=False,
    )
    question = PlainText(
        label=_("The question"),
        initial=_("Is there anything that you would like us to know about this?"),
        rows=2,
        max_length=500,
    )
    until = DayField(
        label=_("By which day an answer would help"),
        help_text=_("The source reads that nothing bad happens after it."),
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["submission"].choices = choices
