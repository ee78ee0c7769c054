"""The vault of a request that nobody signed in to."""

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse
from django.test import RequestFactory

from rapporteur.people.vaults.context import vault
from rapporteur.people.vaults.unlocking import KEPT, Vault


def request_of_nobody():
    request = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), SessionBase()
    return request


def test_nobody_has_a_vault():
    found = Vault(request_of_nobody())

    assert (found.person, found.key, found.keyring, found.state) == (None, None, None, "")


def test_locking_what_is_nobodys_takes_it_away_and_writes_no_entry():
    request = request_of_nobody()
    request.session[KEPT] = {"key": "a", "half": "b", "seen": 0}

    Vault(request).come_in()

    assert KEPT not in request.session


def test_a_request_without_a_vault_sets_no_cookie_and_shows_none():
    request = request_of_nobody()
    found, answer = Vault(request), HttpResponse()
    found.come_in()

    found.leave(answer)

    assert not answer.cookies
    assert vault(request) == {"vault": None}
