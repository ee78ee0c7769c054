"""A partner signs in with a second factor and proposes a visit; the desk reviews it. No script."""

import pytest

from rapporteur.partners import queries
from rapporteur.partners.models import Contribution
from tests.factories.cases import make_office
from tests.factories.partners import make_ask, make_partner
from tests.factories.people import code
from tests.factories.vaults import PHRASE
from tests.journeys.browsing import sound
from tests.journeys.test_signing_in import LOOKS, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.requirement("R47.5")]
WHY = "Two evaluations of the exercise call for a visit."


@pytest.fixture
def partners(serve) -> str:
    """Serve the partners door over a database of its own; returns its address."""
    return serve("partners")


def test_a_visit_is_proposed_at_one_door_and_accepted_at_the_other(browser, partners, serve):
    office = make_office()
    partner = make_partner(office)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, partners, partner.account.email, digits=code())

    page.click("text=Propose a country visit")
    page.select_option("#id_country", "XEX")
    page.fill("#id_why", WHY)
    page.fill("#id_evidence", "Report 7 of the exercise")
    page.click("text=Send the proposal")
    assert "Sealed and sent to the desk" in page.content()
    assert "waits for review" in page.content()
    made = Contribution.objects.get()
    assert (made.attribution, made.state) == ("desk_only", "sent")

    context.close()

    desk = serve("desk")
    context = browser.new_context(java_script_enabled=False)
    officer = context.new_page()
    sign_in(officer, desk, office.officer.email, digits=code())
    officer.goto(f"{desk}/partners/brought/{made.pk}/")
    officer.fill("#id_passphrase", PHRASE)
    officer.click("text=Unlock the vault")
    assert WHY in officer.content()
    officer.check("input[name=accept][value=yes]")
    officer.fill("#id_why", "It can be checked.")
    officer.click("main >> button:has-text('Keep') >> nth=0")
    assert "Reviewed or withdrawn" in officer.content()
    assert queries.vetted_proposals("XEX") == 1
    context.close()


@pytest.mark.full
@pytest.mark.parametrize(("language", "width", "theme"), LOOKS)
def test_every_page_of_the_door_is_sound(browser, partners, language, width, theme):
    office = make_office()
    partner = make_partner(office)
    partner.account.language = language
    partner.account.save()
    asked = make_ask(office)
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=theme, locale=language
    )
    page = context.new_page()
    sign_in(page, partners, partner.account.email, digits=code())
    for address in ("", "propose/", f"asked/{asked.pk}/", "colleagues/"):
        page.goto(f"{partners}/{address}")
        sound(page)
    context.close()
