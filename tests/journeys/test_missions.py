"""An officer of a Permanent Mission reads a letter and answers it, in a real browser."""

import pytest

from rapporteur.communications.models import Correction, Reply, ReplyFile, TimeRequest
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.vault.recipients import spoken
from tests.factories.cases import make_office
from tests.factories.communications import make_mission, make_reply, make_sent
from tests.factories.people import code
from tests.factories.vaults import PHRASE
from tests.journeys.browsing import sound
from tests.journeys.test_signing_in import LOOKS, sign_in
from tests.kernel.files.documents import PDF_TYPE, PNG, pdf
from tests.people.desks.test_missions import Envoy

pytestmark = pytest.mark.journey


@pytest.fixture
def missions(serve, monkeypatch) -> str:
    """Serve the missions door over a database of its own; returns its address."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return serve("missions")


def given_file(data, name="reply.pdf"):
    return {"name": name, "mimeType": PDF_TYPE, "buffer": data}


@pytest.mark.requirement("R31.2")
def test_a_letter_is_read_and_answered_without_script(browser, missions):
    office = make_office()
    account, _ring = make_mission(office)
    letter = make_sent(office)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, missions, account.email, digits=code())

    page.click(f"text={letter.code}")
    page.fill("#id_passphrase", PHRASE)
    page.click("text=Unlock the vault")
    assert letter.authenticity in page.content()
    assert "Rule in force since" in page.content()

    page.click("main >> text=Reply >> nth=0")
    page.fill("#id_text", "The authorities look into it.")
    page.set_input_files("#id_file", given_file(PNG))
    page.click("text=Send the reply")
    assert "neither a PDF nor a DOCX" in page.content()
    assert page.input_value("#id_text") == "The authorities look into it."
    page.set_input_files("#id_file", given_file(pdf("Our reply")))
    page.click("text=Send the reply")
    assert "Sealed and sent to the desk" in page.content()

    page.click("main >> a:has-text('Ask for time')")
    page.fill("#id_until", "2099-01-01")
    page.fill("#id_why", "The courts are in recess.")
    page.click("button:has-text('Ask for time')")
    page.click("main >> a:has-text('Correct a fact')")
    page.fill("#id_fact", "The month")
    page.fill("#id_right", "It was March.")
    page.click("text=Send the note")
    page.click("text=Read what you sent")
    for words in ("The authorities look into it.", "With a PDF file of 1 page", "It was March."):
        assert words in page.content()
    counted = [one.objects.count() for one in (Reply, ReplyFile, TimeRequest, Correction)]
    assert counted == [1, 1, 1, 1]
    context.close()


def test_words_outlive_the_end_of_a_session(browser, missions):
    office = make_office()
    account, _ring = make_mission(office)
    letter = make_sent(office)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, missions, account.email, digits=code())
    page.goto(f"{missions}/letters/{letter.pk}/reply/")
    page.fill("#id_text", "A long reply.")
    context.clear_cookies(name="missions-session")
    page.click("text=Send the reply")
    assert "Your session has ended" in page.content()

    other = context.new_page()
    sign_in(other, missions, account.email, digits=code(2))
    page.click("button:has-text('Send it again')")  # signing in has made a new token
    assert page.input_value("#id_text") == "A long reply."
    page.click("button:has-text('Send it again')")
    page.wait_for_selector("#id_passphrase")
    assert Reply.objects.count() == 1
    context.close()


@pytest.mark.requirement("R12.3")
def test_a_colleague_is_handed_the_key_without_script(browser, missions):
    office = make_office()
    account, _ring = make_mission(office)
    letter = make_sent(office)
    second = Envoy()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, missions, account.email, digits=code())

    page.click("text=Colleagues")
    assert "waiting for key" in page.content()
    page.click("text=Hand over the key")
    assert spoken(second.ring.key.public) in page.content()
    page.click("text=Unlock it first")
    page.fill("#id_passphrase", PHRASE)
    page.click("text=Unlock the vault")
    page.click("button:has-text('It is the same')")
    assert "The key is handed over" in page.content()
    assert "waiting for key" not in page.content()
    context.close()

    theirs = browser.new_context(java_script_enabled=False)
    page = theirs.new_page()
    sign_in(page, missions, second.account.email, digits=code())
    page.click(f"text={letter.code}")
    page.fill("#id_passphrase", PHRASE)
    page.click("text=Unlock the vault")
    assert letter.authenticity in page.content()
    theirs.close()


@pytest.mark.requirement("R17.1")
@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_the_pages_of_colleagues_are_sound(browser, missions, language, width, theme):
    account, _ring = make_mission(make_office())
    account.language = language
    account.save(update_fields=["language"])
    second = Envoy()
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, locale=language
    )
    page = context.new_page()
    sign_in(page, missions, account.email, digits=code())
    for address in ("colleagues/", f"colleagues/{second.membership.pk}/key/", "vault/give-up/"):
        page.goto(f"{missions}/{address}")
        sound(page)
    context.close()


@pytest.mark.requirement("R17.1")
@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_every_page_of_a_letter_is_sound(browser, missions, language, width, theme):
    office = make_office()
    account, _ring = make_mission(office)
    account.language = language
    account.save(update_fields=["language"])
    letter = make_sent(office)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, locale=language
    )
    page = context.new_page()
    sign_in(page, missions, account.email, digits=code())
    page.goto(f"{missions}/vault/unlock/")
    page.fill("#id_passphrase", PHRASE)
    page.click("main form.stack button[type=submit]")
    for address in ("", "sent/", "reply/", "time/", "correct/"):
        page.goto(f"{missions}/letters/{letter.pk}/{address}")
        sound(page)
    page.goto(missions)
    sound(page)
    context.close()


@pytest.mark.requirement("SG12")
@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_the_file_of_a_reply_is_read_at_the_desk(
    browser, serve, language, width, theme, monkeypatch
):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    desk = serve("desk")
    office = make_office()
    office.officer.language = language
    office.officer.save(update_fields=["language"])
    taken = Taken.of("reply.pdf", PDF_TYPE, pdf("Our reply", "Its second page"))
    reply = make_reply(office, text="", file=taken)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, locale=language
    )
    page = context.new_page()
    sign_in(page, desk, office.officer.email, digits=code())
    page.goto(f"{desk}/vault/unlock/?next=/files/{reply.file.pk}/")
    page.fill("#id_passphrase", PHRASE)
    page.click("main form.stack button[type=submit]")
    assert "Its second page" in page.content()
    sound(page)
    page.fill("#id_why", "The seal is to be compared.")
    page.click("main form.stack button[type=submit]")
    sound(page)
    page.goto(f"{desk}/files/{reply.file.pk}/page/2/")
    assert page.evaluate("document.images[0].naturalWidth") == 1240
    context.close()
