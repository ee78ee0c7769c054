"""The field for a file. What is chosen is looked at in a cage before anything else happens."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.files.limits import BYTES
from rapporteur.kernel.files.reasons import REASONS
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.files.verdicts import Verdict
from rapporteur.kernel.refusals import Refused


class TakenFile(forms.FileField):
    """A PDF or DOCX; cleans to `Taken`, or to None where none was chosen."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("File"))
        options.setdefault("help_text", _("PDF or DOCX, up to 15 MB. No other kind is taken."))
        widget = forms.FileInput(attrs={"accept": ".pdf,.docx"})
        super().__init__(required=False, allow_empty_file=True, widget=widget, **options)

    def clean(self, data: Any, initial: Any = None) -> Taken | None:  # noqa: ARG002  Django names it
        if not data:
            return None
        if data.size > BYTES:
            raise ValidationError(str(REASONS[Verdict.TOO_LARGE]))
        try:
            return Taken.of(data.name or "", data.content_type or "", data.read())
        except Refused as refusal:
            raise ValidationError(str(refusal)) from None
