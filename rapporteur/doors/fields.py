"""Form fields that take what people type or paste, and say in words what cannot be used."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.dates import earliest

# Control characters, and marks that turn the direction of what follows and so disguise a text.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def validate_plain_text(text: str) -> None:
    """Raise ValidationError for control characters and direction marks."""
    if CONTROL.search(text):
        raise ValidationError(_("There is a character here that cannot be shown. Type it anew."))
    if TURNING.search(text):
        raise ValidationError(
            _("There is a hidden mark here that turns the direction of writing. Type it anew.")
        )


# A browser neither offers what was typed to the next person nor sends it to a service of its maker.
UNREMEMBERED = {"autocomplete": "off", "spellcheck": "false"}


class PlainForm(forms.Form):
    """A form without colons after its labels: in Arabic they stood behind each question mark."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})


class PlainText(forms.CharField):
    """One line of text in any script; `rows` makes it several.

    `as_typed` takes hidden marks too: a source's telephone may add them, and nobody should have
    to hunt for what cannot be seen.
    """

    def __init__(
        self, *, rows: int = 1, max_length: int = 200, as_typed: bool = False, **options: Any
    ) -> None:
        if rows > 1:
            options["widget"] = forms.Textarea(attrs={"rows": rows})
        super().__init__(max_length=max_length, **options)
        self.widget.attrs = {**UNREMEMBERED, "dir": "auto", **self.widget.attrs}
        self.widget.attrs.pop("maxlength", None)  # a browser would cut what is pasted, silently
        if not as_typed:
            self.validators.insert(0, validate_plain_text)

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class DayField(forms.DateField):
    """A day, chosen in the browser's calendar: which takes one written as 2026-11-25 alone."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options
        )


class PartialDay(PlainText):
    """A day, a month or a year, as exact as it is known: 2026-03-14, 2026-03 or 2026."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("2026, 2026-03 or 2026-03-14."))
        super().__init__(max_length=10, **options)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        try:
            if text:
                earliest(text)
        except ValueError:
            raise ValidationError(
                _("Write a year, a month or a day: 2026, 2026-03 or 2026-03-14.")
            ) from None
        return text
