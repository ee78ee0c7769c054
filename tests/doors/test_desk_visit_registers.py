"""The public register of visits at the desk: a file is looked at, loaded, and the State shows it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapporteur.visits.cycles.models import RegisterDraft, RegisterEvent
from tests.visits.cycles.test_register import ASKED, DONE, HEADS

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("D1")]


def send(client, data, name="register.csv"):
    given = {"sheet": SimpleUploadedFile(name, data.encode())}
    return client.post(reverse("visits_import"), given).content.decode()


def take(client):
    address = reverse("visits_import_take", args=[RegisterDraft.objects.get().pk])
    return client.post(address, follow=True)


def test_a_register_is_looked_at_loaded_and_shown_with_its_source(at_desk):
    client = at_desk("desk_officer")
    page = client.get(reverse("visits_import")).content.decode()
    assert "postponed by mandate holder" in page
    bad = ASKED.replace("Exerland", "<i>")
    page = send(client, HEADS + ASKED + DONE.replace("An exercise", "<b>made up</b>") + bad)
    assert "no State has this name: &lt;i&gt;" in page
    assert "<dt>New lines</dt><dd>2</dd>" in page
    assert not RegisterEvent.objects.exists()
    assert "New lines: 2." in take(client).content.decode()
    page = client.get(reverse("states_state", args=["XEX"])).content.decode()
    assert "&lt;b&gt;made up&lt;/b&gt;" in page
    assert "visit carried out" in page
    assert "visit carried out" in client.get(reverse("visits")).content.decode()
    assert "There is nothing to load." in send(client, HEADS + ASKED)


def test_another_member_loads_nothing_that_someone_looked_at(at_desk):
    send(at_desk("desk_officer"), HEADS + ASKED)
    assert take(at_desk("reference_editor")).status_code == 404


def test_what_cannot_be_read_is_one_sentence_at_the_field(at_desk):
    assert "This file is empty." in send(at_desk("desk_officer"), "")
