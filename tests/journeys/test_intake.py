"""Telling something, from the first page to the thread, without script and in two directions."""

import re

import pytest

from rapporteur.intake.models import Submission
from tests.factories.halves import make_pair
from tests.factories.vaults import make_group, make_keyring
from tests.journeys.browsing import sound

pytestmark = pytest.mark.journey


@pytest.fixture
def door_open(serve, monkeypatch):
    """Serve the intake door of a desk that can be sealed to; returns its address."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    address = serve("intake")
    make_pair(make_group(make_keyring()).pk)
    return address


def begin(page, address, language):
    """Take a code and keep it; returns the code."""
    page.goto(f"{address}/{language}/begin/")
    page.click("main button")
    code = re.sub(r"\s", "", page.inner_text(".code"))
    page.fill("#id_last", code[-5:])
    page.click("main button")
    return code


@pytest.mark.requirement("A5")
@pytest.mark.requirement("A1")
@pytest.mark.requirement("A2")
@pytest.mark.parametrize(
    ("language", "width", "theme"), [("en", 1280, "light"), ("ar", 360, "dark")]
)
def test_a_source_tells_something_and_comes_back(browser, door_open, language, width, theme):
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": theme}
    context = browser.new_context(java_script_enabled=False, **look)
    page = context.new_page()
    code = begin(page, door_open, language)
    page.check("input[value=relative]")
    page.click("main button >> nth=0")
    page.select_option("#id_answer", "XEX")
    page.click("main button >> nth=0")
    page.fill("#id_answer", "An exercise in Exerland. تمرين")
    page.click("main button >> nth=0")
    page.goto(f"{door_open}/{language}/review/")
    assert "An exercise in Exerland. تمرين" in page.content()
    page.click("main form button")
    assert page.url.endswith(f"/{language}/back/")
    assert Submission.objects.count() == 1
    context.close()

    elsewhere = browser.new_context(java_script_enabled=False, **look)
    page = elsewhere.new_page()
    page.goto(f"{door_open}/{language}/code/")
    page.fill("#id_entered", code)
    page.click("main button")
    page.fill("#id_text", "One thing more.")
    page.click("main form button")
    assert "One thing more." in page.content()
    page.go_back()
    page.goto(f"{door_open}/{language}/leave/")
    assert elsewhere.cookies() == []
    elsewhere.close()


@pytest.mark.requirement("R20.2")
@pytest.mark.requirement("M8")
@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [pytest.param("en", 1280, "light", marks=pytest.mark.full), ("ar", 360, "dark")],
)
def test_every_page_of_the_open_door_is_sound(browser, door_open, language, width, theme):
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": theme}
    context = browser.new_context(**look)
    page = context.new_page()
    for path in ("", "share/", "begin/", "code/", "check/"):
        page.goto(f"{door_open}/{language}/{path}")
        sound(page)
    page.check("input[name=matter][value=images]")
    page.click("main form button")
    assert page.url.endswith(f"/{language}/check/")
    sound(page)
    begin(page, door_open, language)
    for path in ("page/writer/", "page/what/", "page/state/", "page/soon/", "review/", "back/"):
        page.goto(f"{door_open}/{language}/{path}")
        sound(page)
    page.goto(f"{door_open}/{language}/review/")
    page.click("main form button")
    sound(page)
    context.close()
