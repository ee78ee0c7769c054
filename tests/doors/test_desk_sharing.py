"""Sharing with another mandate as pages, with the rights of the door: both desks, and Today."""

import pytest
from django.urls import reverse

from rapporteur.cases import consents
from rapporteur.cases.models import Consent
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.people.accounts.models import Account
from rapporteur.sharing.models import Sharing
from tests.factories import cases as make
from tests.factories.canaries import EACH_FAULT, faults, found
from tests.factories.people import make_desk, make_member

pytestmark = [pytest.mark.requirement("R26.2"), pytest.mark.usefixtures("committed")]
CANARY = "zyxquorum-shared"
FAULTS = faults(CANARY)


def url(name, *more):
    return reverse(name, args=more)


@pytest.fixture
def receiving(at_work, with_vault):
    """Return a client of another desk, whose unlocking made its key."""
    return with_vault("coordinator", "desk_officer", desk=make_desk("SLAVERY"))


@pytest.fixture
def case(at_work):
    return make.make_case(at_work.office, may_share="yes", what=f"{CANARY} was told")


def typed(case, receiving, **more):
    given = {
        "desk": receiving.desk.pk,
        "submissions": [str(case.joined.get().submission_id)],
        "summary": f"{CANARY} in our words",
        "reason": f"{CANARY} for the river",
    }
    return {**given, **more}


def share(client, case, receiving, **more):
    return client.post(
        url("cases_share_new", case.pk), typed(case, receiving, **more), follow=True
    ).content.decode()


def withdrawn(case, person):
    consents.change(
        case,
        case.joined.get().submission,
        "may_share",
        "no",
        told="spoken",
        said_on=today(),
        by=person,
    )


def test_from_the_case_to_the_other_desk_and_back(at_work, receiving, case):
    assert url("cases_share", case.pk) in at_work.get(case.get_absolute_url()).content.decode()
    assert "Nothing of this case" in at_work.get(url("cases_share", case.pk)).content.decode()
    before = at_work.get(url("cases_share_new", case.pk)).content.decode()
    assert "cannot be taken back" in before
    assert "may go" in before
    assert str(receiving.desk) in before

    after = share(at_work, case, receiving)
    assert f"{receiving.desk} reads it from now on" in after
    assert f"{CANARY} for the river" in after
    assert str(at_work.person) in after

    made = Sharing.objects.get()
    listed = receiving.get(url("shared")).content.decode()
    assert url("shared_one", made.pk) in listed
    assert CANARY not in listed
    records = {str(one) for one in made.records()}
    read = Entry.objects.filter(verb="read", by=str(receiving.person.pk))
    assert not read.exists()
    page = receiving.get(url("shared_one", made.pk)).content.decode()
    for text in ("was told", "in our words", "for the river"):
        assert f"{CANARY} {text}" in page
    assert "A. Source" not in page
    assert set(read.values_list("subject_id", flat=True)) == records

    stop = url("cases_share_stop", made.pk)
    assert "stays read" in at_work.get(stop).content.decode()
    assert "opens it no more" in at_work.post(stop, follow=True).content.decode()
    page = receiving.get(url("shared_one", made.pk)).content.decode()
    assert "stopped sharing this" in page
    assert CANARY not in page
    assert "stopped already" in at_work.post(stop).content.decode()


def test_a_summary_is_written_anew_for_both(at_work, receiving, case):
    share(at_work, case, receiving)
    made = Sharing.objects.get()
    address = url("cases_share_summary", made.pk)
    assert f"{CANARY} in our words" in at_work.get(address).content.decode()
    page = at_work.post(address, {"number": 1, "summary": "shorter"}, follow=True)
    assert "Both desks read the new summary" in page.content.decode()
    assert "shorter" in receiving.get(url("shared_one", made.pk)).content.decode()
    page = at_work.post(address, {"number": 1, "summary": f"{CANARY} late"}).content.decode()
    assert "Somebody else has written" in page
    assert f"{CANARY} late" in page


def test_a_consent_that_was_taken_back_is_told_to_both(at_work, receiving, case):
    share(at_work, case, receiving)
    made = Sharing.objects.get()
    line = f"Stop sharing {case} with {receiving.desk}"
    assert line not in at_work.get("/").content.decode()
    withdrawn(case, at_work.person)
    assert line in at_work.get("/").content.decode()
    assert line not in receiving.get("/").content.decode()
    given = at_work.get(url("cases_share", case.pk)).content.decode()
    assert "A source does not allow it any more" in given
    told = receiving.get(url("shared_one", made.pk)).content.decode()
    assert "Use nothing of it" in told
    new = at_work.get(url("cases_share_new", case.pk)).content.decode()
    assert "has not said yes" in new
    at_work.post(url("cases_share_stop", made.pk))
    assert line not in at_work.get("/").content.decode()


