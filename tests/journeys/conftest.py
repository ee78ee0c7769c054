"""One browser for all journeys."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.journeys.browsing import CHROMIUM, QUIET


@pytest.fixture(scope="session", autouse=True)
def whole_pages() -> Iterator[None]:
    """Let a click last until the page it led to is whole; Playwright waits for its first byte."""
    click = Page.click

    def click_and_wait(page: Page, selector: str, **how: Any) -> None:
        click(page, selector, **how)
        page.wait_for_load_state()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Page, "click", click_and_wait)
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
