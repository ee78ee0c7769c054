"""What people of the desk type about letters. A form cleans; it knows no rule of the work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.communications.letters import Child, Letter
from rapporteur.communications.models import (
    Addressee,
    AnnexLine,
    Channel,
    Communication,
    Delivery,
    Invitation,
    Kind,
    Language,
    Review,
    TextBlock,
)
from rapporteur.communications.workflow import State
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import DayField, PlainText
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.instance.rules import EXERCISE_STATE
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order

LONGEST = 20_000  # signs of one block or of all facts
CHILDREN = 3  # lines of children that the page offers
WRITTEN = [part for part in TextBlock.Part if part > TextBlock.Part.REFERENCE]


def addressees() -> "Any":
    """Return the States a letter may go to; in an exercise Exerland alone."""
    states = Country.objects.states()
    return states.filter(pk=EXERCISE_STATE) if is_exercise() else states


class LetterFilter(DeskForm):
    """What to show of the letters; everything may stay open."""

    state = forms.ChoiceField(
        label=_("State of the letter"),
        choices=[("", _("all")), *State.choices],
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("all")), *Kind.choices], required=False
    )
    addressee_kind = forms.ChoiceField(
        label=_("Addressee"), choices=[("", _("all")), *Addressee.choices], required=False
    )
    reply = forms.ChoiceField(
        label=_("Reply"),
        choices=[
            ("", _("all")),
            ("none", _("none on record")),
            ("due", _("none, and the day is past")),
        ],
        required=False,
    )
    mine = forms.BooleanField(label=_("Only those I drafted"), required=False)


class StateField(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's takes none at run time
    """A State of the list. The database takes no nought byte, not even in a question."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(str(value).replace("\0", "\ufffd") if value else value)


class BeginForm(DeskForm):
    kind = forms.ChoiceField(label=_("Kind"))
    addressee_kind = forms.ChoiceField(label=_("Addressee"), choices=Addressee.choices)
    state = StateField(
        Country.objects.none(), label=pgettext_lazy("country", "State"), required=False
    )
    addressee = PlainText(
        label=_("Name of an addressee that is no State"), required=False, max_length=300
    )
    subject = PlainText(
        label=_("Subject"),
        help_text=_("It completes the sentence “information received concerning”."),
        max_length=500,
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Language.choices)
    names_child = forms.BooleanField(
        label=_("Name the child, which takes consent; else initials and age"), required=False
    )
    continuing = forms.BooleanField(label=_("What is reported goes on today"), required=False)

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["kind"].choices = [one for one in Kind.choices if one[0] in kinds]
        fields["state"].queryset = states = addressees()
        named = in_order(states)
        fields["state"].choices = [("", _("no State")), *((one.pk, one.name) for one in named)]


class WriteForm(DeskForm):
    """A draft as fields: subject, facts with blank lines between, children, one field a block."""

    read = forms.IntegerField(widget=forms.HiddenInput)
    addressee = PlainText(label=_("Addressee"), required=False, max_length=300)
    subject = PlainText(label=_("Subject"), max_length=500)
    facts = PlainText(
        label=_("Facts as reported, a blank line between two; they are numbered"),
        help_text=_("Write [child 1] where a child is told of."),
        rows=12,
        max_length=LONGEST,
        required=False,
    )

    def __init__(self, *args: Any, letter: Communication, words: Letter, **kwargs: Any) -> None:
        super().__init__(*args, initial=started(letter, words), **kwargs)
        self.letter, self.words = letter, words
        if letter.addressee_state_id:
            del self.fields["addressee"]
        for number in range(1, CHILDREN + 1):
            self.add_child(number)
        for part in WRITTEN:
            rows = 10 if part == TextBlock.Part.QUESTIONS else 4
            self.fields[f"block_{part}"] = PlainText(
                label=part.label, rows=rows, max_length=LONGEST, required=False
            )

    def add_child(self, number: int) -> None:
        asked = [("initials", _("Child %(number)s: initials"), 20)]
        asked.append(("age", _("Child %(number)s: age"), 3))
        if self.letter.names_child:
            asked.append(("name", _("Child %(number)s: name, with consent"), 120))
        for name, label, longest in asked:
            self.fields[f"{name}_{number}"] = PlainText(
                label=label % {"number": number}, required=False, max_length=longest
            )

    def letter_words(self) -> Letter:
        """Return the words as they were typed."""
        given = self.cleaned_data
        children = [
            Child(*(given.get(f"{name}_{n}", "") for name in ("initials", "age", "name")))
            for n in range(1, CHILDREN + 1)
        ]
        while children and children[-1] == Child():
            children.pop()
        facts = given["facts"].replace("\r\n", "\n").split("\n\n")
        blocks = {int(part): given[f"block_{part}"] for part in WRITTEN}
        return Letter(
            addressee=given.get("addressee", self.words.addressee),
            subject=given["subject"],
            blocks={**self.words.blocks, **blocks},
            facts=tuple(fact.strip() for fact in facts if fact.strip()),
            children=tuple(children),
            law=self.words.law,
            articles=self.words.articles,
        )


