"""Choosing visits at the desk: rank, see what stands behind it, decide. The public sees the method."""

from pathlib import Path

import pytest
from django.urls import reverse

from rapporteur.kernel.clock import today
from rapporteur.visits.choosing import actions, queries, runs
from rapporteur.visits.choosing.models import Decision, Figure, Run, Weighting
from rapporteur.visits.choosing.weights import SUGGESTED, as_stored
from rapporteur.world.models import Country
from tests.factories import visits as make
from tests.visits.choosing.test_actions import make_run

pytestmark = pytest.mark.django_db


def at(name="", *args):
    return reverse(f"visits_choosing{name}", args=args)


@pytest.mark.requirement("R47.6", "R46.1", "D2")
def test_a_run_is_made_kept_and_shows_who_comes_first_by_rule(at_work, monkeypatch):
    office = at_work.office
    make.make_agreed(office, make.make_visit(office), starts_on="2027-06-01", ends_on="2027-06-05")
    monkeypatch.setattr("rapporteur.visits.cycles.queries.another_holder", lambda *_: True)
    page = at_work.post(at(), follow=True).content.decode()
    run = Run.objects.get()
    assert "Ranked, and kept." in page
    assert "agreed under a predecessor: comes first" in page
    assert run.inherited == ["XEX"] or "XEX" in run.inherited
    again = at_work.post(at("_again", run.pk), follow=True).content.decode()
    assert "the same, byte for byte" in again
    Run.objects.filter(pk=run.pk).update(written=run.written.replace('"form":2', '"form":3'))
    assert at_work.get(at()).status_code == 200
    Run.objects.filter(pk=run.pk).update(
        written=run.written.replace('"too_little_known":[', '"too_little_known":["ZZZ",')
    )
    other = at_work.post(at("_again", run.pk), follow=True).content.decode()
    assert "comes out otherwise" in other


@pytest.mark.requirement("R47.6", "R47.2", "D2")
def test_the_ranking_shows_its_parts_and_a_state_what_stands_behind(at_desk):
    client = at_desk("mandate_holder")
    run = make_run(client.person, states=["XEX", "CHL"])
    Run.objects.filter(pk=run.pk).update(behind={"XEX": {"K2": ["AB-CDE"]}})
    Figure.objects.create(
        country_id="XEX", series="hdi", amount="0.5", as_of="2023", source="UNDP", at=run.at
    )
    page = client.get(at("_run", run.pk)).content.decode()
    assert page.index("Exerland") < page.index("Chile")
    assert "What would change it" in page
    assert reverse("received") in page  # the rooms of the rail are there
    assert page.index("<bdi>I2</bdi>") < page.index("<bdi>I2t</bdi>") < page.index("<bdi>K1</bdi>")
    assert "Weights, version suggested 2" in page
    page = client.get(at("_state", run.pk, "XEX")).content.decode()
    assert "AB-CDE" in page
    assert page.count("missing</span>") == 8
    assert "Human Development Index" in page
    assert client.get(at("_state", run.pk, "PER")).status_code == 404


@pytest.mark.requirement("D2")
def test_whether_a_visit_can_take_place_stands_beside_and_filters(at_work):
    office = at_work.office
    visit = make.make_visit(office)
    make.happen(office, visit, "requested", "2025-01-05")
    make.happen(office, visit, "declined", "2025-03-01")
    at_work.post(at())
    run = Run.objects.get()
    told = queries.snapshot(run)["facts"]
    assert ["XEX", "declined", "", "2025-03-01", "own record"] in told
    placed = make_run(office.officer, states=["XEX", "CHL"])
    changed = {**queries.snapshot(placed), "facts": told}
    Run.objects.filter(pk=placed.pk).update(written=runs.written(changed).decode())
    page = at_work.get(at("_run", placed.pk)).content.decode()
    assert "the last request was declined" in page[page.index("By score") :]
    some = at_work.get(at("_run", placed.pk), {"without": ["declined"]}).content.decode()
    table = some[some.index("<tbody>") : some.index("</tbody>")]
    assert "Chile" in table
    assert "Exerland" not in table
    page = at_work.get(at("_state", placed.pk, "XEX")).content.decode()
    assert "own record</bdi> · 1 March 2025" in page
    assert "Security, elections" in page


@pytest.mark.requirement("R47.6", "D2")
def test_a_run_kept_before_there_were_more_measures_is_shown_as_it_was(at_desk):
    client = at_desk("mandate_holder")
    run = make_run(client.person)
    kept = Path("tests/visits/choosing/kept_in_form_1.json").read_text().strip()
    Run.objects.filter(pk=run.pk).update(written=kept)
    page = client.get(at("_run", run.pk)).content.decode()
    assert "K2s" not in page
    assert "Leave out" not in page
    again = client.post(at("_again", run.pk), follow=True).content.decode()
    assert "the same, byte for byte" in again


@pytest.mark.requirement("R47.6", "D2")
def test_a_decision_is_made_with_its_reason_and_where_it_departs(at_desk):
    client = at_desk("mandate_holder")
    run = make_run(client.person, states=["XEX", "CHL"])
    typed = {"chosen": "chl", "reason": "<i>why</i>", "why_departs": "An exercise"}
    page = client.post(at("_decide", run.pk), typed, follow=True).content.decode()
    assert "&lt;i&gt;why&lt;/i&gt;" in page
    assert "Passed over:" in page
    made = Decision.objects.get()
    assert made.departures == {"added": ["CHL"], "passed_over": ["XEX"]}
    assert str(client.person) in page


@pytest.mark.requirement("R47.6")
def test_weights_are_changed_with_a_reason(at_desk):
    client = at_desk("mandate_holder")
    page = client.post(at("_weights"), {**as_stored(SUGGESTED), "K1": "-3", "reason": "why"})
    assert "greater than or equal to 0" in page.content.decode()
    assert not Weighting.objects.exists()
    page = client.post(
        at("_weights"), {**as_stored(SUGGESTED), "K1": "30", "reason": "why"}, follow=True
    ).content.decode()
    assert "Weights, version 1" in page


def test_another_desk_sees_no_run(at_desk):
    client = at_desk("mandate_holder")
    run = make_run(client.person)
    Run.objects.filter(pk=run.pk).update(mandate="SLAVTRAF")
    assert client.get(at("_run", run.pk)).status_code == 404


@pytest.mark.requirement("R47.6")
def test_the_public_door_shows_method_and_weights_and_no_state(door):
    actions.Weighting.objects.create(
        version="7", weights=as_stored(SUGGESTED), reason="x", by="y", at=f"{today()}T00:00Z"
    )
    page = door("public").get("/en/about/visits/").content.decode()
    assert "Weights, version 7" in page
    assert "Letters of five years" in page
    names = [one.names["en"] for one in Country.objects.members()]
    main = page[page.index("<h1") : page.index("A/HRC/9/21, 32")]
    assert not [name for name in names if name in main]
