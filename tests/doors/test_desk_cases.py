"""Cases as pages: the list and its filters, one case, notes, consents, owner, closing."""

import pytest
from django.urls import reverse

from rapporteur.cases.models import Case, Consent, Note
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from tests.factories import cases as make
from tests.factories.people import make_desk

CANARY = "zyxquorum-case"


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "queries"), [("cases", 11), ("cases_emerging", 8)])
def test_lists_ask_the_same_number_of_queries(
    at_work, django_assert_num_queries, rows, name, queries
):
    for _ in range(rows):
        make.describe(make.make_triage(at_work.office), at_work.office, "OTHER_EMERGING")
    at_work.get("/")

    with django_assert_num_queries(queries):
        at_work.get(reverse(name))


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_today_asks_the_same_number_of_queries(at_work, django_assert_num_queries, rows):
    for _ in range(rows):
        make.make_submission(at_work.office, soon="yes")
        make.describe(make.make_triage(at_work.office), at_work.office)
    at_work.get("/")

    with django_assert_num_queries(80):
        page = at_work.get("/").content.decode()

    assert page.count("Open what cannot wait") == rows
    assert f"{rows} submission" in page
    assert "XEX · SALE.ADOPTION · 2026-03" in page


@pytest.mark.django_db
@pytest.mark.requirement("R19.1", "R41.1")
@pytest.mark.parametrize(
    ("filters", "is_shown"),
    [
        ({"cause": "POVERTY"}, True),
        ({"cause": "ICT"}, False),
        ({"side": "demand"}, True),
        ({"side": "supply"}, False),
        ({"iso3": "XEX"}, True),
        ({"iso3": "FRA"}, False),
        ({"state": "triage", "mine": "on"}, True),
        ({"state": "closed"}, False),
        ({"cause": "FATE"}, True),
    ],
)
def test_cases_are_found_by_cause_side_and_state(at_work, filters, is_shown):
    triage = make.describe(
        make.make_triage(at_work.office), at_work.office, causes=("POVERTY",), side="demand"
    )
    page = at_work.get(reverse("cases"), filters).content.decode()
    assert (triage.case.reference in page) is is_shown


@pytest.mark.django_db
@pytest.mark.requirement("R17.3")
def test_what_is_emerging_or_uncoded_stands_on_the_list_of_the_week(at_work):
    office = at_work.office
    new = make.describe(make.make_triage(office), office, emerging=True).case
    uncoded = make.make_triage(office).case
    coded = make.describe(make.make_triage(office), office).case
    page = at_work.get(reverse("cases_emerging")).content.decode()
    assert new.reference in page
    assert uncoded.reference in page
    assert coded.reference not in page
    assert "Week of" in page


@pytest.mark.django_db
def test_a_case_shows_its_timeline_and_what_is_like_it(at_work):
    office = at_work.office
    case = make.describe(make.make_triage(office), office).case
    alike = make.describe(make.make_triage(office), office).case
    page = at_work.get(case.get_absolute_url()).content.decode()
    assert "case opened" in page
    assert "submission joined" in page
    assert "triage 1 begun" in page
    assert alike.reference in page
    assert "May we write to the Government concerned about this?" in page


@pytest.mark.django_db
@pytest.mark.requirement("RX.1")
def test_a_case_of_another_desk_is_not_there(at_work, with_vault):
    case = make.make_case(at_work.office)
    other = with_vault("coordinator", desk=make_desk("OTHER"))
    assert case.reference not in other.get(reverse("cases")).content.decode()
    for name in ("case", "notes", "owner", "consent"):
        assert other.get(reverse(f"cases_{name}", args=[case.pk])).status_code == 404
    assert other.post(reverse("cases_begin", args=[case.pk])).status_code == 404
    assert other.get(reverse("cases_move", args=[case.pk, "close"])).status_code == 404


