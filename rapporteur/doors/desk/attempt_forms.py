"""What people of the desk type about attempts to deliver. A form cleans; it knows no rule of the work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models import Outcome, Returned
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.letter_forms import OTHER_WAYS
from rapporteur.doors.fields import DayField, PlainText
from rapporteur.doors.files import TakenFile
from rapporteur.kernel.clock import today


class AttemptForm(DeskForm):
    means = forms.ChoiceField(label=_("By which way it goes"), choices=OTHER_WAYS)
    made_on = DayField(label=_("On which day"), initial=today)
    proof = PlainText(
        label=_("To whom, by whom, and what proves it"),
        help_text=_("A number of a parcel, a name that signed; sealed to the desk."),
        rows=3,
        max_length=2000,
        required=False,
    )
    message_id = PlainText(
        label=_("Message-ID of the mail, where it went by mail"),
        help_text=_("What comes back is then known by it."),
        max_length=300,
        required=False,
    )
    asked = forms.BooleanField(label=_("An acknowledgement was asked for"), required=False)


ACKNOWLEDGED = "acknowledged"


class OutcomeForm(DeskForm):
    """What became of an attempt; why, where it came back."""

    outcome = forms.ChoiceField(
        label=_("What became of it"),
        widget=forms.RadioSelect,
        choices=[
            (ACKNOWLEDGED, _("receipt acknowledged")),
            *((one.value, one.label) for one in (Outcome.HANDED, Outcome.RETURNED)),
        ],
    )
    on = DayField(label=_("On which day"), initial=today)
    returned = forms.ChoiceField(
        label=_("Why it came back"),
        choices=[("", _("it did not")), *Returned.choices],
        required=False,
    )


class ScanForm(DeskForm):
    file = TakenFile(
        label=_("The scan"),
        help_text=_("A PDF of what proves it: a stamp, a signature, a receipt. Up to 15 MB."),
    )
