"""A reminder in the browser's eyes: drafted at the desk, waiting on Today, sent, read by the Mission."""

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.communications.models import Reminder
from tests.factories import communications as make
from tests.factories.cases import make_office
from tests.factories.people import sign_in
from tests.factories.vaults import PHRASE

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("C8")]


@pytest.fixture
def office(committed, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


def at(door, name, account):
    client = sign_in(door(name), account)
    client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    return client


def text(client, address):
    return client.get(address).content.decode()


def test_a_reminder_is_drafted_waits_and_is_sent_and_read(door, office, as_role):
    account, _ring = make.make_mission(office)
    letter = make.make_sent(office, days_ago=70)
    desk = at(door, "desk", office.officer)
    form = reverse("communications_remind", args=[letter.pk])
    assert form in text(desk, reverse("communications_thread", args=[letter.pk]))
    assert "Questions that are open" in text(desk, form)
    none = desk.post(form, {"why": "No reply."}).content.decode()
    assert "No reply." in none
    assert not Reminder.objects.exists()

    connection.check_constraints()
    with as_role("desk"):
        desk.post(form, {"questions": ["2"], "why": "No reply."})
    one = Reminder.objects.get()
    address = reverse("communications_reminder", args=[letter.pk, one.pk])
    assert address in text(desk, "/")
    assert "We refer to our letter" in text(desk, address)
    assert desk.post(address, {"verb": "other"}).status_code == 404
    desk.post(address, {"verb": "send"})
    assert address not in text(desk, "/")
    assert "Send it" not in text(desk, address)

    mission = at(door, "missions", account)
    connection.check_constraints()
    with as_role("missions"):
        shown = text(mission, reverse("letters_letter", args=[letter.pk]))
    assert "Reminder of" in shown
    assert "We refer to our letter" in shown


def test_a_draft_that_is_dropped_is_read_by_no_mission(door, office):
    account, _ring = make.make_mission(office)
    letter = make.make_sent(office, days_ago=70)
    desk = at(door, "desk", office.officer)
    form = reverse("communications_remind", args=[letter.pk])
    desk.post(form, {"questions": ["1"], "why": "No reply."})
    drafted = Reminder.objects.get()
    desk.post(reverse("communications_reminder", args=[letter.pk, drafted.pk]), {"verb": "drop"})

    mission = at(door, "missions", account)
    assert "Reminder of" not in text(mission, reverse("letters_letter", args=[letter.pk]))
    assert Reminder.objects.get().state == "dropped"
