"""A file of recommendations, as somebody of the desk brings it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.register.files import name_of
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.kernel.files.limits import BYTES


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
    file = ImportField()
