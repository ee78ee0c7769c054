"""A file of working days: whole or nothing, each refused row with its line, twice is as good as once."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from rapporteur.kernel.environment import role_name
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.reference.loading import BadFile
from rapporteur.world.calendars import queries, reference
from rapporteur.world.calendars.actions import take_in
from rapporteur.world.calendars.models import DayOff, Place, validate_weekend
from tests.factories.calendars import HEADER, day, place, write

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B6")]
BY = "command:calendar"
ROWS = (place(), day("2026-12-25"), day("2026-12-26", worked="yes", name="A worked Saturday"))


def did(taken):
    return [(one.added, one.changed, one.unchanged) for one in (taken.places, taken.days)]


def test_none_ships():
    assert not Place.objects.exists()
    assert not DayOff.objects.exists()


def test_a_file_brings_a_place_and_its_days_once(tmp_path):
    path = write(tmp_path, *ROWS)
    assert did(take_in(path, by=BY)) == [(1, 0, 0), (2, 0, 0)]
    assert did(take_in(path, by=BY)) == [(0, 0, 1), (0, 0, 2)]
    entry = Entry.objects.filter(verb="load calendar").earliest("at")
    assert (entry.by, entry.detail["days_added"]) == (BY, 2)


def test_a_later_file_adds_and_changes_and_withdraws_nothing(tmp_path):
    take_in(write(tmp_path, *ROWS), by=BY)
    later = write(tmp_path, day("2026-12-25", worked="yes"), day("2027-01-01"))
    assert did(take_in(later, by=BY)) == [(0, 0, 0), (1, 1, 0)]
    assert DayOff.objects.count() == 3
    assert DayOff.objects.get(on=date(2026, 12, 25)).worked


def test_a_calendar_knows_its_zone_week_end_and_days(tmp_path):
    take_in(write(tmp_path, *ROWS), by=BY)
    found = queries.calendar_of(Place.objects.get())
    assert (found.zone, found.weekend) == ("UTC", {5, 6})
    assert (found.off, found.worked) == ({date(2026, 12, 25)}, {date(2026, 12, 26)})
    assert queries.calendar_of(None).is_worked(date(2026, 12, 25))


def test_each_day_that_is_skipped_says_how_we_know(tmp_path):
    take_in(write(tmp_path, *ROWS), by=BY)
    kept = queries.kept(Place.objects.get())
    found = kept.skipped(date(2026, 12, 24), date(2026, 12, 27))
    assert [(one.day.day, one.name, one.source) for one in found] == [
        (25, "A Day", "made up for this test"),
        (27, "", "made up for this test"),
    ]
    assert [kept.knows(year) for year in (2026, 2027)] == [True, False]


def test_a_week_end_that_is_unknown_stays_empty(tmp_path):
    take_in(write(tmp_path, place(weekend=""), day("2026-12-25")), by=BY)
    assert Place.objects.get().weekend == []
    assert str(DayOff.objects.get()) == "TOWN 2026-12-25"


def test_a_mark_of_byte_order_is_no_hindrance(tmp_path):
    path = write(tmp_path, *ROWS)
    path.write_text(path.read_text(), encoding="utf-8-sig")
    assert did(take_in(path, by=BY)) == [(1, 0, 0), (2, 0, 0)]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (day("2026-02-30"), "day", "is no day"),
        (day("25.12.2026"), "day", "is no day"),
        (day("20261225"), "day", "is no day"),
        (day("2026-W52-5"), "day", "is no day"),
        (day(""), "day", "is no day"),
        (day("2062-12-25"), "day", "more than 5 years away"),
        (day("1926-12-25"), "day", "more than 5 years away"),
        (day("2026-12-25", code="MOON"), "place", "no place of this file"),
        (day("2026-12-25", worked=""), "worked", "neither yes nor no"),
        (day("2026-12-25", worked="maybe"), "worked", "neither yes nor no"),
        (day("2026-12-25", name=" "), "name", "empty"),
        (day("2026-12-31", name="n" * 121), "name", "at most 120"),
        (day("2026-12-25").replace(",,,2026", ",UTC,,2026"), "zone", "leaves this cell empty"),
        (day("2026-12-25").replace("made up,", ",", 1), "licence", "empty"),
        (day("2026-12-25").replace("made up for this test,", ","), "source", "where it comes from"),
        (day("2026-12-25").removesuffix("2026"), "as_of", "what day"),
        (day("2026-12-25").replace("day,", "holiday,", 1), "kind", "neither place nor day"),
        (place("CITY", zone="Mars/Base"), "zone", "no time zone"),
        (place("CITY", zone=""), "zone", "no time zone"),
        (place("CITY", zone="../UTC"), "zone", "no time zone"),
        (place("a city"), "place", "no short code"),
        (place("CITY", weekend="sonntag"), "weekend", "no day of the week"),
        (place("CITY", weekend="sunday;sunday"), "weekend", "each once"),
        (
            place("CITY", weekend="monday;tuesday;wednesday;thursday;friday;saturday;sunday"),
            "weekend",
            "no day is worked",
        ),
        (place("CITY").replace(",,,made", ",2026-12-25,,made"), "day", "leaves this cell empty"),
        (place("CITY").replace("made up for this test", ""), "source", "where it comes from"),
    ],
)
def test_a_row_that_cannot_be_used_refuses_the_file(tmp_path, row, column, reason):
    with pytest.raises(BadFile) as refused:
        take_in(write(tmp_path, *ROWS, row), by=BY)
    (problem,) = refused.value.problems
    assert (problem.line, problem.column) == (5, column)
    assert reason in problem.reason
    assert not Place.objects.exists()
    assert not DayOff.objects.exists()


def test_every_refused_row_is_told_in_the_order_of_the_file(tmp_path):
    rows = (day("2026-13-01"), place(zone="Mars/Base"), day("2026-12-25"), day("2026-12-25"))
    with pytest.raises(BadFile) as refused:
        take_in(write(tmp_path, *rows), by=BY)
    assert [(one.line, one.column) for one in refused.value.problems] == [
        (2, "day"),
        (3, "zone"),
        (5, ""),
    ]
    assert "the same record as line 4" in refused.value.problems[-1].reason
    assert not Entry.objects.filter(verb="load calendar").exists()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "this column is missing"),
        (HEADER, "no row"),
        (HEADER.replace(",source", ""), "this column is missing"),
        (f"{HEADER}\nday,TOWN", "wrong number of cells"),
        (f'{HEADER}\nday,"TOWN', "broken CSV"),
    ],
)
def test_a_file_that_is_none_is_refused(tmp_path, text, reason):
    path = tmp_path / "ours.csv"
    path.write_text(text)
    with pytest.raises(BadFile, match=reason):
        take_in(path, by=BY)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(BadFile, match="cannot be read"):
        take_in(tmp_path / "none.csv", by=BY)


def test_in_real_work_exerland_has_no_calendar(tmp_path, monkeypatch):
    monkeypatch.setattr("rapporteur.kernel.reference.loading.is_exercise", lambda: False)
    taken = take_in(write(tmp_path, place("XEX"), day("2026-12-25", code="XEX")), by=BY)
    assert did(taken) == [(0, 0, 0), (0, 0, 0)]


@pytest.mark.parametrize("value", [None, "sunday", ["sunday", "sunday"], ["someday"]])
def test_what_is_no_week_end_is_refused_by_the_model(value):
    with pytest.raises(ValidationError, match="each once"):
        validate_weekend(value)


def test_the_desk_reads_a_calendar_and_changes_none(as_role, tmp_path):
    take_in(write(tmp_path, *ROWS), by=BY)
    with as_role("desk"):
        assert str(Place.objects.get()) == "A Town"
        assert DayOff.objects.count() == 2
    for role in ("public", "intake", "missions", "partners", "worker"):
        assert not may(role, "calendars_place", "SELECT")
    for right in ("INSERT", "UPDATE", "DELETE"):
        assert not may("desk", "calendars_dayoff", right)


def may(role, table, right):
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [role_name(role), table, right])
        return cursor.fetchone()[0]


def test_the_shape_that_is_shown_can_be_loaded(tmp_path):
    page = (Path(reference.__file__).parent / "data" / "SOURCES.md").read_text()
    shown = [line.strip() for line in page.splitlines() if line.startswith("    ")]
    assert shown[0] == HEADER
    assert did(take_in(write(tmp_path, *shown[1:]), by=BY)) == [(1, 0, 0), (1, 0, 0)]
