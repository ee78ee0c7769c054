"""Helplines: only with a source, never withdrawn by another's file, ended by their day."""

from datetime import date

import pytest
from django.db import IntegrityError

from rapporteur.intake.helplines import queries, reference
from rapporteur.intake.helplines.models import Helpline
from rapporteur.kernel.reference.loading import BadFile, check, load
from rapporteur.operations import helplines

pytestmark = pytest.mark.django_db
HEADER = "kind,country,name,phone,address,languages,hours_en,note_en,ended_on,licence,checked_on,source,as_of"
ROW = "helpline,XEX,A Line,00 11,,,,,,of this test,2026-11-01,made up for this test,2026"
DAY = date(2026, 11, 24)


@pytest.fixture
def file(tmp_path):
    """Write an operator's file with these rows; return its path."""

    def write(*rows):
        path = tmp_path / "ours.csv"
        path.write_text("\n".join([HEADER, *rows, ""]))
        return path

    return write


def test_every_row_that_ships_is_of_the_exercise():
    assert set(Helpline.objects.values_list("country", flat=True)) == {"XEX"}
    assert not Helpline.objects.exclude(source__startswith="made up").exists()
    assert not Helpline.objects.exclude(name__contains="Exercise").exists()
    assert not Helpline.objects.filter(phone__regex="[1-9]").exists()


def test_loading_what_ships_again_changes_nothing():
    outcome = load(reference.HELPLINES)
    assert (outcome.added, outcome.changed, outcome.withdrawn, outcome.unchanged) == (0, 0, 0, 4)


def test_each_file_is_named_in_the_sources():
    assert "| helplines.csv |" in (reference.FOLDER / "SOURCES.md").read_text()


@pytest.mark.requirement("SG3")
def test_a_row_of_an_operator_stands_beside_what_ships_and_outlives_its_next_load(file):
    assert load(reference.of_operator(file(ROW))).added == 1
    load(reference.HELPLINES)
    assert [row.name for row in queries.held_for("XEX", DAY)][1] == "A Line"


def test_a_row_that_ended_is_no_longer_shown(file):
    load(reference.of_operator(file(ROW)))
    ended = ROW.replace(",,,,of this", ",,,2026-11-24,of this")
    assert load(reference.of_operator(file(ended))).changed == 1
    assert "A Line" not in [row.name for row in queries.held_for("XEX", DAY)]


@pytest.mark.requirement("SG3")
@pytest.mark.parametrize(
    ("before", "after", "column", "reason"),
    [
        ("made up for this test,2026", ",2026", "source", "where it comes from"),
        ("made up for this test,2026", "made up for this test,", "as_of", "what day"),
        ("2026-11-01", "2026", "checked_on", "checked it on a day"),
        ("of this test", "", "licence", "empty"),
        ("A Line", "", "name", "empty"),
        ("XEX", "QQQ", "country", "not in countries.csv"),
        ("00 11", "call us", "phone", "no number"),
        ("00 11", "", "phone", "neither a number nor an address"),
        ("helpline,", "friend,", "kind", "not a valid choice"),
        ("helpline,", "reporting,", "note_en", "who must report"),
    ],
)
def test_a_row_without_proof_or_that_reaches_nobody_is_refused(file, before, after, column, reason):
    with pytest.raises(BadFile) as refused:
        load(reference.of_operator(file(ROW.replace(before, after, 1))))
    problem = refused.value.problems[0]
    assert (problem.line, problem.column) == (2, column)
    assert reason in problem.reason


def test_notes_without_english_are_refused(file):
    path = file(ROW)
    path.write_text(
        path.read_text().replace("note_en", "note_en,note_fr").replace(",,,,,of", ",,,,un mot,,of")
    )
    with pytest.raises(BadFile, match="needs English"):
        load(reference.of_operator(path))


def test_in_real_work_exerland_has_no_helpline(monkeypatch):
    monkeypatch.setattr("rapporteur.kernel.reference.loading.is_exercise", lambda: False)
    assert check(reference.HELPLINES) == {}


def test_the_database_holds_no_helpline_that_was_not_checked():
    with pytest.raises(IntegrityError, match="helpline_was_checked"):
        Helpline.objects.update(checked_on="")


@pytest.mark.requirement("SG5")
def test_whoever_helps_in_danger_stands_first():
    kinds = [row.kind for row in queries.held_for("XEX", DAY)]
    assert kinds == ["emergency", "helpline", "hotline", "reporting"]
    assert [state.pk for state in queries.states_held(DAY)] == ["XEX"]


@pytest.mark.parametrize("role", ["public", "intake", "desk", "missions", "partners"])
def test_every_door_may_read_them(as_role, role):
    with as_role(role):
        assert len(queries.held_for("XEX", DAY)) == 4


def test_a_row_shows_itself_in_the_language_of_the_page():
    row = Helpline.objects.get(kind="reporting")
    assert str(row) == "XEX Exerland Exercise Child Act, section 7"
    assert row.note.startswith("Exercise: in Exerland")
    assert row.opening == ""


def test_a_dry_run_tells_and_changes_nothing(file, capsys):
    path = str(file(ROW))
    assert helplines.command(path, dry_run=True) == 0
    assert "1 added" in capsys.readouterr().out
    assert Helpline.objects.count() == 4
    assert helplines.command(path) == 0
    assert Helpline.objects.count() == 5


def test_every_refused_row_is_told_and_nothing_of_the_file_is_loaded(file, capsys):
    path = str(file(ROW, ROW.replace("A Line", ""), ROW.replace("XEX", "QQQ")))
    assert helplines.command(path) == 1
    told = capsys.readouterr().err
    assert "line 3, column name" in told
    assert "line 4, column country" in told
    assert "nothing of this file was loaded" in told
    assert Helpline.objects.count() == 4
