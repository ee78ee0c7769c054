"""A State reports, an organization contradicts it unnamed, the desk assesses, a report is published.

In a real browser without script, one door after the other: a server keeps what its door began with.
"""

from datetime import timedelta

import pytest
from django.urls import reverse

from rapporteur.follow_up.actions import reporting
from rapporteur.follow_up.models import Evidence, FollowUpReport
from rapporteur.kernel.clock import today
from rapporteur.partners import actions as partners
from rapporteur.partners.models import AttributionRequest
from tests.factories.cases import make_office
from tests.factories.communications import make_mission
from tests.factories.follow_up import TEXT, make_following, release
from tests.factories.partners import make_ask, make_partner
from tests.factories.people import code
from tests.journeys.browsing import look
from tests.journeys.test_cases import enter, unlock
from tests.journeys.test_signing_in import sign_in
from tests.journeys.walking import send, told
from tests.kernel.files.documents import PDF_TYPE, pdf

pytestmark = [
    *(pytest.mark.journey, pytest.mark.full),
    pytest.mark.requirement("R35.3", "R35.4", "R50.3", "E7", "E8"),
]
GAZETTE = {"name": "gazette.pdf", "mimeType": PDF_TYPE, "buffer": pdf("Article 1")}


def visitor(browser, address, account):
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, address, account.email, digits=code())
    return page


def state_reports(browser, address, account):
    page = visitor(browser, address, account)
    page.click("text=Recommendations to your State")
    look(page)
    page.click(f"main >> text={TEXT}")
    page.fill("#id_text", "The law is in force.")
    page.set_input_files("#id_file", GAZETTE)
    page.click("text=Send the report")
    told(page, "Sealed and sent to the desk", "received")
    look(page)


def partner_contradicts(browser, address, account):
    page = visitor(browser, address, account)
    page.click("main >> a:has-text('Report')")
    page.fill("#id_text", "No court has applied it.")
    page.check("input[name=attribution][value=by_kind]")
    send(page)
    told(page, "Sealed and sent to the desk")


def review(page, voice, strength, summary):
    page.click(f"main >> a:text-is('{voice}')")
    look(page)
    page.check("input[name=counts][value=yes]")
    page.select_option("#id_strength", strength)
    page.fill("#id_summary", summary)
    page.fill("#id_reason", "It was checked.")
    page.click("main >> button:text-is('Review it')")
    told(page, "Reviewed.", summary)


def assess(page):
    page.click("text=Add an assessment")
    page.select_option("#id_mark", "INTERNAL/PARTIAL")
    page.fill("#id_view", "The law stands; nobody applies it yet.")
    for box in page.query_selector_all("input[name=evidence]"):
        box.check()
    send(page)
    told(page, "partly implemented", "rests on 2 items of evidence")


def prepare(page, desk):
    page.goto(f"{desk}{reverse('follow_up_reports')}")
    page.select_option("#id_country", "XEX")
    send(page)
    told(page, "The law is in force since March.", "non-governmental organization")
    assert "Children first" not in page.content()
    look(page)
    page.click("text=Hand it up")


def test_from_the_report_of_a_state_to_the_report_on_follow_up(browser, serve, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    office = make_office()
    one = make_following(office)
    partner = make_partner(office)
    make_ask(office, subject=one.recommendation_id, title=TEXT)
    state_reports(browser, serve("missions"), make_mission(office)[0])
    partner_contradicts(browser, serve("partners"), partner.account)

    desk = serve("desk")
    page = enter(browser, desk, office.officer)
    page.goto(f"{desk}{reverse('vault_unlock')}")
    unlock(page)
    page.goto(f"{desk}{one.get_absolute_url()}")
    look(page)
    page.click("text=Take it over for review")
    told(page, "No court has applied it.")
    page.goto(f"{desk}{one.get_absolute_url()}")
    review(page, "Government", "LAW", "The law is in force since March.")
    review(page, "Non-governmental organization", "NGO_CHILD_REPORT", "No judgment was found.")
    assess(page)
    look(page)
    prepare(page, desk)

    report = FollowUpReport.objects.get()
    reporting.approve(report, by=office.second)
    day = today() - timedelta(days=1)
    reporting.show_to_state(report, shown_on=day, comments_until=day, by=office.officer)
    page.goto(f"{desk}{report.get_absolute_url()}")
    page.click("text=Ask partners how they may stand")
    asked = AttributionRequest.objects.get()
    partners.answer_attribution(asked, attribution="by_kind", by=partner.account)
    page.goto(f"{desk}{report.get_absolute_url()}")
    page.click("text=Read what will be public")
    look(page)
    told(page, "No judgment was found.", "someone who did not prepare it")
    release(office, report)
    page.goto(f"{desk}{report.get_absolute_url()}")
    told(page, "published", "The law stands; nobody applies it yet.", "No judgment was found.")
    assert Evidence.objects.counted().count() == 2
    for context in browser.contexts:
        context.close()
