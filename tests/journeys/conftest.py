"""One browser for all journeys."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.journeys.browsing import CHROMIUM, QUIET

TRIES = 100  # of 0.1 s each


@pytest.fixture(scope="session", autouse=True)
def whole_pages() -> Iterator[None]:
    """Let a click last until the page it led to is whole, and a page be read when it stands.

    Playwright waits for the first byte of the one, and refuses to read the other on its way.
    """
    click = Page.click

    def click_and_wait(page: Page, selector: str, **how: Any) -> None:
        click(page, selector, **how)
        page.wait_for_load_state()

    content = Page.content

    def content_when_still(page: Page) -> str:
        """Read again what was on its way elsewhere: the neutral page refreshes by itself."""
        for _ in range(TRIES):
            try:
                return content(page)
            except Error as error:
                if "navigating" not in str(error):
                    raise
                page.wait_for_timeout(100)  # ms
        return content(page)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "click", click_and_wait)
        patch.setattr(Page, "content", content_when_still)
        yield


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop is not Django's
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def serve(committed, door, request) -> Callable[[str], str]:
    """Serve a door over a database of its own; returns its address."""

    def open_door(name: str) -> str:
        door(name)
        server = LiveServer("localhost")  # its own: a server keeps the middleware it began with
        request.addfinalizer(server.stop)
        return str(server.url)

    return open_door
