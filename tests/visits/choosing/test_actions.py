"""Figures, weights, runs and decisions: kept with their reasons, and never changed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from rapporteur.kernel.refusals import Refused
from rapporteur.operations import figures
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.choosing import actions, queries, runs
from rapporteur.visits.choosing.measures import Measure, Value
from rapporteur.visits.choosing.models import Figure, Run, Weighting
from rapporteur.visits.choosing.weights import SUGGESTED, VERSIONS, as_stored, as_weights
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db
STATES = ["XAX", "XBX", "XCX", "XDX"]  # made up
REASON = {"reason": "an exercise"}


@pytest.fixture
def desk():
    return make_desk()


@pytest.fixture
def holder(desk):
    return make_member(desk, "mandate_holder").account


@pytest.fixture
def officer(desk):
    return make_member(desk, "desk_officer").account


def make_run(person, *inherited, states=STATES):
    values = {
        (state, measure): Value(Decimal(10 - place), "2026-05", "exercise")
        for place, state in enumerate(states)
        for measure in (Measure.LETTERS, Measure.INFORMATION, Measure.FOLLOW_UP)
    }
    mandate = Mandate.objects.get(pk="SALECHILD")
    day = date(2026, 11, 25)
    return actions.keep_run(mandate, states, values, on=day, by=person, inherited=inherited)


@pytest.mark.requirement("R47.6", "D2")
def test_a_kept_run_is_made_anew_byte_for_byte_and_no_door_changes_it(officer, as_role):
    run = make_run(officer)
    run.refresh_from_db()
    told = queries.snapshot(run)
    assert runs.repeated(told)
    assert runs.written(told).decode() == run.written
    assert [one["state"] for one in told["result"]["placed"]] == STATES
    assert str(run) == "SALECHILD 2026-11-25"
    with pytest.raises(DatabaseError, match="permission denied"), as_role("desk"):
        run.save(update_fields=["written"])
    for role in ("public", "missions", "intake", "worker"):
        with pytest.raises(DatabaseError, match="permission denied"), as_role(role):
            Run.objects.count()


@pytest.mark.requirement("R47.6")
def test_a_decision_that_follows_the_ranking_needs_one_reason(officer, holder):
    run = make_run(officer)
    made = actions.decide(run, ["XAX", "XBX"], by=holder, why_departs="left out", **REASON)
    assert (made.departs, made.why_departs, str(made)) == (False, "", "XAX, XBX")


@pytest.mark.requirement("R47.6", "D2")
def test_a_decision_keeps_where_it_departs_and_says_why(officer, holder):
    run = make_run(officer)
    with pytest.raises(Refused, match="departs from the ranking"):
        actions.decide(run, ["XDX", "XAX"], by=holder, **REASON)
    made = actions.decide(run, ["XDX", "XAX"], by=holder, why_departs="a reason", **REASON)
    assert made.departures == {"added": ["XDX"], "passed_over": ["XBX"]}
    assert made.departs


@pytest.mark.requirement("R46.1")
def test_what_was_agreed_under_a_predecessor_comes_first(officer, holder):
    run = make_run(officer, "XCX")
    assert queries.proposed(run, 2) == ["XCX", "XAX"]
    assert not actions.decide(run, ["XCX"], by=holder, **REASON).departs


@pytest.mark.parametrize(
    ("chosen", "reason", "words"),
    [
        ([], "why", "Choose States of this run"),
        (["XAX", "XAX"], "why", "Choose States of this run"),
        (["XZX"], "why", "Choose States of this run"),
        (["XAX"], " ", "Say why"),
    ],
)
def test_what_cannot_be_decided_is_refused(officer, holder, chosen, reason, words):
    run = make_run(officer)
    with pytest.raises(Refused, match=words):
        actions.decide(run, chosen, by=holder, reason=reason)
    assert not run.decisions.exists()


def test_who_ranks_and_who_decides(desk, officer, holder):
    auditor = make_member(desk, "auditor").account
    with pytest.raises(Refused):
        make_run(auditor)
    run = make_run(officer)
    with pytest.raises(Refused):
        actions.decide(run, ["XAX"], by=officer, **REASON)
    with pytest.raises(Refused):
        actions.weigh(as_stored(SUGGESTED), by=officer, **REASON)


@pytest.mark.requirement("R47.6", "R46.3")
def test_weights_have_versions_and_a_kept_run_keeps_its_own(officer, holder):
    before = make_run(officer)
    assert queries.in_force() == ("suggested 2", SUGGESTED)
    weights = {**as_stored(SUGGESTED), "X1": 10}
    assert str(actions.weigh(weights, by=holder, **REASON)) == "1"
    version, now = queries.in_force()
    assert (version, now[Measure.REGION]) == ("1", 10)
    told = [queries.snapshot(one)["weights_version"] for one in (before, make_run(officer))]
    assert told == ["suggested 2", "1"]
    assert set(VERSIONS["suggested 2"]) - set(VERSIONS["suggested"]) == {"I2t", "K2s", "X3"}
    assert as_weights({"K1": 5})[Measure.LETTERS] == 0


@pytest.mark.parametrize(
    ("weights", "reason", "words"),
    [
        ({"K1": 1}, "", "Say why"),
        ({"K1": 0}, "why", "nought or more"),
        ({"K1": -1, "K2": 3}, "why", "nought or more"),
        ({"K1": 1001}, "why", "nought or more"),
    ],
)
def test_weights_that_cannot_be_are_refused(holder, weights, reason, words):
    with pytest.raises(Refused, match=words):
        actions.weigh(weights, reason=reason, by=holder)
    assert not Weighting.objects.exists()


MARRIAGE = "iso3,country,indicator,year,value,latest_value_in_source,source\n"
UNDP = "iso3,country,hdi_2023,gii_2023\n"
OWN = "iso3,series,amount,as_of,source\n"


def load(tmp_path, text, **more):
    path = tmp_path / "figures.csv"
    path.write_text(text)
    return actions.load_figures(path, by="command:visits", **more)


@pytest.mark.requirement("R32.2")
def test_figures_are_loaded_once_and_an_empty_cell_is_no_figure(tmp_path, capsys):
    text = UNDP + "XEX,Exerland,0.5,\nALA,an area,0.9,0.1\n"
    assert load(tmp_path, text, dry_run=True).added == 1
    assert not Figure.objects.exists()
    found = load(tmp_path, text)
    assert (found.added, found.skipped) == (1, ("ALA",))
    path = str(tmp_path / "figures.csv")
    assert figures.indicators(path, dry_run=True, as_json=False) == 0
    told = capsys.readouterr().out
    assert "0 figures added, 1 unchanged." in told
    assert "ALA" in told
    assert "Only looked" in told
    figures.indicators(path, dry_run=False, as_json=True)
    assert '"unchanged": 1' in capsys.readouterr().out
    load(tmp_path, MARRIAGE + "XEX,Exerland,SDG,2019,3.5,3.5,exercise\n")
    load(tmp_path, OWN + "XEX,I1,2,2025,exercise\nXEX,I1,1,2026,exercise\n")
    amounts = {key: str(one.amount) for key, one in queries.newest_figures("XEX").items()}
    assert amounts == {
        ("XEX", "hdi"): "0.5000",
        ("XEX", "sdg531"): "3.5000",
        ("XEX", "I1"): "1.0000",
    }
    assert str(queries.newest_figures()["XEX", "I1"]) == "XEX I1 2026"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("iso3,region_dol,value\nXEX,a,1\n", "one Government's view of others"),
        ("iso3,other\nXEX,1\n", "columns of this file are not known"),
        (OWN + "XEX,I1,4,2026,exercise\n", "line 2: series, amount or source"),
        (OWN + "XEX,I9,1,2026,exercise\n", "series, amount or source"),
        (OWN + "XEX,I1,1,2026,\n", "series, amount or source"),
        (OWN + "XEX,I1,one,2026,exercise\n", "a number or a date"),
        (OWN + "XEX,I1,1,May,exercise\n", "a number or a date"),
    ],
)
def test_a_file_that_cannot_be_used_loads_nothing(tmp_path, text, words):
    with pytest.raises(Refused, match=words):
        load(tmp_path, text)
    assert not Figure.objects.exists()


def test_a_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "figures.csv"
    path.write_bytes(b"iso3,\xff\xfe\n")
    with pytest.raises(Refused, match="no text in UTF-8"):
        actions.load_figures(path, by="command:visits")


def test_a_rating_above_three_is_kept_out_by_the_database_too():
    with pytest.raises(IntegrityError, match="rated_0_to_3"), transaction.atomic():
        Figure.objects.create(
            country_id="XEX", series="I1", amount=4, at="2026-01-01T00:00Z", source="x"
        )
