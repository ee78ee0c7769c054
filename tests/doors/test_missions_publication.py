"""What a Mission reads before it is public, and that nobody takes its opening for a receipt."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.communications import chores
from rapporteur.communications.models import Communication
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from tests.factories import communications as make
from tests.factories.cases import make_office
from tests.factories.people import sign_in
from tests.factories.vaults import PHRASE

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("R31.2")]


@pytest.fixture
def office(committed, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


@pytest.fixture
def letter(office):
    """Return a letter to Exerland that may be public in nine days, with its Mission's account."""
    account, _ring = make.make_mission(office)
    letter = make.make_sent(office, make.make_signed_on(office))
    near = today() + timedelta(days=9)
    Communication.objects.filter(pk=letter.pk).update(public_from=near)
    letter.refresh_from_db()
    letter.account = account
    return letter


@pytest.fixture
def client(door, letter):
    client = sign_in(door("missions"), letter.account)
    client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    return client


def address(letter):
    return reverse("letters_publication", args=[letter.pk])


def test_the_list_leads_to_what_is_to_be_released(client, letter):
    assert address(letter) in client.get("/").content.decode()


def test_the_version_is_shown_with_its_day_and_a_way_to_correct(client, office, letter, as_role):
    make.make_cleared(office, make.make_prepared(office, letter))
    connection.check_constraints()
    with as_role("missions"):
        shown = client.get(address(letter)).content.decode()

    assert "promised to a family abroad" in shown
    assert "child 1" in shown
    assert "A.B." not in shown
    assert "Public from" in shown
    assert reverse("letters_correct", args=[letter.pk]) in shown


def test_before_it_is_approved_the_page_says_that_it_is_not_ready(client, office, letter):
    make.make_handed_up(office, make.make_prepared(office, letter))

    shown = client.get(address(letter)).content.decode()
    assert "is not ready" in shown
    assert "promised to a family" not in shown


def test_once_it_is_public_the_page_says_so(client, office, letter):
    Communication.objects.filter(pk=letter.pk).update(public_from=today())
    letter = Communication.objects.get(pk=letter.pk)
    make.publish(office, make.make_cleared(office, make.make_prepared(office, letter)))

    assert "This letter is public." in client.get(address(letter)).content.decode()


def test_a_locked_vault_leads_to_unlock(client, letter):
    client.post(reverse("vault_lock"))
    assert client.get(address(letter)).url.startswith(reverse("vault_unlock"))


def test_opening_is_in_the_journal_and_on_no_page_of_the_desk(client, office, letter, door):
    rendition = make.make_cleared(office, make.make_prepared(office, letter))

    def page():
        desk = sign_in(door("desk"), office.officer)
        desk.post(reverse("vault_unlock"), {"passphrase": PHRASE})
        shown = desk.get(reverse("publications_preview", args=[rendition.pk])).content.decode()
        return re.sub(r'value="[^"]*"|nonce-\S+', "", shown)

    before = page()
    missions = sign_in(door("missions"), letter.account)
    missions.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    assert missions.get(address(letter)).status_code == 200

    assert Entry.objects.filter(verb="read", by=str(letter.account.pk)).exists()
    assert page() == before
    assert "opening is no receipt" not in before  # nobody was told yet


def test_the_desk_sees_when_the_mission_was_told_and_not_what_it_read(office, letter, door):
    rendition = make.make_cleared(office, make.make_prepared(office, letter))
    chores.remind(letter.pk)
    desk = sign_in(door("desk"), office.officer)
    desk.post(reverse("vault_unlock"), {"passphrase": PHRASE})

    shown = desk.get(reverse("publications_preview", args=[rendition.pk])).content.decode()
    assert "The Mission was told on" in shown
    assert "opening is no receipt" in shown
