"""What people of the desk type about evidence for facts. A form cleans; it knows no rule."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.actions.proving import LONGEST, MOST
from rapporteur.communications.models import ProofTerm
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText

SHOWN = 90  # signs of a paragraph in the list to choose from


class FactForm(DeskForm):
    """Which paragraph of facts, as it is written now."""

    fact = forms.TypedChoiceField(label=_("Paragraph of facts"), coerce=int)

    def __init__(self, *args: Any, facts: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["fact"].choices = [
            (n, f"{n}. {Truncator(text).chars(SHOWN)}") for n, text in enumerate(facts, 1)
        ]


class ProofForm(FactForm):
    """A piece of evidence: for which paragraph, of what kind, how far it can be relied on."""

    kind = forms.ChoiceField(label=_("What kind of evidence"))
    reliability = forms.ChoiceField(
        label=_("How far it can be relied on"), widget=forms.RadioSelect
    )
    where = PlainText(
        label=_("What it is and where it is kept"),
        help_text=_("Sealed to the desk. Name no source: write the code of what was received."),
        rows=2,
        max_length=LONGEST,
    )
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, terms: Sequence[ProofTerm], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        of = {what: [one for one in terms if one.what == what] for what in ProofTerm.What}
        fields["kind"].choices = [(one.code, one.label) for one in of[ProofTerm.What.KIND]]
        fields["reliability"].choices = [
            (one.code, format_html("<span><strong>{}</strong>: {}</span>", one.label, one.rule))
            for one in of[ProofTerm.What.RELIABILITY]
        ]


class PlaceForm(DeskForm):
    """Which piece is taken away."""

    place = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST)
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class TieForm(FactForm, PlaceForm):
    """For which paragraph a loose piece speaks now."""
