"""The command for registers of earlier letters, as an operator types it."""

import json

import pytest

from rapporteur.communications.models import EarlierLetter
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import commands, registers, sheets
from rapporteur.operations.registers import Words
from tests.factories.people import make_desk
from tests.factories.registers import LINE, make_csv, make_line, make_workbook, of_lines

pytestmark = pytest.mark.django_db
BAD = make_line(reference="AL XEX 4/2008", date_sent="04/05/2008")


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "letters.csv"
    path.write_bytes(make_csv(LINE, BAD))
    return path


def test_a_refused_line_is_told_with_its_place_and_nothing_is_loaded(desk, file, capsys):
    assert registers.command("import", Words(str(file))) == 1
    assert capsys.readouterr().out.splitlines() == [
        (
            "letters.csv, line 3, column date_sent: “04/05/2008” is not a date. Write 2008-07-29,"
            " 2008-07 or 2008. (refused)"
        ),
        "letters.csv: 1 new, 0 changed, 0 unchanged, 1 refused.",
        "Nothing was loaded: mend these lines, or leave them out with --skip-refused.",
    ]
    assert not EarlierLetter.objects.exists()


def test_a_dry_run_says_what_would_change_and_changes_nothing(desk, file, capsys):
    words = Words(str(file), dry_run=True, skip_refused=True)
    assert registers.command("import", words) == 0
    assert capsys.readouterr().out.endswith("Only looked: nothing was changed.\n")
    assert not EarlierLetter.objects.exists()


def test_programs_are_told_the_same(desk, file, capsys):
    words = Words(str(file), as_json=True, skip_refused=True)
    assert registers.command("import", words) == 0
    told = json.loads(capsys.readouterr().out)
    finding = told.pop("findings")[0]
    assert told == {"added": 1, "changed": 0, "unchanged": 0, "refused": 1, "loaded": True}
    assert (finding["line"], finding["column"], finding["weight"]) == (3, "date_sent", "refused")


def test_what_is_written_out_from_a_workbook_is_loaded_again_as_it_was(desk, tmp_path, capsys):
    book, out = tmp_path / "letters.xlsx", tmp_path / "out.csv"
    book.write_bytes(make_workbook(of_lines(LINE)))
    registers.command("import", Words(str(book)))
    assert registers.command("export", Words(str(out))) == 0
    registers.command("import", Words(str(out)))
    assert "out.csv: 0 new, 0 changed, 1 unchanged, 0 refused." in capsys.readouterr().out
    registers.command("export", Words())
    assert capsys.readouterr().out == out.read_bytes().decode()


def test_a_file_that_stands_is_not_written_over(desk, file):
    with pytest.raises(Refused, match="cannot be written"):
        registers.command("export", Words(str(file)))


def test_a_file_is_named_and_there_and_of_a_size(desk, file, tmp_path, monkeypatch):
    with pytest.raises(Refused, match="Name the file"):
        registers.command("import", Words())
    with pytest.raises(Refused, match="No such file"):
        registers.command("import", Words(str(tmp_path / "none.csv")))
    with pytest.raises(Refused, match=r"letters.pdf: This is neither"):
        registers.command("import", Words(str(file.rename(tmp_path / "letters.pdf"))))
    monkeypatch.setattr(sheets, "BYTES", 3)
    with pytest.raises(Refused, match="larger than 15 MB"):
        registers.command("import", Words(str(tmp_path / "letters.pdf")))


def test_of_several_desks_one_is_named(desk):
    make_desk("FOOD")
    with pytest.raises(Refused, match="FOOD, SALECHILD"):
        registers.desk_of("")
    assert registers.desk_of("SALECHILD") == desk


def test_the_command_line_knows_its_words():
    given = commands.parser().parse_args(["letters", "import", "a.csv", "--dry-run", "--json"])
    assert (given.does, given.what, given.file) == (commands.letters, "import", "a.csv")
