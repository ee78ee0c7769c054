"""What people of the desk choose from the list of recommendations."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.register_forms import states
from rapporteur.recommendations.models import Mechanism, Position


class RecommendationFilter(DeskForm):
    """What to show; everything may stay open."""

    country = forms.ChoiceField(
        label=pgettext_lazy("country", "State"), choices=states, required=False
    )
    mechanism = forms.ChoiceField(
        label=_("Recommended by"), choices=[("", _("all")), *Mechanism.choices], required=False
    )
    position = forms.ChoiceField(
        label=_("Position"), choices=[("", _("all")), *Position.choices], required=False
    )
    conflict = forms.BooleanField(label=_("Sources disagree"), required=False)
