"""What the lines of a register of visits would add, and why one is refused. Reads, writes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rapporteur.communications.questions import squeezed
from rapporteur.communications.register import files
from rapporteur.communications.register.actions import Plan, Register
from rapporteur.communications.register.files import Cells, Sheet
from rapporteur.communications.register.findings import Finding, Weight, kept_out
from rapporteur.communications.register.lines import NOT_A_DAY, is_day, told_amiss
from rapporteur.kernel.dates import earliest
from rapporteur.people.mandates.models import Mandate, MandateTitle
from rapporteur.recommendations.importing.rules import takes_in
from rapporteur.recommendations.queries import states
from rapporteur.recommendations.readers.states import States
from rapporteur.visits.cycles.models import RegisterDraft, RegisterEvent
from rapporteur.visits.cycles.register.vocabulary import WORDS, told_by
from rapporteur.visits.kinds import Kind
from rapporteur.visits.models import VisitEvent
from rapporteur.world.models import Country

COLUMNS = ("state", "mandate", "status", "date", "start", "end", "symbol", "source", "as_of")
NEEDED = ("state", "mandate", "status", "source", "as_of")
FIELDS = ("mandate_id", "country_id", "kind", "side", "day", "starts_on", "ends_on", "symbol")
DAYS = {"date": "day", "start": "starts_on", "end": "ends_on", "as_of": "as_of"}
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Names:
    """The names by which a file may call States and mandates."""

    states: States
    addressed: frozenset[str]  # codes of what a letter may go to
    mandates: Mapping[str, str]


def read(name: str, data: bytes) -> Sheet:
    """Return the rows of a CSV or XLSX file. Raises Refused where none can be read."""
    return files.read(name, data, COLUMNS, NEEDED)


def names() -> Names:
    """Return all names; four queries. A title that two mandates had is the name of neither."""
    found: dict[str, str] = {
        code.lower(): code for code in Mandate.objects.values_list("pk", flat=True)
    }
    twice = set()
    for code, titles in MandateTitle.objects.values_list("mandate_id", "titles"):
        for title in filter(None, titles.values()):
            if found.setdefault(squeezed(title.lower()), code) != code:
                twice.add(squeezed(title.lower()))
    mandates = {name: code for name, code in found.items() if name not in twice}
    addressed = frozenset(Country.objects.states().values_list("pk", flat=True))
    return Names(states(), addressed, mandates)


def plan(sheet: Sheet, on: date) -> Plan[RegisterEvent]:
    """Return what the lines of a sheet would add on a day; six queries."""
    known = names()
    held = {key_of(one) for one in RegisterEvent.objects.all()}
    documents = {document_key(one) for one in VisitEvent.objects.all()}
    seen = {near(key) for key in held}
    made: Plan[RegisterEvent] = Plan(findings=list(sheet.findings))
    spoilt = kept_out(made.findings)
    for number, cells in sheet.rows:
        line, wrong = read_line(cells, known, on)
        made.findings += [Finding(number, column, reason) for column, reason in wrong]
        if wrong or number in spoilt:
            spoilt.add(number)
            continue
        made.rows.append((number, cells))
        key = key_of(line)
        if key in held or (line.mandate_id, line.country_id, line.kind, line.happened) in documents:
            made.unchanged += 1
            continue
        if near(key) in seen:
            reason = _("the record tells this event with another end or symbol; both stay")
            made.findings.append(Finding(number, "status", reason, Weight.CHANGE))
        held.add(key)
        seen.add(near(key))
        made.fresh.append(line)
    made.refused = len(spoilt)
    return made


def key_of(one: RegisterEvent) -> Key:
    return tuple(getattr(one, name) for name in FIELDS)


def near(key: Key) -> Key:
    """Return which event a line is of, whatever it tells of its end and its report."""
    return key[:6]


def document_key(one: VisitEvent) -> Key:
    return one.mandate_id, one.country_id, one.kind, one.starts_on


def read_line(cells: Cells, known: Names, on: date) -> tuple[RegisterEvent, list[tuple[str, str]]]:
    """Return a line, and by column why it cannot be used."""
    kind, side = told_by(cells["status"]) or ("", "")
    state = known.states.find(cells["state"])
    line = RegisterEvent(
        country_id=state if state and state in known.addressed else "",
        mandate_id=known.mandates.get(squeezed(cells["mandate"].lower()), ""),
        kind=kind,
        side=side,
        word=cells["status"][:40],
        day=cells["date"],
        starts_on=cells["start"],
        ends_on=cells["end"],
        symbol=cells["symbol"],
        source=cells["source"],
        as_of=cells["as_of"],
    )
    return line, [*words_wrong(cells, line), *days_wrong(line, on)]


def words_wrong(cells: Cells, line: RegisterEvent) -> Iterable[tuple[str, str]]:
    if not line.country_id:
        yield "state", _("no State has this name: %(name)s") % {"name": cells["state"][:200]}
    if not line.mandate_id:
        told = _("no mandate has this code or title: %(name)s")
        yield "mandate", told % {"name": cells["mandate"][:200]}
    if not line.kind:
        one_of = _("write one of these words: %(words)s")
        yield "status", one_of % {"words": ", ".join(WORDS)}
    if line.kind == Kind.REPORT_PUBLISHED and not line.symbol:
        yield "symbol", _("a published report has a symbol")
    yield from told_amiss(line, {"source": 300, "symbol": 60})


def days_wrong(line: RegisterEvent, on: date) -> Iterable[tuple[str, str]]:
    future = _("this day lies in the future")
    wrong = False
    for column, name in DAYS.items():
        text = getattr(line, name)
        if (text or name == "as_of") and not is_day(text):
            wrong = True
            yield column, NOT_A_DAY % {"text": text[:40]}
        elif text and name in ("day", "as_of") and earliest(text) > on:
            yield column, future
    if wrong:
        return
    if line.ends_on and (not line.starts_on or line.ends_on < line.starts_on):
        yield "end", _("the last day is before the first, or the first is missing")
    if line.kind == Kind.COMPLETED and line.starts_on and earliest(line.starts_on) > on:
        yield "start", future


REGISTER = Register(
    verb="load register of visits",
    line=RegisterEvent,
    draft=RegisterDraft,
    columns=COLUMNS,
    plan=plan,
    may=takes_in,
    lock=7_264_901_121,
)
