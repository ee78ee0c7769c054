"""The page of a State at the desk: all that is on record of it, and what is unknown never as no."""

import csv
import io

import pytest
from django.urls import reverse

from rapporteur.law.national import actions
from rapporteur.law.national.models import LegalAge, LegalAnswer
from rapporteur.recommendations.actions import load
from rapporteur.world.models import Country
from tests.doors.test_desk_recommendations import given
from tests.law.national.test_national import FILE
from tests.recommendations.states import STATES

pytestmark = pytest.mark.django_db
AGE = {"kind": "marriage", "age": "16", "source": "An exercise", "as_of": "2026-01"}


def at(name, *args):
    return reverse(f"states{name}", args=args)


@pytest.mark.requirement("R25.1", "L5")
def test_four_blocks_with_counts_and_dates_stand_on_one_screen(
    at_desk, django_assert_max_num_queries
):
    rows = [given(1, dated="2024-05"), given(2, dated="2024-06", mechanism="treaty_body")]
    load(rows, STATES, file="exerland.txt", by="command:recommendations")
    client = at_desk("desk_officer")
    client.get(at("_state", "XEX"))
    with django_assert_max_num_queries(32):
        page = client.get(at("_state", "XEX")).content.decode()
    for block in ("own", "upr", "bodies", "others"):
        assert f'<h2 id="{block}">' in page
    assert "June 2024" in page
    assert "concluding observations: 1 recommendation" in page
    assert "Letters do not measure" in page


@pytest.mark.requirement("R16.2", "R18.2", "R43.1")
def test_what_is_not_on_record_is_said_to_be_so(at_desk):
    page = at_desk("desk_officer").get(at("_state", "XEX")).content.decode()
    assert "Known for 0 of 19 acts; 19 are not known to be criminalized fully" in page
    assert page.count("not in our record") >= 5 + 19 + 2
    assert "under 18</span>" not in page


@pytest.mark.requirement("R16.2", "R43.1")
def test_an_age_and_an_answer_are_added_and_shown_escaped(at_desk):
    client = at_desk("reference_editor")
    client.post(at("_age", "XEX"), {**AGE, "law": "<b>Code</b>"})
    answer = {"answer": "full", "law": "Code, s. 3", "source": "An exercise", "as_of": "2026"}
    page = client.post(at("_answer", "XEX", "consent-defence"), answer, follow=True)
    page = page.content.decode()
    assert "&lt;b&gt;Code&lt;/b&gt;" in page
    assert "under 18</span>" in page
    assert "Code, s. 3" in page
    assert "not shown to your roles" in page  # letters
    assert client.get(at("_answer", "XEX", "else")).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"as_of": "May"}, "Write a year, a month or a day"),
        ({"source": ""}, "This field is required."),
        ({"age": "-1"}, "greater than or equal to 0"),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field_and_kept(at_desk, typed, words):
    client = at_desk("desk_officer")
    page = client.post(at("_age", "XEX"), {**AGE, "law": "Code 7", **typed}).content.decode()
    assert words in page
    assert "Code 7" in page
    assert not LegalAge.objects.exists()


@pytest.mark.requirement("R18.2")
def test_the_coverage_of_all_states_is_a_file(at_desk):
    client = at_desk("auditor")
    file = client.get(at("_coverage_csv")).content.decode()
    rows = [row for row in csv.DictReader(io.StringIO(file)) if row["iso3"] == "XEX"]
    assert {row["answer"] for row in rows} == {"unknown"}
    assert len(rows) == 21
    assert not LegalAnswer.objects.exists()


@pytest.mark.requirement("L5")
def test_the_page_has_a_twin_for_programs(at_desk):
    actions.tell_age(
        Country.objects.get(pk="XEX"), kind="work", note="none", source="x", as_of="2026", by="y"
    )
    told = at_desk("auditor").get(at("_json", "XEX")).json()
    assert (told["state"], told["blocks"]["own"][1]["count"]) == ("XEX", None)
    assert [(one["age"], one["under_18"]) for one in told["ages"]] == [(None, None)]
    assert {one["answer"] for one in told["law"]} == {"unknown"}
    assert any(one["instrument"] == "OPSC" for one in told["treaties"])


@pytest.mark.requirement("J3")
def test_each_chart_has_a_summary_a_table_and_a_file(at_desk):
    load([given(1), given(2)], STATES, file="exerland.txt", by="command:recommendations")
    client = at_desk("desk_officer")
    page = client.get(at("_state", "XEX")).content.decode()
    assert "2 in our record; most: Universal Periodic Review (2)." in page
    assert page.count("<svg") == 1  # of letters there is none, and no bar
    file = client.get(at("_chart_csv", "XEX", "recommendations")).content.decode()
    assert file == "label,count\r\nUniversal Periodic Review,2\r\n"
    assert client.get(at("_chart_csv", "XEX", "else")).status_code == 404


@pytest.mark.requirement("J2")
def test_all_states_are_tiles_with_a_list_beside_them(at_desk):
    page = at_desk("auditor").get(at("")).content.decode()
    assert "No border is drawn, and no State is ranked." in page
    assert page.count(at("_state", "CHL")) == 2
    assert at_desk("auditor").get(at("_state", "ZZZ")).status_code == 404


@pytest.mark.requirement("R16.2")
def test_the_public_page_shows_published_ages_alone(door):
    actions.load_marriage_ages(FILE, by="command:law")
    client = door("public")
    page = client.get("/en/states/AND/").content.decode()
    assert "Marriage without consent of parents, girls: <strong>16</strong>" in page
    assert "under 18</span>" not in page
    assert 'id="ages"' not in client.get("/en/states/CHL/").content.decode()
