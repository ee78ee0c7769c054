"""A file of recommendations, as somebody of the desk brings it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.communications.register.files import name_of
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.register_forms import states
from rapporteur.doors.fields import PlainText
from rapporteur.kernel.files.limits import BYTES
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.models import Mechanism
from rapporteur.recommendations.readers.papers import Chosen, numbers_of


def open_states() -> list[tuple[str, Any]]:
    return [("", _("as the file tells")), *states()[1:]]


class ImportField(forms.FileField):
    """A file up to the limit of the door; cleans to its name and its bytes."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("File"))
        options.setdefault(
            "help_text", _("JSON, XLSX, CSV, Word or text, up to 15 MB and 40,000 rows.")
        )
        super().__init__(allow_empty_file=True, widget=forms.FileInput(), **options)

    def clean(self, data: Any, initial: Any = None) -> tuple[str, bytes]:
        given = super().clean(data, initial)
        if given.size > BYTES:
            raise ValidationError(_("This file is larger than 15 MB. Load it by command."))
        return name_of(given.name or ""), given.read()


class ImportForm(DeskForm):
    """A file; and, of a report, which paragraphs recommend and what the report itself leaves open."""

    file = ImportField()
    paragraphs = PlainText(
        label=_("Paragraphs that recommend"),
        help_text=_("Only for a report of a mandate or a Committee: 76-90, 95."),
        max_length=200,
        required=False,
    )
    mechanism = forms.ChoiceField(
        label=_("Recommended by"),
        choices=[("", _("as the file tells")), *Mechanism.choices],
        required=False,
    )
    body = PlainText(label=_("Body"), max_length=120, required=False)
    symbol = PlainText(label=_("Symbol of the document"), max_length=120, required=False)
    state = forms.ChoiceField(
        label=pgettext_lazy("country", "State"), choices=open_states, required=False
    )

    def clean_paragraphs(self) -> str:
        written: str = self.cleaned_data["paragraphs"]
        try:
            numbers_of(written)
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None
        return written

    @property
    def chosen(self) -> Chosen | None:
        """What was said of a report; None where the file is to tell all of it."""
        names = ("paragraphs", "mechanism", "body", "symbol", "state")
        said = {name: self.cleaned_data[name] for name in names}
        return Chosen(**said) if any(said.values()) else None
