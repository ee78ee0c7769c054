"""What people of the desk type about what they follow. A form cleans; it knows no rule."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.register_forms import states
from rapporteur.doors.fields import DayField, PartialDay, PlainText
from rapporteur.doors.files import TakenFile
from rapporteur.follow_up.actions.commitments import Promise
from rapporteur.follow_up.actions.evidence import LONGEST
from rapporteur.follow_up.actions.following import Next
from rapporteur.follow_up.actions.proposing import OWN, Draft
from rapporteur.follow_up.exchange import LARGEST, Planned, read
from rapporteur.follow_up.models import (
    AddresseeKind,
    Assessor,
    Attribution,
    Confidence,
    Following,
    Indicator,
    Mark,
    Progress,
    Strength,
    Voice,
)
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.models import Level, Mechanism, Pillar, Sector

ALL = ("", _("all"))
A_MONTH = timedelta(days=30)


class FollowUpFilter(DeskForm):
    """What to show; everything may stay open."""

    country = forms.ChoiceField(
        label=pgettext_lazy("country", "State"), choices=states, required=False
    )
    pillar = forms.ChoiceField(label=_("Pillar"), choices=[ALL, *Pillar.choices], required=False)
    sector = forms.ChoiceField(label=_("Sector"), choices=[ALL, *Sector.choices], required=False)
    level = forms.ChoiceField(label=_("Level"), choices=[ALL, *Level.choices], required=False)
    mechanism = forms.ChoiceField(
        label=_("Recommended by"), choices=[ALL, *Mechanism.choices], required=False
    )
    overdue = forms.BooleanField(label=_("Overdue only"), required=False)
    closed = forms.BooleanField(label=_("Also what is no longer followed"), required=False)


class NextForm(DeskForm):
    """What is done next, by when and by whom; cleans to `then`."""

    words = PlainText(label=_("What is done next"), max_length=300)
    on = DayField(label=_("By which day"))
    owner = forms.ChoiceField(label=_("Who does it"))

    def __init__(self, *args: Any, owners: list[Account], **options: Any) -> None:
        super().__init__(*args, **options)
        self.owners = {str(one.pk): one for one in owners}
        fields: Any = self.fields
        fields["owner"].choices = [(key, str(one)) for key, one in self.owners.items()]
        fields["on"].initial = today() + A_MONTH

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors:
            owner = self.owners[given.pop("owner")]
            given["then"] = Next(given.pop("words"), given.pop("on"), owner)
        return given


class BeginForm(NextForm):
    """Which recommendations to follow, and what is done next about them."""

    chosen = forms.MultipleChoiceField(
        label=_("Recommendations"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one recommendation.")},
    )
    field_order = ("chosen", "words", "on", "owner")

    def __init__(self, *args: Any, offered: list[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offered = {str(one.pk): one for one in offered}
        fields: Any = self.fields
        fields["chosen"].choices = [
            (key, f"{one.symbol} {one.paragraph} {one.text[:400]}".strip())
            for key, one in self.offered.items()
        ]

    def clean_chosen(self) -> list[Any]:
        return [self.offered[key] for key in self.cleaned_data["chosen"]]


class CloseForm(DeskForm):
    why = PlainText(
        label=_("Reason"),
        help_text=_("It is kept in the journal. Name no person outside the desk, no case."),
        rows=3,
        max_length=500,
    )


class CommitmentForm(DeskForm):
    """What a State committed itself to; cleans to `promise`."""

    words = PlainText(label=_("What is to be done"), rows=3, max_length=1_000)
    responsible = PlainText(
        label=_("Responsible institution"),
        help_text=_("An institution, never a person."),
        max_length=200,
        required=False,
    )
    due = PartialDay(label=_("Until when"), required=False)
    indicator_kind = forms.ChoiceField(
        label=_("Kind of indicator"), choices=[("", _("none")), *Indicator.choices], required=False
    )
    indicator = PlainText(label=_("Indicator"), max_length=400, required=False)
    budget = PlainText(label=_("Budget"), max_length=200, required=False)
    progress = forms.ChoiceField(label=_("Progress"), choices=Progress.choices)
    source = PlainText(
        label=_("Where it was made"),
        help_text=_("A document with its paragraph, a plan, a letter."),
        max_length=300,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return given if self.errors else {"promise": Promise(**given)}


class BringForm(DeskForm):
    """What came in otherwise than through a door. All that is typed here is sealed."""

    voice = forms.ChoiceField(label=_("Who speaks"), choices=Voice.choices)
    issuer = PlainText(label=_("By name"), max_length=300, required=False)
    attribution = forms.ChoiceField(
        label=_("How it may stand in a report"), choices=Attribution.choices
    )
    text = PlainText(
        label=_("What they say"),
        help_text=_("In any language. You may leave it empty if the file says everything."),
        rows=8,
        max_length=LONGEST,
        required=False,
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("another")), *settings.LANGUAGES], required=False
    )
    title = PlainText(label=_("Title of the document"), max_length=300, required=False)
    link = forms.URLField(
        label=_("Address on the web"),
        help_text=_("It counts with a copy as a file only: pages change."),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    dated = PartialDay(label=_("Day of the document"), required=False)
    received_on = DayField(label=_("Received on"))
    file = TakenFile()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["received_on"].initial = today


class GradeForm(DeskForm):
    """What an assessor says, on which scale, of which day."""

    assessor_kind = forms.ChoiceField(label=_("Who assesses"), choices=Assessor.choices)
    assessor = PlainText(
        label=_("By name"),
        help_text=_("Of a treaty body its code, as CRC. Empty for the mandate."),
        max_length=200,
        required=False,
    )
    mark = forms.ChoiceField(label=_("Grade"))
    dated = PartialDay(label=_("Day of the assessment"))
    view = PlainText(
        label=_("Why"),
        help_text=_("In words that may be published: no person, no source."),
        rows=4,
        max_length=2_000,
        required=False,
    )
    confidence = forms.ChoiceField(
        label=_("How sure"), choices=[("", _("not said")), *Confidence.choices], required=False
    )
    source = PlainText(
        label=_("Where it was assessed"),
        help_text=_("Of all but the mandate: a document, a page, a letter."),
        max_length=300,
        required=False,
    )
    evidence = forms.MultipleChoiceField(
        label=_("Evidence on which it rests"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, following: Following, **options: Any) -> None:
        super().__init__(*args, **options)
        self.marks = {one.pk: one for one in Mark.objects.select_related("scale")}
        counted = following.evidence.counted().prefetch_related("reviews")
        self.items = {str(one.pk): one for one in counted}
        fields: Any = self.fields
        fields["mark"].choices = grouped(list(self.marks.values()))
        fields["dated"].initial = today().isoformat()
        fields["assessor_kind"].initial = Assessor.MANDATE
        fields["evidence"].choices = [
            (key, f"{one.get_voice_display()}: {list(one.reviews.all())[-1].summary[:300]}")
            for key, one in self.items.items()
        ]

    def clean_mark(self) -> Mark:
        return self.marks[self.cleaned_data["mark"]]

    def clean_evidence(self) -> list[Any]:
        return [self.items[key] for key in self.cleaned_data["evidence"]]


def grouped(marks: list[Mark]) -> list[Any]:
    """Return grades under the names of their scales, the desk's own first."""
    scales = sorted({one.scale for one in marks}, key=lambda scale: scale.position)
    return [
        (scale.label, [(one.pk, one.label) for one in marks if one.scale_id == scale.pk])
        for scale in scales
    ]


