"""Keeping and erasing as pages: Today, holds, asking, agreeing, the certificate."""

from datetime import timedelta

import pytest
from django.urls import reverse

from rapporteur.cases.models import Case, Note
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal.models import Entry
from rapporteur.retention.models import Hold, Purge
from tests.factories import cases as make

pytestmark = [pytest.mark.requirement("SG11"), pytest.mark.usefixtures("committed")]
CANARY = "zyxquorum-hold"


@pytest.fixture
def case(at_work):
    made = make.make_case(at_work.office)
    Note(
        case=made,
        kind="closing",
        sealed=make.make_submission(at_work.office).sealed,
        by=at_work.person,
        at=now() - timedelta(days=800),
    ).save(force_insert=True)
    Case.objects.filter(pk=made.pk).update(state="closed")
    return made


def url(name, pk, *more):
    return reverse(f"retention_{name}", args=[pk, *more])


def test_from_due_on_today_to_the_certificate(at_work, beside, case):
    assert "Its time is over" in at_work.get("/").content.decode()
    page = at_work.get(url("case", case.pk)).content.decode()
    assert url("ask", case.pk, "unsent") in page
    assert "An assumption" in page
    assert "30 days" in at_work.get(url("ask", case.pk, "unsent")).content.decode()
    at_work.post(url("ask", case.pk, "unsent"))
    purge = Purge.objects.get()
    assert "Another person agrees" in at_work.get(url("case", case.pk)).content.decode()
    assert at_work.get(url("certificate", purge.pk)).url == url("case", case.pk)
    Purge.objects.update(not_before=today(), asked_on=today() - timedelta(days=30))

    refused = at_work.post(url("agree", purge.pk)).content.decode()
    assert "another person agrees" in refused
    other = beside("desk_officer")
    assert "Agree to erase, or not" in other.get("/").content.decode()
    assert "nobody brings them back" in other.get(url("agree", purge.pk)).content.decode()
    done = other.post(url("agree", purge.pk), follow=True).content.decode()

    assert "Certificate of erasure" in done
    assert str(at_work.person) in done
    assert str(other.person) in done
    assert "No backup that was begun before" in done
    assert Entry.objects.filter(verb="agree to erase", outcome="refused").count() <= 1
    erased = other.get(reverse("cases_case", args=[case.pk]))
    assert (erased.status_code, "erased" in erased.content.decode()) == (200, True)
    opened = other.get(reverse("received_open", args=[case.joined.get().submission_id]))
    assert "erased by two people" in opened.content.decode()


def test_a_hold_is_put_there_and_lifted_by_another(at_work, beside, case):
    assert "Put a hold on it" in at_work.get(url("case", case.pk)).content.decode()
    assert at_work.get(url("hold", case.pk)).status_code == 200
    at_work.post(url("hold", case.pk), {"reason": CANARY})
    page = at_work.get(url("case", case.pk)).content.decode()
    assert "A hold stands since" in page
    assert "Lift the hold" not in page
    assert CANARY not in page
    refused = at_work.post(url("hold", case.pk), {"reason": "I changed my mind"})
    assert "Another person lifts" in refused.content.decode()
    assert "Its time is over" not in at_work.get("/").content.decode()

    other = beside("mandate_holder")
    assert "Lift the hold" in other.get(url("case", case.pk)).content.decode()
    other.post(url("hold", case.pk), {"reason": "answered"})
    assert Hold.objects.standing().count() == 0


def test_what_was_asked_for_is_withdrawn(at_work, case):
    at_work.post(url("ask", case.pk, "unsent"))
    again = at_work.post(url("ask", case.pk, "unsent")).content.decode()
    assert "asked for already" in again
    assert at_work.get(url("withdraw", Purge.objects.get().pk)).status_code == 405
    at_work.post(url("withdraw", Purge.objects.get().pk))
    assert Purge.objects.waiting().count() == 0


def test_a_locked_vault_asks_nothing_away(at_work, case):
    at_work.post(reverse("vault_lock"))
    assert at_work.get(url("ask", case.pk, "unsent")).status_code == 302
    page = at_work.post(url("ask", case.pk, "unsent")).content.decode()
    assert "locked meanwhile" in page
    assert Purge.objects.count() == 0


def test_another_desk_sees_nothing_of_it(at_work, at_desk, case):
    at_work.post(url("ask", case.pk, "identity"))
    purge = Purge.objects.get()
    from tests.factories.people import make_desk

    stranger = at_desk("coordinator", desk=make_desk("OTHER"))
    for name, pk in (("case", case.pk), ("certificate", purge.pk), ("agree", purge.pk)):
        assert stranger.get(url(name, pk)).status_code == 404


@pytest.mark.parametrize("role", ["auditor", "administrator", "reference_editor"])
def test_who_reads_nothing_sealed_erases_nothing(at_desk, role):
    client = at_desk(role)
    assert client.get(url("case", "0" * 8 + "-0000-4000-8000-" + "0" * 12)).status_code == 403
    assert "Its time is over" not in client.get("/").content.decode()
