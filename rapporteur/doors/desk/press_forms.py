"""What people of the desk type about press statements. A form cleans; it knows no rule."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from rapporteur.communications.models import Communication
from rapporteur.doors.desk.clock_forms import zones
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import DayField, PlainText
from rapporteur.people.desks.models import Desk
from rapporteur.press.actions import LONGEST
from rapporteur.press.models import Ground, PressStatement
from rapporteur.press.words import Words

TITLE, TEXT, MOST = 300, 30_000, 40  # signs of a title, of a text; letters
HOUR = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class WriteForm(DeskForm):
    """A press statement whole: words by language, letters, hour, exception."""

    read = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        *args: Any,
        words: Words,
        letters: Any,  # the letters that may be named, a queryset of communications
        statement: PressStatement | None = None,
        chosen: Iterable[str] = (),
        desks: Iterable[Desk] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.letters, self.statement = letters, statement
        self.initial["read"] = statement.version if statement else 0
        if statement is None:
            choices = [(str(one.pk), str(one)) for one in desks]
            self.fields["desk"] = forms.ChoiceField(
                label=_("Desk"),
                choices=choices,
                initial=choices[0][0] if choices else None,
                widget=forms.HiddenInput if len(choices) == 1 else forms.Select,
            )
        self.add_languages(words)
        self.fields["letters"] = PlainText(
            label=_("Letters that it speaks of, one code a line"),
            rows=2,
            max_length=MOST * 40,
            required=False,
            initial="\n".join(chosen),
        )
        if statement is None or statement.published_at is None:
            self.add_hour(statement)
        else:
            self.fields["correction"] = PlainText(
                label=_("What is corrected, in words that anyone may read"),
                rows=2,
                max_length=LONGEST,
                initial=words.correction,
            )
        self.fields["exception"] = forms.ChoiceField(
            label=_("Exception of the Manual, where a letter is confidential still"),
            choices=Ground.choices,
            required=False,
            initial=statement.exception if statement else "",
        )
        self.fields["why"] = PlainText(
            label=_("Reason for the exception, sealed to the desk"),
            rows=2,
            max_length=2_000,
            required=False,
            initial=words.why,
        )

    def add_languages(self, words: Words) -> None:
        for code, name in settings.LANGUAGES:
            self.fields[f"title_{code}"] = PlainText(
                label=_("Title: %(language)s") % {"language": name},
                max_length=TITLE,
                required=False,
                initial=words.titles.get(code, ""),
            )
            self.fields[f"text_{code}"] = PlainText(
                label=_("Text: %(language)s") % {"language": name},
                rows=12 if code == "en" else 4,
                max_length=TEXT,
                required=False,
                initial=words.texts.get(code, ""),
            )

    def add_hour(self, statement: PressStatement | None) -> None:
        there = statement.there if statement else None
        self.fields["day"] = DayField(
            label=_("Under embargo until this day"), required=False, initial=there
        )
        self.fields["hour"] = forms.TimeField(
            label=_("At this hour, there"), required=False, widget=HOUR, initial=there
        )
        self.fields["zone"] = forms.ChoiceField(
            label=_("Time zone of the place"),
            choices=zones,
            required=False,
            initial=statement.zone if statement else "Europe/Zurich",
        )

    def clean_letters(self) -> list[Communication]:
        lines = [one.strip() for one in self.cleaned_data["letters"].splitlines() if one.strip()]
        found = {}
        for one in self.letters.by_codes(lines[:MOST]):
            found[one.code] = one
        for line in lines:
            if line not in found:
                raise forms.ValidationError(
                    _("No letter that you may see has this code: %(code)s."),
                    params={"code": line},
                )
        return list({found[line].pk: found[line] for line in lines}.values())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if bool(given.get("day")) != bool(given.get("hour")):
            field = "hour" if given.get("day") else "day"
            self.add_error(field, _("An embargo has a day and an hour."))
        if given.get("exception") and not given.get("why"):
            self.add_error("why", _("An exception of the Manual is chosen with its reason."))
        for code, _name in settings.LANGUAGES:
            title, text = given.get(f"title_{code}"), given.get(f"text_{code}")
            if bool(title) != bool(text):
                wrong = "text" if title else "title"
                self.add_error(f"{wrong}_{code}", _("Each language has a title and a text."))
        return given

    def words(self) -> Words:
        given = self.cleaned_data
        spoken = [code for code, _name in settings.LANGUAGES if given.get(f"text_{code}")]
        return Words(
            {code: given[f"title_{code}"] for code in spoken if given.get(f"title_{code}")},
            {code: given[f"text_{code}"] for code in spoken},
            given.get("why", ""),
            given.get("correction", ""),
        )

    def rest(self) -> dict[str, Any]:
        """Return what goes along with the words."""
        given = self.cleaned_data
        zone = given.get("zone") or "UTC"
        at = None
        if given.get("day") and given.get("hour"):
            hour: time = given["hour"]
            at = datetime.combine(given["day"], hour, ZoneInfo(zone))
        return {
            "letters": given["letters"],
            "embargo_at": at,
            "zone": zone,
            "exception": given["exception"],
        }


class ReadForm(DeskForm):
    """Which version was read before a step was taken."""

    read = forms.IntegerField(widget=forms.HiddenInput)


class ApproveForm(ReadForm):
    agrees = forms.BooleanField(
        label=_("I approve the exception of the Manual too, with its reason"), required=False
    )

    def __init__(self, *args: Any, exception: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not exception:
            del self.fields["agrees"]


class WithdrawForm(DeskForm):
    why = PlainText(
        label=_("Why it is withdrawn, in words that anyone may read"), rows=2, max_length=LONGEST
    )
