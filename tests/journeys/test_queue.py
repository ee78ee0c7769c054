"""The queue with the keyboard alone, and its pages measured in a real browser."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rapporteur.cases.models import Bulk, Case
from tests.factories import cases as make
from tests.factories.calendars import make_place
from tests.factories.people import code
from tests.factories.vaults import PHRASE
from tests.journeys.browsing import sound
from tests.journeys.test_cases import office
from tests.journeys.test_signing_in import PASSWORD, desk, sign_in

__all__ = ["desk", "office"]  # fixtures
pytestmark = pytest.mark.journey
FOCUSED = "document.activeElement && document.activeElement.matches(%r)"


def go_to(page, selector, key="Tab"):
    """Press a key until the focus is on what is meant, and can be seen there."""
    for _press in range(120):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED % selector):
            seen = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert seen != "none", f"The focus on {selector} cannot be seen."
            return
    raise AssertionError(f"The keyboard does not reach {selector} on {page.url}.")


def press(page, key="Enter"):
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)
    page.wait_for_load_state()


@pytest.mark.requirement("B1")
def test_the_queue_takes_the_keyboard_alone(browser, desk, office):
    first, second = make.make_case(office), make.make_case(office)
    Case.objects.filter(pk=second.pk).update(owner=None)
    page = browser.new_context(java_script_enabled=True).new_page()
    page.goto(f"{desk}/account/sign-in/")
    for field, typed in (("#id_login", office.officer.email), ("#id_password", PASSWORD)):
        if not page.evaluate(FOCUSED % field):
            go_to(page, field)
        page.keyboard.type(typed)
    press(page)
    if not page.evaluate(FOCUSED % "#id_code"):
        go_to(page, "#id_code")
    page.keyboard.type(code())
    press(page)

    go_to(page, f'a[href="{reverse("cases")}"]')
    press(page)
    go_to(page, "#id_unassigned")
    page.keyboard.press("Space")
    press(page)  # Enter in a form shows what fits
    assert first.reference not in page.inner_text("main")
    go_to(page, f'a[href*="{reverse("filters_keep", args=["cases"])}"]')
    press(page)
    go_to(page, "#id_name")
    page.keyboard.type("nobody has it")
    press(page)
    assert "nobody has it" in page.inner_text("main")

    go_to(page, f'input[name=chosen][value="{second.pk}"]')
    page.keyboard.press("Space")
    go_to(page, "#many button")
    press(page)
    go_to(page, "#id_owner")
    page.keyboard.press("ArrowDown")
    go_to(page, "main button[name=go]")
    press(page)
    assert Bulk.objects.get().items.count() == 1
    go_to(page, "main form button")
    press(page)
    assert Case.objects.get(pk=second.pk).owner is None

    go_to(page, f'a[href="{reverse("cases")}"]')
    press(page)
    go_to(page, f'main a[href="{first.get_absolute_url()}"]')
    press(page)
    assert first.reference in page.inner_text("h1")
    page.context.close()


@pytest.mark.full
@pytest.mark.parametrize(
    ("language", "width", "theme"),
    [("en", 1280, "light"), ("en", 360, "dark"), ("ar", 360, "dark"), ("ar", 1280, "light")],
)
def test_the_pages_of_queue_clock_and_figures_are_sound(
    browser, desk, office, language, width, theme
):
    case = make.make_case(office)
    make.make_triage(office, case)
    for _number in range(6):
        make.make_submission(office)
    office.officer.language = language
    office.officer.save(update_fields=["language"])
    look = {"viewport": {"width": width, "height": 800}, "color_scheme": theme}
    page = browser.new_context(**look).new_page()
    sign_in(page, desk, office.officer.email, digits=code())
    page.goto(desk + reverse("cases_pause", args=[case.pk]))
    page.fill("#id_passphrase", PHRASE)
    page.click("main form.stack button[type=submit]")
    sound(page)
    make_place(office.desk, *(case.opened_on - timedelta(days=back) for back in (1, 2)))
    page.goto(desk + reverse("cases_clock", args=[case.pk]))
    page.fill("#id_on", Case.objects.first().opened_on.isoformat())
    page.select_option("#id_zone", "Pacific/Kiritimati")
    page.click("main section form.stack button[type=submit]")
    assert "A Day" in page.inner_text("main section")
    sound(page)
    for name in ("received", "received_figures", "cases"):
        page.goto(desk + reverse(name))
        sound(page)
    page.check("input[name=chosen] >> nth=0")
    page.click("#many button >> nth=1")
    sound(page)
    page.fill("#id_day", Case.objects.first().opened_on.isoformat())
    page.click("main button[name=go]")
    sound(page)
    page.context.close()
