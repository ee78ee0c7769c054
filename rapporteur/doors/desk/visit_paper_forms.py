"""What people of the desk type about papers of visits and terms of reference. A form cleans only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models.kinds import Language
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText
from rapporteur.visits.cycles.papers.sections import SECTIONS
from rapporteur.visits.cycles.reports.proposals import Addressee, Comment, Proposal, Tag, Verdict
from rapporteur.visits.cycles.terms import Answer, Guarantee

LONGEST = 60_000  # signs of a section


class TermForm(DeskForm):
    guarantee = forms.ChoiceField(label=_("Guarantee"), choices=Guarantee.choices)
    given = forms.ChoiceField(
        label=_("Answer of the State"), choices=Answer.choices, widget=forms.RadioSelect
    )
    note = PlainText(
        label=_("Note"),
        help_text=_("Name no person and no case: it is not sealed."),
        required=False,
        rows=2,
        max_length=600,
    )


class PaperForm(DeskForm):
    """The sections of a paper; what is left empty is not in it yet."""

    read = forms.IntegerField(widget=forms.HiddenInput)  # the version that was read

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, label in SECTIONS[kind].items():
            self.fields[code] = PlainText(label=label, required=False, rows=6, max_length=LONGEST)

    def sections(self) -> dict[str, str]:
        given = self.cleaned_data
        return {code: given[code] for code in self.fields if code != "read" and given[code]}


class ProposalForm(DeskForm):
    read = forms.IntegerField(widget=forms.HiddenInput)
    text = PlainText(label=_("Recommendation"), rows=5, max_length=6_000)
    addressees = forms.MultipleChoiceField(
        label=_("Addressees"), choices=Addressee.choices, widget=forms.CheckboxSelectMultiple
    )
    tag = forms.ChoiceField(label=_("What is proposed"), choices=Tag.choices)
    programme = PlainText(label=_("Programme"), required=False)
    for_others = forms.BooleanField(
        label=_("Useful to States in similar situations too"), required=False
    )

    def proposal(self, key: str) -> Proposal:
        names = ("text", "addressees", "tag", "programme", "for_others")
        return Proposal(key, **{name: self.cleaned_data[name] for name in names})


class CommentForm(DeskForm):
    read = forms.IntegerField(widget=forms.HiddenInput)
    paragraph = PlainText(label=_("Paragraph"), required=False, max_length=20)
    text = PlainText(label=_("Comment"), rows=4, max_length=6_000)
    verdict = forms.ChoiceField(label=_("Decision"), choices=Verdict.choices)
    reason = PlainText(label=_("Reason"), required=False, rows=3, max_length=2_000)

    def comment(self, key: str) -> Comment:
        names = ("paragraph", "text", "verdict", "reason")
        return Comment(key, **{name: self.cleaned_data[name] for name in names})


class PublishForm(DeskForm):
    symbol = PlainText(label=_("Symbol of the report"), required=False, max_length=60)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
