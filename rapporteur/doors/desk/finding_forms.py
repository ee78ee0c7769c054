"""What people ask of the search of recommendations."""

import re
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.register_forms import states
from rapporteur.doors.desk.scope_forms import any_of, codes
from rapporteur.doors.fields import PlainText
from rapporteur.recommendations.alike.queries import named
from rapporteur.recommendations.models import Mechanism, Pillar, Position, Recommendation, Sector
from rapporteur.recommendations.searching.search import Wanted

SCOPES = [("open", _("to decide")), ("in", _("in scope")), ("out", _("for other bodies"))]
CHOSEN = ("state", "mechanism", "year", "position", "scope", "code", "pillar", "sector")
DAY = re.compile(r"[0-9-]{0,10}")
BY_LINK = ("body", "theme", "level", "persons", "action")  # facets that a link adds


class FindForm(DeskForm):
    """Words and facets; everything may stay open."""

    words = PlainText(label=_("Words"), max_length=200, required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("country", "State"), choices=states, required=False
    )
    mechanism = forms.ChoiceField(
        label=_("Recommended by"), choices=any_of(Mechanism), required=False
    )
    year = forms.IntegerField(label=_("Year"), min_value=1945, max_value=2100, required=False)
    position = forms.ChoiceField(label=_("Position"), choices=any_of(Position), required=False)
    scope = forms.ChoiceField(label=_("Scope"), choices=[("", _("all")), *SCOPES], required=False)
    code = forms.ChoiceField(
        label=_("Kind of matter"), choices=lambda: [("", _("all")), *codes()], required=False
    )
    pillar = forms.ChoiceField(label=_("Pillar"), choices=any_of(Pillar), required=False)
    sector = forms.ChoiceField(label=_("Sector"), choices=any_of(Sector), required=False)
    alike = forms.BooleanField(label=_("Group what asks the same"), required=False)
    body = PlainText(max_length=200, required=False, widget=forms.HiddenInput)
    theme = PlainText(max_length=300, required=False, widget=forms.HiddenInput)
    level = PlainText(max_length=60, required=False, widget=forms.HiddenInput)
    persons = PlainText(max_length=60, required=False, widget=forms.HiddenInput)
    action = PlainText(max_length=1, required=False, widget=forms.HiddenInput)
    after = PlainText(max_length=60, required=False, widget=forms.HiddenInput)

    def clean_year(self) -> str:
        return str(self.cleaned_data["year"] or "")

    def clean_after(self) -> tuple[str, UUID] | None:
        """Return day and id of the last row before; what is none begins anew."""
        day, _comma, key = self.cleaned_data["after"].partition(",")
        try:
            return (day, UUID(key)) if DAY.fullmatch(day) else None
        except ValueError:
            return None

    @property
    def wanted(self) -> Wanted:
        """Return what is asked; nothing of a form that cannot be read."""
        if not self.is_valid():
            return Wanted()
        given: dict[str, Any] = self.cleaned_data
        facets = {name: given[name] for name in (*CHOSEN, *BY_LINK) if given[name]}
        return Wanted(given["words"], facets, given["after"])


class JoinForm(DeskForm):
    """Another recommendation to the same State."""

    other = PlainText(
        label=_("The other recommendation"),
        help_text=_("Its symbol and paragraph, or the address of its page."),
        max_length=300,
    )

    def __init__(self, *args: Any, one: Recommendation, **options: Any) -> None:
        super().__init__(*args, **options)
        self.one = one

    def clean_other(self) -> Recommendation:
        found = named(self.one.country_id or "", self.cleaned_data["other"])
        if len(found) != 1:
            raise ValidationError(_("No single recommendation to this State is meant by this."))
        return found[0]


def labels() -> dict[str, dict[str, str]]:
    """Return what the values of facets are called, where their code is not their name."""
    from rapporteur.recommendations import models  # the lists of choices, all of them

    kinds: dict[str, type[TextChoices]] = {
        "mechanism": Mechanism,
        "position": Position,
        "pillar": Pillar,
        "sector": Sector,
        "level": models.Level,
        "persons": models.Persons,
        "action": models.Action,
    }
    named = {name: {str(k): str(v) for k, v in kind.choices} for name, kind in kinds.items()}
    return {
        **named,
        "scope": {code: str(label) for code, label in SCOPES},
        "code": dict(codes()),
        "state": {code: str(label) for code, label in states()},
    }
