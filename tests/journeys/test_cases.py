"""From what was received to a decided triage, at the desk, in a real browser.

The officer has no script; the pages are measured in the browser of the mandate-holder.
"""

import pytest

from rapporteur.cases.models import Triage
from tests.factories import cases as make
from tests.factories.cases import Office
from tests.factories.halves import make_pair
from tests.factories.people import code, make_desk, make_member
from tests.factories.vaults import PHRASE, make_group, make_keyring
from tests.journeys.browsing import sound
from tests.journeys.test_signing_in import desk, sign_in

__all__ = ["desk"]  # a fixture
pytestmark = pytest.mark.journey
WORDS = "A child was promised to a family abroad."


@pytest.fixture
def office(desk, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    own = make_desk()
    people = [make_member(own, role).account for role in ("desk_officer", "mandate_holder")]
    rings = [make_keyring(person.pk) for person in people]
    own.recipient = make_group(*rings).pk
    make_pair(own.recipient)
    own.save(update_fields=["recipient"])
    return Office(own, people[0], None, people[1], rings[0])


def enter(browser, desk, person, *, script=False):
    page = browser.new_context(java_script_enabled=script).new_page()
    sign_in(page, desk, person.email, digits=code())
    return page


def unlock(page):
    page.fill("#id_passphrase", PHRASE)
    page.click("text=Unlock the vault")


def save(page):
    page.click("main >> button:text-is('Save')")
    assert "Saved." in page.content()


def fill_in(page, part):
    page.click(f"a[href$='/{part}/']")


def prepare(page):
    """Fill in a triage part by part and hand it up."""
    fill_in(page, "describe")
    page.check("input[name=codes][value='SALE.ADOPTION']")
    page.select_option("#id_primary", "SALE.ADOPTION")
    page.select_option("#id_state1", "XEX")
    page.fill("#id_month", "2026-03")
    save(page)
    for part in ("weigh", "involve"):
        fill_in(page, part)
        for field in page.query_selector_all("main select"):
            field.select_option(index=1)
        for field in page.query_selector_all("main textarea"):
            field.fill("as the submission says")
        save(page)
    fill_in(page, "propose")
    page.select_option("#id_attitude", "CROSS_CUTTING")
    page.fill("#id_attitude_reason", "other mandates work on it")
    page.select_option("#id_outcome", "ACT_AL")
    page.fill("#id_outcome_reason", "what must hold holds")
    save(page)
    page.click("text=Hand it up for a decision")


@pytest.mark.requirement("M1")
def test_a_submission_becomes_a_case_that_is_weighed_and_decided(browser, desk, office):
    make.make_submission(office, what=WORDS, soon="yes")
    page = enter(browser, desk, office.officer)
    page.click("text=Open what cannot wait")
    unlock(page)
    assert WORDS in page.content()
    page.click("text=Make a case, or join one")
    page.click("text=Go on")
    page.click("text=Begin a triage")
    prepare(page)
    assert "waits for the mandate-holder" in page.content()

    holder = enter(browser, desk, office.holder, script=True)
    holder.click("text=Decide on C-")
    unlock(holder)
    sound(holder)
    holder.click("a:text-is('Decide')")
    assert "The engine recommends: act: urgent appeal" in holder.content()
    sound(holder)
    holder.fill("#id_reason", "it is credible and grave")
    holder.click("button:text-is('Decide')")
    assert "never changed" in holder.content()
    assert "it is credible and grave" in holder.content()
    assert Triage.objects.get().decided_by == office.holder
