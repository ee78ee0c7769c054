"""What a source may enter. A form cleans and keeps what was typed; it knows no thread."""

from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.fields import UNREMEMBERED, PlainForm, PlainText
from rapporteur.intake import receipts
from rapporteur.intake.questions import BY_CODE, IDENTITY, LONGEST, Form, Question
from rapporteur.intake.selfcheck import Matter, YesNo
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order

TOO_LONG = _("This is longer than one page takes. Shorten it here and write the rest in a message.")
UNREADABLE = _("Some signs in this cannot be kept. Please type it again without them.")
KEPT = 10.0  # seconds for which a list of States stands, before a correction of the desk shows
_listed: dict[str, tuple[float, list[tuple[str, str]]]] = {}  # by language: since when; six at most
UNUSABLE = {"max_length": TOO_LONG, "null_characters_not_allowed": UNREADABLE}


class AnswerForm(PlainForm):
    """One answer. It may be empty: every question can be skipped."""

    def __init__(self, question: Question, writer: str, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.question = question
        self.fields["answer"] = field_of(question, writer)


def field_of(question: Question, writer: str) -> forms.Field:
    """Return the field of a question in the words of whoever writes."""
    words: dict[str, Any] = {
        "label": question.words_for(writer),
        "help_text": question.help_for(writer),
    }
    if question.form == Form.CHOICE:
        chosen = OneOf(
            choices=[one for one in question.choices if one[0] not in question.also_taken],
            also_taken=question.also_taken,
            required=False,
            widget=forms.RadioSelect(attrs=UNREMEMBERED),
            **words,
        )
        chosen.error_messages["invalid_choice"] = _("Choose one of these, or skip the question.")
        return chosen
    if question.form == Form.STATE:
        return StateField(required=False, **words)
    rows = 9 if question.form == Form.TEXT else 1
    return PlainText(
        rows=rows,
        max_length=LONGEST,
        as_typed=True,
        required=False,
        error_messages=UNUSABLE,
        **words,
    )


class OneOf(forms.ChoiceField):
    """A choice that also takes what an older page offered, so that nobody is sent back for it."""

    def __init__(self, *, also_taken: frozenset[str], **options: Any) -> None:
        super().__init__(**options)
        self.also_taken = also_taken

    def valid_value(self, value: Any) -> bool:
        return value in self.also_taken or super().valid_value(value)


class StateField(forms.ChoiceField):
    """A State or area by name; the list is read when the page is made, or a moment before."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=state_choices, **options)
        self.widget.attrs.update(UNREMEMBERED)
        self.error_messages["invalid_choice"] = _("Choose a country of the list, or skip this.")

    def valid_value(self, value: Any) -> bool:
        """Ask for the one that was chosen: no list need be put in order for that.

        The database takes no nought byte, not even in a question.
        """
        return "\0" not in value and Country.objects.filter(iso3=value).exists()


def state_choices() -> list[tuple[str, str]]:
    """Return the list in the language of the page, which is the same for everyone.

    To read 250 rows and put them in order takes ten times as long as the page around them.
    """
    language = translation.get_language() or "en"
    at, found = _listed.get(language, (0.0, []))
    if not found or monotonic() - at >= KEPT:
        named = in_order(Country.objects.only("iso3", "names"))
        found = [("", gettext("not said")), *((country.iso3, country.name) for country in named)]
        _listed[language] = (monotonic(), found)
    return found


class CodeForm(PlainForm):
    """A receipt code in any script's digits."""

    entered = forms.CharField(
        label=_("Your code"),
        help_text=_("25 digits in five groups. Blanks and lines between them do no harm."),
        max_length=200,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", **UNREMEMBERED}),
        error_messages={"required": _("Type the code that you wrote down.")},
    )


class KeptForm(PlainForm):
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


class CheckForm(PlainForm):
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


class ConsentsForm(PlainForm):
    """What the source allows, each purpose that this writer is asked, as it stands."""

    def __init__(
        self, asked: Iterable[Question], writer: str, stands: Mapping[str, str], given: Any
    ) -> None:
        super().__init__(given, initial=dict(stands))
        for question in asked:
            self.fields[question.code] = field_of(question, writer)


class WhoForm(PlainForm):
    """Who the source is and how to reach it; one of them is enough."""

    def __init__(self, writer: str, *given: Any) -> None:
        super().__init__(*given)
        for code in IDENTITY:
            self.fields[code] = field_of(BY_CODE[code], writer)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and not any(said.get(code, "").strip() for code in IDENTITY):
            raise forms.ValidationError(_("Write something first."))
        return said


class MessageForm(PlainForm):
    text = PlainText(
        label=_("Write to us again"),
        help_text=_("To add or correct something, or to say that you have changed your mind."),
        rows=6,
        max_length=LONGEST,
        as_typed=True,
        error_messages={**UNUSABLE, "required": _("Write something first.")},
    )
