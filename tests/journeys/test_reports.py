"""A report of communications without a script: chosen, shown, put on paper, at both widths."""

import pytest
from django.urls import reverse

from rapporteur.kernel.clock import today
from tests.communications.reporting.test_building import make_out, make_public, session_of
from tests.factories import communications as make
from tests.factories.people import make_member
from tests.journeys.browsing import sound
from tests.journeys.test_cases import enter, office
from tests.journeys.test_signing_in import desk

__all__ = ["desk", "office"]  # fixtures
pytestmark = pytest.mark.journey


def test_a_report_is_chosen_and_read_on_a_phone_and_at_a_desk(browser, desk, office):
    office.second = make_member(office.desk, "coordinator").account
    public = make_public(office, subject="an exercise on promises made to families")
    make.make_reply(office, public)
    make_public(office)
    make_out(office, days_ago=9)
    session = session_of(public).code
    page = enter(browser, desk, office.officer, script=True)
    figures = reverse("communications_figures", args=[today().year])
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{desk}{reverse('communications_reports')}")
        sound(page)
        page.select_option("#id_session", session)
        page.select_option("#id_language", "fr")
        page.click("main .filters button")
        assert page.locator(".report").get_attribute("lang") == "fr"
        assert "an exercise on promises made to families" in page.inner_text(".report")
        sound(page)
        page.click(f"a[href*='{reverse('communications_report_print', args=[session])}']")
        assert page.locator("h1").count() == 1
        sound(page)
        page.goto(f"{desk}{figures}")
        sound(page)
