"""A visit from request to report, in a real browser without script; its pages at two widths."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.cycles.models import Visit, VisitLetter, VisitStep
from tests.factories import visits as make
from tests.factories.cases import make_office
from tests.journeys.test_joint import at, look
from tests.journeys.test_signing_in import desk
from tests.journeys.walking import send, told

__all__ = ["desk"]  # a fixture
pytestmark = [
    *(pytest.mark.journey, pytest.mark.full),
    pytest.mark.requirement("R31.1", "R32.1", "R32.3"),
]


@pytest.fixture
def walk(browser, desk, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    yield SimpleNamespace(browser=browser, desk=desk, office=make_office(), pages={})
    for context in browser.contexts:
        context.close()


def go(walk, person, name, *args):
    return at(walk, person, reverse(name, args=args))


def ask(walk):
    """Begin a visit, save indicators, write the request; another signs, and it goes out."""
    office = walk.office
    page = go(walk, office.officer, "visits_new")
    page.select_option("#id_states", "XEX")
    look(page)
    send(page)
    visit = Visit.objects.get()
    page = go(walk, office.officer, "visits_indicators", visit.pk, "XEX")
    page.fill("#id_I2", "3")
    page.fill("#id_I2_as_of", "2026")
    page.fill("#id_I2_source", "own intake")
    look(page)
    send(page)
    page = go(walk, office.officer, "visits_letter_new", visit.pk, "XEX", "requested")
    page.fill("#id_purpose", "To see what helps.")
    page.fill("#id_value", "It is worth much.")
    send(page)
    told(page, "To see what helps.", "Rests on the indicators")
    look(page)
    letter = VisitLetter.objects.get().get_absolute_url()
    page = at(walk, office.holder, letter)
    page.click("main button:text-is('Sign it')")
    page = at(walk, office.officer, letter)
    page.select_option("#id_channel", "note")
    page.click("main button:text-is('It goes out')")
    told(page, "Recorded as sent.")
    return visit


def remind_and_agree(walk, visit):
    """Renew the request later on, then tell of the answer, the guarantees and the days."""
    VisitStep.objects.update(day="2026-01-05")
    page = go(walk, walk.office.officer, "visits_remind")
    page.check("input[name=states][value=XEX]")
    page.fill("#id_purpose", "As before.")
    page.fill("#id_value", "As before.")
    look(page)
    send(page)
    batch = page.url.removeprefix(walk.desk)
    at(walk, walk.office.holder, batch).click("main button:text-is('Sign all that wait')")
    page = at(walk, walk.office.officer, batch)
    page.select_option("#id_channel", "note")
    page.click("main button:text-is('All that are signed go out')")
    told(page, "sent")
    look(page)
    make.happen(walk.office, visit, "accepted", page_day())
    make.accept_terms(walk.office, visit)
    look(go(walk, walk.office.officer, "visits_terms", visit.pk, "XEX"))
    for kind in ("dates_agreed", "completed"):
        make.happen(walk.office, visit, kind, page_day(), starts_on="2026-06-01")


def make_dossier(walk, visit):
    """Keep what is on record of the State, from its page, and look at it."""
    page = go(walk, walk.office.officer, "states_state", "XEX")
    page.click("main a:text-is('Make a dossier')")
    look(page)
    send(page)
    told(page, "The dossier is made.", "What is missing", "SHA-256")
    look(page)


def page_day():
    return VisitStep.objects.order_by("day").last().day


def report(walk, visit):
    page = go(walk, walk.office.officer, "visits_report_write", visit.pk, "XEX", "report")
    page.fill("#id_conclusions", "Much was found.")
    send(page)
    page.click("main a:text-is('Add a recommendation')")
    page.fill("#id_text", "Set up a helpline.")
    page.check("input[value=government]")
    page.fill("#id_programme", "Helpline")
    send(page)
    told(page, "Set up a helpline.")
    paper = page.url.removeprefix(walk.desk)
    look(page)
    page.click("main a:text-is('Sources by paragraph')")
    page.select_option("#id_kind", "ngo")
    page.fill("#id_what", "What was received, code 7.")
    page.click("main button:text-is('Add a source')")
    told(page, "Sealed to the desk.")
    look(page)
    for person, step in (
        (walk.office.holder, "The State gets the advance draft"),
        (walk.office.officer, "Close the comments"),
        (walk.office.holder, "Publish the report"),
    ):
        page = at(walk, person, paper)
        page.click(f"main a:text-is('{step}')")
        if step.startswith("Publish"):
            page.fill("#id_symbol", "A/HRC/99/9")
        send(page)
        told(page, "Done.")


def test_a_visit_is_asked_for_agreed_made_and_reported(walk):
    visit = ask(walk)
    remind_and_agree(walk, visit)
    make_dossier(walk, visit)
    report(walk, visit)
    assert Recommendation.objects.get(symbol="A/HRC/99/9").text == "Set up a helpline."
    page = at(walk, walk.office.officer, visit.get_absolute_url())
    told(page, "report published")
    look(page)
    look(go(walk, walk.office.officer, "visits"))
    look(go(walk, walk.office.officer, "visits_programme", visit.pk))
