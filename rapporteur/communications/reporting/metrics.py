"""Figures on letters and replies of a time, each with what exactly it counts.

Pure. How many letters have a reply is one number, how many replies came another: the rate of
replies is made of the first alone. Totals count every letter that was sent; cells by kind, State,
region and mandate count what is public, and say how many letters are not. Cells stand in the order
of their names, never of their numbers. What is not on record is not known, which is never zero.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.cases.facts import Attitude
from rapporteur.communications.models import Addressee, Kind, ReplyClass
from rapporteur.communications.reporting.entries import Entry
from rapporteur.communications.reporting.windows import Span
from rapporteur.kernel.texts import alphabetical

ANSWERS = (ReplyClass.SUBSTANTIVE, ReplyClass.PARTIAL, ReplyClass.REJECTS_ALLEGATION)


@dataclass(frozen=True)
class Time:
    """The days of the letters and those of the replies that are counted; of a year the same."""

    letters: Span
    replies: Span

    @classmethod
    def of_year(cls, year: int) -> "Time":
        whole = Span(date(year, 1, 1), date(year, 12, 31))
        return cls(whole, whole)


@dataclass(frozen=True)
class Names:
    """What regions and mandates are called, by their codes."""

    regions: Mapping[str, str]
    mandates: Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """One number, with its code; `value` is None where it is not known or cannot be said."""

    code: str
    label: str
    value: int | None
    unit: str = "count"

    @property
    def shown(self) -> str:
        if self.value is None:
            return _("cannot be said") if self.unit == "percent" else _("not known")
        return f"{self.value}\u00a0%" if self.unit == "percent" else str(self.value)


@dataclass(frozen=True)
class Figure:
    """Numbers that belong together, and what exactly they count."""

    code: str
    label: str
    definition: str
    lines: tuple[Line, ...]


LABELS: Mapping[str, tuple[Promise, Promise]] = {
    "letters": (
        gettext_lazy("Letters sent"),
        gettext_lazy(
            "Letters that were sent within the time, each once, public or not; the day is that of"
            " sending (UTC). A joint letter, signed by more than one mandate, counts once. Letters"
            " do not measure how much abuse there is."
        ),
    ),
    "addressees": (
        gettext_lazy("To whom"),
        gettext_lazy(
            "States are counted once, however many letters went to them. Of addressees that are no"
            " State the letters are counted, since their names lie sealed: how many different ones"
            " they are is not known."
        ),
    ),
    "individuals": (
        gettext_lazy("Persons"),
        gettext_lazy(
            "How many persons the letters speak of lies sealed in each letter and is not counted."
        ),
    ),
    "replies": (
        gettext_lazy("Replies received"),
        gettext_lazy(
            "Replies that were received within the time, to letters of whatever day, each once; a"
            " letter with two replies brings two. What only confirms receipt is a reply. What a"
            " Mission adds counts once the desk has read it. This number over that of letters is"
            " no rate of replies."
        ),
    ),
    "rate": (
        gettext_lazy("Reply rate"),
        gettext_lazy(
            "Of the letters sent within the time, those with at least one reply, of whatever kind;"
            " a letter with two replies counts once, and replies to older letters do not count."
            " In hundredths of the letters sent, rounded to the nearest."
        ),
    ),
    "answered": (
        gettext_lazy("Letters that were answered"),
        gettext_lazy(
            "Of the letters sent within the time, those with a reply as of today that a named"
            " officer has read as answering the questions, some of them, or as rejecting the"
            " allegation. Replies that nobody has classified yet stand apart."
        ),
    ),
    "followed": (
        gettext_lazy("Letters that were followed up"),
        gettext_lazy(
            "Letters of whatever day to which a letter sent within the time is a follow-up, each once."
        ),
    ),
    "attitudes": (
        gettext_lazy("Acted jointly or alone"),
        gettext_lazy(
            "Cases on which a letter was sent within the time, each once, public or not, by whether"
            " the newest triage of the case says to act jointly or alone. Whether a letter is joint"
            " follows from who signed it."
        ),
    ),
    "kinds": (
        gettext_lazy("Letters by kind"),
        gettext_lazy(
            "Letters sent within the time, by kind: for the desk alone all of them, else those that"
            " are public as of today, and how many are not."
        ),
    ),
    "states": (
        gettext_lazy("Letters by State"),
        gettext_lazy(
            "The same letters, by the State that they were addressed to, in the order of the"
            " alphabet. They do not measure how much abuse there is."
        ),
    ),
    "regions": (
        gettext_lazy("Letters by region"),
        gettext_lazy(
            "The same letters, by the region of the State in the M49 standard of the United Nations."
        ),
    ),
    "mandates": (
        gettext_lazy("Letters by mandate"),
        gettext_lazy(
            "The same letters, by the mandates that signed them; a joint letter counts at each, so"
            " that these numbers may add up to more than the letters."
        ),
    ),
}


def figure(code: str, lines: Iterable[Line]) -> Figure:
    label, definition = LABELS[code]
    return Figure(code, str(label), str(definition), tuple(lines))


def made(
    entries: Sequence[Entry], shown: Sequence[Entry], time: Time, names: Names, *, inside: bool
) -> list[Figure]:
    """Return the figures of a time. Totals are of `entries`, cells of `shown`.

    `entries` hold every letter sent within the time, and every other one with a reply in it.
    `inside`: for the desk alone, with what no public copy says.
    """
    sent = [one for one in entries if one.sent_on in time.letters]
    told = [one for one in shown if one.sent_on in time.letters]
    found = [
        letters(sent, told),
        addressees(sent),
        figure("individuals", [Line("individuals.all", _("spoken of in letters"), None)]),
        replies(entries, time),
        rate(sent, time),
    ]
    if inside:
        found += [answered(sent), followed(sent)]
    found.append(attitudes(sent))
    rest = len(sent) - len(told)
    return [*found, *cells_of(told, names, rest)]


def letters(sent: Sequence[Entry], told: Sequence[Entry]) -> Figure:
    return figure(
        "letters",
        [
            Line("letters.sent", _("in all"), len(sent)),
            Line("letters.joint", _("of them joint"), sum(one.is_joint for one in sent)),
            Line("letters.closed", _("of them not public"), len(sent) - len(told)),
        ],
    )


def addressees(sent: Sequence[Entry]) -> Figure:
    states = {one.country.iso3 for one in sent if one.country}
    others = Counter(one.addressee_kind for one in sent if one.country is None)
    by_kind = [
        Line(f"addressees.{code}", _("letters: %(addressee)s") % {"addressee": label}, others[code])
        for code, label in Addressee.choices
        if code != Addressee.STATE
    ]
    return figure(
        "addressees",
        [
            Line("addressees.states", _("different States"), len(states)),
            Line("addressees.others", _("letters to others than States"), others.total()),
            *by_kind,
        ],
    )


def replies(entries: Sequence[Entry], time: Time) -> Figure:
    """Return the replies of the time, parted by when the letter was sent."""
    days = [one.sent_on for one in entries for a in one.answers if a.received_on in time.replies]
    lines = [
        Line("replies.received", _("in all"), len(days)),
        Line(
            "replies.to_these",
            _("of them to letters of the time"),
            sum(day in time.letters for day in days),
        ),
        Line(
            "replies.to_older",
            _("of them to older letters"),
            sum(day < time.letters.since for day in days),
        ),
    ]
    if later := sum(day > time.letters.until for day in days):
        told = _("of them to later letters, which the next report holds")
        lines.append(Line("replies.to_later", told, later))
    return figure("replies", lines)


def rate(sent: Sequence[Entry], time: Time) -> Figure:
    within = sum(any(a.received_on <= time.replies.until for a in one.answers) for one in sent)
    now = sum(bool(one.answers) for one in sent)
    return figure(
        "rate",
        [
            Line("rate.letters", _("letters sent"), len(sent)),
            Line("rate.within", _("with a reply within the time for replies"), within),
            Line("rate.within_percent", _("that is"), percent(within, len(sent)), "percent"),
            Line("rate.now", _("with a reply as of today"), now),
            Line("rate.now_percent", _("that is"), percent(now, len(sent)), "percent"),
        ],
    )


def percent(part: int, whole: int) -> int | None:
    """Return a share in hundredths, rounded half up; None where there is nothing to share."""
    return (200 * part + whole) // (2 * whole) if whole else None


def answered(sent: Sequence[Entry]) -> Figure:
    classes = [{a.reply_class for a in one.answers} for one in sent if one.answers]
    full = sum(bool(held & set(ANSWERS)) for held in classes)
    open_ = sum("" in held and not held & set(ANSWERS) for held in classes)
    return figure(
        "answered",
        [
            Line("answered.letters", _("answered, at least in part"), full),
            Line(
                "answered.other",
                _("with another reply: receipt, more time, another authority"),
                len(classes) - full - open_,
            ),
            Line("answered.open", _("with a reply that is not classified yet"), open_),
        ],
    )


def followed(sent: Sequence[Entry]) -> Figure:
    followed_up = {one.follows_up for one in sent if one.follows_up}
    return figure("followed", [Line("followed.letters", _("in all"), len(followed_up))])


def attitudes(sent: Sequence[Entry]) -> Figure:
    cases = {one.case: one.attitude for one in sent if one.case}
    counts = Counter(cases.values())
    rows = [(str(code), str(label), counts[code]) for code, label in Attitude.choices]
    return cells("attitudes", rows, [("none", _("not said"), counts[""])])


def cells_of(told: Sequence[Entry], names: Names, rest: int) -> list[Figure]:
    """Return the letters that are public by kind, State, region and mandate."""
    kinds = Counter(one.kind for one in told)
    countries = {one.country.iso3: one.country for one in told if one.country}
    states = {iso3: str(country) for iso3, country in countries.items()}
    regions = Counter(region_of(one) for one in told if one.country)
    mandates = Counter(code for one in told for code in one.mandates)
    by_state = Counter(one.country.iso3 for one in told if one.country)
    no_state = [("none", _("addressee is no State"), sum(one.country is None for one in told))]
    unknown = [("unknown", _("region not on record"), regions.pop("", 0))]
    closed = [("closed", _("not public"), rest)]
    return [
        cells("kinds", [(code, str(label), kinds[code]) for code, label in Kind.choices], closed),
        cells("states", in_order(by_state, states), [*no_state, *closed]),
        cells("regions", in_order(regions, names.regions), [*unknown, *no_state, *closed]),
        cells("mandates", in_order(mandates, names.mandates), closed),
    ]


def region_of(entry: Entry) -> str:
    return entry.country.region if entry.country else ""


def in_order(counts: Mapping[str, int], names: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """Return cells of code, name and count in the order of the names."""
    rows = [(code, names.get(code, code), count) for code, count in counts.items()]
    return sorted(rows, key=lambda row: (alphabetical(row[1]), row[0]))


def cells(
    code: str, rows: Iterable[tuple[str, str, int]], apart: Iterable[tuple[str, str, int]]
) -> Figure:
    """Return cells, then what stands apart from them where there is any."""
    told = [*rows, *(row for row in apart if row[2])]
    return figure(code, [Line(f"{code}.{one}", label, count) for one, label, count in told])
