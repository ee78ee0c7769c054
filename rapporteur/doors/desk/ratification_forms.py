"""What people of the desk type about a contact with a State. A form cleans; it knows no rule."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import DayField, PlainText
from rapporteur.kernel.clock import today
from rapporteur.ratification.models import Means


class ContactForm(DeskForm):
    made_on = DayField(label=_("On which day"), initial=today)
    means = forms.ChoiceField(label=_("By which means"), choices=Means.choices)
    outcome = PlainText(
        label=_("What came of it"),
        help_text=_("Nothing confidential: every desk of this installation reads it."),
        rows=3,
        max_length=1000,
    )
    next_step = PlainText(label=_("Next step"), max_length=300, required=False)
    next_on = DayField(label=_("Day of the next step"), required=False)
