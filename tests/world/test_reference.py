import csv
from dataclasses import replace

import pytest

from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.reference import loading
from rapporteur.kernel.reference.loading import BadFile, load
from rapporteur.kernel.texts import LANGUAGES
from rapporteur.world import reference
from rapporteur.world.models import Body, Country, Deadline, Region, Review, Session

pytestmark = pytest.mark.django_db
WEIGHED = [table for table in reference.TABLES if "evidence" in table.columns]


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


BROKEN = [
    (reference.REGIONS, "015,002,", "015,999,", "parent", "not in an earlier row of regions.csv"),
    (reference.REGIONS, "002,,Africa,", "002,,,", "names", "needs English"),
    (reference.REGIONS, ",2024-09", ",September 2024", "as_of", "not a date"),
    (reference.COUNTRIES, "AFG,AF,004,member,1946", "AFG,AF,004,member,", "member_since", "a year"),
    (reference.COUNTRIES, "ABW,AW,533,area,,", "ABW,AW,533,area,1946,", "member_since", "a year"),
    (reference.COUNTRIES, ",member,1946,", ",member,MCMXLVI,", "member_since", "not a number"),
    (reference.COUNTRIES, ",area,", ",colony,", "standing", "not a valid choice"),
    (reference.COUNTRIES, ",019,419,", ",999,419,", "region", "not in regions.csv"),
    (reference.COUNTRIES, ",019,419,", ",019,999,", "subregion", "not in regions.csv"),
    (reference.COUNTRIES, ",019,419,", ",142,419,", "subregion", "does not lie in region 142"),
    (reference.COUNTRIES, ",APG,2014,", ",ASIA,2014,", "regional_group", "not a valid choice"),
    (reference.COUNTRIES, ",APG,2014,", ",APG,,", "regional_group_as_of", "only where"),
    (reference.COUNTRIES, ",yes,yes,no,", ",yes,perhaps,no,", "lldc", "neither yes nor no"),
    (
        reference.BODIES,
        "HRC,subsidiary,GA,",
        "HRC,subsidiary,XX,",
        "parent",
        "earlier row of bodies",
    ),
    (reference.BODIES, "HRC,subsidiary,", "HRC,council,", "kind", "not a valid choice"),
    (reference.BODIES, "1946,2006-06-16", "1946,1945", "ended_on", "before the first"),
    (reference.BODIES, ",general,", ",hearsay,", "evidence", "not a valid choice"),
    (reference.SESSIONS, "UPR,1,", "XUPR,1,", "body", "not in bodies.csv"),
    (reference.SESSIONS, "UPR,1,", "UPR,first,", "number", "not a number"),
    (reference.SESSIONS, "2008-04-18,1,", "2008-04-01,1,", "ends_on", "before the first"),
    (reference.SESSIONS, "UPR,2,", "UPR,1,", "", "the same record as line 2"),
    (reference.REVIEWS, "UPR,1,DZA", "UPR,99,DZA", "session", "is not in sessions.csv"),
    (reference.REVIEWS, "UPR,1,DZA", "UPR,1,QQQ", "country", "not in countries.csv"),
    (reference.DEADLINES, "2026-01-19,SLE", "2026-01-19,QQQ", "country", "not in countries.csv"),
    (reference.DEADLINES, ",2026-01-19,", ",,", "due_on", "needs its day"),
    (reference.DEADLINES, ",2026-01-19,", ",2026-02-30,", "due_on", "not a date"),
]


@pytest.mark.parametrize(("table", "before", "after", "column", "reason"), BROKEN)
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


def test_every_table_has_a_broken_row_to_show():
    assert {table.path.name for table, *_ in BROKEN} == {
        table.path.name for table in reference.TABLES
    }


@pytest.mark.parametrize("table", reference.TABLES, ids=lambda table: table.path.name)
def test_a_fact_without_source_is_refused(tmp_path, table):
    rows = list(csv.DictReader(table.path.read_text().splitlines()))
    rows[0]["source"] = ""
    path = tmp_path / table.path.name
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(BadFile, match="line 2, column source: every fact says where"):
        load(replace(table, path=path))


@pytest.mark.parametrize("table", reference.TABLES, ids=lambda table: table.path.name)
def test_every_fact_has_source_and_day(table):
    records = table.model._default_manager
    assert not records.filter(source="").exists()
    assert not records.filter(as_of="").exists()


@pytest.mark.parametrize("table", WEIGHED, ids=lambda table: table.path.name)
def test_every_weighed_fact_says_how_well_it_is_known(table):
    known = table.model._default_manager.values_list("evidence", flat=True)
    assert set(known) <= {"report", "document", "general"}


@pytest.mark.parametrize("table", reference.TABLES, ids=lambda table: table.path.name)
def test_each_file_is_named_in_the_sources(table):
    assert f"| {table.path.name} |" in (reference.FOLDER / "SOURCES.md").read_text()


