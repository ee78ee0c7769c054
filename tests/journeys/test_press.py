"""A press statement in a real browser without script: refused, excepted, approved, held, public."""

import pytest
from django.urls import reverse

from rapporteur.press import chores
from rapporteur.press.models import PressStatement
from tests.factories import press as make
from tests.factories.cases import make_office
from tests.journeys.test_cases import enter, unlock
from tests.journeys.test_signing_in import desk
from tests.journeys.walking import send, told

__all__ = ["desk"]  # a fixture
pytestmark = [pytest.mark.journey, pytest.mark.full, pytest.mark.requirement("R29.1", "R31.4")]


@pytest.fixture
def office(monkeypatch, desk):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


@pytest.fixture
def at(browser, desk, office):
    pages = {}

    def go(person, path):
        if person.pk not in pages:
            page = pages[person.pk] = enter(browser, desk, person)
            page.goto(f"{desk}{reverse('vault_unlock')}")
            unlock(page)
        pages[person.pk].goto(desk + path)
        return pages[person.pk]

    yield go
    for context in browser.contexts:
        context.close()


def answer(page):
    for one in page.query_selector_all("main input[type=radio][value=yes]"):
        one.check()
    send(page)
    told(page, "Your answers are kept for this version.")


def test_a_statement_is_refused_then_excepted_approved_held_and_public(at, office, browser, serve):
    letter = make.make_letter(office, days_ago=0)
    page = at(office.officer, reverse("communications_letter", args=[letter.pk]))
    page.click("main a:text-is('Write a press statement')")
    page.fill("#id_title_en", make.TITLE)
    page.fill("#id_text_en", make.TEXT)
    send(page)
    told(page, make.TITLE, "confidential")
    statement = PressStatement.objects.get()
    one = statement.get_absolute_url()
    page.click("main a:text-is('Checklist')")
    answer(page)
    told(at(office.second, one), "A letter that it speaks of is confidential still.")

    page = at(office.officer, f"{one}write/")
    page.select_option("#id_exception", "grave")
    page.fill("#id_why", make.REASON)
    page.fill("#id_day", make.in_hours(48).date().isoformat())
    page.fill("#id_hour", "11:30")
    send(page)
    page.click("main a:text-is('Checklist')")
    answer(page)
    page = at(office.second, one)
    page.click("main a:text-is('Approve it')")
    told(page, make.REASON)
    page.check("#id_agrees")
    send(page)
    page = at(office.officer, one)
    page.click("main a:text-is('Hold it to its hour')")
    send(page)
    told(page, "under embargo until")

    public = browser.new_context(java_script_enabled=False).new_page()
    address = f"{serve('public')}/en/statements/"
    public.goto(address)
    assert make.TITLE not in public.content()
    make.hour_has_come(make.fresh(statement))
    assert chores.release(statement.pk)
    public = browser.new_context(java_script_enabled=False).new_page()  # with nothing kept
    public.goto(address)
    public.click(f"text={make.TITLE}")
    told(public, "The Government has not replied yet.")
