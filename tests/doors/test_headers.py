"""What each answer of each door tells the browser: pages, what is nowhere, and style sheets."""

import runpy

import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from rapporteur.doors import base, headers, login, proxies
from rapporteur.kernel.environment import ROOT

pytestmark = pytest.mark.django_db
FIRST = {
    "public": "/en/", "intake": "/en/", "missions": "/account/sign-in/",
    "desk": "/account/sign-in/", "partners": "/account/sign-in/",
}  # fmt: skip
ALIKE = {
    **headers.HEADERS,
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@pytest.mark.parametrize("path", ["first", "/no/such/page/"])
@pytest.mark.parametrize("name", FIRST)
def test_every_answer_keeps_other_sites_out(door, name, path):
    answer = door(name).get(FIRST[name] if path == "first" else path)
    told = {key: answer.headers.get(key) for key in ALIKE}

    assert told == ALIKE
    assert answer["X-Frame-Options"] == "DENY"
    expected = "no-referrer" if name == "public" else "same-origin"
    assert answer["Referrer-Policy"] == expected
    assert "default-src 'none'" in answer["Content-Security-Policy"].split("; ")
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_style_sheet_is_for_our_own_pages_alone():
    """Whitenoise answers before the pages do; what stands before it covers both."""
    order = base.COMMON_MIDDLEWARE
    named = [one for one in order if "whitenoise" in one]

    assert order.index("rapporteur.doors.headers.closed_to_others") < order.index(named[0])
    assert order == [*base.SEALED_MIDDLEWARE[:3], *base.SEALED_MIDDLEWARE[4:]]
    assert base.WHITENOISE_ALLOW_ALL_ORIGINS is False


def test_passkeys_are_not_among_what_pages_may_not_ask_for():
    assert not [one for one in headers.UNUSED if "publickey" in one]
    assert len(set(headers.UNUSED)) == len(headers.UNUSED)


@pytest.mark.parametrize("name", ["missions", "partners", "desk"])
def test_the_cookie_of_the_language_is_closed_to_scripts_and_other_sites(door, name):
    client = door(name)
    answer = client.post("/account/language/", {"language": "fr", "next": "/account/sign-in/"})
    held = answer.cookies[f"{name}-language"]

    assert (held["httponly"], held["samesite"]) == (True, "Lax")


def test_behind_tls_every_cookie_of_a_door_with_a_login_needs_it(monkeypatch):
    monkeypatch.setattr(login, "HTTPS", True)
    told = login.session_settings("desk")
    names = [one.removesuffix("_NAME") for one in told if one.endswith("_COOKIE_NAME")]

    assert names == ["SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE"]
    assert [told[f"{one}_SECURE"] for one in names] == [True] * 3


@pytest.mark.parametrize("name", FIRST)
def test_behind_tls_every_door_says_that_it_is_to_stay_so(monkeypatch, name):
    monkeypatch.setattr(proxies, "HTTPS", True)
    told = runpy.run_path(str(ROOT / "rapporteur" / "doors" / name / "settings.py"))

    assert told["SECURE_HSTS_SECONDS"] == 31_536_000
    assert told["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_behind_tls_addresses_of_the_public_door_have_it(door, settings):
    client = door("public")
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 31_536_000
    answer = client.get("/en/", headers={"x-forwarded-proto": "https", "host": "testserver"})

    assert 'href="https://testserver/fr/"' in answer.content.decode()
    assert answer["Strict-Transport-Security"] == "max-age=31536000"


def test_the_policy_is_what_django_csp_makes_of_the_settings():
    """It is put together once a door and not at each answer; the words are the same."""
    answers = [
        middleware(lambda _request: HttpResponse())(RequestFactory().get("/"))
        for middleware in (headers.within_policy, CSPMiddleware)
    ]
    ours, theirs = (answer.headers["Content-Security-Policy"].split("; ") for answer in answers)
    assert sorted(ours) == sorted(theirs)
    assert len(ours) == len(base.CONTENT_SECURITY_POLICY["DIRECTIVES"])
