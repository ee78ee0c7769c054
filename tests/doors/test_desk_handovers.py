"""Handing over, who has what, days that are due and kept filters, as pages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rapporteur.cases.models import Case, HandOver, SavedFilter
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from tests.factories import cases as make
from tests.factories.people import make_desk

pytestmark = pytest.mark.usefixtures("committed")
NOTE = "zyxquorum-handover"


def offer(client, case, to, note=NOTE):
    data = {"to": str(to.membership.pk), "note": note}
    return client.post(reverse("cases_offer", args=[case.pk]), data)


@pytest.mark.requirement("B2")
def test_a_case_is_offered_read_and_accepted(at_work, beside):
    case, other = make.make_case(at_work.office), beside("desk_officer")
    assert at_work.get(reverse("cases_offer", args=[case.pk])).status_code == 200
    assert offer(at_work, case, other).status_code == 302
    handover = HandOver.objects.get()
    assert f"offered to {other.person}" in at_work.get(case.get_absolute_url()).content.decode()
    today_page = other.get("/").content.decode()
    assert f"Take over {case}?" in today_page
    assert NOTE not in today_page

    page = other.get(handover.get_absolute_url()).content.decode()
    assert NOTE in page
    assert Entry.objects.filter(verb="read", by=str(other.person.pk)).count() == 1
    answer = other.post(handover.get_absolute_url(), {"answer": "accept"})
    assert answer.status_code == 302
    assert Case.objects.get().owner == other.person


def test_who_may_not_answer_is_told_and_nonsense_is_not_found(at_work, beside):
    case, other = make.make_case(at_work.office), beside("desk_officer")
    offer(at_work, case, other)
    address = HandOver.objects.get().get_absolute_url()
    page = at_work.get(address).content.decode()
    assert "Take it back" in page
    assert 'value="accept"' not in page
    assert at_work.post(address, {"answer": "accept"}).status_code == 403
    assert at_work.post(address, {"answer": "steal"}).status_code == 404
    assert at_work.post(address, {"answer": "take-back"}).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [{"to": ""}, {"to": "00000000-0000-4000-8000-000000000000"}, {"note": ""}, {"note": "a\x00b"}],
)
def test_a_bad_offer_comes_back_with_what_was_typed(at_work, beside, wrong):
    case, other = make.make_case(at_work.office), beside("desk_officer")
    data = {"to": str(other.membership.pk), "note": "for you", **wrong}
    page = at_work.post(reverse("cases_offer", args=[case.pk]), data)
    assert page.status_code == 200
    assert wrong.get("note", "for you") in page.content.decode()
    assert HandOver.objects.count() == 0


def test_a_refused_offer_and_a_locked_vault_lose_nothing(at_work, beside):
    case, other = make.make_case(at_work.office), beside("desk_officer")
    offer(at_work, case, other)
    again = offer(at_work, case, other, "second try")
    assert "offered to someone already" in again.content.decode()
    at_work.post(reverse("vault_lock"))
    locked = offer(at_work, case, other, "third try").content.decode()
    assert "third try" in locked
    assert "was locked meanwhile" in locked
    address = HandOver.objects.get().get_absolute_url()
    assert at_work.get(address).status_code == 302


@pytest.mark.requirement("RX.1")
def test_another_desk_finds_neither_hand_over_nor_filter(at_work, beside, with_vault):
    case, other = make.make_case(at_work.office), beside("desk_officer")
    offer(at_work, case, other)
    elsewhere = with_vault("coordinator", desk=make_desk("OTHER"))
    assert elsewhere.get(HandOver.objects.get().get_absolute_url()).status_code == 404
    assert elsewhere.get(reverse("cases_offer", args=[case.pk])).status_code == 404
    assert "No case is in work" in elsewhere.get(reverse("cases_shares")).content.decode()
    at_work.post(f"{reverse('filters_keep', args=['cases'])}?mine=on", {"name": "own"})
    kept = SavedFilter.objects.get()
    assert other.post(reverse("filters_let_go", args=[kept.pk])).status_code == 404


@pytest.mark.parametrize("name", ["cases_shares", "filters_keep"])
def test_without_a_key_there_is_no_such_page(at_desk, name):
    args = ["cases"] if name == "filters_keep" else []
    assert at_desk("auditor").get(reverse(name, args=args)).status_code == 403


@pytest.mark.requirement("B1")
def test_a_filter_is_kept_shown_used_and_let_go(at_work):
    case = make.make_case(at_work.office)
    address = reverse("filters_keep", args=["cases"])
    given = "?state=open&mine=on&cause=FATE&page=7&words=somebody"
    assert "shows all" in at_work.post(address, {"name": "all"}).content.decode()
    assert "shows all" in at_work.post(address + given, {"name": "bad"}).content.decode()
    answer = at_work.post(address + "?state=open&mine=on&page=7&words=somebody", {"name": "own"})
    assert answer.url == f"{reverse('cases')}?mine=on&state=open"
    page = at_work.get(answer.url).content.decode()
    assert ">own<" in page
    assert case.reference in page
    kept = SavedFilter.objects.get()
    assert "somebody" not in kept.query
    assert at_work.post(reverse("filters_let_go", args=[kept.pk])).status_code == 302
    assert "None yet" in at_work.get(address).content.decode()
    assert at_work.get(reverse("filters_keep", args=["letters"])).status_code == 404


@pytest.mark.requirement("B1")
def test_a_filter_of_the_queue_is_kept_too(at_work):
    address = reverse("filters_keep", args=["received"]) + "?urgent=yes"
    answer = at_work.post(address, {"name": "cannot wait"})
    assert answer.url == f"{reverse('received')}?urgent=yes"
    assert "cannot wait" in at_work.get(answer.url).content.decode()


@pytest.mark.requirement("B6")
def test_a_day_that_has_passed_is_still_only_a_day(at_work):
    case = make.make_case(at_work.office)
    Case.objects.update(opened_on=today() - timedelta(days=100))
    for address in ("/", reverse("cases"), case.get_absolute_url()):
        page = at_work.get(address).content.decode().lower()
        assert "due on" in page
        assert "overdue" not in page
        assert "missed" not in page
    assert "Risk: not known." in at_work.get(case.get_absolute_url()).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_who_has_what_asks_the_same_number_of_queries(at_work, django_assert_num_queries, rows):
    for _ in range(rows):
        make.make_case(at_work.office)
    at_work.get("/")
    with django_assert_num_queries(7):
        assert at_work.person.name in at_work.get(reverse("cases_shares")).content.decode()
