"""What people of the desk type about a conflict of interest. A form cleans only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import Case
from rapporteur.circles.actions import Ground
from rapporteur.doors.desk.case_forms import LONGEST
from rapporteur.doors.desk.forms import DeskForm, MemberField
from rapporteur.doors.fields import PlainText
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Membership

SEALED = _("It lies sealed with the case, and the person it is about cannot read it.")


class LiftForm(DeskForm):
    words = PlainText(label=_("Reason"), help_text=SEALED, rows=4, max_length=LONGEST)


class DenyForm(LiftForm):
    """Who steps back or is kept from a case, on which ground, and who takes it over."""

    whom = MemberField(label=_("Who may not see this case"))
    ground = forms.ChoiceField(
        label=_("Why"),
        help_text=_("This stands in the journal, in the clear."),
        choices=Ground.choices,
    )
    to = MemberField(
        label=_("Who takes it over, where it is theirs"),
        required=False,
    )
    field_order = ("whom", "ground", "words", "to")

    def __init__(
        self, *args: Any, case: Case, person: Account, others: bool, **kwargs: Any
    ) -> None:
        """`others`: this person may keep the case from somebody else than themselves."""
        super().__init__(*args, **kwargs)
        members = Membership.objects.let_in().filter(desk=case.desk_id).select_related("account")
        whom, to = (self.fields[name] for name in ("whom", "to"))
        whom.queryset = members if others else members.filter(account=person)  # type: ignore[attr-defined]
        to.queryset = members  # type: ignore[attr-defined]
