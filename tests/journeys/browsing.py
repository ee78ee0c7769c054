"""How journeys look at a page: the browser they start, and what makes a page sound."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def sound(page: Page) -> None:
    """Fail where axe finds a violation or the page is wider than its window."""
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    width = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width[0] <= width[1], page.url


def look(page: Page) -> None:
    """Measure a page at two widths, in a browser that has a script and the same session.

    Without one axe would wait for ever.
    """
    beside = page.context.browser.new_context(storage_state=page.context.storage_state())
    shown = beside.new_page()
    shown.goto(page.url)
    for width in (1280, 360):
        shown.set_viewport_size({"width": width, "height": 900})
        sound(shown)
    beside.close()
