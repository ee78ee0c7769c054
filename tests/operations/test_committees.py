"""The command for the calendar of the Committee, as an operator types it."""

import json

import pytest

from rapporteur.kernel.refusals import Refused
from rapporteur.operations import commands, committees
from rapporteur.recommendations.models import CommitteeDate
from tests.recommendations.committee.test_calendar import ADOPTED, HEADS

pytestmark = pytest.mark.django_db


def given(file, *words):
    return commands.parser().parse_args(["recommendations", "calendar", str(file), *words])


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "calendar.csv"
    path.write_text(HEADS + ADOPTED + ADOPTED.replace("Exerland", "Atlantis"))
    return path


def test_a_refused_line_is_told_and_nothing_is_loaded(file, capsys):
    assert committees.command(given(file)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "calendar.csv, line 3, column state: no State has this name: Atlantis (refused)",
        "calendar.csv: 1 new, 0 unchanged, 1 refused.",
        "Nothing was loaded: mend these lines, or leave them out with --skip-refused.",
    ]
    assert not CommitteeDate.objects.exists()


def test_a_dry_run_changes_nothing_and_programs_are_told_the_same(file, capsys):
    assert committees.command(given(file, "--dry-run", "--skip-refused")) == 0
    assert capsys.readouterr().out.endswith("Only looked: nothing was changed.\n")
    assert not CommitteeDate.objects.exists()
    assert committees.command(given(file, "--json", "--skip-refused")) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["refused"], told["loaded"]) == (1, 1, True)
    assert CommitteeDate.objects.count() == 1


def test_a_file_of_another_kind_is_refused_by_name(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,2\n")
    with pytest.raises(Refused, match=r"a\.csv: These headings are missing"):
        committees.command(given(tmp_path / "a.csv"))
