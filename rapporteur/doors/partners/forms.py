"""What a partner types. A form cleans; it knows no rule of the work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.doors.fields import PlainForm, PlainText
from rapporteur.doors.files import TakenFile
from rapporteur.doors.once import OnceField
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.instance.rules import EXERCISE_STATE
from rapporteur.partners.models import Attribution
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order

LONGEST = 20_000  # characters of a report


def states() -> list[Country]:
    """Return the States that can be proposed, in the order of their names; Exerland in an exercise."""
    found = Country.objects.states()
    kept = [one for one in found if (one.pk == EXERCISE_STATE) == is_exercise()]
    return in_order(kept)


class AttributionField(forms.ChoiceField):
    """As whose word it may stand; the desk alone knows it unless the partner chooses otherwise."""

    def __init__(self, **options: Any) -> None:
        given = {
            "label": _("As whose word may it appear in a publication?"),
            "choices": Attribution.choices,
            "initial": Attribution.DESK_ONLY,
            "widget": forms.RadioSelect,
            **options,
        }
        super().__init__(**given)


class AttributionForm(PlainForm):
    attribution = AttributionField()


class ContributionForm(PlainForm):
    """What every contribution has. `once` is the id of what the form makes: sent twice, made once."""

    once = OnceField(widget=forms.HiddenInput, initial=new_id)
    evidence = PlainText(
        label=_("What shows it"),
        help_text=_("Documents, addresses of web pages, figures with their source."),
        rows=4,
        max_length=4_000,
        required=False,
    )
    file = TakenFile()
    attribution = AttributionField(
        help_text=_("A wish for now: you are asked again before each publication.")
    )


class ProposalForm(ContributionForm):
    country = forms.ModelChoiceField(
        Country.objects.none(), label=pgettext_lazy("country", "State")
    )
    why = PlainText(label=_("Why a visit would help"), rows=8, max_length=LONGEST)
    when = PlainText(
        label=_("Best time, and times to avoid"), rows=2, max_length=1_000, required=False
    )
    field_order = ("country", "why", "evidence", "when", "file", "attribution")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        country: Any = self.fields["country"]
        found = states()
        country.queryset = Country.objects.filter(pk__in=[one.pk for one in found])
        country.choices = [("", "---------"), *((one.pk, one.name) for one in found)]


class ProgressForm(ContributionForm):
    text = PlainText(
        label=_("What was done, what was not, and since when"),
        help_text=_("In any language. You may leave it empty if the file says everything."),
        rows=10,
        max_length=LONGEST,
        required=False,
    )
    field_order = ("text", "evidence", "file", "attribution")


class EndForm(PlainForm):
    """Why the account of a colleague ends."""

    why = PlainText(label=_("Why it ends"), rows=2, max_length=300)
