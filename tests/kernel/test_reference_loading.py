"""Files as they arrive: cut, wrongly encoded, with marks that nobody sees. All or nothing."""

from dataclasses import replace

import pytest

from rapporteur.kernel.clock import now
from rapporteur.kernel.reference import loading
from rapporteur.kernel.reference.loading import BadCell, BadFile, Table, load, read_rows
from rapporteur.kernel.reference.models import Change, Correction
from rapporteur.people.mandates.models import Mandate, MandateTitle, Succession
from rapporteur.people.mandates.reference import TABLES
from rapporteur.world.models import Country

COLUMNS = ("iso3", "name")
GOOD = "iso3,name\nQQA,Isle\nQQB,Reef\n"


def read(row, lookups):
    if not row["name"]:
        raise BadCell("name", "a name is missing")
    return {
        "iso3": row["iso3"], "names": {"en": row["name"]}, "standing": "area", "source": "a test",
        "ldc": False, "lldc": False, "sids": False,
    }  # fmt: skip


@pytest.fixture
def table(tmp_path):
    """A file of made-up areas; it never withdraws, so that other rooms keep theirs."""
    return Table(tmp_path / "areas.csv", Country, ("iso3",), COLUMNS, read, complete=False)


def stored():
    return list(Country.objects.filter(iso3__startswith="QQ").values_list("iso3", flat=True))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "line", "column", "reason"),
    [
        (b"", 1, "iso3", "this column is missing"),
        (b"iso3\nQQA\n", 1, "name", "this column is missing"),
        (b"iso3,name\nQQA,Isle\nQQB", 3, "", "wrong number of cells"),
        (b"iso3,name\nQQA,Isle,more\n", 2, "", "wrong number of cells"),
        (b'iso3,name\nQQA,Isle\nQQB,"Re', 3, "", "broken CSV"),
        (b"iso3,name\nQQA,Isle\nQQB,R\xe9cif\n", 3, "", "not UTF-8"),
        ("iso3,name\nQQA,Isle\n".encode("utf-16"), 1, "", "not UTF-8"),
        (b"iso3,name\nQQA,Isle\nQQB,Re\x00ef\n", 3, "", "U+0000"),
        ("iso3,name\nQQA,\u202eelsI\n".encode(), 2, "", "U+202E"),
        (b"iso3,name\nQQA,Isle\nQQA,Reef\n", 3, "", "the same record as line 2"),
        (b"iso3,name\nQQA,Isle\nQQB,\n", 3, "name", "a name is missing"),
        (b"iso3,name\nQQA,Isle\nTOOLONG,Reef\n", 3, "iso3", "at most 3 characters"),
        (b"iso3,name\nQQA,Isle\nQQB," + b"x" * 1_000_000, 3, "", "broken CSV"),
    ],
)
def test_a_broken_file_is_refused_with_line_column_and_reason(table, content, line, column, reason):
    table.path.write_bytes(content)
    with pytest.raises(BadFile) as refused:
        load(table)
    problem = refused.value.problems[0]
    assert (problem.file, problem.line, problem.column) == ("areas.csv", line, column)
    assert reason in problem.reason
    assert stored() == []
    assert not Change.objects.filter(key__startswith="QQ").exists()


def test_a_file_that_is_not_there_is_refused(table):
    with pytest.raises(BadFile, match=r"areas.csv, line 1: this file cannot be read \(No such"):
        read_rows(table.path, COLUMNS)


def test_joiners_and_marks_of_direction_are_part_of_words(table):
    table.path.write_text("iso3,name\nQQA,کشور\u200cها\u200f\n")
    assert read_rows(table.path, COLUMNS)[0][1]["name"].endswith("\u200f")


def test_a_byte_order_mark_at_the_start_is_no_fault(table):
    table.path.write_text(GOOD, encoding="utf-8-sig")
    assert read_rows(table.path, COLUMNS)[0] == (2, {"iso3": "QQA", "name": "Isle"})


@pytest.mark.django_db
def test_every_fault_of_a_file_is_told_at_once(table):
    table.path.write_text("iso3,name\nQQA,\nQQB,Reef\nQQC,\n")
    with pytest.raises(BadFile) as refused:
        load(table)
    assert [problem.line for problem in refused.value.problems] == [2, 4]


@pytest.mark.django_db
def test_what_only_the_database_can_refuse_refuses_the_file(table):
    table.path.write_text(GOOD)
    unknown = replace(table, read=lambda row, none: {**read(row, none), "m49": None})
    with pytest.raises(BadFile, match="the database refused it: null value in column"):
        load(unknown)
    assert stored() == []


@pytest.mark.django_db
def test_a_record_that_others_name_is_not_withdrawn(tmp_path):
    assert MandateTitle.objects.filter(mandate_id="SALECHILD").exists()
    only = Table(
        tmp_path / "none.csv", Mandate, ("code",), ("code",), lambda row, _: dict(row), dict
    )
    only.path.write_text("code\n")
    before = Mandate.objects.count()
    with pytest.raises(BadFile, match="still named by others"):
        load(only)
    assert Mandate.objects.count() == before


@pytest.mark.django_db
def test_loading_tells_what_was_added_changed_withdrawn(table):
    table.path.write_text(GOOD)
    assert load(table).added == 2
    table.path.write_text("iso3,name\nQQA,Isle\nQQB,Rock\n")
    outcome = load(table)
    assert (outcome.added, outcome.changed, outcome.unchanged) == (0, 1, 1)
    assert Change.objects.get(key="QQB", kind=Change.Kind.CHANGED).fields == ["names"]


@pytest.mark.django_db
def test_what_a_whole_file_no_longer_holds_is_withdrawn(tmp_path):
    (table,) = (one for one in TABLES if one.model is Succession)
    shorter = replace(table, path=tmp_path / table.path.name)
    head, first, *others = table.path.read_text().splitlines()
    shorter.path.write_text("\n".join([head, *others]) + "\n")
    assert load(shorter).withdrawn == 1
    gone = Change.objects.get(kind=Change.Kind.WITHDRAWN, table="mandates.succession")
    assert str(gone) == f"withdrawn mandates.succession {first.split(',')[0]}"


@pytest.mark.django_db
def test_a_corrected_field_keeps_the_correction(table):
    table.path.write_text(GOOD)
    load(table)
    Correction.objects.create(
        table="world.country", key="QQA", field="names", before={"en": "Isle"},
        after={"en": "Key"}, reason="read again", source="a test", by="someone", at=now(),
    )  # fmt: skip
    Country.objects.filter(iso3="QQA").update(names={"en": "Key"})
    outcome = load(table)
    assert outcome.kept == ["QQA names"]
    assert str(Correction.objects.get(key="QQA")) == "world.country QQA names"
    assert Country.objects.get(iso3="QQA").names == {"en": "Key"}


@pytest.mark.django_db
def test_exerland_stays_out_of_real_work(table, monkeypatch):
    monkeypatch.setattr(loading, "is_exercise", lambda: False)
    table.path.write_text("iso3,name\nXEX,Exerland\nQQA,Isle\n")
    assert set(loading.check(table)) == {"QQA"}
