"""Who can help, and where online material is reported: the rows of the State that was chosen."""

from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.fields import PlainForm
from rapporteur.intake.helplines.models import Helpline
from rapporteur.intake.helplines.queries import held_for, states_held
from rapporteur.kernel.clock import today
from rapporteur.world.models import Country

ISO3 = 3  # letters


@dataclass(frozen=True)
class Places:
    """A State as the page names it, and what is on record for it; no State means none was said."""

    state: str = ""
    rows: tuple[Helpline, ...] = ()

    @property
    def reporting(self) -> bool:
        """Say whether a rule on who must report is on record."""
        return any(row.kind == Helpline.Kind.REPORTING for row in self.rows)


def places(iso3: str) -> Places:
    """Return what is on record for a State; nothing is guessed for one without rows."""
    country = Country.objects.filter(pk=iso3).first() if iso3 else None
    if country is None:
        return Places()
    return Places(country.name, tuple(held_for(country.pk, today())))


class HelpForm(PlainForm):
    """Choose one of the States for which anything is on record. Shown, never checked."""

    def __init__(self, asked: str) -> None:
        super().__init__(initial={"state": asked})
        self.asked = asked
        self.states = states_held(today())
        self.fields["state"] = forms.ChoiceField(
            label=_("Where are you?"),
            choices=[("", _("not said")), *((state.pk, state.name) for state in self.states)],
        )

    def places(self) -> Places | None:
        """Return what is on record for the State that was asked for, also where that is nothing."""
        found = places(self.asked) if self.asked.isalpha() and len(self.asked) == ISO3 else Places()
        return found if found.state else None
