"""Reports and recommendations of our own at the desk, each step by its page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rapporteur.follow_up.actions import reporting
from rapporteur.follow_up.models import FollowUpReport, Proposal
from rapporteur.kernel.clock import today
from tests.doors.test_desk_follow_up import page
from tests.factories.cases import Office, make_office
from tests.factories.follow_up import count, make_evidence, make_following, release
from tests.follow_up.test_proposing import WHOLE

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def client(committed, at_desk, monkeypatch):
    """Return a client of an officer of a desk; the others of the office are its colleagues."""
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    office = make_office()
    client = at_desk("desk_officer", desk=office.desk)
    client.office = Office(office.desk, client.person, office.second, office.holder, office.keyring)
    return client


@pytest.fixture
def report(client):
    one = make_following(client.office)
    item = make_evidence(client.office, one, by=client.office.holder)
    count(client.office, item, by=client.person)
    given = {"country": "XEX", "language": "en", "on": today().isoformat()}
    address = reverse("follow_up_reports")
    assert client.get(address).status_code == 200
    assert client.post(address, given).status_code == 302
    made = FollowUpReport.objects.get()
    made.item = item
    return made


def step(client, report, verb, **given):
    return client.post(reverse("follow_up_report_step", args=[report.pk, verb]), given)


@pytest.mark.requirement("R35.3", "E10")
def test_a_report_shows_voices_figures_and_what_it_waits_for(client, report):
    shown = page(client, "follow_up_report", report.pk)
    for words in (
        *("A bill was tabled in March.", "Nothing received that counts."),
        *("Recommendations followed", "1 item waits for an answer"),
        *("justice and police", "Not assessed by the mandate."),
    ):
        assert words in shown
    assert "?country=XEX&amp;closed=on" in shown


@pytest.mark.requirement("R35.3")
@pytest.mark.parametrize(
    ("ending", "start"), [("docx", b"PK"), ("pdf", b"%PDF"), ("xml", b"<?xml")]
)
def test_a_report_is_handed_out_as_a_file(client, report, ending, start):
    answer = client.get(reverse("follow_up_report_file", args=[report.pk, ending]))
    assert answer.content.startswith(start)
    assert f"follow-up-XEX-{today():%Y-%m-%d}-en.{ending}" in answer["Content-Disposition"]


@pytest.mark.requirement("R35.3")
def test_a_report_walks_its_steps_by_its_page(client, report):
    assert step(client, report, "renew", introduction="First words.").status_code == 302
    assert "First words." in page(client, "follow_up_report", report.pk)
    step(client, report, "hand_up")
    assert "did not prepare it" in page(client, "follow_up_report", report.pk)
    reporting.approve(report, by=client.office.second)
    yesterday = (today() - timedelta(days=1)).isoformat()
    bad = step(client, report, "show", shown_on=yesterday, comments_until="2001-01-01")
    assert "a later one" in bad.content.decode()
    step(client, report, "show", shown_on=yesterday, comments_until=yesterday)
    step(client, report, "ask_again")
    confirm = reverse("follow_up_confirm", args=[report.item.pk])
    client.post(confirm, {"attribution": "by_kind"})
    public = reverse("follow_up_report_public", args=[report.pk])
    assert "someone who did not prepare it" in client.get(public).content.decode()
    release(client.office, report, by=client.office.second)
    assert client.get(public).status_code == 404
    assert "Public from" in page(client, "follow_up_report", report.pk)
    assert step(client, report, "withdraw", why="an error").status_code == 302
    assert "withdrawn" in page(client, "follow_up_report", report.pk)


@pytest.mark.requirement("E13")
def test_a_report_stands_in_its_own_language_and_direction(client, report):
    made = reporting.prepare(report.desk, report.country, language="ar", by=client.person)
    shown = page(client, "follow_up_report", made.pk)
    assert '<div class="stack" lang="ar" dir="rtl">' in shown
    assert "ما يشمله هذا التقرير" in shown


def test_what_is_not_there_is_not_found(client, report):
    for verb in ("burn", "hand_up"):
        address = reverse("follow_up_report_step", args=[report.pk, verb])
        assert client.get(address).status_code == 404
    address = reverse("follow_up_report_file", args=[report.pk, "odt"])
    assert client.get(address).status_code == 404


@pytest.mark.requirement("R53.1", "R32.4", "R32.5")
def test_a_recommendation_of_our_own_is_checked_and_made_final(client):
    assert "Exerland" in page(client, "follow_up_proposals")
    address = reverse("follow_up_propose", args=["XEX"])
    assert client.get(address).status_code == 200
    given = {"mechanism": "own_visit", "language": "en", **WHOLE}
    lesson = {"relevant_to": ["FRA"], "similar": "exercise only"}
    bad = client.post(address, {**given, **lesson, "similar": ""})
    assert "similar" in bad.content.decode()
    client.post(address, {**given, **lesson, "concrete": ""})
    one = Proposal.objects.get()
    finish = reverse("follow_up_finish", args=[one.pk])
    assert client.post(finish).status_code == 403
    assert "missing" in page(client, "follow_up_proposal", one.pk)
    client.post(one.get_absolute_url(), {**given, **lesson})
    assert client.post(finish).status_code == 302
    assert "companies" in page(client, "follow_up_proposal", one.pk)
    shown = page(client, "follow_up", country="FRA")
    assert WHOLE["text"] in shown
    assert "no obligation of this State" in shown
    assert WHOLE["text"] not in page(client, "follow_up", country="XEX")
