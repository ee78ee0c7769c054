"""What a source may enter. A form cleans and keeps what was typed; it knows no thread."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.fields import UNREMEMBERED
from rapporteur.intake import receipts
from rapporteur.intake.questions import LONGEST, Form, Question
from rapporteur.intake.selfcheck import Matter, YesNo
from rapporteur.world.models import Country

TOO_LONG = _("This is longer than one page takes. Shorten it here and write the rest in a message.")
UNREADABLE = _("Some signs in this cannot be kept. Please type it again without them.")


class AnswerForm(forms.Form):
    """One answer. It may be empty: every question can be skipped."""

    def __init__(self, question: Question, writer: str, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["answer"] = field_of(question, writer)


def field_of(question: Question, writer: str) -> forms.Field:
    """Return the field of a question in the words of whoever writes."""
    words: dict[str, Any] = {
        "label": question.words_for(writer),
        "help_text": question.help_for(writer),
    }
    if question.form == Form.CHOICE:
        chosen = forms.ChoiceField(
            choices=question.choices,
            required=False,
            widget=forms.RadioSelect(attrs=UNREMEMBERED),
            **words,
        )
        chosen.error_messages["invalid_choice"] = _("Choose one of these, or skip the question.")
        return chosen
    if question.form == Form.STATE:
        return StateField(required=False, **words)
    lines = forms.Textarea(attrs={"rows": 9}) if question.form == Form.TEXT else forms.TextInput()
    return PlainText(required=False, max_length=LONGEST, widget=lines, **words)


class PlainText(forms.CharField):
    """Text of any script. Marks that no reader could see are refused, and nothing is changed."""

    default_error_messages = {"max_length": TOO_LONG, "null_characters_not_allowed": UNREADABLE}

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.error_messages["max_length"] = TOO_LONG
        self.widget.attrs.update(UNREMEMBERED)
        self.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted, silently

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class StateField(forms.ChoiceField):
    """A State or area by name; the list is read when the page is made."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=state_choices, **options)
        self.widget.attrs.update(UNREMEMBERED)
        self.error_messages["invalid_choice"] = _("Choose a country of the list, or skip this.")


def state_choices() -> list[tuple[str, Any]]:
    named = sorted((country.name, country.iso3) for country in Country.objects.all())
    return [("", _("not said")), *((iso3, name) for name, iso3 in named)]


class CodeForm(forms.Form):
    """A receipt code in any script's digits."""

    entered = forms.CharField(
        label=_("Your code"),
        help_text=_("25 digits in five groups. Blanks and lines between them do no harm."),
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", **UNREMEMBERED}),
        error_messages={"required": _("Type the code that you wrote down.")},
    )


class KeptForm(forms.Form):
    """The code as it was shown, and its last group typed again to show that it was kept."""

    code = forms.CharField(widget=forms.HiddenInput(attrs=UNREMEMBERED))
    last = forms.CharField(
        label=_("Type the last five digits of your code"),
        help_text=_(
            "So that we both know you have kept it. Without the code nobody can come back."
        ),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", **UNREMEMBERED}),
        error_messages={"required": _("Type the last five digits of the code above.")},
    )

    def clean_code(self) -> str:
        code = receipts.read(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(_("This page is broken. Begin again; nothing was stored."))
        return code

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        whole = given.get("code") and given.get("last")
        if whole and not receipts.is_confirmed(given["code"], given["last"]):
            self.add_error("last", _("These are not the last five digits. Look again."))
        return given


class CheckForm(forms.Form):
    """The self-check. Everything may be left open but what it is about."""

    matter = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Matter.choices,
        widget=forms.RadioSelect(attrs=UNREMEMBERED),
        error_messages={
            "required": _("Choose what comes nearest."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    under_18 = forms.ChoiceField(
        label=_("Was the person under 18 when it happened?"),
        choices=YesNo.choices,
        widget=forms.RadioSelect(attrs=UNREMEMBERED),
        required=False,
    )
    in_return = forms.ChoiceField(
        label=_("Was anything given or promised in return, to anyone?"),
        choices=YesNo.choices,
        widget=forms.RadioSelect(attrs=UNREMEMBERED),
        required=False,
    )
    danger_now = forms.ChoiceField(
        label=_("Is the child in danger now?"),
        choices=YesNo.choices,
        widget=forms.RadioSelect(attrs=UNREMEMBERED),
        required=False,
    )


class MessageForm(forms.Form):
    text = PlainText(
        label=_("Write to us again"),
        help_text=_("To add or correct something, or to say that you have changed your mind."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write something first.")},
    )
