import itertools
from dataclasses import replace

import pytest

from rapporteur.kernel.reference.loading import BadCell, BadFile, load
from rapporteur.people.mandates import reference
from rapporteur.people.mandates.models import Mandate, MandateTitle, Relation
from rapporteur.world.models import Country

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
    ("table", "before", "after", "column", "reason"),
    [
        (reference.MANDATES, ",yes,yes,", ",maybe,yes,", "may_cosign", "neither yes nor no"),
        (reference.MANDATES, "thematic,", "themed,", "kind", "not a valid choice"),
        (reference.MANDATES, "1990-03-07", "7 March 1990", "established_on", "not a date"),
        (reference.MANDATES, ",MMR,1992", ",,1992", "country", "three letters"),
        (reference.MANDATES, ",document,", ",hearsay,", "evidence", "not a valid choice"),
        (reference.TITLES, "SALECHILD,SR,", "SALECHLD,SR,", "mandate", "not in mandates.csv"),
        (reference.TITLES, "2017-03-24,2023-04-04", "2017-03-24,2016", "valid_to", "ends after"),
        (reference.TITLES, ",SR,", ",XX,", "form", "not a valid choice"),
        (reference.TERMS, "2008-05-01", "", "assumed_on", "needs the day"),
        (reference.DECISIONS, ",renews,3,", ",renews,three,", "years", "not a number"),
        (reference.SUCCESSIONS, "SLAVERY,SLAVTRAF", "SLAVERY,SLAVERY", "successor", "itself"),
        (
            reference.SUCCESSIONS,
            "SLAVERY,SLAVTRAF",
            "SLAVERY,NOBODY",
            "successor",
            "not in mandates.csv",
        ),
        (reference.RELATIONS, ",cause,displacement,", ",cause,,", "cause", "only where"),
        (reference.RELATIONS, "SALECHILD,IDP,", "SALECHILD,XIDP,", "other", "not in mandates.csv"),
    ],
)
def test_a_broken_row_refuses_its_file(tmp_path, table, before, after, column, reason):
    broken = written(tmp_path, table, lambda text: text.replace(before, after, 1))
    rows = list(table.model._default_manager.order_by("pk").values())
    with pytest.raises(BadFile) as refused:
        load(broken)
    problem = refused.value.problems[0]
    assert (problem.file, problem.column) == (table.path.name, column)
    assert problem.line > 1
    assert reason in problem.reason
    assert list(table.model._default_manager.order_by("pk").values()) == rows


@pytest.mark.parametrize("column", ["source", "as_of"])
def test_a_fact_without_source_or_day_is_refused(column):
    row = {"evidence": "general", "note": "", "source": "a", "as_of": "2025"}
    with pytest.raises(BadCell) as refused:
        reference.proof({**row, column: ""})
    assert refused.value.column == column


@pytest.mark.parametrize("table", reference.TABLES, ids=lambda table: table.path.name)
def test_every_fact_has_source_day_and_evidence(table):
    records = table.model._default_manager
    assert not records.filter(source="").exists()
    assert not records.filter(as_of="").exists()
    assert not records.exclude(evidence__in=["report", "document", "general"]).exists()


@pytest.mark.parametrize("table", reference.TABLES, ids=lambda table: table.path.name)
def test_each_file_is_named_in_the_sources(table):
    assert f"| {table.path.name} |" in (reference.FOLDER / "SOURCES.md").read_text()


def test_every_mandate_has_a_title_that_begins_when_one_is_known():
    untitled = Mandate.objects.filter(titles=None).values_list("code", flat=True)
    assert list(untitled) == []


def test_titles_of_one_mandate_do_not_overlap():
    for mandate in Mandate.objects.prefetch_related("titles"):
        titles = sorted(mandate.titles.all(), key=lambda title: title.valid_from)
        for earlier, later in itertools.pairwise(titles):
            assert earlier.valid_to
            assert earlier.valid_to <= later.valid_from


def test_country_mandates_name_countries_of_the_world():
    known = set(Country.objects.values_list("iso3", flat=True))
    named = set(Mandate.objects.for_countries().values_list("country", flat=True))
    assert named - known == set()


@pytest.mark.requirement("RX.1")
def test_a_second_mandate_is_made_from_data_alone(tmp_path):
    proof = "general,,made up for this test,2025"
    rows = {
        reference.MANDATES: f"SECOND,thematic,Second,,2020,,,yes,yes,{proof}\n",
        reference.TITLES: f"SECOND,SR,2020,,Second Rapporteur,,,,,,,,{proof}\n",
        reference.RELATIONS: f"SECOND,SALECHILD,26,1,coordinate,,the first,{proof}\n",
    }
    for table, row in rows.items():
        load(written(tmp_path, table, lambda text, row=row: text + row))
    assert [m.code for m in Mandate.objects.with_profile()] == ["SALECHILD", "SECOND"]
    assert MandateTitle.objects.get(mandate="SECOND").title == "Second Rapporteur"
    assert [r.other_id for r in Relation.objects.filter(mandate="SECOND")] == ["SALECHILD"]
