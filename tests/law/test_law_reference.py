"""The files of instruments, provisions, acts, comments and the picker: loaded whole or not at all."""

from dataclasses import replace

import pytest

from rapporteur.kernel.reference import loading
from rapporteur.kernel.reference.loading import BadFile, load
from rapporteur.law.models import Instrument, Provision, TreatyAction
from rapporteur.law.reference import acceptance, comments, instruments, picker

pytestmark = pytest.mark.django_db
TABLES = (*instruments.TABLES, *acceptance.TABLES, *comments.TABLES, *picker.TABLES)
WEIGHED = (
    *(instruments.INSTRUMENTS, acceptance.TREATY_ACTIONS, acceptance.RESERVATIONS),
    comments.GENERAL_COMMENTS,
)


def name_of(table):
    return table.path.name


def written(tmp_path, table, change):
    """Copy a table's file with `change` applied to its text."""
    path = tmp_path / table.path.name
    path.write_text(change(table.path.read_text()))
    return replace(table, path=path)


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_loading_again_changes_nothing(table):
    outcome = load(table)
    assert (outcome.added, outcome.changed, outcome.withdrawn) == (0, 0, 0)
    assert outcome.unchanged > 0


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_the_number_of_questions_does_not_grow_with_the_rows(table, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        load(table)


@pytest.mark.parametrize(
    ("table", "before", "after", "column", "reason"),
    [
        (instruments.INSTRUMENTS, "OPSC,OPSC,protocol,CRC,", "OPSC,OPSC,protocol,XRC,", "parent",
         "not in the rows above"),
        (instruments.INSTRUMENTS, "CRC,CRC,treaty,", "CRC,CRC,pact,", "kind", "not a valid choice"),
        (instruments.INSTRUMENTS, ",1989-11-20,", ",20 Nov 1989,", "adopted_on", "not a date"),
        (instruments.INSTRUMENTS, "CRC,CRC,treaty,,yes,", "CRC,CRC,treaty,,often,", "binding",
         "neither yes nor no"),
        (instruments.INSTRUMENTS, ",un,yes,10,", ",un,yes,first,", "position", "not a number"),
        (instruments.PROVISIONS, "CRC,34,", "CRCC,34,", "instrument", "not in instruments.csv"),
        (instruments.PROVISIONS, "CRC,34(a),", "CRC,34a,", "number", "not written as"),
        (instruments.PROVISIONS, "CRC,2,", "CRC,1,", "", "the same record as line"),
        (acceptance.TREATY_ACTIONS, "CRC,ALB,", "CRC,QQQ,", "country", "not in the States"),
        (acceptance.TREATY_ACTIONS, "CRC,ALB,", "CCC,ALB,", "instrument", "not in instruments"),
        (acceptance.TREATY_ACTIONS, ",none_listed,,", ",none_listed,2001,", "taken_on",
         "none has a day"),
        (acceptance.TREATY_ACTIONS, ",consent,", ",promise,", "kind", "not a valid choice"),
        (acceptance.RESERVATIONS, ",2;3;7,", ",2;3;77,", "provisions", "not in provisions.csv"),
        (acceptance.RESERVATIONS, "OPSC,ARG,", "OPSC,QQQ,", "country", "not in the States"),
        (comments.GENERAL_COMMENTS, ",CRC-GC24,", ",CRC-GC99,", "replaced_by", "rows above"),
        (comments.GENERAL_COMMENTS, "CRC-GC26,CRC,", "CRC-GC26,,", "committees", "a committee"),
        (comments.COMMENT_PROVISIONS, "CRC-GC13,CRC,34,25;31", "CRC-GC13,CRC,34,25;131",
         "paragraphs", "no paragraph 131"),
        (comments.COMMENT_PROVISIONS, "CRC-GC13,CRC,34,", "CRC-GC13,CRC,94,", "number",
         "CRC 94 is not in provisions.csv"),
        (comments.COMMENT_PROVISIONS, "CRC-GC13,CRC,34,", "CRC-GC93,CRC,34,", "comment",
         "not in general_comments.csv"),
        (comments.COMMENT_SCOPE, "CRC-GC13,CSA,", "CRC-GC13,CSAX,", "scope_code", "scope codes"),
        (picker.SCOPE_PROVISIONS, "SALE,1,", "SALEX,1,", "scope_code", "scope codes"),
        (picker.SCOPE_PROVISIONS, "SALE,1,OPSC,2(a),", "SALE,1,OPSC,2(z),", "number",
         "OPSC 2(z) is not in provisions.csv"),
    ],
)  # fmt: skip
def test_a_broken_row_refuses_its_file(tmp_path, table, before, after, column, reason):
    assert before in table.path.read_text()
    broken = written(tmp_path, table, lambda text: text.replace(before, after, 1))
    rows = list(table.model._default_manager.order_by("pk").values())
    with pytest.raises(BadFile) as refused:
        load(broken)
    problem = refused.value.problems[0]
    assert (problem.file, problem.column) == (table.path.name, column)
    assert problem.line > 1
    assert reason in problem.reason
    assert list(table.model._default_manager.order_by("pk").values()) == rows


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_every_fact_has_source_and_day(table):
    records = table.model._default_manager
    assert not records.filter(source="").exists()
    assert not records.filter(as_of="").exists()


@pytest.mark.parametrize("table", WEIGHED, ids=name_of)
def test_every_weighed_fact_says_how_well_it_is_known(table):
    records = table.model._default_manager
    assert not records.exclude(evidence__in=["report", "document", "general"]).exists()


@pytest.mark.parametrize("table", TABLES, ids=name_of)
def test_each_file_is_named_in_the_sources(table):
    assert f"| {table.path.name} |" in (instruments.FOLDER / "SOURCES.md").read_text()


def test_real_work_leaves_the_acts_of_exerland_out(monkeypatch):
    monkeypatch.setattr(loading, "is_exercise", lambda: False)
    assert load(acceptance.TREATY_ACTIONS).withdrawn == 18
    assert not TreatyAction.objects.filter(country="XEX").exists()


def test_a_parent_may_be_new_in_the_same_file(tmp_path):
    def with_two_more(text):
        child = next(line for line in text.splitlines() if line.startswith("OPSC,OPSC,"))
        parent = child.replace("OPSC,OPSC,protocol,CRC,", "QQA,QQA,treaty,,", 1)
        return (
            f"{text}{parent}\n{child.replace('OPSC,OPSC,protocol,CRC,', 'QQB,QQB,protocol,QQA,')}\n"
        )

    outcome = load(written(tmp_path, instruments.INSTRUMENTS, with_two_more))
    assert outcome.added == 2
    assert Instrument.objects.get(key="QQB").parent.key == "QQA"


def test_a_row_that_is_gone_is_withdrawn(tmp_path):
    def without_singapore(text):
        return "".join(
            line for line in text.splitlines(keepends=True) if not line.startswith("OPSC,SGP,")
        )

    outcome = load(written(tmp_path, acceptance.TREATY_ACTIONS, without_singapore))
    assert outcome.withdrawn == 2
    assert not TreatyAction.objects.filter(instrument="OPSC", country="SGP").exists()


def test_treaty_words_stand_in_titles_only():
    """The subjects are ours, and say it in preferred terms (FIELD §4.5)."""
    legacy = ("child prostitut", "child porn", "pornograph", "sex tourism", "prostitution des enf")
    for subjects in Provision.objects.values_list("subjects", flat=True):
        words = " ".join(subjects.values()).casefold()
        assert not [term for term in legacy if term in words]
    for short in Instrument.objects.values_list("short_titles", flat=True):
        words = " ".join(short.values()).casefold()
        assert not [term for term in legacy if term in words]
