"""The Committee's calendar: lines taken in from a file, and how a State's reports stand by them.

All of it is made up for an exercise about Exerland.
"""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from rapporteur.communications.register import actions
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.committee import queries
from rapporteur.recommendations.committee.plans import CALENDAR, read
from rapporteur.recommendations.committee.queries import Standing
from rapporteur.recommendations.models import CommitteeDate, CommitteeDraft
from tests.factories.people import make_desk, make_member
from tests.factories.registers import make_row, make_sheet, make_workbook, text_cell

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 25)
HEADS = "state,instrument,session,stage,date,status,symbol,source,as_of\n"
ADOPTED = (
    "Exerland,CRC,90,concluding_observations,2022-06,done,CRC/C/XEX/CO/3,An exercise,2022-07\n"
)
DUE = "XEX,opsc,,Report due,2024,planned,,An exercise,2023\n"
AHEAD = "Exerland,CRC,101,dialogue,2027-05,planned,,An exercise,2026-10\n"


def sheet(*lines, heads=HEADS):
    return read("calendar.csv", (heads + "".join(lines)).encode())


def load(*lines, **more):
    return actions.load(
        CALENDAR, sheet(*lines), by="command:test", **{"skip_refused": False, **more}
    )


def person(role="desk_officer"):
    return make_member(make_desk(), role).account


def told(told):
    return [(one.line, one.column, one.weight.value) for one in told.findings]


@pytest.mark.requirement("R47.4")
def test_a_file_is_added_once_and_a_second_run_changes_no_row():
    assert load(ADOPTED, DUE).added == 2
    again = load(DUE, ADOPTED, DUE)
    assert (again.added, again.unchanged, again.findings) == (0, 3, [])
    assert CommitteeDate.objects.count() == 2
    told = Entry.objects.filter(verb=CALENDAR.verb)
    assert sorted(one.detail["added"] for one in told) == [0, 2]
    line = CommitteeDate.objects.get(instrument="OPSC")
    assert (line.stage, line.session, str(line)) == ("report_due", None, "OPSC report_due 2024")


def test_a_workbook_is_read_as_a_csv_is():
    grid = [line.strip().split(",") for line in (HEADS, ADOPTED)]
    rows = [
        make_row(n, *(text_cell(chr(65 + place), n, cell) for place, cell in enumerate(cells)))
        for n, cells in enumerate(grid, start=1)
    ]
    book = make_workbook(make_sheet(*rows))
    assert (
        actions.load(CALENDAR, read("a.xlsx", book), by="command:test", skip_refused=False).added
        == 1
    )


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("Atlantis,CRC,1,dialogue,2020,done,,An exercise,2021", "state"),
        ("XEX,CEDAW,1,dialogue,2020,done,,An exercise,2021", "instrument"),
        ("XEX,CRC,one,dialogue,2020,done,,An exercise,2021", "session"),
        ("XEX,CRC,0,dialogue,2020,done,,An exercise,2021", "session"),
        ("XEX,CRC,1,tea,2020,done,,An exercise,2021", "stage"),
        ("XEX,CRC,1,dialogue,2020,perhaps,,An exercise,2021", "status"),
        ("XEX,CRC,1,dialogue,May,done,,An exercise,2021", "date"),
        ("XEX,CRC,1,dialogue,2999,done,,An exercise,2021", "date"),
        ("XEX,CRC,1,dialogue,2020,done,,An exercise,2999", "as_of"),
        ("XEX,CRC,1,dialogue,2020,done,,,2021", "source"),
        (f"XEX,CRC,1,dialogue,2020,done,,{'s' * 301},2021", "source"),
        (f"XEX,CRC,1,dialogue,2020,done,{'s' * 121},An exercise,2021", "symbol"),
        ("XEX,CRC,1,dialogue,2020", ""),
    ],
)
def test_a_line_that_cannot_be_is_told_with_its_column_and_nothing_is_loaded(line, column):
    done = load(ADOPTED, f"{line}\n")
    assert done.nothing
    assert (3, column, "refused") in told(done)
    assert not CommitteeDate.objects.exists()


def test_the_good_lines_load_where_that_was_chosen():
    done = load(ADOPTED, "Atlantis,CRC,,dialogue,2020,done,,An exercise,2021\n", skip_refused=True)
    assert (done.added, done.refused, done.nothing) == (1, 1, False)


