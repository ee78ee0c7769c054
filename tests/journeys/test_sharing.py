"""Sharing with another mandate, from the case to the other desk's page, in a real browser.

Each page is measured at two widths.
"""

import pytest

from rapporteur.sharing.models import Sharing
from tests.factories import cases as make
from tests.journeys.browsing import sound
from tests.journeys.test_cases import WORDS, enter, unlock
from tests.journeys.test_signing_in import desk

__all__ = ["desk"]  # a fixture
pytestmark = [pytest.mark.journey, pytest.mark.full, pytest.mark.requirement("R26.2")]


@pytest.fixture
def offices(desk, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make.make_office(), make.make_office("SLAVERY")


def look(page):
    """Measure a page at two widths."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        sound(page)


def test_a_submission_is_shared_read_and_shared_no_more(browser, desk, offices):
    office, other = offices
    case = make.make_case(office, may_share="yes", what=WORDS)
    page = enter(browser, desk, office.officer, script=True)
    page.goto(f"{desk}/cases/{case.pk}/share/")
    unlock(page)
    look(page)
    page.check("input[name=submissions]")
    page.fill("#id_summary", "One child, one family abroad.")
    page.fill("#id_reason", "They look at the same families.")
    page.click("text=Share it")
    assert "reads it from now on" in page.content()
    look(page)

    theirs = enter(browser, desk, other.officer, script=True)
    theirs.click("nav >> text=Shared with us")
    look(theirs)
    theirs.click(f"main >> text={office.desk}")
    unlock(theirs)
    for text in (WORDS, "One child, one family abroad.", "They look at the same families."):
        assert text in theirs.content()
    look(theirs)
    page.click("text=Stop sharing")
    look(page)
    page.click("main >> button:text-is('Stop sharing')")
    assert "opens it no more" in page.content()
    theirs.reload()
    assert "stopped sharing this" in theirs.content()
    assert WORDS not in theirs.content()
    assert not Sharing.objects.get().stands
