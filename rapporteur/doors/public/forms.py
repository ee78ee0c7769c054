"""What a visitor may ask of the record: a day, a kind of matter, a treaty. Only by address, never stored."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Page
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rapporteur.doors.fields import PlainForm, PlainText
from rapporteur.kernel.texts import alphabetical
from rapporteur.law.models import Instrument, ScopeCode
from rapporteur.people.mandates.forms import EARLIEST_YEAR, DayForm
from rapporteur.people.mandates.models import Mandate
from rapporteur.publication import letters
from rapporteur.publication.kinds import Kind
from rapporteur.visits import published as visits
from rapporteur.visits.chains import Status
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order

UNKNOWN = ("", _("not known"))


class TreatyForm(PlainForm):
    """The treaty by which the map of States is marked; empty marks none."""

    instrument = forms.ChoiceField(
        label=_("Mark what each State has accepted of"),
        required=False,
        error_messages={"invalid_choice": _("This treaty is not in the record. Choose another.")},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.instruments = {one.key: one for one in Instrument.objects.binding()}
        self.fields["instrument"].choices = [  # type: ignore[attr-defined]  # of a ChoiceField
            ("", _("no treaty")),
            *((key, one.short_title) for key, one in self.instruments.items()),
        ]

    @property
    def chosen(self) -> Instrument | None:
        key = self.cleaned_data.get("instrument", "") if self.is_valid() else ""
        return self.instruments.get(key)


class MatterForm(DayForm):
    """Which kind of matter, on which day, under which circumstances."""

    code = forms.ChoiceField(
        label=_("Kind of matter"),
        error_messages={
            "invalid_choice": _("This kind of matter is not in the record. Choose another."),
            "required": _("Choose a kind of matter."),
        },
    )
    commercial = forms.ChoiceField(
        label=_("Was something given or promised in return?"),
        required=False,
        choices=[UNKNOWN, ("yes", _("yes")), ("no", _("no"))],
    )
    exploited = forms.ChoiceField(
        label=_("Is sale or exploitation part of it?"),
        required=False,
        choices=[UNKNOWN, ("yes", _("yes")), ("no", _("no"))],
    )
    field_order = ["code", "on", "commercial", "exploited"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].label = _("On which day")
        self.fields["on"].help_text = _("Year, month and day, like 2022-05-01; empty is today")
        matters = ScopeCode.objects.filter(kind=ScopeCode.Kind.MATTER)
        self.fields["code"].choices = [  # type: ignore[attr-defined]  # of a ChoiceField
            ("", _("choose")),
            *((one.code, one.name) for one in matters),
        ]


LONGEST_KEPT = 60  # letters of a wrong value that the links of a page repeat
REPLIED = (("on", _("with a reply on record")), ("none", _("without a reply on record")))
YEAR = _("Write the year with four digits, like 2026.")


def choice(label: Any, wrong: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, error_messages={"invalid_choice": wrong})


def year_of(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=EARLIEST_YEAR,
        max_value=9999,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), YEAR),
    )


def titles(mandates: Iterable[Mandate]) -> list[tuple[str, str]]:
    """Return mandates with their titles to choose from, by title; no query with titles at hand."""
    titled = {one.code: one.last_title.title if one.last_title else one.code for one in mandates}
    return sorted(titled.items(), key=lambda pair: alphabetical(pair[1]))


class AskedForm(PlainForm):
    """What of a list is wanted. A wrong value is told, and the others still hold."""

    def offer(self, name: str, nothing: Promise, choices: Iterable[tuple[str, Any]]) -> None:
        self.fields[name].choices = [("", nothing), *choices]  # type: ignore[attr-defined]  # of a ChoiceField

    def asked_for(self, name: str) -> str:
        """Return the value of a field as it stands in the address, without what no text can hold."""
        return str(self.data.get(name, "")).replace("\0", "")

    def address(self, page: int) -> str:
        """Return the address of a page of the list that keeps everything that was asked for."""
        kept = {name: self.asked_for(name)[:LONGEST_KEPT] for name in self.fields}
        asked = {**kept, "page": str(page) if page > 1 else ""}
        return "?" + urlencode({name: value for name, value in asked.items() if value})

    def pages(self, page: Page[Any]) -> list[tuple[int | str, str]]:
        """Return the numbers of the pages of a list with their addresses; a gap has none."""
        numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        return [(one, self.address(one) if isinstance(one, int) else "") for one in numbers]


class LettersForm(AskedForm):
    """Which published letters are wanted."""

    words = PlainText(
        label=_("Words, or a reference"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = choice(
        pgettext_lazy("country", "State"), _("This State is not in the record. Choose another.")
    )
    kind = choice(_("Kind of letter"), _("There is no such kind of letter. Choose another."))
    year = year_of(_("Year in which it was sent"))
    mandate = choice(_("Signed by"), _("This mandate is not in the record. Choose another."))
    scope = choice(
        _("Kind of matter"), _("This kind of matter is not in the record. Choose another.")
    )
    replied = choice(_("Reply"), _("This cannot be asked of replies. Choose another."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.codes = list(ScopeCode.objects.all())
        self.offer("state", _("any State"), self.states())
        self.offer("kind", _("any kind"), Kind.choices)
        self.offer("mandate", _("any mandate"), self.mandates())
        self.offer("replied", _("with or without a reply"), REPLIED)
        self.offer("scope", _("any matter"), ((one.code, one.name) for one in self.codes))

    def states(self) -> list[tuple[str, str]]:
        """Return the States to which a letter is public, and the one that is asked for."""
        of_page = Country.objects.states().filter(pk=self.asked_for("state")[:LONGEST_KEPT])
        found = Country.objects.filter(pk__in=letters.states()) | of_page
        return [(one.iso3, one.name) for one in in_order(list(found))]

    def mandates(self) -> list[tuple[str, str]]:
        """Return the mandates that signed a letter, and the one that is asked for, by title."""
        codes = [*letters.signed(), self.asked_for("mandate")[:LONGEST_KEPT]]
        found = Mandate.objects.with_titles().filter(Q(code__in=codes))
        return titles(found)

    @property
    def asked(self) -> letters.Asked:
        """Return what is asked for, without what cannot be understood."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in self.fields}
        scope = given.pop("scope")
        known = {name: value for name, value in given.items() if value}
        return letters.Asked(**known, codes=self.below(scope) if scope else ())

    def below(self, code: str) -> list[str]:
        """Return a scope code and all that stand below it."""
        found = [code]
        for one in found:  # grows while it is read
            found += [part.code for part in self.codes if part.parent_id == one]
        return found


class VisitsForm(AskedForm):
    """Which visits are wanted, of those that are on record in public."""

    state = choice(
        pgettext_lazy("country", "State"), _("This State is not in the record. Choose another.")
    )
    year = year_of(_("Year in which something happened"))
    status = choice(_("Where it stands"), _("There is no such status. Choose another."))
    mandate = choice(_("Mandate"), _("This mandate is not in the record. Choose another."))

    def __init__(self, data: Mapping[str, Any], everything: list[visits.Seen]) -> None:
        super().__init__(data)
        self.everything = everything
        states = {one.country.iso3: one.country.name for one in everything}
        met = {one.status for one in everything}
        self.offer("state", _("any State"), states.items())
        self.offer("status", _("any status"), [(s.value, s.label) for s in Status if s in met])
        self.offer("mandate", _("any mandate"), titles(one.mandate for one in everything))

    @property
    def chosen(self) -> list[visits.Seen]:
        """Return the visits that are asked for, without what cannot be understood."""
        self.is_valid()
        known = {name: value for name, value in self.cleaned_data.items() if value}
        asked = visits.Asked(**known)
        return [one for one in self.everything if one.answers(asked)]
