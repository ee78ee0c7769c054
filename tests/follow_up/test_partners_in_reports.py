"""A partner is asked again, for each report, how its word may stand; what it took back is not told."""

from datetime import timedelta

import pytest

from rapporteur.follow_up.actions import contributions, evidence
from rapporteur.follow_up.actions import reporting as acts
from rapporteur.follow_up.actions.evidence import Finding
from rapporteur.follow_up.reporting import Body
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.partners import actions as partners
from rapporteur.partners.models import AttributionRequest, Contribution
from tests.factories.cases import make_office
from tests.factories.follow_up import count, make_following, release
from tests.factories.law import make_country
from tests.factories.partners import make_ask, make_partner, make_progress

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("E8", "R35.4")]


@pytest.fixture
def office(committed, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


@pytest.fixture
def given(office):
    """Return an item that a partner brought and that counts."""
    one = make_following(office)
    partner = make_partner(office)
    asked = make_ask(office, subject=one.recommendation_id)
    brought = make_progress(partner, asked, attribution="by_kind")
    item = contributions.take_over(one, brought, office.keyring, by=office.officer)
    count(office, item)
    item.partner, item.brought = partner, brought
    return item


def lines(report):
    (entry,) = Body.of(report.body).entries
    return [line.who for line in entry.columns["ngo"]]


def told_of_by_organizations(report):
    (figure,) = [one for one in Body.of(report.body).figures if one.voice == "ngo"]
    return figure.value


def prepare(office):
    return acts.prepare(office.desk, make_country("XEX"), language="en", by=office.officer)


def test_a_partner_is_asked_once_for_each_report_and_its_answer_holds(office, given):
    report = prepare(office)
    assert lines(report) == ["non-governmental organization"]
    acts.hand_up(report, by=office.officer)
    acts.approve(report, by=office.second)
    day = today() - timedelta(days=1)
    acts.show_to_state(report, shown_on=day, comments_until=day, by=office.officer)
    assert [acts.ask_again(report, by=office.officer) for _ in range(2)] == [1, 0]
    with pytest.raises(Refused, match="asked again"):
        release(office, report)
    asked = AttributionRequest.objects.get()
    partners.answer_attribution(asked, attribution="desk_only", by=given.partner.account)
    assert told_of_by_organizations(report) == 1
    published = release(office, report)
    assert lines(published) == []
    assert told_of_by_organizations(published) == 0  # no number says that somebody spoke


def test_what_was_taken_back_is_not_told_and_counts_no_more(office, given):
    partners.withdraw(given.brought, by=given.partner.account)
    assert lines(prepare(office)) == []
    evidence.review(given, Finding("taken back"), counts=False, by=office.officer)
    with pytest.raises(Refused, match="took it back"):
        count(office, given)


def test_a_review_is_told_at_the_partners_door(office, given):
    assert Contribution.objects.get().state == "accepted"
    evidence.review(given, Finding("no source"), counts=False, by=office.officer)
    assert Contribution.objects.get().state == "declined"
    partners.review(Contribution.objects.get(), accept=True, why="after all", by=office.officer)
    count(office, given)
    assert Contribution.objects.get().state == "accepted"
