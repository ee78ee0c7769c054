"""The Committee's calendar at the desk: a file is looked at, loaded, and the State shows it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapporteur.recommendations.models import CommitteeDate, CommitteeDraft
from tests.recommendations.committee.test_calendar import ADOPTED, AHEAD, DUE, HEADS

pytestmark = pytest.mark.django_db


def send(client, data, name="calendar.csv"):
    given = {"sheet": SimpleUploadedFile(name, data.encode())}
    return client.post(reverse("recommendations_calendar"), given).content.decode()


def take(client):
    address = reverse("recommendations_calendar_take", args=[CommitteeDraft.objects.get().pk])
    return client.post(address, follow=True)


@pytest.mark.requirement("R47.4", "L5")
def test_a_calendar_is_looked_at_loaded_and_shown_with_its_source(at_desk):
    client = at_desk("desk_officer")
    page = client.get(reverse("recommendations_calendar")).content.decode()
    assert "concluding_observations" in page
    page = send(client, HEADS + ADOPTED + DUE + AHEAD.replace("An exercise", "<b>made up</b>"))
    assert "<dt>New lines</dt><dd>3</dd>" in page
    assert not CommitteeDate.objects.exists()
    assert "New lines: 3." in take(client).content.decode()
    page = client.get(reverse("states_state", args=["XEX"])).content.decode()
    for told in ("due date passed, no report in our record", "June 2022", "CRC/C/XEX/CO/3"):
        assert told in page
    assert "&lt;b&gt;made up&lt;/b&gt;" in page
    told = client.get(reverse("states_json", args=["XEX"])).json()["committee"]
    assert [(one["instrument"], one["standing"]) for one in told] == [
        ("CRC", "reviewed"),
        ("OPSC", "overdue"),
    ]
    assert told[0]["dates"][0]["date"] == "2027-05"
    assert "There is nothing to load." in send(client, HEADS + ADOPTED)


def test_bad_lines_are_told_and_the_rest_loads(at_desk):
    client = at_desk("reference_editor")
    page = send(client, HEADS + ADOPTED + "<i>,CRC,1,dialogue,2020,done,,An exercise,2021\n")
    assert "no State has this name: &lt;i&gt;" in page
    assert "Load the rest, without the refused lines" in page
    take(client)
    assert CommitteeDate.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        ("", "a.csv", "This file is empty."),
        ("a,b\n1,2\n", "a.csv", "These headings are missing in the first line: state"),
        ("%PDF", "a.pdf", "This is neither a CSV nor an XLSX file."),
    ],
)
def test_what_cannot_be_read_is_one_sentence_at_the_field(at_desk, data, name, told):
    assert told in send(at_desk("desk_officer"), data, name)
    assert not CommitteeDraft.objects.exists()


def test_others_neither_look_nor_load(at_desk):
    send(at_desk("desk_officer"), HEADS + ADOPTED)
    assert take(at_desk("coordinator")).status_code == 404
    assert not CommitteeDate.objects.exists()
