"""The figures at the desk: the same numbers on the page, in the table and in JSON, with definitions."""

import csv
import html
import io
import json
import re

import pytest
from django.urls import reverse

from rapporteur.cases.figures import LABELS
from tests.factories import cases as make

pytestmark = pytest.mark.requirement("B10")
CELL = re.compile(r'<td data-code="([^"]+)">([^<]*)</td>')


def page_numbers(client):
    page = client.get(reverse("received_figures")).content.decode()
    return {code: html.unescape(text) for code, text in CELL.findall(page)}


def csv_rows(client):
    answer = client.get(reverse("received_figures_csv"))
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


def json_lines(client):
    found = json.loads(client.get(reverse("received_figures_json")).content)
    return {line["code"]: line for one in found["figures"] for line in one["lines"]}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ar"])
def test_page_table_and_json_say_the_same(at_work, language):
    at_work.person.language = language
    at_work.person.save(update_fields=["language"])
    for soon in ("yes", "no", ""):
        make.make_submission(at_work.office, soon=soon)
    make.make_triage(at_work.office)
    page, table, lines = page_numbers(at_work), csv_rows(at_work), json_lines(at_work)
    assert len(page) > 20
    assert page["received.all"] == "4"
    assert page == {row["code"]: row["value"] for row in table}
    assert page == {code: line["shown"] for code, line in lines.items()}
    assert [line["shown"] for line in lines.values() if line["value"] is not None] == [
        str(line["value"]) for line in lines.values() if line["value"] is not None
    ]


@pytest.mark.django_db
def test_each_number_stands_with_its_definition(at_work):
    make.make_case(at_work.office)
    page = html.unescape(at_work.get(reverse("received_figures")).content.decode())
    told = json.loads(at_work.get(reverse("received_figures_json")).content)
    definitions = [str(definition) for _label, definition in LABELS.values()]
    assert [one["definition"] for one in told["figures"]] == definitions
    for definition in definitions:
        assert definition in page
    assert {row["definition"] for row in csv_rows(at_work)} <= set(definitions)
    assert (
        f'href="{reverse("received_figures")}"' in at_work.get(reverse("received")).content.decode()
    )


@pytest.mark.parametrize("ending", ["", "_csv", "_json"])
def test_figures_are_for_those_who_read_what_is_sealed(committed, at_desk, ending):
    assert at_desk("auditor").get(reverse(f"received_figures{ending}")).status_code == 403


@pytest.mark.django_db
def test_what_is_saved_has_a_name_and_a_day(at_work):
    for ending in ("csv", "json"):
        answer = at_work.get(reverse(f"received_figures_{ending}"))
        assert f".{ending}" in answer["Content-Disposition"]
        assert "no-store" in answer["Cache-Control"]
