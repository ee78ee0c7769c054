"""What people of the desk type about the law of a State. A form cleans; it knows no rule."""

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PartialDay, PlainText
from rapporteur.law.national.models import LegalAge, LegalAnswer


class ProofForm(DeskForm):
    """What every fact needs: the law as cited, where it is known from, as of when."""

    law = PlainText(label=_("The law, as cited"), max_length=300, required=False)
    source = PlainText(label=_("Source"), max_length=300)
    as_of = PartialDay(
        label=_("As of"),
    )
    note = PlainText(label=_("Note"), max_length=600, required=False)


class AgeForm(ProofForm):
    kind = forms.ChoiceField(label=_("Which age"), choices=LegalAge.Kind.choices)
    whom = forms.ChoiceField(label=_("For whom"), choices=LegalAge.Whom.choices, required=False)
    age = forms.IntegerField(label=_("Age in full years"), min_value=0, required=False)

    field_order = ("kind", "whom", "age", "law", "source", "as_of", "note")


class AnswerForm(ProofForm):
    answer = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect, choices=LegalAnswer.Answer.choices
    )

    field_order = ("answer", "law", "source", "as_of", "note")
