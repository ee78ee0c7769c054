"""What people of the desk type when they decide on a lesson for another State."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.register_forms import states
from rapporteur.doors.fields import PlainText


class LessonForm(DeskForm):
    country = forms.ChoiceField(
        label=pgettext_lazy("country", "State"), choices=lambda: states()[1:]
    )
    is_lesson = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("a lesson for this State")), ("no", _("no lesson for this State"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    similar = PlainText(
        label=_("What is similar, or why it is not enough"),
        help_text=_("Name no person and no case: it is not sealed."),
        rows=3,
        max_length=600,
    )
