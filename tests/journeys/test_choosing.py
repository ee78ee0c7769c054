"""Ranking and deciding, and the pages of States and treaties, at the desk in a real browser."""

import pytest
from django.urls import reverse

from rapporteur.visits.choosing.models import Decision, Run
from tests.factories import communications as make
from tests.factories.cases import make_office
from tests.journeys.browsing import sound
from tests.journeys.test_cases import enter
from tests.journeys.test_signing_in import desk

__all__ = ["desk"]  # a fixture
pytestmark = [
    *(pytest.mark.journey, pytest.mark.full),
    pytest.mark.requirement("R47.6", "D2", "L5"),
]


def look(page):
    """Measure a page at two widths."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        sound(page)


def test_rank_and_decide(browser, desk, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    office = make_office()
    make.make_sent(office)
    page = enter(browser, desk, office.holder, script=True)
    page.goto(f"{desk}{reverse('visits')}")
    page.click("main >> text=Choosing visits")
    look(page)
    page.click("text=Rank with the record of today")
    assert "Ranked, and kept." in page.inner_text("main")
    look(page)
    run = Run.objects.get()
    page.goto(f"{desk}{reverse('visits_choosing_state', args=[run.pk, 'XEX'])}")
    assert "missing" in page.inner_text("main")
    look(page)
    page.goto(f"{desk}{reverse('visits_choosing_decide', args=[run.pk])}")
    page.fill("#id_chosen", "XEX")
    page.fill("#id_reason", "An exercise.")
    page.click("text=Record it")
    assert "This departs from the ranking: say why." in page.inner_text("main")
    assert page.input_value("#id_reason") == "An exercise."
    page.fill("#id_why_departs", "An exercise of it.")
    page.click("text=Record it")
    assert "Passed over:" in page.inner_text("main")
    assert Decision.objects.get().departures["added"] == ["XEX"]
    for name, args in (
        *(("states", []), ("states_state", ["XEX"]), ("states_age", ["XEX"])),
        *(("ratification", []), ("ratification_state", ["OPSC", "XEX"])),
    ):
        page.goto(f"{desk}{reverse(name, args=args)}")
        look(page)
    page.context.close()