@pytest.mark.django_db
def test_owner_and_consent_are_changed_on_their_pages(at_work, beside):
    case = make.make_case(at_work.office)
    other = beside("desk_officer")
    owner = {"owner": str(other.membership.pk)}
    assert at_work.post(reverse("cases_owner", args=[case.pk]), owner).status_code == 302
    said = {
        "submission": str(case.joined.get().submission_id),
        "purpose": "may_publish",
        "answer": "no",
        "told": "message",
        "said_on": today().isoformat(),
    }
    assert at_work.post(reverse("cases_consent", args=[case.pk]), said).status_code == 302
    case.refresh_from_db()
    assert case.owner == other.person
    assert Consent.objects.get(told="message").answer == "no"
    assert "a message in its thread" in at_work.get(case.get_absolute_url()).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"submission": "00000000-0000-4000-8000-000000000000"},
        {"purpose": "may_everything"},
        {"answer": ""},
        {"told": "submission"},
        {"said_on": "yesterday"},
        {"said_on": "9999-99-99"},
    ],
)
def test_a_consent_that_cannot_be_is_said_and_stays(at_work, wrong):
    case = make.make_case(at_work.office)
    said = {
        "submission": str(case.joined.get().submission_id),
        "purpose": "may_publish",
        "answer": "no",
        "told": "message",
        "said_on": today().isoformat(),
        **wrong,
    }
    answer = at_work.post(reverse("cases_consent", args=[case.pk]), said)
    assert "errorlist" in answer.content.decode()
    assert not Consent.objects.filter(told="message").exists()


@pytest.mark.django_db
def test_a_page_that_opens_sealed_words_asks_for_the_vault_first(at_work):
    case = make.make_case(at_work.office)
    at_work.post(reverse("vault_lock"))
    for address in (
        reverse("cases_notes", args=[case.pk]),
        reverse("cases_move", args=[case.pk, "close"]),
    ):
        assert at_work.get(address).url.startswith(reverse("vault_unlock"))
    assert at_work.get(case.get_absolute_url()).status_code == 200


def test_a_day_before_the_submission_is_refused_in_words(committed, at_work):
    case = make.make_case(at_work.office)
    said = {
        "submission": str(case.joined.get().submission_id),
        "purpose": "may_publish",
        "answer": "no",
        "told": "message",
        "said_on": "2001-01-01",
    }
    page = at_work.post(reverse("cases_consent", args=[case.pk]), said).content.decode()
    assert "before the submission" in page
    assert 'value="2001-01-01"' in page


def test_a_note_is_sealed_and_each_reading_journalled(committed, at_work):
    case = make.make_case(at_work.office)
    address = reverse("cases_notes", args=[case.pk])
    assert at_work.post(address, {"text": CANARY}).url == address
    assert CANARY in at_work.get(address).content.decode()
    assert Entry.objects.filter(verb="read", by=str(at_work.person.pk)).count() == 1
    assert "errorlist" in at_work.post(address, {"text": ""}).content.decode()
    assert Note.objects.count() == 1


def test_a_case_is_closed_and_opened_again_with_reasons(committed, at_work, beside):
    office = make.office_of(at_work, holder=beside("mandate_holder").person)
    case = make.make_decided(office).case
    close, reopen = (reverse("cases_move", args=[case.pk, move]) for move in ("close", "reopen"))
    assert at_work.get(reverse("cases_move", args=[case.pk, "burn"])).status_code == 404
    assert "errorlist" in at_work.post(close, {"reason": " "}).content.decode()
    assert at_work.post(close, {"reason": CANARY}).url == case.get_absolute_url()
    again = at_work.post(close, {"reason": CANARY}).content.decode()
    assert "state has changed" in again
    assert CANARY in again
    assert at_work.post(reopen, {"reason": "more came in"}).url == case.get_absolute_url()
    begun = at_work.post(reverse("cases_begin", args=[case.pk]))
    case.refresh_from_db()
    assert begun.url == reverse("cases_triage", args=[case.current_id])
    assert case.triages.count() == 2
    assert at_work.post(reverse("cases_begin", args=[case.pk])).status_code == 403


def test_closing_waits_where_the_vault_locked_meanwhile(committed, at_work, beside):
    office = make.office_of(at_work, holder=beside("mandate_holder").person)
    case = make.make_decided(office).case
    at_work.post(reverse("vault_lock"))
    close = reverse("cases_move", args=[case.pk, "close"])
    page = at_work.post(close, {"reason": CANARY}).content.decode()
    assert "locked meanwhile" in page
    assert CANARY in page
    assert Case.objects.get().state == "decided"