def test_the_world_has_193_members_249_areas_and_exerland():
    assert Country.objects.members().count() == 193
    assert Country.objects.exclude(iso3="XEX").count() == 249
    assert Country.objects.states().count() == 193 + 2 + 2 + 1
    assert [c.iso3 for c in Country.objects.filter(standing="observer")] == ["PSE", "VAT"]
    assert [c.iso3 for c in Country.objects.filter(standing="treaty_party")] == ["COK", "NIU"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_stands_in_six_languages_without_traces_of_a_list(language):
    for country in Country.objects.all():
        name = country.names[language]
        assert name == " ".join(name.split())
        assert not set(name) & set("*[]{};|")
        assert not name.endswith(("(the)", "(le)", "(la)", "(les)", "(l')", "(el)", "(los)"))
        assert name.count("(") == name.count(")")
    for record in (*Region.objects.all(), *Body.objects.all()):
        assert record.names[language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_formal_name_and_no_area_has(language):
    states = Country.objects.states()
    assert all(country.formal_names[language] for country in states)
    assert not any(area.formal_names for area in Country.objects.filter(standing="area"))


def test_brackets_are_left_only_where_they_belong_to_the_name():
    with_brackets = {c.iso3 for c in Country.objects.members() if "(" in c.names["en"]}
    assert with_brackets == {"BOL", "FSM", "IRN", "VEN"}


def test_articles_are_kept_beside_the_names():
    articles = dict(Country.objects.values_list("iso3", "articles"))
    assert articles["AFG"] == {"fr": "l'", "es": "el"}
    assert articles["SDN"]["en"] == "the"
    assert articles["CUB"] == {}


def test_no_russian_name_of_an_area_stands_in_another_case():
    names = dict(Country.objects.values_list("iso3", "names__ru"))
    assert not [name for name in names.values() if name.endswith((" островов", "ике"))]
    assert names["ALA"] == "Аландские острова"


def test_every_member_lies_in_a_region_and_has_a_group_of_its_day():
    members = Country.objects.members()
    assert not members.filter(region="").exists()
    assert not members.filter(subregion="").exists()
    assert set(members.values_list("regional_group_as_of", flat=True)) == {"2014"}
    groups = {group.value: members.filter(regional_group=group).count() for group in
              Country.RegionalGroup}  # fmt: skip
    assert groups == {"AFRICA": 54, "APG": 54, "EEG": 23, "GRULAC": 33, "WEOG": 29}


def test_the_group_of_others_is_unknown():
    others = Country.objects.exclude(standing="member")
    assert set(others.values_list("regional_group", flat=True)) == {""}


def test_lists_of_the_united_nations_have_their_lengths():
    members = Country.objects.members()
    assert members.filter(ldc=True).count() == 44
    assert members.filter(lldc=True).count() == 32
    assert members.filter(sids=True).count() == 37
    assert Country.objects.get(iso3="XEX").ldc is None


def test_exerland_is_marked_and_stays_out_of_real_work(monkeypatch):
    exerland = Country.objects.get(iso3="XEX")
    assert exerland.standing == "exercise"
    assert set(exerland.names) == set(LANGUAGES)
    assert is_exercise()
    monkeypatch.setattr(loading, "is_exercise", lambda: False)
    assert "XEX" not in loading.check(reference.COUNTRIES)


def test_regions_are_five_with_their_parts():
    tops = Region.objects.filter(parent=None)
    assert [region.names["en"] for region in tops] == [
        "Africa",
        "Oceania",
        "Americas",
        "Asia",
        "Europe",
    ]
    assert Region.objects.exclude(parent=None).count() == 17


def test_the_bodies_that_the_work_needs_are_there():
    codes = set(Body.objects.values_list("code", flat=True))
    treaty_bodies = {"CERD", "CCPR", "CESCR", "CEDAW", "CAT", "SPT", "CRC", "CMW", "CRPD", "CED"}
    assert {"GA", "C3", "ECOSOC", "CHR", "SUBCOM", "HRC", "UPR", "ILO", "HCCH"} <= codes
    assert set(Body.objects.filter(kind="treaty_body").values_list("code", flat=True)) == (
        treaty_bodies
    )
    assert Body.objects.get(code="UPR").parent.parent.code == "GA"


@pytest.mark.parametrize(
    ("body", "number", "starts_on", "ends_on", "cycle", "evidence"),
    [
        ("UPR", 1, "2008-04-07", "2008-04-18", 1, "document"),
        ("UPR", 6, "2009-11-30", "2009-12-11", 1, "document"),
        ("UPR", 15, "2013", "", 2, "document"),
        ("UPR", 53, "2026-11-02", "", 4, "document"),
        ("HRC", 9, "2008", "", None, "report"),
        ("HRC", 8, "2008", "", None, "general"),
        ("HRC", 60, "2025", "2025-10-08", None, "document"),
    ],
)
def test_a_session_is_no_more_exact_than_its_source(
    body, number, starts_on, ends_on, cycle, evidence
):
    session = Session.objects.get(body=body, number=number)
    found = (session.starts_on, session.ends_on, session.cycle, session.evidence)
    assert found == (starts_on, ends_on, cycle, evidence)


def test_sessions_of_a_body_follow_each_other():
    for body in ("UPR", "HRC"):
        sessions = list(Session.objects.filter(body=body).order_by("number"))
        assert [s.number for s in sessions] == list(range(1, len(sessions) + 1))
        years = [s.starts_on[:4] for s in sessions]
        assert years == sorted(years)


def test_367_reviews_are_on_record_and_each_is_of_a_member():
    assert Review.objects.count() == 367
    assert set(Review.objects.values_list("country__standing", flat=True)) == {"member"}
    in_first_cycle = Review.objects.filter(session__cycle=1).values("country").distinct()
    assert in_first_cycle.count() == 193


def test_deadlines_are_of_three_sessions_and_one_is_of_one_state():
    assert Deadline.objects.count() == 25
    assert set(Deadline.objects.values_list("session__number", flat=True)) == {52, 53, 54}
    assert [d.country_id for d in Deadline.objects.exclude(country=None)] == ["SLE"]


def test_a_deadline_that_moves_is_the_same_deadline(tmp_path):
    moved = written(
        tmp_path, reference.DEADLINES, lambda text: text.replace(",2026-01-19,", ",2026-01-20,")
    )
    outcome = load(moved)
    assert (outcome.added, outcome.changed, outcome.withdrawn) == (0, 1, 0)
