"""What people of the desk type about what was received and about cases. A form cleans only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import consents
from rapporteur.cases.facts import Cause, Risk, Side
from rapporteur.cases.models import Case, Consent
from rapporteur.cases.plans.words import PARTS
from rapporteur.cases.workflow import State
from rapporteur.doors.desk.forms import DeskForm, MemberField
from rapporteur.doors.fields import DayField, PlainText
from rapporteur.intake.questions import BY_CODE, CONSENTS
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Membership
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order

LONGEST = 12_000  # signs, as at the intake door
YES_NO = (("", _("all")), ("yes", _("yes")), ("no", _("no")))


def any_of(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("all")), *choices]


def state_choices() -> list[tuple[str, Any]]:
    """Return the States to choose from; other areas are places, never a State."""
    named = in_order(Country.objects.states())
    return [("", _("not said")), *((country.iso3, country.name) for country in named)]


def submission_choices(case: Case) -> list[tuple[str, Any]]:
    joined = case.joined.select_related("submission").order_by("on", "pk")
    return [
        (str(one.submission_id), _("submission of %(day)s") % {"day": one.submission.day})
        for one in joined
    ]


class ReceivedFilter(DeskForm):
    """What to show of the queue; everything may stay open."""

    urgent = forms.ChoiceField(label=_("Cannot wait"), choices=YES_NO, required=False)
    opened = forms.ChoiceField(label=_("Opened"), choices=YES_NO, required=False)
    joined = forms.ChoiceField(label=_("In a case"), choices=YES_NO, required=False)


class CaseFilter(DeskForm):
    """What to show of the cases; everything may stay open."""

    state = forms.ChoiceField(
        label=_("State of the case"), choices=any_of(State.choices), required=False
    )
    cause = forms.ChoiceField(label=_("Cause"), choices=any_of(Cause.choices), required=False)
    side = forms.ChoiceField(label=_("Side"), choices=any_of(Side.choices), required=False)
    iso3 = forms.ChoiceField(label=_("Country"), choices=state_choices, required=False)
    risk = forms.ChoiceField(label=_("Risk"), choices=any_of(Risk.choices), required=False)
    mine = forms.BooleanField(label=_("Only mine"), required=False)
    unassigned = forms.BooleanField(label=_("Nobody’s"), required=False)
    due = forms.BooleanField(label=_("Due within a week, or before"), required=False)
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[("", _("the newest first")), ("due", _("what is due first"))],
        required=False,
    )


class AnswerForm(DeskForm):
    text = PlainText(
        label=_("What to write"),
        help_text=_(
            "The source reads it with the code, perhaps watched by others. Name nobody, repeat"
            " nothing of what was told."
        ),
        rows=8,
        max_length=LONGEST,
    )
    answers_deletion = forms.BooleanField(
        label=_("This answers the wish to be deleted"),
        help_text=_("Say what was deleted, what could not be, and why."),
        required=False,
    )


class WhyForm(DeskForm):
    why = PlainText(
        label=_("Why you must know who the source is"),
        help_text=_("It is sealed to the desk, for whoever answers."),
        rows=3,
        max_length=1_000,
    )


class JoinForm(DeskForm):
    """A new case, or one that is there, by its reference."""

    reference = PlainText(
        label=_("Reference of the case"),
        help_text=_("Leave it empty to make a new case."),
        required=False,
        max_length=20,
    )


class NoteForm(DeskForm):
    text = PlainText(
        label=_("Note"), help_text=_("It lies sealed to the desk."), rows=6, max_length=LONGEST
    )


class SealedReasonForm(DeskForm):
    reason = PlainText(
        label=_("Reason"),
        help_text=_("It lies sealed with the case, as a note."),
        rows=4,
        max_length=LONGEST,
    )


class OwnerForm(DeskForm):
    """One of the members who read what is sealed to the desk."""

    owner = MemberField(label=_("Whose case it is"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["owner"]
        members = Membership.objects.let_in().filter(desk=case.desk_id)
        field.queryset = members.select_related("account")


class HandOverForm(DeskForm):
    """A colleague who reads what is sealed to the desk, and what they need to know."""

    to = MemberField(label=_("Colleague"))
    note = PlainText(
        label=_("What they need to know"),
        help_text=_("It lies sealed to the desk."),
        rows=6,
        max_length=LONGEST,
    )

    def __init__(self, *args: Any, case: Case, person: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["to"]
        members = Membership.objects.let_in().filter(desk=case.desk_id).exclude(account=person)
        field.queryset = members.select_related("account")


class MergeForm(SealedReasonForm):
    reference = PlainText(label=_("Reference of the other case"), max_length=20)
    reason = PlainText(
        label=_("Reason"), help_text=_("It lies sealed to the desk."), rows=4, max_length=LONGEST
    )
    field_order = ("reference", "reason")


class SplitForm(SealedReasonForm):
    """Which submissions move to a new case, and why."""

    submissions = forms.MultipleChoiceField(
        label=_("What moves"), widget=forms.CheckboxSelectMultiple
    )
    reason = PlainText(
        label=_("Reason"), help_text=_("It lies sealed to the desk."), rows=4, max_length=LONGEST
    )
    field_order = ("submissions", "reason")

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["submissions"]
        field.choices = submission_choices(case)


class PlanForm(DeskForm):
    """A safety plan. What is not known stays empty."""

    happens, contact, secret, danger = (
        PlainText(label=label, rows=3, max_length=LONGEST, required=False)
        for label in PARTS.values()
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class FilterNameForm(DeskForm):
    name = PlainText(
        label=_("Name"),
        help_text=_("Only you see it. It lies in the clear: name no person and no matter."),
        max_length=60,
    )


class ConsentForm(DeskForm):
    """What was said of one purpose, how the desk knows, and when it was said."""

    submission = forms.ChoiceField(label=_("Who said it"))
    purpose = forms.ChoiceField(
        label=_("Purpose"), choices=[(code, BY_CODE[code].words) for code in CONSENTS]
    )
    answer = forms.ChoiceField(label=_("Answer"), choices=YES_NO[1:], widget=forms.RadioSelect)
    told = forms.ChoiceField(
        label=_("How you know"),
        choices=[
            one
            for one in Consent.Told.choices
            if one[0] not in {consents.Told.SUBMISSION, consents.Told.CODE}
        ],
    )
    said_on = DayField(label=_("Said on"))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["submission"]
        field.choices = submission_choices(case)
