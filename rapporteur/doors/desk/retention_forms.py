"""What people of the desk type about holds. A form cleans only."""

from django.utils.translation import gettext_lazy as _

from rapporteur.doors.desk.case_forms import LONGEST
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText


class HoldForm(DeskForm):
    reason = PlainText(
        label=_("Reason"), help_text=_("It lies sealed to the desk."), rows=4, max_length=LONGEST
    )
