"""Asking a source for more: the pages of both sides, measured in a real browser."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rapporteur.cases.models import Enquiry
from rapporteur.intake import dialogue, receipts, threads
from rapporteur.intake.models import Message, Thread
from rapporteur.kernel.clock import today
from tests.factories import cases as make
from tests.factories.halves import make_pair
from tests.factories.people import code
from tests.factories.vaults import PHRASE, make_group, make_keyring
from tests.journeys.browsing import sound
from tests.journeys.test_cases import office
from tests.journeys.test_signing_in import desk, sign_in

__all__ = ["desk", "office"]  # fixtures
pytestmark = [pytest.mark.journey, pytest.mark.full, pytest.mark.requirement("B8")]
LOOKS = [("en", 1280, "light"), ("en", 360, "dark"), ("ar", 360, "dark"), ("ar", 1280, "light")]
QUESTIONS = [
    {"words": "What was promised to the family?", "form": "words"},
    {"words": "Is the child with family now?", "form": "yes_no"},
    {"words": "In which month was it?", "form": "month"},
    {"words": "Near which town was it?", "form": "place"},
]


def look_of(width, theme):
    return {"viewport": {"width": width, "height": 800}, "color_scheme": theme}


@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_a_source_answers_without_script(browser, serve, monkeypatch, language, width, theme):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    address = serve("intake")
    group = make_group(make_keyring())
    make_pair(group.pk)
    typed = receipts.new_code()
    receipt = receipts.receipt_of(typed)
    threads.begin(receipt, group.pk)
    contents = threads.read(receipt)
    contents.answers = {"writer": "relative", "what": "An exercise in Exerland."}
    threads.send(receipt, contents)
    asks = {"questions": QUESTIONS, "until": (today() + timedelta(days=14)).isoformat()}
    tell(receipt, asks)

    page = browser.new_context(**look_of(width, theme)).new_page()
    page.goto(f"{address}/{language}/code/")
    page.fill("#id_entered", typed)
    page.click("main button")
    sound(page)
    page.click("main section.note a >> nth=0")
    page.fill("#id_answer", "A place at a school. http://example.org/")
    sound(page)
    page.click("main button >> nth=0")
    sound(page)
    page.click("main form button >> nth=0")
    page.check("input[value=unknown]")
    sound(page)
    page.click("main form button >> nth=0")
    page.select_option("#id_answer_0", "03")
    page.select_option("#id_answer_1", str(today().year))
    sound(page)
    page.click("main form button >> nth=0")
    page.click("main form button >> nth=1")  # skip
    sound(page)
    assert page.url.endswith(f"/{language}/back/")
    assert len(threads.read(receipt).letters) == 5
    page.context.close()


def tell(receipt, asks):
    """Let the desk ask, as its door does."""
    contents = threads.read(receipt)
    row = Thread.objects.only("public_half").get(pk=contents.thread)
    said = dialogue.Said({}, (), contents.thread, contents.desk, bytes(row.public_half))
    dialogue.write(said, "", by="officer", kind=Message.Kind.ASK, asks=asks)


@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_an_officer_asks_and_chooses(browser, desk, office, language, width, theme):
    submission = make.make_submission(office)
    office.officer.language = language
    office.officer.save(update_fields=["language"])
    page = browser.new_context(**look_of(width, theme)).new_page()
    sign_in(page, desk, office.officer.email, digits=code())
    page.goto(desk + reverse("received_ask", args=[submission.pk]))
    page.fill("#id_passphrase", PHRASE)
    page.click("main form.stack button[type=submit]")
    sound(page)
    page.fill("#id_until", (today() + timedelta(days=14)).isoformat())
    page.fill("#id_words_1", QUESTIONS[0]["words"])
    page.fill("#id_words_2", QUESTIONS[1]["words"])
    page.select_option("#id_form_2", "yes_no")
    page.click("main form.stack button[type=submit] >> nth=0")
    sound(page)
    Enquiry.objects.update(until=today() - timedelta(days=1))
    page.goto(desk)
    sound(page)
    page.goto(desk + Enquiry.objects.get().get_absolute_url())
    page.check("input[value=on]")
    sound(page)
    page.click("main form.stack button[type=submit] >> nth=0")
    assert Enquiry.objects.get().state == "without"
    sound(page)
    page.context.close()
