"""What people of the desk type about what a reply answers. A form cleans; it knows no rule."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.actions.grading import LONGEST
from rapporteur.communications.models import GradeRule, Reply
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText

SHOWN = 90  # signs of a paragraph in the list to choose from


class PassageForm(DeskForm):
    """Which part of which reply answers the question."""

    where = forms.ChoiceField(label=_("Where it stands"))
    words = PlainText(
        label=_("The words that answer"),
        help_text=_("As they stand there. Leave it empty for the whole paragraph."),
        rows=3,
        max_length=LONGEST,
        required=False,
    )
    page = forms.IntegerField(
        label=_("Page, of a file"), required=False, min_value=1, max_value=9999
    )

    def __init__(
        self, *args: Any, replies: Sequence[tuple[Reply, tuple[str, ...]]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.replies = {str(reply.pk): (reply, paragraphs) for reply, paragraphs in replies}
        fields: Any = self.fields
        fields["where"].choices = [
            choice
            for number, (reply, paragraphs) in enumerate(replies, 1)
            for choice in offered(number, reply, paragraphs)
        ]

    def given(self) -> dict[str, Any]:
        """Return the reply, its paragraph and its paragraphs; none of a file."""
        typed = self.cleaned_data
        key, _sep, number = typed["where"].rpartition(":")
        reply, paragraphs = self.replies[key]
        if number == "0":
            place = {"paragraph": typed["page"] or 1, "paragraphs": ()}
        else:
            place = {"paragraph": int(number), "paragraphs": paragraphs}
        return {"reply": reply, "words": typed["words"], **place}


def offered(number: int, reply: Reply, paragraphs: Sequence[str]) -> list[tuple[str, str]]:
    """Return what may be chosen of a reply: each paragraph that was typed, and its file."""
    said = {"n": number, "day": date_format(reply.received_on)}
    found = [
        (
            f"{reply.pk}:{place}",
            _now("Reply %(n)s of %(day)s, paragraph %(place)s: %(start)s")
            % {**said, "place": place, "start": Truncator(text).chars(SHOWN)},
        )
        for place, text in enumerate(paragraphs, 1)
    ]
    if hasattr(reply, "file"):
        found.append((f"{reply.pk}:0", _now("Reply %(n)s of %(day)s, its file") % said))
    return found


class GradeForm(DeskForm):
    """A grade of the rubric, each with its rule, and the reason."""

    code = forms.ChoiceField(label=_("Grade"), widget=forms.RadioSelect)
    why = PlainText(label=_("What in the reply shows it"), rows=3, max_length=2000)

    def __init__(self, *args: Any, rubric: Sequence[GradeRule], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["code"].choices = [
            (one.code, format_html("<span><strong>{}</strong>: {}</span>", one.label, one.rule))
            for one in rubric
        ]
