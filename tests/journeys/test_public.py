"""The public and intake doors in a real browser: sound on every page, by keyboard, without script."""

import pytest

from tests.factories.publication import make_example
from tests.journeys.browsing import sound
from tests.journeys.pages import INTAKE, PUBLIC

pytestmark = pytest.mark.journey

PAGES = {"public": PUBLIC, "intake": INTAKE}
LOOKS = (  # the hardest look each time, the easiest in the full run
    pytest.param(("en", 1280, "light"), marks=pytest.mark.full),
    ("ar", 360, "dark"),
)
MORE_LOOKS = [
    (language, width, theme)
    for language in ("en", "ar", "fr", "es", "zh", "ru")
    for width, theme in ((360, "light"), (1280, "dark"))
]


def overflows(page):
    """Return the widths of a window in which the page has to be moved sideways."""
    found = []
    for width in (320, 360, 700, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found


def walk(browser, address, paths, look):
    """Open every page and look at it; the browser keeps what any page asked it to keep."""
    language, width, theme = look
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme)
    page = context.new_page()
    asked_elsewhere, too_wide = [], {}
    page.on(
        "request",
        lambda one: one.url.startswith(address) or asked_elsewhere.append(one.url),
    )
    for path in paths:
        page.goto(f"{address}/{language}/{path}")
        sound(page)
        if found := overflows(page):
            too_wide[path] = found
        page.set_viewport_size({"width": width, "height": 800})
        assert page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
    assert context.cookies() == []
    assert asked_elsewhere == []
    assert too_wide == {}
    context.close()


@pytest.mark.requirement("M7")
@pytest.mark.requirement("M8")
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_page_is_sound(browser, serve, name, look):
    address = serve(name)
    make_example()
    walk(browser, address, PAGES[name], look)


@pytest.mark.full
@pytest.mark.requirement("M6")
@pytest.mark.requirement("M8")
@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("look", MORE_LOOKS, ids=str)
def test_every_page_is_sound_in_the_other_languages_and_the_other_theme(browser, serve, name, look):
    address = serve(name)
    make_example()
    walk(browser, address, PAGES[name], look)


@pytest.fixture
def page(browser, serve):
    """A page of the public door in a browser that runs no script."""
    context = browser.new_context(java_script_enabled=False, base_url=serve("public"))
    yield context.new_page()
    context.close()


@pytest.mark.requirement("L7")
def test_a_visitor_finds_a_state_and_its_treaty_without_script(page):
    page.goto("/")
    page.click("text=Find a State")
    page.select_option("#id_instrument", "OPSC")
    page.click("main button[type=submit]")
    assert page.url.endswith("/en/states/?instrument=OPSC")
    page.click("main table >> text=Estonia")
    assert page.inner_text("h1") == "Estonia"
    page.click("main >> text=Optional Protocol on the sale of children >> nth=0")
    page.click("text=Article 3")
    assert page.url.endswith("/instruments/OPSC/#art-3")


@pytest.mark.requirement("L7")
def test_a_visitor_asks_about_scope_and_mends_a_wrong_day_without_script(page):
    page.goto("/en/scope/")
    page.select_option("#id_code", "CSA")
    page.fill("#id_on", "1 May 2022")
    page.select_option("#id_commercial", "no")
    page.click("main button[type=submit]")
    assert "Write the day like this: 2008-07-16." in page.inner_text(".errorlist")
    assert page.input_value("#id_on") == "1 May 2022"
    assert page.input_value("#id_commercial") == "no"

    page.fill("#id_on", "2022-05-01")
    page.click("main button[type=submit]")
    assert "Borderline" in page.inner_text(".answer")


def test_the_language_changes_and_the_page_stays(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/en/mandates/?on=2008-07-16")
    page.click(".top-languages >> text=français")

    assert page.url.endswith("/fr/mandates/?on=2008-07-16")
    assert page.get_attribute("html", "lang") == "fr"


@pytest.mark.requirement("M8")
def test_the_keyboard_reaches_the_content_at_once_and_one_sees_where_one_is(browser, serve):
    context = browser.new_context(base_url=serve("public"))
    page = context.new_page()
    page.goto("/en/states/")
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.className")
    seen = page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.evaluate("document.querySelector('main').contains(document.activeElement)")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

    assert (skip, seen, inside, outline) == ("skip", True, True, "solid")
    context.close()


@pytest.mark.requirement("M8")
def test_the_keyboard_meets_each_state_once(browser, serve):
    context = browser.new_context(base_url=serve("public"))
    page = context.new_page()
    page.goto("/en/states/")
    stops = page.evaluate(
        "[...document.querySelectorAll('main a')].filter(one => one.tabIndex >= 0)"
        ".map(one => one.getAttribute('href')).filter(one => one.endsWith('/EST/')).length"
    )

    assert stops == 1
    context.close()


def test_leaving_the_intake_door_leads_to_an_empty_page(browser, serve):
    context = browser.new_context(java_script_enabled=False, base_url=serve("intake"))
    page = context.new_page()
    page.goto("/en/")
    page.click("text=Leave this page >> nth=0")

    assert page.url == "about:blank"
    context.close()


def test_a_page_can_be_printed(browser, serve):
    context = browser.new_context(base_url=serve("public"))
    page = context.new_page()
    page.goto("/en/states/EST/")
    page.emulate_media(media="print")

    assert not page.is_visible(".top nav")
    assert page.is_visible("h1")
    assert len(page.pdf()) > 10_000
    context.close()
