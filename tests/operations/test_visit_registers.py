"""The command for the public register of visits, as an operator types it."""

import json

import pytest

from rapporteur.kernel.refusals import Refused
from rapporteur.operations import commands, visit_registers
from rapporteur.visits.cycles.models import RegisterEvent
from tests.visits.cycles.test_register import ASKED, HEADS

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("D1")]


def given(file, *words):
    return commands.parser().parse_args(["visits", "import", str(file), *words])


def test_a_refused_line_is_told_and_a_dry_run_changes_nothing(tmp_path, capsys):
    file = tmp_path / "register.csv"
    file.write_text(HEADS + ASKED + ASKED.replace("Exerland", "Atlantis"))
    assert visit_registers.facts(given(file)) == 1
    assert capsys.readouterr().out.splitlines() == [
        "register.csv, line 3, column state: no State has this name: Atlantis (refused)",
        "register.csv: 1 new, 0 unchanged, 1 refused.",
        "Nothing was loaded: mend these lines, or leave them out with --skip-refused.",
    ]
    assert visit_registers.command(given(file, "--dry-run", "--skip-refused")) == 0
    assert capsys.readouterr().out.endswith("Only looked: nothing was changed.\n")
    assert not RegisterEvent.objects.exists()
    assert visit_registers.command(given(file, "--json", "--skip-refused")) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["added"], told["refused"], told["loaded"]) == (1, 1, True)


def test_a_file_of_another_kind_is_refused_by_name(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"a,b\n1,2\n")
    with pytest.raises(Refused, match=r"a\.csv: These headings are missing"):
        visit_registers.command(given(tmp_path / "a.csv"))
