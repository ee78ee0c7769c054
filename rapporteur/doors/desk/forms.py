"""What people of a desk type. A form cleans; it knows no rule of the work."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.communications.models.corrections import ASKED
from rapporteur.doors.fields import DayField, PlainForm, PlainText
from rapporteur.kernel.access.roles import ROLES
from rapporteur.people.desks.models import Desk, Membership
from rapporteur.publication.models import PublicChange
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order


class DeskForm(PlainForm):
    """A form whose errors stand above each field."""


class MemberField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when it runs
    """One of the members that the form puts into its queryset, by name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Membership.objects.none(), **options)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.account)


def role_choices() -> list[tuple[str, str]]:
    """Return the roles of the desk, each with what it means."""
    return [
        (
            role.code,
            format_html("<span><strong>{}</strong>: {}</span>", role.label, role.description),
        )
        for role in ROLES
        if role.door == "desk"
    ]


class RolesField(forms.MultipleChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Roles"),
            choices=role_choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Choose at least one role.")},
            **options,
        )


class InviteForm(DeskForm):
    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("Desk"), empty_label=None)
    name = PlainText(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en")
    roles = RolesField()

    def __init__(self, *args: Any, desks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["desk"]
        field.queryset = desks
        field.initial = desks.first()


class MissionInviteForm(DeskForm):
    country = forms.ChoiceField(label=pgettext_lazy("country", "State"))
    name = PlainText(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en")

    def __init__(self, *args: Any, states: Iterable[Country], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["country"]
        self.states = {one.iso3: one for one in states}
        field.choices = [(one.iso3, one.name) for one in in_order(self.states.values())]

    def clean_country(self) -> Country:
        return self.states[self.cleaned_data["country"]]


class ReasonForm(DeskForm):
    why = PlainText(
        label=_("Reason"),
        help_text=_("It is kept in the journal. Name no person outside the desk, no case."),
        rows=3,
        max_length=500,
    )


class WantedForm(DeskForm):
    why = PlainText(
        label=_("Why the text and the drawn pages are not enough"),
        help_text=_("It is sealed to the desk, for whoever releases the original."),
        rows=3,
        max_length=500,
    )


class CorrectionAnswerForm(DeskForm):
    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[("", "—"), *PublicChange.Outcome.choices],
        help_text=_("Of a letter that is public, the public log says it: kind and days, no names."),
    )
    why = PlainText(
        label=_("Your answer"),
        help_text=_("The Mission reads it at its door. Name no source and no child."),
        rows=4,
        max_length=2_000,
    )


class TakeDownForm(DeskForm):
    """What another than a Mission asks about a public letter."""

    kind = forms.ChoiceField(label=_("What is asked for"), choices=[("", "—"), *ASKED])
    of = forms.ChoiceField(label=_("About"), choices=PublicChange.Of)
    asked_on = DayField(label=_("Asked on"))
    words = PlainText(
        label=_("What was said"),
        help_text=_("It is sealed to the desk alone."),
        rows=4,
        max_length=4_000,
    )


class RolesForm(ReasonForm):
    roles = RolesField()
    field_order = ("roles", "why")


class AccountForm(ReasonForm):
    act = forms.ChoiceField(
        label=_("What to do"),
        widget=forms.RadioSelect,
        choices=[
            ("close", _("Close the account: its holder is signed out and cannot come in")),
            ("reopen", _("Open the account again")),
            ("free", _("Take away a lost second factor: its holder sets up a new one")),
        ],
    )
    field_order = ("act", "why")


class LanguageForm(DeskForm):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class JournalFilter(DeskForm):
    """What to show of the journal; everything may stay empty."""

    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    verb = PlainText(label=_("Act"), required=False, max_length=60)
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        required=False,
        choices=[
            ("", _("all")),
            ("done", _("done")),
            ("refused", _("refused")),
            ("failed", _("failed")),
        ],
    )
    who = PlainText(label=_("By (name or id)"), required=False, max_length=120)


class LookUpForm(DeskForm):
    words = PlainText(label=_("Words or key"), required=False, max_length=100)


class CorrectionForm(DeskForm):
    """A new value with reason and source. Empty means not known, where the field may be so."""

    value = PlainText(label=_("New value"), required=False, rows=4, max_length=10_000)
    reason = PlainText(
        label=_("Reason"),
        help_text=_("What is wrong, and how you know. It is kept in the journal."),
        rows=3,
        max_length=500,
    )
    source = PlainText(
        label=_("Source"),
        help_text=_("The document with its day, or the official page with the day you saw it."),
        max_length=300,
    )
