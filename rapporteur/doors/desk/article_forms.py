"""What people of the desk type about a law, article by article. A form cleans; it knows no rule."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.actions.articles import LONGEST, MOST
from rapporteur.communications.models import AnnexLine
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText
from rapporteur.law.citations import citation


class ArticleForm(DeskForm):
    """A comment on one article of the law, with the standards of the legal annex that speak to it."""

    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    law = PlainText(
        label=_("The law, as the letter names it"),
        help_text=_("In the language of the letter. It is named once for all comments."),
        max_length=300,
    )
    number = PlainText(label=_("Article"), max_length=30)
    quoted = PlainText(label=_("Its text, quoted"), rows=4, max_length=LONGEST)
    comment = PlainText(label=_("The comment"), rows=6, max_length=LONGEST)
    standards = forms.MultipleChoiceField(
        label=_("Standards, of the legal annex"),
        help_text=_("Printed are those that are settled there, and not kept as internal notes."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, lines: Iterable[AnnexLine], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["standards"].choices = [
            (str(one.provision_id), citation(one.provision)) for one in lines
        ]


class OutForm(DeskForm):
    """Which comment is taken out."""

    place = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)
    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
