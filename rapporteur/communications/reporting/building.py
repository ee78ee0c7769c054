"""Build a report of communications: plain rows and texts in its language, for page, file or tree.

What is built holds the public form alone: a letter that is confidential still is counted among
those that are not public, and nothing more is told of it. What the desk sees beside it is built
apart. A report is written in English, French or Spanish, as those of the Council are.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.communications.models import Addressee, Kind, Language, ReportWindow
from rapporteur.communications.reporting import entries, metrics
from rapporteur.communications.reporting.entries import Answer, Entry, Summary
from rapporteur.communications.reporting.lists import list_a, list_b
from rapporteur.communications.reporting.metrics import Figure, Names, Time
from rapporteur.communications.reporting.windows import Part, Rule, Session, Windows, windows_of
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import title_on
from rapporteur.world import models as world

COUNCIL = "HRC"
AGENDA = (3, 4, 7, 9, 10)  # items of the joint reports: A/HRC/29/50 and those after it
SESSIONS: dict[int, Promise] = {
    3: gettext_lazy("March session %(year)s"),
    6: gettext_lazy("June session %(year)s"),
    9: gettext_lazy("September session %(year)s"),
}


@dataclass(frozen=True)
class Row:
    """One line of a list: a letter with the replies that belong into it."""

    part: Part
    number: int  # in its list
    sent_on: date
    kind: str
    kind_label: str
    is_joint: bool
    reference: str  # empty while there is none
    addressee_kind: str
    addressee: str
    country: str  # ISO 3166, empty where it is no State
    mandates: tuple[str, ...]  # codes
    signed_as: tuple[str, ...]  # short labels, in the same order
    language: str
    summary: Summary
    replies: tuple[Answer, ...]
    none_as_of: date | None  # where no reply is told: until which day
    key: str
    address: str
    why_no_address: str


@dataclass(frozen=True)
class Titled:
    """One line of the appendix: a mandate under the title that it had on the day of a letter."""

    code: str
    label: str
    title: str  # empty where the record has none of that day
    language: str  # in which the title is on record
    since: str  # of the title, a partial date
    until: str


@dataclass(frozen=True)
class Report:
    """A report in its public form, in one language, as of a day."""

    session: Session
    name: str
    number: int | None  # of the session; None where it is not on record
    windows: Windows
    language: str
    on: date
    is_over: bool  # the time for replies
    exercise: bool
    list_a: tuple[Row, ...]
    list_b: tuple[Row, ...]
    figures: tuple[Figure, ...]
    abbreviations: tuple[tuple[str, str], ...]
    mandates: tuple[Titled, ...]
    closed: int  # letters of the time that are not public, of which nothing is told


@dataclass(frozen=True)
class Inside:
    """What the desk sees beside a report: the letters left out of it, and figures on all."""

    closed: tuple[Entry, ...]
    figures: tuple[Figure, ...]


def rules() -> list[Rule]:
    return [one.rule for one in ReportWindow.objects.all()]


def name_of(session: Session) -> str:
    return str(SESSIONS[session.month]) % {"year": session.year}


def covered(session: Session, on: date) -> Windows:
    """Return what a report covers. Raises Refused without a rule of its day, or before its time."""
    found = windows_of(session, rules())
    if found is None:
        raise Refused(_("What the report to this session covered is not on record."))
    if found.letters.since > on:
        raise Refused(_("The time of this report has not begun."))
    return found


def number_of(session: Session) -> int | None:
    """Return the number of a session of the Council, as far as the record of its year goes."""
    found = world.Session.objects.filter(body=COUNCIL, starts_on__startswith=str(session.year))
    numbers = sorted(found.values_list("number", flat=True))
    return numbers[session.place] if len(numbers) > session.place else None


def regions() -> list[world.Region]:
    return list(world.Region.objects.filter(parent=None))


def names_of(mandates: Iterable[Mandate], regions: Iterable[world.Region]) -> Names:
    """Return what mandates and regions are called in the active language."""
    return Names(
        {one.code: str(one) for one in regions},
        {one.code: one.short_label_ohchr or one.code for one in mandates},
    )


def signed(found: Iterable[Entry]) -> list[Mandate]:
    """Return the mandates that signed, with their titles, by code; two queries."""
    codes = {code for one in found for code in one.mandates}
    return list(Mandate.objects.filter(code__in=codes).with_titles().order_by("code"))


def build(person: Account, session: Session, *, language: str, on: date) -> tuple[Report, Inside]:
    """Build the report to a session from what a person may see, and what stands beside it.

    At most twelve queries, however many letters. What the desk sees beside it speaks the language of
    the reader, the report its own. Raises Refused for a session or a language without a report.
    """
    if language not in Language.values:
        raise Refused(_("A report is written in English, French or Spanish."))
    windows = covered(session, on)
    found = entries.read(person, windows.letters, windows.replies, on)
    mandates, areas = signed(found), regions()
    time = Time(windows.letters, windows.replies)
    public = entries.in_public(found)
    of_letters = [one for one in found if one.sent_on in windows.letters]
    closed = tuple(one for one in of_letters if one.copy is None)
    with translation.override(language):
        names = names_of(mandates, areas)
        lists = {
            Part.A: rows(Part.A, list_a(public, windows), names, until(windows, on)),
            Part.B: rows(Part.B, list_b(public, windows), names, until(windows, on)),
        }
        report = Report(
            session=session,
            name=name_of(session),
            number=number_of(session),
            windows=windows,
            language=language,
            on=on,
            is_over=on > windows.replies.until,
            exercise=is_exercise(),
            list_a=lists[Part.A],
            list_b=lists[Part.B],
            figures=tuple(metrics.made(found, public, time, names, inside=False)),
            abbreviations=abbreviations([*lists[Part.A], *lists[Part.B]]),
            mandates=appendix([*lists[Part.A], *lists[Part.B]], mandates),
            closed=len(closed),
        )
    figures = metrics.made(found, found, time, names_of(mandates, areas), inside=True)
    return report, Inside(closed, tuple(figures))


def of_year(person: Account, year: int, on: date) -> tuple[list[Figure], list[Figure]]:
    """Return the figures of a calendar year as anyone may have them, and as the desk sees them."""
    time = Time.of_year(year)
    found = entries.read(person, time.letters, time.replies, on, with_words=False)
    names, public = names_of(signed(found), regions()), entries.in_public(found)
    return (
        metrics.made(found, public, time, names, inside=False),
        metrics.made(found, found, time, names, inside=True),
    )


def until(windows: Windows, on: date) -> date:
    return min(on, windows.replies.until)


def rows(part: Part, found: Sequence[Entry], names: Names, as_of: date) -> tuple[Row, ...]:
    """Return the lines of a list, of letters that are public."""
    return tuple(
        Row(
            part=part,
            number=number,
            sent_on=one.sent_on,
            kind=one.kind,
            kind_label=str(Kind(one.kind).label),
            is_joint=one.is_joint,
            reference=one.reference,
            addressee_kind=one.addressee_kind,
            addressee=addressed_to(one),
            country=one.country.iso3 if one.country else "",
            mandates=one.mandates,
            signed_as=tuple(names.mandates.get(code, code) for code in one.mandates),
            language=one.language,
            summary=one.copy.summary,
            replies=one.answers,
            none_as_of=None if one.answers else as_of,
            key=one.copy.key,
            address=one.copy.address,
            why_no_address=one.copy.why_no_address,
        )
        for number, one in enumerate(found, start=1)
        if one.copy and one.copy.summary
    )


def addressed_to(entry: Entry) -> str:
    """Return the State's name in the language of the report, else who its public copy names."""
    if entry.country:
        return str(entry.country)
    named = entry.copy.addressee if entry.copy else ""
    return named or str(Addressee(entry.addressee_kind).label)


def abbreviations(listed: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """Return the abbreviations of the lists with their words, in the order of the alphabet."""
    found = {str(code): str(label) for code, label in Kind.choices}
    if any(not one.country for one in listed):
        found["OTH"] = _("addressee that is no State")
    return tuple(sorted(found.items()))


def appendix(listed: Sequence[Row], mandates: Iterable[Mandate]) -> tuple[Titled, ...]:
    """Return each mandate that signed under each title it had on the days of its letters."""
    by_code = {one.code: one for one in mandates}
    days: dict[str, set[date]] = {}
    for row in listed:
        for code in row.mandates:
            days.setdefault(code, set()).add(row.sent_on)
    found = {titled(code, by_code.get(code), day) for code in days for day in days[code]}
    return tuple(sorted(found, key=attrgetter("label", "code", "since")))


def titled(code: str, mandate: Mandate | None, day: date) -> Titled:
    title = title_on(mandate, day) if mandate else None
    label = (mandate.short_label_ohchr if mandate else "") or code
    if title is None:
        return Titled(code, label, "", "en", "", "")
    return Titled(code, label, title.title, title.language, title.valid_from, title.valid_to)
