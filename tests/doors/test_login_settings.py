"""What a door with a login believes of the proxy before it, and its pages of errors."""

import pytest

from rapporteur.doors import login, proxies
from tests.factories.people import make_account, sign_in


def test_without_a_proxy_nothing_is_believed(monkeypatch):
    for module in (login, proxies):
        monkeypatch.setattr(module, "HTTPS", False)

    assert {**proxies.behind_proxy(), **login.trusted_proxies()} == {}
    assert login.session_settings("desk")["SESSION_COOKIE_SECURE"] is False


def test_behind_a_proxy_cookies_need_tls_and_one_address_is_believed(monkeypatch):
    for module in (login, proxies):
        monkeypatch.setattr(module, "HTTPS", True)

    assert {**proxies.behind_proxy(), **login.trusted_proxies()} == {
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_HSTS_SECONDS": 31_536_000,
        "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    }
    kept = login.session_settings("missions")
    assert kept["SESSION_COOKIE_SECURE"]
    assert kept["CSRF_COOKIE_SECURE"]


@pytest.mark.django_db
def test_who_has_a_second_factor_is_not_asked_for_one(door):
    client = sign_in(door("desk"), make_account())

    response = client.get("/account/factor/needed/")

    assert (response.status_code, response["Location"]) == (302, "/account/factor/")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["desk", "missions", "partners"])
def test_a_host_name_that_is_not_ours_gets_a_plain_page(door, settings, name):
    client = door(name)
    settings.ALLOWED_HOSTS = ["testserver"]

    response = client.get("/account/sign-in/", headers={"host": "else.example.org"})

    assert response.status_code == 400
    assert b"This could not be read" in response.content
