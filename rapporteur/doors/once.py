"""The hidden field of a form that makes something once, however often it is sent."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from rapporteur.kernel.ids import new_id


class OnceField(forms.UUIDField):
    """An id that the page was given; one that was tampered with is just another page."""

    def clean(self, value: Any) -> UUID:
        try:
            given: UUID = super().clean(value)
        except ValidationError:
            return new_id()
        return given
