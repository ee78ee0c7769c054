"""The command for recommendations, as an operator types it."""

import json

import pytest

from rapporteur.kernel.refusals import Refused
from rapporteur.operations import commands, recommendations
from rapporteur.operations.recommendations import Words
from rapporteur.recommendations.models import SourceRow
from rapporteur.recommendations.readers.papers import Chosen

pytestmark = pytest.mark.django_db
GOOD = "state,text,symbol,paragraph\nExerland,Enact a law.,A/1,1\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(f"{GOOD}Atlantis,Enact a law.,A/1,2\n")
    return str(path)


def test_a_refused_row_is_told_with_its_line_and_nothing_is_loaded(file, capsys):
    assert recommendations.command(Words(file)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "own.csv, line 3, column state: no State has this name: Atlantis (refused)",
        (
            "own.csv: 1 recommendations and 1 rows new (0 joined to others), 0 changed,"
            " 0 unchanged, 1 refused, 0 to look at."
        ),
        "Nothing was loaded: mend these rows, or leave them out with --skip-refused.",
    ]
    assert not SourceRow.objects.exists()


def test_a_dry_run_changes_nothing_and_a_real_one_does(file, capsys):
    assert recommendations.command(Words(file, dry_run=True, skip_refused=True)) == 0
    assert capsys.readouterr().out.endswith("Only looked: nothing was changed.\n")
    assert not SourceRow.objects.exists()
    assert recommendations.command(Words(file, skip_refused=True)) == 0
    assert SourceRow.objects.get().paragraph == "1"


def test_programs_are_told_the_same(file, capsys):
    assert recommendations.command(Words(file, as_json=True, skip_refused=True)) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["refused"], told["loaded"]) == (1, 1, True)
    assert told["findings"][0]["line"] == 3


def test_what_is_told_beyond_the_first_is_counted(file, capsys, monkeypatch):
    monkeypatch.setattr(recommendations, "PRINTED", 0)
    recommendations.command(Words(file))
    assert "own.csv: 1 more are told with --json." in capsys.readouterr().out


def test_a_file_of_another_kind_is_refused_by_name(tmp_path):
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.4")
    with pytest.raises(Refused, match=r"a\.pdf: This is a PDF"):
        recommendations.command(Words(str(tmp_path / "a.pdf")))


def test_paragraphs_of_a_report_are_chosen_by_words(tmp_path):
    (tmp_path / "report.txt").write_text(
        "A/HRC/99/1\n1 June 2009\n\nReport (exercise)\n\n1. Enact a law.\n\n2. Keep it.\n"
    )
    typed = ["recommendations", "import", str(tmp_path / "report.txt"), "--paragraphs", "2"]
    given = commands.parser().parse_args([*typed, "--state", "XEX", "--mechanism", "own_visit"])
    typed = recommendations.words_of(given)
    assert typed.chosen == Chosen("2", mechanism="own_visit", state="XEX")
    assert recommendations.command(typed) == 0
    assert SourceRow.objects.get().text == "Keep it."


def test_the_words_of_the_command_are_those_of_the_issue():
    typed = ["recommendations", "import", "a.json", "--dry-run", "--json", "--skip-refused"]
    given = commands.parser().parse_args(typed)
    assert given.does is commands.recommendations
    assert (given.file, given.dry_run, given.json, given.skip_refused) == (
        "a.json",
        True,
        True,
        True,
    )
