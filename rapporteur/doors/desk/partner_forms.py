"""What people of the desk type about partners. A form cleans; it knows no rule of the work."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.register_forms import states
from rapporteur.doors.fields import PlainText
from rapporteur.kernel.texts import alphabetical
from rapporteur.partners.models import Organisation, OrganisationKind, Vetting
from rapporteur.world.models import Region


def all_states() -> list[tuple[str, Any]]:
    return states()[1:]


def all_regions() -> list[tuple[str, str]]:
    found = [(one.code, str(one)) for one in Region.objects.all()]
    return sorted(found, key=lambda pair: alphabetical(pair[1]))


class PartnerFilter(DeskForm):
    """What to show of the register; everything may stay open."""

    text = PlainText(label=_("Name"), required=False)
    kind = forms.ChoiceField(
        label=_("Kind"), choices=[("", _("all")), *OrganisationKind.choices], required=False
    )
    state = forms.ChoiceField(label=_("Works in"), choices=states, required=False)
    vetting = forms.ChoiceField(
        label=_("Vetting"), choices=[("", _("all")), *Vetting.choices], required=False
    )
    stale = forms.BooleanField(label=_("Not checked for twelve months"), required=False)


class OrganisationForm(DeskForm):
    name = PlainText(label=_("Name"))
    other_names = PlainText(
        label=_("Other names"),
        help_text=_("In other languages, short or former; one a line."),
        rows=3,
        max_length=2_000,
        required=False,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kind"),
        choices=OrganisationKind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("It may be several."),
    )
    states = forms.MultipleChoiceField(
        label=_("States in which it works"), choices=all_states, required=False
    )
    regions = forms.MultipleChoiceField(
        label=_("Regions in which it works"), choices=all_regions, required=False
    )
    website = forms.URLField(
        label=_("Web address"), max_length=300, required=False, assume_scheme="https"
    )

    def clean_other_names(self) -> list[str]:
        return str(self.cleaned_data["other_names"]).splitlines()

    @staticmethod
    def of(organisation: Organisation) -> dict[str, Any]:
        """Return what stands, as the form shows it."""
        shown = {name: getattr(organisation, name) for name in ("name", "kinds", "states")}
        return {
            **shown,
            "regions": organisation.regions,
            "website": organisation.website,
            "other_names": "\n".join(organisation.other_names),
        }


class HowForm(DeskForm):
    how = PlainText(
        label=_("How it was checked"),
        help_text=_("Not sealed. Write no private number and no name of a person at risk."),
        max_length=300,
    )


class SealedReasonForm(DeskForm):
    why = PlainText(
        label=_("Reason"), help_text=_("It is sealed to the desk."), rows=4, max_length=2_000
    )


class PersonForm(DeskForm):
    name = PlainText(label=_("Name"))
    role = PlainText(label=_("Function"), required=False)
    contact = PlainText(label=_("How to reach them"), max_length=300, required=False)
    private = forms.BooleanField(
        label=_("This contact is private: seal it to the desk"), required=False, initial=True
    )


class PartnerInviteForm(DeskForm):
    name = PlainText(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, initial="en")


class ReviewForm(DeskForm):
    accept = forms.ChoiceField(
        label=pgettext_lazy("of a partner", "Does it count?"),
        choices=[("yes", _("accepted")), ("no", _("not accepted"))],
        widget=forms.RadioSelect,
    )
    why = PlainText(
        label=_("Reason"), help_text=_("The partner reads it."), rows=4, max_length=2_000
    )

    def clean_accept(self) -> bool:
        return bool(self.cleaned_data["accept"] == "yes")


class PublicationForm(DeskForm):
    publication = PlainText(
        label=_("In which publication it would stand"),
        help_text=_("Not sealed. The partner reads it and says as whose word."),
        max_length=300,
    )
