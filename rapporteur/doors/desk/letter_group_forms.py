"""What people of the desk type about the letters of an event. A form cleans; it knows no rule."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.communications.models import Communication, Language, Role, Rung
from rapporteur.communications.models.groups import KIND_OF
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.letter_forms import StateField, addressees
from rapporteur.doors.fields import PlainText
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order

MOST_QUESTIONS = 99


class SisterForm(DeskForm):
    """To whom else a letter on the same event goes."""

    own_role = forms.ChoiceField(label=_("As what the addressee of this letter is written to"))
    role = forms.ChoiceField(label=_("As what the other is written to"), choices=Role.choices)
    state = StateField(
        Country.objects.none(), label=pgettext_lazy("country", "State"), required=False
    )
    addressee = PlainText(
        label=_("Name of an addressee that is no State"), required=False, max_length=300
    )
    language = forms.ChoiceField(label=_("Language of the letter"), choices=Language.choices)

    def __init__(self, *args: Any, letter: Communication, **kwargs: Any) -> None:
        super().__init__(*args, initial={"language": letter.language}, **kwargs)
        fields: Any = self.fields
        if letter.group_id:
            del fields["own_role"]
        else:
            fields["own_role"].choices = roles_for(letter)
        fields["state"].queryset = states = addressees()
        named = in_order(states)
        fields["state"].choices = [("", _("no State")), *((one.pk, one.name) for one in named)]


def roles_for(letter: Communication) -> list[tuple[str, Any]]:
    """Return the roles that fit the addressee of a letter."""
    found = [role for role, kind in KIND_OF.items() if kind == letter.addressee_kind]
    return [(role.value, role.label) for role in found]


class JoinForm(DeskForm):
    """With which letter on the same event a letter belongs."""

    first = forms.ChoiceField(label=_("The other letter"))
    role = forms.ChoiceField(label=_("As what the addressee of this letter is written to"))
    own_role = forms.ChoiceField(
        label=_("As what the addressee of the other letter is written to"),
        choices=[("", _("as it says")), *Role.choices],
        required=False,
    )

    def __init__(
        self, *args: Any, letter: Communication, others: Iterable[Communication], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.others = {str(one.pk): one for one in others}
        fields["role"].choices = roles_for(letter)
        fields["first"].choices = [
            (key, f"{one}, {one.addressed_as}") for key, one in self.others.items()
        ]

    def clean_first(self) -> Communication:
        return self.others[self.cleaned_data["first"]]


class TakeOverForm(DeskForm):
    """Which versions were compared, and why a letter goes back to a draft where it is none."""

    read = forms.IntegerField(widget=forms.HiddenInput)
    read_there = forms.IntegerField(widget=forms.HiddenInput)
    words = PlainText(
        label=_("Why it goes back to a draft, sealed to the desk"),
        rows=3,
        max_length=5000,
        required=False,
    )

    def __init__(self, *args: Any, is_draft: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_draft:
            del self.fields["words"]


class NamingForm(DeskForm):
    named = forms.BooleanField(
        label=_("Letters to the other addressees may say that this one was sent"),
        help_text=_("They name it once it is sent. A person is never named to others."),
        required=False,
    )


class FollowUpForm(DeskForm):
    questions = forms.TypedMultipleChoiceField(
        label=_("Questions that are open"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    why = PlainText(
        label=_("Why a follow-up is written, sealed to the desk"), rows=3, max_length=5000
    )

    def __init__(
        self, *args: Any, questions: Iterable[str], still_open: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, initial={"questions": list(still_open)}, **kwargs)
        field: Any = self.fields["questions"]
        field.choices = list(enumerate(questions, 1))


class RemindForm(FollowUpForm):
    """The open questions alone are offered; what was found to be answered is not asked again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = _("Why a reminder is sent, sealed to the desk")
        still_open = self.initial["questions"]
        field: Any = self.fields["questions"]
        field.choices = [one for one in field.choices if one[0] in still_open]


class SpreadForm(DeskForm):
    """To which States the same letter goes: those of a group, those named, or both."""

    regional_group = forms.ChoiceField(
        label=_("All States of a regional group"),
        choices=[("", _("none")), *Country.RegionalGroup.choices],
        required=False,
    )
    codes = PlainText(
        label=_("And these States, as codes with spaces between: XEX"),
        help_text=_(
            "A draft is begun for each. Those that say the same can take each step together."
        ),
        required=False,
        rows=3,
        max_length=2000,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        codes = set(given.get("codes", "").upper().replace(",", " ").split())
        known = {one.pk: one for one in addressees()}
        if unknown := sorted(codes - known.keys()):
            told = {"codes": ", ".join(unknown)}
            self.add_error("codes", _("No letter goes to: %(codes)s.") % told)
        group = given.get("regional_group")
        given["states"] = [
            one
            for one in known.values()
            if one.pk in codes or (group and one.regional_group == group)
        ]
        return given


class RungForm(DeskForm):
    rung = forms.TypedChoiceField(
        label=_("Step"),
        coerce=int,
        widget=forms.RadioSelect,
        choices=[one for one in Rung.choices if one[0] != Rung.LETTER],
        help_text=_("What others hear of is decided by the mandate-holder."),
    )
    why = PlainText(label=_("The reason, sealed to the desk"), rows=3, max_length=5000)
