from dataclasses import replace

import pytest

from rapporteur.kernel.reference.loading import BadFile, load
from rapporteur.visits import reference
from rapporteur.visits.models import VisitEvent

pytestmark = pytest.mark.django_db


def written(tmp_path, table, change):
    """Copy a table's file with `change` applied to its text."""
    path = tmp_path / table.path.name
    path.write_text(change(table.path.read_text()))
    return replace(table, path=path)


@pytest.mark.parametrize("table", reference.TABLES, ids=lambda table: table.path.name)
def test_loading_again_changes_nothing(table):
    outcome = load(table)
    assert (outcome.added, outcome.changed, outcome.withdrawn) == (0, 0, 0)
    assert outcome.unchanged > 0


@pytest.mark.parametrize(
    ("before", "after", "column", "reason"),
    [
        ("SALECHILD,ARE", "SALE,ARE", "mandate", "not in mandates.csv"),
        ("SALECHILD,ARE", "SALECHILD,QQQ", "country", "not in the States of countries.csv"),
        ("SALECHILD,ARE", "SALECHILD,HKG", "country", "not in the States of countries.csv"),
        (",completed,", ",toured,", "kind", "not a valid choice"),
        (",2009-10-12,", ",12 October 2009,", "starts_on", "not a date"),
        (",2009-10-18,", ",2009-10-01,", "ends_on", "before the first"),
        (",2009-10-12,", ",,", "ends_on", "the first is missing"),
        (",,no,", ",,partly,", "text_held", "neither yes nor no"),
        (",document,", ",hearsay,", "evidence", "not a valid choice"),
        ("SALECHILD,SEN,completed,2009-10-21", "SALECHILD,ARE,completed,2009-10-12", "", "line 2"),
        (',"A/65/221, para. 2",', ",,", "source", "every fact says where"),
    ],
)
def test_a_broken_row_refuses_its_file(tmp_path, before, after, column, reason):
    table = reference.VISIT_EVENTS
    broken = written(tmp_path, table, lambda text: text.replace(before, after, 1))
    rows = list(VisitEvent.objects.order_by("pk").values())
    with pytest.raises(BadFile) as refused:
        load(broken)
    problem = refused.value.problems[0]
    assert (problem.file, problem.column) == (table.path.name, column)
    assert problem.line > 1
    assert reason in problem.reason
    assert list(VisitEvent.objects.order_by("pk").values()) == rows


def test_the_file_is_named_in_the_sources():
    sources = (reference.FOLDER / "SOURCES.md").read_text()
    assert f"| {reference.VISIT_EVENTS.path.name} |" in sources


def test_the_record_holds_24_cited_steps_and_says_that_it_is_partial():
    events = VisitEvent.objects.all()
    assert events.count() == 24
    assert not events.exclude(mandate="SALECHILD").exists()
    assert not events.filter(source="").exists()
    assert not events.filter(as_of="").exists()
    assert not events.filter(text_held=True).exists()
    assert all(event.note.startswith("Partial record.") for event in events)


def test_the_six_requests_of_paragraphs_13_and_14_have_the_precision_of_the_report():
    renewed = VisitEvent.objects.filter(kind="reminder")
    assert {(e.country_id, e.starts_on, e.source, e.evidence) for e in renewed} == {
        ("EST", "2008-07-29", "A/HRC/9/21, para. 13", "report"),
        ("LVA", "2008-07-29", "A/HRC/9/21, para. 13", "report"),
        ("CHL", "2008-07", "A/HRC/9/21, para. 14", "report"),
        ("IND", "2008-07", "A/HRC/9/21, para. 14", "report"),
        ("KHM", "2008-07", "A/HRC/9/21, para. 14", "report"),
        ("THA", "2008-07", "A/HRC/9/21, para. 14", "report"),
    }


def test_what_a_source_only_plans_is_not_told_as_done():
    told = {(e.country_id, e.starts_on): e.kind for e in VisitEvent.objects.all()}
    assert told["SLV", "2010-08"] == "announced"
    assert told["USA", "2010-10"] == "announced"
    assert told["DEU", "2024-10-14"] == "announced"
    assert told["PRY", "2020-02"] == "postponed"
    assert told["ARE", "2009-10-12"] == "completed"
    assert VisitEvent.objects.filter(kind="completed").count() == 7


@pytest.mark.requirement("R13.1")
def test_each_of_the_six_renewals_has_the_request_of_the_predecessor_before_it():
    asked = VisitEvent.objects.filter(kind="requested")
    assert {(e.country_id, e.starts_on, e.text_held) for e in asked} == {
        (code, "", False) for code in ("EST", "LVA", "CHL", "IND", "KHM", "THA")
    }
