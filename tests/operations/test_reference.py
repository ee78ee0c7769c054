from dataclasses import replace

import pytest

from rapporteur.kernel.instance import queries
from rapporteur.kernel.reference import loading
from rapporteur.kernel.reference.loading import BadCell, Table
from rapporteur.operations import reference
from rapporteur.world.models import Country
from tests.factories.law import remove_exerland

pytestmark = pytest.mark.django_db
COLUMNS = ("iso3", "name")


def read(row, lookups):
    if not row["name"]:
        raise BadCell("name", "a name is missing")
    return {
        "iso3": row["iso3"], "names": {"en": row["name"]}, "standing": "area", "source": "a test",
        "ldc": False, "lldc": False, "sids": False,
    }  # fmt: skip


@pytest.fixture
def tables(tmp_path, monkeypatch):
    """Two files of made-up areas; `give(name, rows)` writes one."""
    table = Table(tmp_path / "areas.csv", Country, ("iso3",), COLUMNS, read, complete=False)
    other = replace(table, path=tmp_path / "others.csv")
    for one in (table, other):
        one.path.write_text("iso3,name\n")
    monkeypatch.setattr(reference, "tables", lambda: [table, other])
    return tmp_path


def test_each_file_is_told_with_what_it_did(tables, capsys):
    (tables / "areas.csv").write_text("iso3,name\nQQA,Isle\nQQB,Reef\n")
    assert reference.command() == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["areas.csv", "2", "0", "0", "0"]
    (tables / "areas.csv").write_text("iso3,name\nQQA,Isle\nQQB,Rock\n")
    assert reference.command() == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["areas.csv", "0", "1", "0", "1"]


def test_a_broken_row_refuses_its_file_and_no_other(tables, capsys):
    (tables / "areas.csv").write_text("iso3,name\nQQA,Isle\nQQB,\n")
    (tables / "others.csv").write_text("iso3,name\nQQC,Cape\n")
    assert reference.command() == 1
    told = capsys.readouterr().err
    assert "areas.csv, line 3, column name: a name is missing" in told
    assert "areas.csv: nothing of this file was loaded." in told
    found = Country.objects.filter(iso3__startswith="QQ").values_list("iso3", flat=True)
    assert list(found) == ["QQC"]


def test_a_check_says_what_would_change_and_changes_nothing(tables, capsys):
    (tables / "areas.csv").write_text("iso3,name\nQQA,Isle\n")
    assert reference.command(only_check=True) == 0
    told = capsys.readouterr().out
    assert told.splitlines()[1].split() == ["areas.csv", "1", "0", "0", "0"]
    assert "nothing was changed" in told
    assert not Country.objects.filter(iso3="QQA").exists()


def test_real_work_leaves_exerland_out(tables, monkeypatch):
    (tables / "areas.csv").write_text("iso3,name\nXEX,Exerland\nQQA,Isle\n")
    remove_exerland()
    monkeypatch.setattr(loading, "is_exercise", lambda: False)
    assert reference.command(quietly=True) == 0
    assert not Country.objects.filter(iso3="XEX").exists()
    monkeypatch.setattr(loading, "is_exercise", lambda: True)
    assert reference.command(quietly=True) == 0
    assert Country.objects.filter(iso3="XEX").exists()


def test_every_room_lists_its_files():
    assert queries.mode() == "exercise"
    assert all(isinstance(table, Table) for table in reference.tables())
