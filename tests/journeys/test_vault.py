"""From signing in to an open vault, and back to a locked one, in a real browser."""

from datetime import timedelta

import pytest

from rapporteur.kernel.clock import now
from rapporteur.kernel.vault.models import MemberKey
from rapporteur.people.desks.models import Membership
from rapporteur.people.vaults import unlocking
from tests.factories.people import code, make_desk, make_member
from tests.factories.vaults import PHRASE, make_keyring
from tests.journeys.browsing import sound
from tests.journeys.test_signing_in import LOOKS, desk, sign_in

__all__ = ["desk"]  # a fixture
pytestmark = pytest.mark.journey


@pytest.mark.requirement("M1")
def test_a_vault_is_set_up_unlocked_and_locked_without_script(browser, desk, monkeypatch):
    person = make_member(make_desk(), "coordinator").account
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, desk, person.email, digits=code())

    page.click("text=Set it up")
    page.fill("#id_passphrase", PHRASE)
    page.fill("#id_again", PHRASE + "x")
    page.click("text=Set up the vault")
    assert "not the same words" in page.content()
    assert PHRASE not in page.content()
    page.fill("#id_passphrase", PHRASE)
    page.fill("#id_again", PHRASE)
    page.click("text=Set up the vault")
    assert "Vault open" in page.content()
    assert "The key of Desk SALECHILD was made." in page.content()
    cookies = {cookie["name"]: cookie for cookie in context.cookies()}
    assert (cookies["desk-vault"]["httpOnly"], cookies["desk-vault"]["sameSite"]) == (
        True,
        "Strict",
    )

    page.click("text=Lock now")
    assert "Vault locked" in page.content()
    assert "desk-vault" not in {cookie["name"] for cookie in context.cookies()}

    page.goto(f"{desk}/members/")
    page.click("main >> text=Unlock")
    page.fill("#id_passphrase", PHRASE)
    page.click("text=Unlock the vault")
    assert page.url == f"{desk}/members/"
    assert "Vault open" in page.content()

    later = now() + timedelta(minutes=16)
    monkeypatch.setattr(unlocking, "now", lambda: later)
    page.goto(f"{desk}/vault/")
    assert "Vault locked" in page.content()
    context.close()


@pytest.mark.requirement("R12.3")
def test_a_colleague_is_let_in_with_the_key_after_comparing_it(browser, desk):
    house = make_desk()
    coordinator = make_member(house, "coordinator").account
    officer = make_member(house, "desk_officer", name="C. Officer")
    make_keyring(coordinator.pk)
    keyring = make_keyring(officer.account_id)
    theirs, mine = browser.new_context(), browser.new_context()
    page = theirs.new_page()
    sign_in(page, desk, officer.account.email, digits=code())
    page.goto(f"{desk}/vault/")
    read_out = page.locator("dd code").first.inner_text()

    page = mine.new_page()
    sign_in(page, desk, coordinator.email, digits=code())
    page.goto(f"{desk}/vault/unlock/")
    page.fill("#id_passphrase", PHRASE)
    page.click("text=Unlock the vault")
    page.click("text=Let in C. Officer with the key")
    assert page.locator("main code").inner_text() == read_out
    page.click("text=Hand over the key")

    assert "Let in with the key: C. Officer." in page.content()
    house.refresh_from_db()
    assert keyring.holds(house.recipient)
    theirs.close()
    mine.close()


PAGES = (
    "/vault/",
    "/vault/unlock/",
    "/vault/passphrase/",
    "/vault/give-up/",
    "/members/{}/agree/",
    "/members/{}/key/",
)


@pytest.mark.requirement("R17.1")
@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_every_page_of_the_vault_is_sound(browser, desk, language, width, theme):
    house = make_desk()
    person = make_member(house, "coordinator", language=language).account
    waiting = make_member(house, "desk_officer")
    make_keyring(waiting.account_id)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, locale=language
    )
    page = context.new_page()
    sign_in(page, desk, person.email, digits=code())
    page.goto(f"{desk}/vault/set-up/")
    sound(page)
    page.fill("#id_passphrase", PHRASE)
    page.fill("#id_again", PHRASE)
    page.click("main form.stack button[type=submit]")

    for address in ("/", "/members/", *PAGES):
        page.goto(desk + address.format(waiting.pk))
        sound(page)
    page.click(".lock button")
    for address in ("/", PAGES[-1], f"/members/{waiting.pk}/remove/"):
        page.goto(desk + address.format(waiting.pk))
        sound(page)
    assert MemberKey.objects.count() == Membership.objects.count()
    context.close()
