"""Which report of communications is wanted, and in which language."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models import Language
from rapporteur.communications.reporting.building import name_of
from rapporteur.communications.reporting.windows import Windows
from rapporteur.doors.desk.forms import DeskForm


class ReportForm(DeskForm):
    """A session whose time has begun, and a language of reports."""

    session = forms.ChoiceField(label=_("Session of the Human Rights Council"))
    language = forms.ChoiceField(label=_("Language of the report"), choices=Language.choices)

    def __init__(self, *args: Any, offered: Iterable[Windows], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["session"].choices = [  # type: ignore[attr-defined]  # a field of choices
            (one.session.code, name_of(one.session)) for one in offered
        ]
        self.fields["language"].initial = language_of(get_language() or "")


def language_of(asked: str) -> str:
    """Return a language of reports: the one that is asked for, else English."""
    return asked if asked in Language.values else Language.ENGLISH.value