def test_a_file_without_its_columns_is_refused():
    with pytest.raises(Refused, match="as_of"):
        sheet(heads="state,instrument,stage,date,status,source\n")


def test_a_dry_run_changes_nothing():
    assert load(ADOPTED, dry_run=True).added == 1
    assert not CommitteeDate.objects.exists()


def test_a_later_day_takes_the_place_of_an_earlier_one_and_an_earlier_one_does_not():
    load(AHEAD)
    later = load("XEX,CRC,101,dialogue,2027-09,planned,,An exercise,2026-11\n")
    older = load("XEX,CRC,101,dialogue,2027-01,planned,,An exercise,2026-09\n")
    assert told(later) == told(older) == [(2, "date", "change")]
    assert "which is later" in str(older.findings[0])
    assert load("XEX,CRC,101,dialogue,2027-09,planned,,Another,2026-11\n").findings == []
    shown = queries.of_state("XEX", ON)[0]
    assert [one.dated for one in shown.lines] == ["2027-09"]
    assert shown.next.dated == "2027-09"


def test_what_is_put_off_is_shown_and_counts_for_nothing():
    load("XEX,CRC,101,dialogue,2027-05,put_off,,An exercise,2026-11\n")
    shown = queries.of_state("XEX", ON)[0]
    assert (shown.standing, shown.next, len(shown.told)) == (Standing.UNKNOWN, None, 1)


@pytest.mark.requirement("R47.4")
@pytest.mark.parametrize(
    ("lines", "standing", "near"),
    [
        ([ADOPTED], Standing.REVIEWED, []),
        ([ADOPTED, AHEAD], Standing.REVIEWED, ["CRC 101 dialogue 2027-05"]),
        ([ADOPTED, AHEAD.replace("2027-05", "2029-05")], Standing.REVIEWED, []),
        ([DUE], Standing.OVERDUE, ["OPSC report_due 2024"]),
        ([DUE.replace("2024", "2026")], Standing.DUE, ["OPSC report_due 2026"]),
        (
            [DUE, "XEX,OPSC,,report_received,2025-03-01,done,,An exercise,2025\n"],
            Standing.RECEIVED,
            ["OPSC report_received 2025-03-01"],
        ),
        (
            [DUE, "XEX,OPSC,95,concluding_observations,2025,done,,An exercise,2025\n"],
            Standing.REVIEWED,
            [],
        ),
    ],
)
def test_how_a_report_stands_is_told_by_the_newest_lines(lines, standing, near):
    load(*lines)
    assert [one.standing for one in queries.of_state("XEX", ON)] == [standing]
    assert [str(one) for one in queries.of_all(ON)["XEX"].near] == near


def test_of_several_instruments_the_newest_observations_are_told():
    load(ADOPTED, "XEX,OPSC,,concluding_observations,2020,done,,An exercise,2025\n")
    assert queries.of_all(ON)["XEX"].adopted.symbol == "CRC/C/XEX/CO/3"
    assert queries.of_state("AND", ON) == []


def test_a_draft_is_loaded_by_who_looked_and_is_gone_then():
    officer, other = person(), person()
    old, _done = actions.look(CALENDAR, sheet(DUE), by=other)
    CommitteeDraft.objects.filter(pk=old.pk).update(on=today() - timedelta(days=2))
    draft, done = actions.look(CALENDAR, sheet(ADOPTED, "Atlantis" + AHEAD[8:]), by=officer)
    assert (done.added, done.refused, str(draft)) == (1, 1, "calendar.csv")
    assert CommitteeDraft.objects.count() == 1
    assert not CommitteeDate.objects.exists()
    with pytest.raises(Refused):
        actions.load_draft(CALENDAR, draft, by=other)
    loaded = actions.load_draft(CALENDAR, draft, by=officer)
    assert (loaded.added, loaded.refused) == (1, 1)
    assert CommitteeDate.objects.get().by == str(officer.pk)
    assert not CommitteeDraft.objects.exists()


def test_who_may_not_take_in_files_is_refused():
    auditor = person("auditor")
    with pytest.raises(Refused):
        actions.look(CALENDAR, sheet(ADOPTED), by=auditor)
    with pytest.raises(Refused):
        actions.load(CALENDAR, sheet(ADOPTED), by=auditor, skip_refused=False)


def test_a_line_without_a_day_cannot_be_stored():
    load(ADOPTED)
    with pytest.raises(IntegrityError):
        CommitteeDate.objects.update(dated="")
