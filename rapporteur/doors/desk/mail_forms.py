"""What people of the desk type about mail that came in. A form cleans; it knows no rule of the work."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText


class FileMailForm(DeskForm):
    """With which letter a mail belongs, by a reference, or that it belongs with none."""

    what = forms.ChoiceField(
        label=_("What becomes of it"),
        widget=forms.RadioSelect,
        choices=[("file", _("file it with a letter")), ("aside", _("set it aside"))],
    )
    letter = PlainText(
        label=_("The letter, by our code or its official reference"), required=False, max_length=60
    )
    why = PlainText(label=_("Why; sealed to the desk"), rows=3, max_length=2000)
