"""What people of the desk look for in what lies sealed. It is sent by POST and kept nowhere."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.finding.cursors import Cursor
from rapporteur.cases.finding.searching import MOST_WORDS, words_asked
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText


class SearchForm(DeskForm):
    """Words to look for, and where the page before stopped."""

    words = PlainText(label=_("Words in what lies sealed"), max_length=200)
    after = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="search_%s", **kwargs)

    def clean_words(self) -> tuple[str, ...]:
        """Return the words folded."""
        words = words_asked(self.cleaned_data["words"])
        if not words:
            raise ValidationError(_("Write a word of at least two letters or digits."))
        if len(words) > MOST_WORDS:
            raise ValidationError(_("At most %(most)d words.") % {"most": MOST_WORDS})
        return words

    def clean_after(self) -> Cursor | None:
        """Return where to go on; what is no place begins anew."""
        return Cursor.read(self.cleaned_data["after"])
