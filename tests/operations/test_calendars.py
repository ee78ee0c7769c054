"""The command `rapporteur calendar`: a file of working days, and by which place a desk works."""

import json

import pytest

from rapporteur.cases.models import Case
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import calendars, commands
from rapporteur.people.desks.models import Desk
from rapporteur.world.calendars.models import DayOff, Place
from tests.cases.wall import DAY
from tests.factories import cases as make
from tests.factories.calendars import day, place, write

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B6")]


@pytest.fixture
def feared(monkeypatch):
    """Return what is feared in 20 days, in a case of the only desk."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    office = make.make_office()
    return make.make_event(office, make.make_case(office))


def a_file(folder, feared):
    return str(write(folder, place(weekend=""), day((feared.on - DAY).isoformat())))


def test_a_file_is_loaded_and_a_desk_works_by_it(feared, tmp_path, capsys):
    assert calendars.load(a_file(tmp_path, feared)) == 0
    assert capsys.readouterr().out == (
        "ours.csv, places: 1 added, 0 changed, 0 unchanged.\n"
        "ours.csv, days: 1 added, 0 changed, 0 unchanged.\n"
        "Days to decide by, for what is feared, that moved: 0.\n"
    )
    assert calendars.use("TOWN") == 0
    assert "Desk SALECHILD works by the calendar of A Town.\n" in capsys.readouterr().out
    assert Case.objects.get().event_by == feared.on - 2 * DAY
    assert calendars.use("none") == 0
    told = capsys.readouterr().out
    assert "works by calendar days.\n" in told
    assert "that moved: 1.\n" in told
    assert Case.objects.get().event_by == feared.on - DAY
    chosen = Entry.objects.filter(verb="choose calendar").order_by("at")
    assert [one.detail["place"] for one in chosen] == ["TOWN", "none"]


def test_a_later_file_moves_what_stands(feared, tmp_path, capsys):
    calendars.load(a_file(tmp_path, feared))
    calendars.use("TOWN")
    later = str(write(tmp_path, day((feared.on - 2 * DAY).isoformat())))
    capsys.readouterr()
    assert calendars.load(later, as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == {
        "places": {"added": 0, "changed": 0, "unchanged": 0},
        "days": {"added": 1, "changed": 0, "unchanged": 0},
        "moved": 1,
        "dry_run": False,
        "refused": [],
    }
    assert Case.objects.get().event_by == feared.on - 3 * DAY


def test_a_dry_run_tells_and_changes_nothing(feared, tmp_path, capsys):
    calendars.load(str(write(tmp_path, place(weekend=""))))
    calendars.use("TOWN")
    before = Entry.objects.count()
    capsys.readouterr()
    assert calendars.load(a_file(tmp_path, feared), dry_run=True) == 0
    told = capsys.readouterr().out
    assert "days: 1 added" in told
    assert "that moved: 1." in told
    assert "Only checked: nothing was changed." in told
    assert (DayOff.objects.count(), Entry.objects.count()) == (0, before)
    assert Case.objects.get().event_by == feared.decide_by


@pytest.mark.parametrize("as_json", [True, False])
def test_every_refused_row_is_told_and_nothing_is_loaded(tmp_path, capsys, as_json):
    path = str(write(tmp_path, place(), day("2026-02-30"), day("2026-12-25", code="MOON")))
    assert calendars.load(path, as_json=as_json) == 1
    told = capsys.readouterr()
    if as_json:
        refused = json.loads(told.out)["refused"]
        assert [(one["line"], one["column"]) for one in refused] == [(3, "day"), (4, "place")]
    else:
        assert "ours.csv, line 3, column day: “2026-02-30” is no day" in told.err
        assert "ours.csv, line 4, column place" in told.err
        assert "nothing of this file was loaded" in told.err
    assert not Place.objects.exists()


def test_a_desk_or_place_that_is_not_there_is_told(tmp_path):
    with pytest.raises(Refused, match="no such desk"):
        calendars.use("none")
    first, second = (Desk.objects.create(mandate_code=code, name=code) for code in ("ONE", "TWO"))
    with pytest.raises(Refused, match="Say which with --desk: ONE, TWO"):
        calendars.use("none")
    with pytest.raises(Refused, match="On record: none"):
        calendars.use("TOWN", "TWO")
    calendars.load(str(write(tmp_path, place())))
    with pytest.raises(Refused, match="On record: TOWN"):
        calendars.use("MOON", "TWO")
    calendars.use("TOWN", "TWO")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.place, second.place) == (None, Place.objects.get())


def test_what_is_on_record_is_shown(tmp_path, capsys):
    for code in ("ONE", "TWO"):
        Desk.objects.create(mandate_code=code, name=code)
    rows = (day("2026-12-24"), day("2026-12-25"), day("2027-01-01"), place("MOOR", weekend=""))
    calendars.load(str(write(tmp_path, place(), *rows)))
    calendars.use("TOWN", "TWO")
    capsys.readouterr()
    assert calendars.show() == 0
    assert capsys.readouterr().out.splitlines() == [
        "ONE works by calendar days.",
        "TWO works by TOWN.",
        "MOOR: A Town, UTC, as of 2026.",
        "  Week-end: unknown.",
        "  Days on record: none.",
        "TOWN: A Town, UTC, as of 2026.",
        "  Week-end: saturday, sunday.",
        "  Days on record: 2 of 2026, 1 of 2027.",
    ]
    assert calendars.show(as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["desks"][1] == {"desk": "TWO", "place": "TOWN"}
    assert told["places"][1]["days"] == {"2026": 2, "2027": 1}


def test_a_file_that_is_not_named_is_told(capsys):
    assert calendars.load("") == 1
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "called"),
    [
        (["load", "f.csv"], ("load", ("f.csv",), {"dry_run": False, "as_json": False})),
        (
            ["load", "f.csv", "--dry-run", "--json"],
            ("load", ("f.csv",), {"dry_run": True, "as_json": True}),
        ),
        (["use", "TOWN", "--desk", "ONE"], ("use", ("TOWN", "ONE"), {})),
        (["show", "--json"], ("show", (), {"as_json": True})),
    ],
)
def test_the_words_reach_what_does_it(monkeypatch, words, called):
    monkeypatch.setattr(commands, "with_database", lambda: None)
    monkeypatch.setattr("rapporteur.operations.preparing.set_up_django", lambda: None)
    found = []
    for name in ("load", "use", "show"):
        monkeypatch.setattr(
            calendars, name, lambda *given, n=name, **more: found.append((n, given, more)) or 0
        )
    assert commands.main(["calendar", *words]) == 0
    assert found == [called]


def test_today_is_a_day_that_a_file_may_name(tmp_path):
    assert calendars.load(str(write(tmp_path, place(), day(today().isoformat())))) == 0
