"""What the lines of a calendar would add, and why one is refused. Reads, writes nothing."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from rapporteur.communications.register import files
from rapporteur.communications.register.actions import Plan, Register
from rapporteur.communications.register.files import Cells, Sheet
from rapporteur.communications.register.findings import Finding, Weight, kept_out
from rapporteur.communications.register.lines import NOT_A_DAY, is_day, told_amiss
from rapporteur.kernel.dates import earliest
from rapporteur.kernel.reference.models import Evidence
from rapporteur.recommendations.actions import ONE_LOAD
from rapporteur.recommendations.importing.rules import takes_in
from rapporteur.recommendations.models import CommitteeDate, CommitteeDraft, Stage, Status
from rapporteur.recommendations.queries import states
from rapporteur.recommendations.readers.states import States

COLUMNS = (
    *("state", "instrument", "session", "stage", "date", "status", "symbol"),
    *("source", "as_of"),
)
NEEDED = ("state", "instrument", "stage", "date", "status", "source", "as_of")
FIELDS = (
    *("country_id", "instrument_id", "session", "stage", "status", "dated"),
    *("symbol", "source", "as_of"),
)
LAST_SESSION = 999
Key = tuple[Any, ...]


def read(name: str, data: bytes) -> Sheet:
    """Return the rows of a CSV or XLSX file. Raises Refused where none can be read."""
    return files.read(name, data, COLUMNS, NEEDED)


def plan(sheet: Sheet, on: date) -> Plan[CommitteeDate]:
    """Return what the lines of a sheet would add on a day; two queries."""
    names = states()
    held = {key_of(one): one for one in CommitteeDate.objects.all()}
    newest = newest_of(held.values())
    made: Plan[CommitteeDate] = Plan(findings=list(sheet.findings))
    spoilt = kept_out(made.findings)
    for number, cells in sheet.rows:
        line, wrong = read_line(cells, names, on)
        made.findings += [Finding(number, column, reason) for column, reason in wrong]
        if wrong or number in spoilt:
            spoilt.add(number)
            continue
        made.rows.append((number, cells))
        if key_of(line) in held:
            made.unchanged += 1
            continue
        held[key_of(line)] = line
        made.fresh.append(line)
        made.findings += beside(number, line, newest.get(place_of(line)))
    made.refused = len(spoilt)
    return made


def key_of(one: CommitteeDate) -> Key:
    return tuple(getattr(one, name) for name in FIELDS)


def place_of(one: CommitteeDate) -> Key:
    """Return what a newer line of the same kind takes the place of."""
    return one.country_id, one.instrument_id, one.stage, one.session


def newest_of(held: Iterable[CommitteeDate]) -> dict[Key, CommitteeDate]:
    found: dict[Key, CommitteeDate] = {}
    for one in held:
        known = found.get(place_of(one))
        if known is None or one.as_of > known.as_of:
            found[place_of(one)] = one
    return found


def beside(number: int, line: CommitteeDate, known: CommitteeDate | None) -> list[Finding]:
    """Return what there is to say where the record tells another day or status already."""
    if known is None or (known.dated, known.status) == (line.dated, line.status):
        return []
    said = {"day": known.dated, "status": known.get_status_display(), "as_of": known.as_of}
    if known.as_of > line.as_of:
        told = _(
            "on record as of %(as_of)s, which is later: %(day)s, %(status)s; that one is shown"
        )
    else:
        told = _("so far on record as of %(as_of)s: %(day)s, %(status)s")
    return [Finding(number, "date", told % said, Weight.CHANGE)]


def read_line(cells: Cells, names: States, on: date) -> tuple[CommitteeDate, list[tuple[str, str]]]:
    """Return a line, and by column why it cannot be used."""
    line = CommitteeDate(
        country_id=names.find(cells["state"]),
        instrument_id=cells["instrument"].upper(),
        session=number_of(cells["session"]),
        stage=word_of(cells["stage"]),
        status=word_of(cells["status"]),
        dated=cells["date"],
        symbol=cells["symbol"],
        source=cells["source"],
        as_of=cells["as_of"],
        evidence=Evidence.DOCUMENT,
    )
    return line, [*words_wrong(cells, line), *days_wrong(line, on)]


def number_of(written: str) -> int | None:
    """Return the number of a session; 0 for what is none."""
    if not written:
        return None
    return int(written) if written.isdecimal() and len(written) <= 3 else 0


def word_of(written: str) -> str:
    return written.lower().replace(" ", "_")


def words_wrong(cells: Cells, line: CommitteeDate) -> Iterable[tuple[str, str]]:
    if not line.country_id:
        yield "state", _("no State has this name: %(name)s") % {"name": cells["state"][:200]}
    one_of = _("write one of these words: %(words)s")
    known = {"stage": Stage.values, "status": Status.values}
    for name, words in {"instrument": CommitteeDate.INSTRUMENTS, **known}.items():
        if getattr(line, "instrument_id" if name == "instrument" else name) not in words:
            yield name, one_of % {"words": ", ".join(words)}
    if line.session is not None and not 1 <= line.session <= LAST_SESSION:
        yield "session", _("the session is a whole number, or empty")
    yield from told_amiss(line, {"source": 300, "symbol": 120})


def days_wrong(line: CommitteeDate, on: date) -> Iterable[tuple[str, str]]:
    for column, text in (("date", line.dated), ("as_of", line.as_of)):
        if not is_day(text):
            yield column, NOT_A_DAY % {"text": text[:40]}
        elif earliest(text) > on and (column == "as_of" or line.status == Status.DONE):
            yield column, _("this day lies in the future")


CALENDAR = Register(
    verb="load committee calendar",
    line=CommitteeDate,
    draft=CommitteeDraft,
    columns=COLUMNS,
    plan=plan,
    may=takes_in,
    lock=ONE_LOAD,
)
