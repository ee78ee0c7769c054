"""What people of the desk type about public versions. Nothing is written, things are only taken."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models import TextBlock
from rapporteur.communications.publishing import bases
from rapporteur.communications.publishing.redaction import Taken, Words, marked
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import PlainText
from rapporteur.kernel.refusals import Refused
from rapporteur.publication.pieces import Removed

AT_ONCE, SIGNS = 20, 30_000  # passages, and signs of them together, on one page
BRACKETS = 4_000  # signs that brackets may add to a passage
TYPED = "text_"


def label_of(key: str) -> str:
    """Return what a passage is, for people."""
    kind, *numbers = key.split("-")
    number = numbers[-1] if numbers else ""
    if kind == bases.SUBJECT:
        return _now("Subject")
    if kind == bases.PART:
        return str(TextBlock.Part(int(number)).label)
    if kind == bases.FACT:
        return _now("Fact %(number)s") % {"number": number}
    if kind == bases.TEXT:
        return _now("Paragraph %(number)s") % {"number": number}
    return _now("Text of the file, passage %(number)s") % {"number": number}


def slices(words: Words) -> list[list[tuple[str, str]]]:
    """Return the passages in lots that one page holds; one lot at least."""
    lots: list[list[tuple[str, str]]] = [[]]
    for key, text in words.passages:
        signs = sum(len(one) for _key, one in lots[-1])
        if lots[-1] and (len(lots[-1]) == AT_ONCE or signs + len(text) > SIGNS):
            lots.append([])
        lots[-1].append((key, text))
    return lots


def typed_again(data: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the passages that were typed, so that they come back where the vault is locked."""
    keys = [name.removeprefix(TYPED) for name in data if name.startswith(TYPED)]
    return [(key, "") for key in keys[:AT_ONCE]]


class TakeForm(DeskForm):
    """Passages of a public version, and words that go wherever they stand.

    `words` is None where the vault is locked: then nothing is compared, and all is shown again.
    """

    read = forms.IntegerField(widget=forms.HiddenInput)
    everywhere = PlainText(
        label=_("Remove these words wherever they stand, one entry a line"),
        help_text=_("Large and small letters are the same. The preview says how often each stood."),
        rows=4,
        max_length=4_000,
        required=False,
    )
    everywhere_reason = forms.ChoiceField(label=_("Why these words go"), choices=Removed.choices)

    def __init__(
        self,
        *args: Any,
        words: Words | None,
        passages: Sequence[tuple[str, str]],
        version: int,
        **kwargs: Any,
    ) -> None:
        initial: dict[str, Any] = {"read": version}
        if words is not None:
            initial["everywhere"] = "\n".join(words.everywhere)
            initial["everywhere_reason"] = words.everywhere_reason
        super().__init__(*args, initial=initial, **kwargs)
        self.words, self.passages = words, passages
        for key, text in passages:
            taken = words.taken.get(key) if words else None
            self.add_passage(key, text, taken or Taken(text))

    def add_passage(self, key: str, text: str, taken: Taken) -> None:
        label = label_of(key)
        self.fields[f"{TYPED}{key}"] = PlainText(
            label=label,
            rows=min(16, 2 + len(text) // 80),
            max_length=max(len(text), SIGNS) + BRACKETS,
            required=False,
            initial=taken.typed,
        )
        self.fields[f"reason_{key}"] = forms.ChoiceField(
            label=_("Why something goes"), choices=Removed.choices, initial=taken.reason
        )
        self.fields[f"whole_{key}"] = forms.BooleanField(
            label=_("Remove all of it"), required=False, initial=taken.whole
        )

    def rows(self) -> list[dict[str, Any]]:
        """Return each passage with its three fields."""
        return [
            {
                "label": label_of(key),
                "fields": [self[f"{name}_{key}"] for name in ("text", "reason", "whole")],
            }
            for key, _text in self.passages
        ]

    def taken(self) -> dict[str, Taken]:
        given = self.cleaned_data
        return {
            key: Taken(given[f"{TYPED}{key}"], given[f"reason_{key}"], given[f"whole_{key}"])
            for key, _text in self.passages
        }

    def everywhere_lines(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.cleaned_data["everywhere"].splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        for key, text in self.passages if self.words else ():
            typed = given.get(f"{TYPED}{key}")
            if typed is None or given.get(f"whole_{key}"):
                continue
            try:
                marked(text, typed, "")
            except Refused as refusal:
                self.add_error(f"{TYPED}{key}", str(refusal))
        return given


class ReadForm(DeskForm):
    """Which version was read before a step was taken."""

    read = forms.IntegerField(widget=forms.HiddenInput)


class BackForm(DeskForm):
    words = PlainText(
        label=_("What should be changed, sealed to the desk"), rows=4, max_length=5_000
    )


class ApproveForm(ReadForm):
    interests = PlainText(
        label=_("Best interests of the child who wrote, sealed to the desk"),
        help_text=_(
            "What publication does for and to the child, and why nobody can tell from it who the"
            " child is. Needed where a child wrote."
        ),
        rows=4,
        max_length=5_000,
        required=False,
    )


class PublishForm(ReadForm):
    official_address = PlainText(
        label=_("Official public address"),
        help_text=_("The page of the official site, with https://"),
        max_length=500,
        required=False,
    )
    why_no_address = PlainText(
        label=_("Or why there is none, in words that anyone may read"),
        max_length=500,
        required=False,
    )


class WithdrawForm(DeskForm):
    why = PlainText(label=_("Why, sealed to the desk"), rows=4, max_length=5_000)