def started(letter: Communication, words: Letter) -> dict[str, Any]:
    """Return the words of a letter as first values of the form."""
    first: dict[str, Any] = {
        "read": letter.version,
        "addressee": words.addressee,
        "subject": words.subject,
        "facts": "\n\n".join(words.facts),
    }
    for number, child in enumerate(words.children, start=1):
        first |= {f"{name}_{number}": value for name, value in vars(child).items()}
    return first | {f"block_{number}": text for number, text in words.blocks.items()}


class RenditionForm(DeskForm):
    names_child = forms.BooleanField(
        label=_("Name the child, which takes consent; else initials and age"), required=False
    )
    continuing = forms.BooleanField(label=_("What is reported goes on today"), required=False)


class WordsForm(DeskForm):
    """Words of a reader; they are sealed to the desk."""

    words = PlainText(label=_("Your words, sealed to the desk"), rows=5, max_length=5000)


class ReviewForm(WordsForm):
    kind = forms.ChoiceField(
        label=_("What you looked at"),
        widget=forms.RadioSelect,
        choices=[
            (Review.Kind.GENDER.value, Review.Kind.GENDER.label),
            (Review.Kind.BEST_INTERESTS.value, Review.Kind.BEST_INTERESTS.label),
        ],
    )
    field_order = ("kind", "words")


class LineForm(DeskForm):
    read = forms.IntegerField(widget=forms.HiddenInput)
    use = forms.ChoiceField(
        label=_("What becomes of it"),
        widget=forms.RadioSelect,
        choices=[one for one in AnnexLine.Use.choices if one[0] != AnnexLine.Use.PROPOSED],
    )
    source = PlainText(
        label=_("Page of the depositary"),
        help_text=_("Needed to cite a treaty as binding: which page, and what it says."),
        required=False,
        max_length=500,
    )
    depositary_on = DayField(
        label=_("Its day, as at"),
        required=False,
    )
    note = PlainText(label=_("Internal note"), required=False, rows=3, max_length=2000)


class AddLineForm(DeskForm):
    provision = PlainText(
        label=_("Add a provision"), help_text=_("For example: CRC article 34"), max_length=100
    )


class InvitationForm(DeskForm):
    answer = forms.ChoiceField(
        label=_("What the mandate answered"),
        widget=forms.RadioSelect,
        choices=[one for one in Invitation.Answer.choices if one[0] != Invitation.Answer.EDITS],
    )
    means = forms.ChoiceField(
        label=_("By which way it came"),
        choices=[("", _("no answer")), *Invitation.Means.choices],
        required=False,
    )
    on = DayField(label=_("Day of the answer"), required=False)


class ReferenceForm(DeskForm):
    text = PlainText(
        label=_("Official reference"),
        help_text=_("As it was given, for example UA XEX 3/2026. It is never made here."),
        max_length=200,
    )


OTHER_WAYS = [one for one in Channel.choices if one[0] != Channel.DOOR]


class ExportForm(DeskForm):
    channel = forms.ChoiceField(label=_("By which way it goes"), choices=OTHER_WAYS)
    why = forms.ChoiceField(
        label=_("Why"),
        choices=[one for one in Delivery.Why.choices if one[0] != Delivery.Why.DOOR],
    )