class ReviewForm(DeskForm):
    """What a review finds. `summary` and what follows may be published, so it names nobody."""

    counts = forms.TypedChoiceField(
        label=_("What you find"),
        choices=[("yes", _("it counts as evidence")), ("no", _("it does not count"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    strength = forms.ModelChoiceField(
        Strength.objects.none(), label=_("Kind of evidence, the strongest first"), required=False
    )
    summary = PlainText(
        label=_("What it shows"),
        help_text=_("In words that may be published: no person, no source."),
        rows=4,
        max_length=1_500,
        required=False,
    )
    limits = PlainText(label=_("What it does not show"), rows=2, max_length=600, required=False)
    credit = PlainText(
        label=_("Name to be given in a report"),
        help_text=_("Only where whoever gave it wants to be named."),
        max_length=200,
        required=False,
    )
    reason = PlainText(
        label=_("Reason"),
        help_text=_("A partner reads it at its door."),
        rows=2,
        max_length=600,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["strength"]
        field.queryset = Strength.objects.all()
        field.label_from_instance = lambda one: f"{one.number}. {one.label}"


class ConfirmForm(DeskForm):
    attribution = forms.ChoiceField(
        label=_("Asked again, they answered"), choices=Attribution.choices
    )


class AskForm(DeskForm):
    """Until when partners are asked; all that are vetted read the recommendation."""

    until = DayField(
        label=_("Until which day"),
        help_text=_("All vetted partners are asked. Each chooses how it may stand."),
        required=False,
    )


class ReportForm(DeskForm):
    """On which State a report is made, in which language, as of which day."""

    country = forms.ChoiceField(label=pgettext_lazy("country", "State"), choices=states)
    language = forms.ChoiceField(label=_("Language of the report"), choices=settings.LANGUAGES)
    on = DayField(label=_("As it stood on"))
    introduction = PlainText(label=_("First paragraph"), rows=4, max_length=4_000, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = today
        self.fields["language"].initial = "en"


class IntroductionForm(DeskForm):
    introduction = PlainText(label=_("First paragraph"), rows=4, max_length=4_000, required=False)


class ShownForm(DeskForm):
    """That the State was shown a report, and until when it may comment."""

    shown_on = DayField(label=_("Shown to the State on"))
    comments_until = DayField(label=_("It may comment until"))


class ReleaseForm(DeskForm):
    """From which day anyone may read a report; `seen` is the mark of the copy that was read."""

    on = DayField(label=_("Public from"))
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].initial = today


class ProposalForm(DeskForm):
    """A recommendation of our own with what shows that it is fit; cleans to `draft`."""

    text = PlainText(label=_("Recommendation"), rows=4, max_length=2_000)
    mechanism = forms.ChoiceField(
        label=_("Recommended by"), choices=[(one.value, one.label) for one in OWN]
    )
    symbol = PlainText(label=_("Document"), max_length=120)
    paragraph = PlainText(label=_("Paragraph"), max_length=20)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    addressees = forms.MultipleChoiceField(
        label=_("To whom"),
        help_text=_("All who have a part in the situation, not the Government alone."),
        choices=AddresseeKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    named = PlainText(
        label=_("Institutions"),
        help_text=_("An institution, never a person."),
        max_length=300,
        required=False,
    )
    time_frame = PlainText(label=_("Until when"), max_length=200, required=False)
    concrete = PlainText(
        label=_("What in it is concrete: who does what"), max_length=400, required=False
    )
    realistic = PlainText(label=_("Why it is realistic"), max_length=400, required=False)
    achievable = PlainText(
        label=_("By what means it can be achieved"), max_length=400, required=False
    )
    fits = PlainText(
        label=_("How it fits the context of this State"), max_length=400, required=False
    )
    relevant_to = forms.MultipleChoiceField(
        label=_("Other States in a similar situation"),
        help_text=_("For them it is a lesson, never an obligation."),
        choices=lambda: states()[1:],
        required=False,
    )
    similar = PlainText(label=_("What is similar"), max_length=600, required=False)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        return given if self.errors else {"draft": Draft(**given)}


class PlanField(forms.FileField):
    """A CSV or JSON file of a plan; cleans to its rows."""

    def clean(self, data: Any, initial: Any = None) -> list[Planned]:
        given = super().clean(data, initial)
        if given.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 2 MB."))
        try:
            return read(given.name or "", given.read())
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from None


class PlanForm(DeskForm):
    """The plan of a national mechanism, looked at first."""

    file = PlanField(
        label=_("File"),
        help_text=_("CSV or JSON as it is exported here, filled in; up to 2 MB and 5,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".csv,.json"}),
        allow_empty_file=True,
    )
    source = PlainText(
        label=_("What the plan is called"),
        help_text=_("With its day; a row may say it more exactly."),
        max_length=300,
    )
    take = forms.BooleanField(label=_("Take it in; otherwise it is only looked at"), required=False)
    skip_refused = forms.BooleanField(
        label=_("Leave refused rows out; otherwise one keeps all of it out"), required=False
    )


class DayForm(DeskForm):
    """The day that a page shows."""

    on = DayField(label=_("As it stood on"), required=False)

    def clean_on(self) -> Any:
        return min(self.cleaned_data["on"] or today(), today())