def test_a_refusal_loses_nothing_that_was_typed(at_work, receiving, case):
    withdrawn(case, at_work.person)
    page = share(at_work, case, receiving)
    assert "has not said yes to other mandates" in page
    for text in ("in our words", "for the river"):
        assert f"{CANARY} {text}" in page
    assert not Sharing.objects.exists()
    assert Entry.objects.filter(outcome="refused").exists()
    page = share(at_work, case, receiving, desk=at_work.desk.pk, summary="a\u202eb")
    assert "hidden mark" in page
    assert f"{CANARY} for the river" in page
    long = share(at_work, case, receiving, summary="x" * 12_001)
    assert "12000" in long.replace(",", "").replace("\xa0", "")
    assert "x" * 12_001 in long


@pytest.mark.full
def test_a_locked_vault_asks_nothing_away(at_work, receiving, case):
    share(at_work, case, receiving)
    made = Sharing.objects.get()
    at_work.post(url("vault_lock"))
    for name, pk in (
        ("cases_share", case.pk),
        ("cases_share_new", case.pk),
        ("cases_share_summary", made.pk),
    ):
        assert at_work.get(url(name, pk)).status_code == 302
    page = share(at_work, case, receiving)
    assert "locked meanwhile" in page
    assert f"{CANARY} for the river" in page
    receiving.post(url("vault_lock"))
    assert receiving.get(url("shared_one", made.pk)).status_code == 302


def test_nobody_else_finds_it(at_work, receiving, case, with_vault, at_desk):
    share(at_work, case, receiving)
    made = Sharing.objects.get()
    third = with_vault("desk_officer", desk=make_desk("FOOD"))
    for name in ("shared_one", "cases_share_stop", "cases_share_summary"):
        assert third.get(url(name, made.pk)).status_code == 404
    assert third.get(url("cases_share", case.pk)).status_code == 404
    assert receiving.get(url("cases_share_stop", made.pk)).status_code == 404
    assert at_work.get(url("shared_one", made.pk)).status_code == 404
    auditor = at_desk("auditor", desk=receiving.desk)
    assert auditor.get(url("shared")).status_code == 403
    assert "Shared with us" not in auditor.get("/").content.decode()
    assert "Shared with us" in receiving.get("/").content.decode()


def test_a_new_member_of_the_other_desk_who_is_denied_is_told_of(at_work, beside, receiving, case):
    officer, _holder = beside("desk_officer"), beside("mandate_holder")
    given = {"whom": officer.membership.pk, "ground": "state", "words": "x"}
    at_work.post(url("cases_deny", case.pk), given)
    share(at_work, case, receiving)
    made = Sharing.objects.get()
    make_member(receiving.desk, "desk_officer", account=Account.objects.get(pk=officer.person.pk))
    assert officer.get(url("shared_one", made.pk)).status_code == 404
    assert "belongs to that desk now" in at_work.get("/").content.decode()


@pytest.mark.full
def test_what_was_changed_in_the_database_is_told_on_both_pages(at_work, receiving, case):
    share(at_work, case, receiving)
    made = Sharing.objects.get()
    SealedRecord.objects.filter(pk=made.reason.record_id).update(kind="cases.note")
    said = "changed in the database"
    assert said in at_work.get(url("cases_share", case.pk)).content.decode()
    assert said in receiving.get(url("shared_one", made.pk)).content.decode()


@pytest.mark.full
def test_without_another_desk_it_is_said(at_work):
    case = make.make_child_case(at_work.office)
    Consent.objects.all().delete()
    page = at_work.get(url("cases_share_new", case.pk)).content.decode()
    assert "No other mandate has a desk" in page
    assert "not asked" in page
    assert "<textarea" not in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_queries(
    at_work, receiving, django_assert_num_queries, rows
):
    for _each in range(rows):
        share(at_work, make.make_case(at_work.office, may_share="yes"), receiving)
    receiving.get(url("shared"))
    with django_assert_num_queries(8):
        page = receiving.get(url("shared")).content.decode()
    assert page.count("to read") == rows


def test_what_is_typed_lies_nowhere_in_the_clear(at_work, receiving, case, caplog):
    share(at_work, case, receiving)
    made = Sharing.objects.get()
    at_work.post(url("cases_share_summary", made.pk), {"number": 1, "summary": f"{CANARY} anew"})
    receiving.get(url("shared_one", made.pk))
    assert made.summary.versions.count() == 2
    assert found(CANARY, caplog.text) == []


@pytest.mark.full
@pytest.mark.parametrize("fault", EACH_FAULT)
def test_a_fault_keeps_nothing(at_work, receiving, case, caplog, monkeypatch, fault):
    before = SealedRecord.objects.count()
    broken, error = FAULTS[fault]
    monkeypatch.setattr(records, "wrap", broken)
    at_work.raise_request_exception = False
    answer = at_work.post(url("cases_share_new", case.pk), typed(case, receiving))
    assert answer.status_code == 500
    assert error.__name__ in caplog.text
    assert found(CANARY, caplog.text, answer.content.decode()) == []
    assert SealedRecord.objects.count() == before
    assert not Sharing.objects.exists()
