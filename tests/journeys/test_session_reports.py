"""A report to a session, written without a script: its figure is agreed to, at both widths."""

import pytest
from django.urls import reverse

from tests.factories import reports as make
from tests.journeys.browsing import look
from tests.journeys.test_cases import enter, office, unlock
from tests.journeys.test_signing_in import desk

__all__ = ["desk", "office"]  # fixtures
pytestmark = [pytest.mark.journey, pytest.mark.full]


@pytest.mark.requirement("K12")
def test_a_report_is_written_and_its_figure_agreed_to(browser, desk, office):
    page = enter(browser, desk, office.officer, script=False)
    page.goto(f"{desk}{reverse('session_reports_begin')}")
    unlock(page)
    page.fill("#id_session", "61")
    page.check("[name=body][value=council]")
    page.fill("#id_title", "Report of an exercise")
    page.click("main >> button:text-is('Begin it')")
    page.fill("#id_body", make.BODY)
    look(page)
    page.click("main >> button:text-is('Save')")
    assert "not agreed to yet" in page.inner_text("main")
    look(page)
    page.click("text=Agree to the figures that are ticked")
    assert "not agreed to yet" not in page.inner_text("main")
    assert "This exercise reports 0 letters." in page.inner_text(".document")
