"""What is followed goes to a national mechanism and its plan comes back: CSV and JSON, row by row."""

import csv
import io
import json

import pytest

from rapporteur.follow_up import exchange
from rapporteur.follow_up.actions import commitments, plans
from rapporteur.follow_up.models import Commitment
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from tests.factories.follow_up import make_following, make_recommendation, promise
from tests.factories.law import make_country

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("E4")]
ROW = {
    "key": "NAP-1",
    "action": "Table the bill",
    "responsible": "Ministry of Justice of Exerland",
    "deadline": "2027-06",
    "indicator_kind": "structure",
    "indicator": "the bill is tabled",
    "budget": "none",
    "progress": "under_way",
}


@pytest.fixture
def one(office):
    return make_following(office)


def exported(office):
    return exchange.rows(office.officer, make_country("XEX"), today())


def written(one, *changes):
    """Return a plan in CSV: the exported columns, a row for each change."""
    out = io.StringIO()
    table = csv.DictWriter(out, exchange.COLUMNS)
    table.writeheader()
    for change in changes:
        table.writerow({"recommendation": one.pk, **ROW, **change})
    return out.getvalue().encode()


def take(office, data, name="plan.csv", **more):
    read = exchange.read(name, data)
    given = {"source": "National plan 2026", "by": office.officer, **more}
    return plans.take_in(read, make_country("XEX"), **given)


def test_each_recommendation_is_told_by_cluster_with_its_actions(office, one):
    make_following(office, make_recommendation("Exercise: b", paragraph="89"))
    commitments.write_down(one, promise(words="=SUM(1)"), by=office.officer)
    rows = exported(office)
    assert [(row["cluster"], row["paragraph"], row["action"]) for row in rows] == [
        ("justice", "88", "=SUM(1)"),
        ("justice", "89", ""),
    ]
    assert "'=SUM(1)" in exchange.as_csv(rows)
    told = exchange.as_json(rows, make_country("XEX"), today())
    (cluster,) = told["clusters"]
    assert [len(each["actions"]) for each in cluster["recommendations"]] == [1, 0]


def test_a_plan_is_taken_in_once_and_revised_by_its_keys(office, one):
    told = take(office, written(one, {}, {"key": "NAP-2", "deadline": ""}))
    assert (told.added, told.revised, told.unchanged, told.refused) == (2, 0, 0, [])
    again = take(office, written(one, {}, {"key": "NAP-2", "deadline": "2028"}))
    assert (again.added, again.revised, again.unchanged) == (0, 1, 1)
    said = Commitment.objects.get(key="NAP-1").versions.get()
    assert (said.due, said.source, said.progress) == ("2027-06", "National plan 2026", "under_way")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_was_exported_comes_back_as_it_was(office, one, form):
    commitments.write_down(one, promise(words="=A1"), by=office.officer, key="NAP-9")
    rows = exported(office)
    told = exchange.as_json(rows, make_country("XEX"), today())
    data = exchange.as_csv(rows) if form == "csv" else json.dumps(told)
    found = take(office, data.encode(), f"plan.{form}")
    assert (found.unchanged, found.added, found.revised, found.refused) == (1, 0, 0, [])


def test_each_refused_row_has_its_line_and_reason_and_keeps_all_out_unless_so_chosen(office, one):
    bad = (
        ({"recommendation": "nothing"}, "not followed here"),
        ({"key": ""}, "give each action a key"),
        ({"progress": "soon"}, "no progress"),
        ({"indicator_kind": "number"}, "no kind of indicator"),
        ({"deadline": "soon"}, "no year, month or day"),
        ({"indicator_kind": ""}, "structure, process or outcome"),
        ({"responsible": "x" * 201}, "at most 200"),
    )
    data = written(one, {}, *(change for change, _why in bad), {"action": ""})
    told = take(office, data)
    assert [line for line, _why in told.refused] == [3, 4, 5, 6, 7, 8, 9]
    for (_line, reason), (_change, why) in zip(told.refused, bad, strict=True):
        assert why in str(reason)
    assert (told.nothing, told.empty, Commitment.objects.count()) == (True, 1, 0)
    some = take(office, data, skip_refused=True)
    assert (some.nothing, some.added, Commitment.objects.count()) == (False, 1, 1)


def test_a_dry_run_says_what_would_be_and_changes_nothing(office, one):
    told = take(office, written(one, {}), dry_run=True)
    assert (told.added, Commitment.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("plan.csv", b"\xff\xfe", "UTF-8"),
        ("plan.csv", b"recommendation,key\n", "columns are missing: action"),
        ("plan.csv", b'recommendation,key,action\n"a', "cannot be read as CSV"),
        ("plan.csv", "recommendation,key,action\n\u202ea".encode(), "hidden mark"),
        ("plan.csv", b"x" * 2_000_001, "larger than 2 MB"),
        ("plan.csv", b"recommendation,key,action\n" + b"a,b,c\n" * 5_001, "5,000 rows"),
        ("plan.json", b"{}", "no plan in JSON"),
        ("plan.json", b"[" * 100_000, "no plan in JSON"),
    ],
)
def test_what_is_no_plan_is_refused(name, data, why):
    with pytest.raises(Refused, match=why):
        exchange.read(name, data)


def test_what_is_no_text_in_json_is_empty(one):
    action = {"key": 7, "action": ["a"]}
    plan = {
        "clusters": [{"recommendations": [{"recommendation": str(one.pk), "actions": [action]}]}]
    }
    (row,) = exchange.read("plan.JSON", json.dumps(plan).encode())
    assert (row.cells["key"], row.cells["action"]) == ("7", "")
