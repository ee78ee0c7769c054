"""What people of the desk type about the programme of a visit. A form cleans only."""

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django import forms
from django.utils.translation import gettext_lazy as _

from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.fields import DayField, PlainText
from rapporteur.kernel.ids import new_id
from rapporteur.visits.cycles.programmes.meetings import Meeting, Person, Standing
from rapporteur.visits.cycles.programmes.plans import Safeguard

MARK = "-"  # before who asks not to be looked after afterwards


class TimeField(forms.TimeField):
    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
        super().__init__(widget=widget, **options)


class MeetingForm(DeskForm):
    read = forms.IntegerField(widget=forms.HiddenInput)
    day = DayField(label=_("Day"))
    start = TimeField(label=_("From"))
    end = TimeField(label=_("Until"))
    place = PlainText(label=_("Place"))
    counterpart = PlainText(
        label=_("With"), help_text=_("The office or group; no name of a person.")
    )
    standing = forms.ChoiceField(
        label=_("Who may know"), choices=Standing.choices, initial=Standing.CONFIDENTIAL
    )
    people = PlainText(
        label=_("People"),
        help_text=_(
            "One a line: name; role; gender. A - before the name: asks not to be contacted"
            " afterwards. They are sealed and never shared."
        ),
        required=False,
        rows=4,
        max_length=6_000,
    )
    children = forms.BooleanField(label=_("Children are met"), required=False)
    language = PlainText(label=_("Language"), required=False, max_length=40)
    interpreter = PlainText(label=_("Interpreter"), required=False, max_length=120)
    travel = forms.IntegerField(
        label=_("Minutes to come there from the meeting before"),
        min_value=0,
        max_value=1_440,
        initial=0,
    )
    note = PlainText(label=_("Note"), required=False, rows=3, max_length=6_000)

    def meeting(self, before: Meeting | None) -> Meeting:
        """Return the meeting; who is met again keeps the id."""
        given = self.cleaned_data
        known = {one.name: one.id for one in before.people} if before else {}
        people = [person_of(line, known) for line in given["people"].splitlines() if line.strip()]
        names = ("place", "counterpart", "standing", "children", "language", "interpreter")
        return Meeting(
            before.id if before else "",
            given["day"].isoformat(),
            f"{given['start']:%H:%M}",
            f"{given['end']:%H:%M}",
            **{name: given[name] for name in names},
            travel=given["travel"],
            people=people,
            note=given["note"],
        )


def person_of(line: str, known: dict[str, str]) -> Person:
    name, role, gender = (*(part.strip() for part in line.split(";")), "", "", "")[:3]
    checked = not name.startswith(MARK)
    name = name.removeprefix(MARK).strip()
    return Person(known.get(name, str(new_id())), name, role, gender, checked)


def typed(meeting: Meeting) -> dict[str, Any]:
    """Return a meeting as its form shows it."""
    lines = [
        "; ".join(filter(None, (("" if one.checked else MARK) + one.name, one.role, one.gender)))
        for one in meeting.people
    ]
    return {**meeting.kept(), "people": "\n".join(lines)}


class PrepareForm(DeskForm):
    read = forms.IntegerField(widget=forms.HiddenInput)
    languages = PlainText(
        label=_("Languages of the delegation"), help_text=_("With commas between."), required=False
    )
    plan = forms.MultipleChoiceField(
        label=_("Safeguarding plan for meeting children"),
        choices=Safeguard.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def spoken(self) -> list[str]:
        parts = self.cleaned_data["languages"].split(",")
        return [part.strip() for part in parts if part.strip()]


class ZoneForm(DeskForm):
    zone = PlainText(label=_("Time zone, as Asia/Bangkok"), max_length=40, initial="UTC")

    def clean_zone(self) -> str:
        name = str(self.cleaned_data["zone"])
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise forms.ValidationError(_("There is no such time zone.")) from None
        return name
