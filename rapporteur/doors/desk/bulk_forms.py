"""Rows that were chosen in a list, and what is done to all of them. A form cleans only."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.rules import desks_read
from rapporteur.doors.desk.forms import DeskForm, MemberField
from rapporteur.doors.fields import DayField
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Membership


class IdsField(forms.Field):
    """The ids of rows; none at all is for the rules to refuse."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        try:
            return list(dict.fromkeys(UUID(str(one)) for one in value or []))
        except ValueError:
            raise forms.ValidationError(_("Some of the rows are none: choose again.")) from None


class ChosenForm(DeskForm):
    chosen = IdsField(required=False)

    def __init__(self, *args: Any, person: Account | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person


class ManyOwnersForm(ChosenForm):
    """Whose the cases are from now on."""

    owner = MemberField(label=_("Whose cases they are"))

    def __init__(self, *args: Any, person: Account, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        field: Any = self.fields["owner"]
        members = Membership.objects.let_in().filter(desk__in=desks_read(person))
        field.queryset = members.select_related("account").order_by("account__name")


class ManyDaysForm(ChosenForm):
    """The day of all of them; empty means the rule of the risk."""

    day = DayField(
        label=_("Due on"),
        help_text=_("Empty: the day that the rule gives."),
        required=False,
    )
