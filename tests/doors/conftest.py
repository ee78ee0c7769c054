"""What tests of doors with a login share: someone signed in, with the rights of the door only."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from rapporteur.doors import evening
from rapporteur.kernel.vault import actions as vault
from tests.factories.cases import office_of
from tests.factories.people import make_desk, make_member, sign_in
from tests.factories.vaults import BY, PHRASE, make_keyring


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    """Answer at once: waiting for the full step is shown in a test of its own."""
    monkeypatch.setattr(evening, "STEP", 0)


@pytest.fixture
def at_desk(door) -> Callable[..., Client]:
    """Return a client of the desk door, signed in as a member with these roles.

    The member is `client.person`, their membership `client.membership`, the desk `client.desk`.
    """

    def enter(*roles: str, desk=None, state: str = "let_in") -> Client:
        client = door("desk")
        client.desk = desk or make_desk()
        client.membership = make_member(client.desk, *roles, state=state)
        client.person = client.membership.account
        return sign_in(client, client.person)

    return enter


@pytest.fixture
def with_vault(at_desk) -> Callable[..., Client]:
    """Return a client as `at_desk` does, whose vault is set up and open; also `client.keyring`."""

    def enter(*roles: str, **more) -> Client:
        client = at_desk(*roles, **more)
        client.keyring = make_keyring(client.person.pk)
        client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
        client.desk.refresh_from_db()
        return client

    return enter


@pytest.fixture
def at_work(with_vault, monkeypatch) -> Client:
    """Return an officer's client whose unlocking made the key of the desk; also `client.office`."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    client = with_vault("coordinator", "desk_officer")
    client.office = office_of(client)
    return client


@pytest.fixture
def beside(at_work, with_vault) -> Callable[..., Client]:
    """Return a client of another member of the same desk, with these roles and its key."""

    def enter(*roles: str) -> Client:
        client = with_vault(*roles, desk=at_work.desk)
        vault.add_member(at_work.desk.recipient, client.keyring.key, at_work.keyring, by=BY)
        return client

    return enter


@pytest.fixture
def get(door, as_role):
    """Ask at the public door, with its role: the answer, what it says as `body`."""
    client = door("public")

    def at_the_door(path, given=None, **headers):
        with as_role("public"):
            answer = client.get(f"/{path.lstrip('/')}", given or {}, headers=headers)
            parts = answer.streaming_content if answer.streaming else [answer.content]
            answer.body = b"".join(parts).decode()
        return answer

    return at_the_door
