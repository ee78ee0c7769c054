"""From an invitation to the first page, and back with a passkey, in a real browser."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page

from rapporteur.kernel.journal import actions as journal
from tests.factories.people import (
    PASSWORD,
    SECRET,
    code,
    make_account,
    make_desk,
    make_member,
)
from tests.journeys.browsing import sound

pytestmark = pytest.mark.journey


@pytest.fixture
def desk(serve) -> str:
    """Serve the desk door over a database of its own; returns its address."""
    return str(serve("desk"))


def sign_in(page: Page, address: str, email: str, *, digits: str = "") -> None:
    page.goto(f"{address}/account/sign-in/")
    page.fill("#id_login", email)
    page.fill("#id_password", PASSWORD)
    page.click("main button[type=submit] >> nth=0")
    if digits:
        page.fill("#id_code", digits)
        page.click("main button[type=submit] >> nth=0")


@pytest.mark.requirement("M1")
def test_from_the_invitation_to_today_without_script(browser, desk):
    coordinator = make_member(make_desk(), "coordinator").account
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, desk, coordinator.email, digits=code())
    page.goto(f"{desk}/members/invite/")
    page.fill("#id_name", "N. Person")
    page.fill("#id_email", "new.person@exercise.invalid")
    page.check("input[value=auditor]")
    page.click("text=Send the invitation")
    assert "Invited: N. Person." in page.content()
    page.click("text=Sign out")

    page.goto(re.search(r"http\S+", mail.outbox[0].body).group())
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    page.click("text=Set the password")
    sign_in(page, desk, "new.person@exercise.invalid")
    assert page.url.endswith("/account/factor/needed/")
    page.click("text=Use an authenticator app")
    secret = page.inner_text(".key")
    page.fill("#id_code", code(secret=secret))
    page.click("text=Use this app")
    assert page.locator(".codes li").count() == 10
    page.click("text=I have kept them")

    assert "A coordinator lets you in" in page.content()
    context.close()


@pytest.mark.requirement("M1")
def test_a_passkey_is_added_and_opens_the_door(browser, desk):
    account = make_member(make_desk(), "auditor").account
    context = browser.new_context()
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "usb",
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    sign_in(page, desk, account.email, digits=code())
    page.goto(f"{desk}/account/factor/passkeys/add/")
    sound(page)
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/account/factor/codes/")
    sound(page)
    page.goto(f"{desk}/account/factor/")
    assert page.locator("text=Remove").count() >= 1
    page.click("text=Sign out")

    sign_in(page, desk, account.email)
    page.click("#mfa_webauthn_authenticate")
    page.wait_for_url(f"{desk}/")
    context.close()


PAGES = (
    "/",
    "/members/",
    "/members/invite/",
    "/members/{member}/let-in/",
    "/members/{member}/remove/",
    "/members/{member}/roles/",
    "/members/{member}/account/",
    "/journal/",
    "/reference/",
    "/reference/mandates.mandate/",
    "/reference/mandates.mandate/SALECHILD/",
    "/reference/mandates.mandate/correct/note/SALECHILD/",
    "/account/",
    "/account/factor/",
    "/account/password/change/",
    "/account/factor/codes/new/",
    "/account/factor/app/remove/",
    "/no-such-page/",
)
LOOKS = (  # the hardest look each time, the easiest in the full run
    pytest.param("en", 1280, "light", marks=pytest.mark.full),
    ("ar", 360, "dark"),
)


@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_every_page_of_the_desk_is_sound(browser, desk, language, width, theme):
    house = make_desk()
    roles = ("coordinator", "auditor", "reference_editor", "administrator")
    person = make_member(house, *roles, language=language).account
    invited = make_member(house, "auditor", state="invited")
    journal.record("invite", invited, by=str(person.pk), why="asked for")
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, locale=language
    )
    page = context.new_page()
    for address in ("/account/sign-in/", "/account/password/reset/"):
        page.goto(desk + address)
        sound(page)
    sign_in(page, desk, person.email)
    sound(page)
    page.fill("#id_code", code())
    page.click("main button[type=submit] >> nth=0")

    for address in PAGES:
        page.goto(desk + address.format(member=invited.pk))
        sound(page)
        assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    context.close()


def test_setting_up_a_second_factor_is_sound(browser, desk):
    account = make_account(factor=False)
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    sign_in(page, desk, account.email)
    sound(page)
    page.click("text=Use an authenticator app")
    sound(page)
    assert SECRET not in page.content()
    context.close()
