"""Many rows of a list at once: chosen on the page, changed, undone; and what the queue shows."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from rapporteur.cases.models import Bulk, Case, Triage
from rapporteur.kernel.clock import now, today
from rapporteur.people.desks.models import Membership
from tests.factories import cases as make
from tests.factories.people import make_member

pytestmark = pytest.mark.requirement("B9")
DAY = today() + timedelta(days=9)


@pytest.fixture
def second(at_work):
    """A colleague at the same desk."""
    return make_member(at_work.desk, "desk_officer")


def give(client, rows, membership, **more):
    given = {"chosen": [str(one.pk) for one in rows], "owner": membership.pk, "go": "1", **more}
    return client.post(reverse("cases_many", args=["owner"]), given)


@pytest.mark.django_db
def test_rows_are_chosen_given_to_someone_and_back(at_work, second):
    rows = [make.make_case(at_work.office) for _number in range(3)]
    page = at_work.get(reverse("cases")).content.decode()
    assert page.count('name="chosen"') == 3
    asked = at_work.post(
        reverse("cases_many", args=["owner"]), {"chosen": [str(one.pk) for one in rows[:2]]}
    ).content.decode()
    assert "2 cases are chosen." in asked
    assert asked.count('name="chosen"') == 2
    done = give(at_work, rows[:2], second)
    assert list(Case.objects.filter(owner=second.account)) != []
    assert "2 rows were changed." in at_work.get(done.url).content.decode()
    page = at_work.post(done.url, follow=True).content.decode()
    assert "2 rows are as before." in page
    assert "All of them are as before." in page
    assert not Case.objects.filter(owner=second.account).exists()


@pytest.mark.django_db
def test_all_of_a_filtered_list_get_another_day(at_work):
    mine, nobodys = make.make_case(at_work.office), make.make_case(at_work.office)
    Case.objects.filter(pk=nobodys.pk).update(owner=None)
    given = {"all": "on", "filters": "mine=on", "day": DAY.isoformat(), "go": "1"}
    assert at_work.post(reverse("cases_many", args=["due"]), given).status_code == 302
    assert Case.objects.get(pk=mine.pk).due_chosen == DAY
    assert Case.objects.get(pk=nobodys.pk).due_chosen is None
    given = {"all": "on", "filters": "state=nonsense", "day": "", "go": "1"}
    at_work.post(reverse("cases_many", args=["due"]), given)
    assert Case.objects.get(pk=mine.pk).due_chosen is None


@pytest.mark.django_db
def test_what_was_changed_since_is_named(at_work, second):
    rows = [make.make_case(at_work.office) for _number in range(2)]
    done = give(at_work, rows, second)
    Case.objects.filter(pk=rows[0].pk).update(owner=None)
    page = at_work.post(done.url, follow=True).content.decode()
    assert "1 row could not be undone" in page
    assert rows[0].reference in page


@pytest.mark.django_db
def test_after_a_quarter_of_an_hour_there_is_no_button(at_work, second):
    done = give(at_work, [make.make_case(at_work.office)], second)
    Bulk.objects.update(at=now() - timedelta(minutes=16))
    assert "are over" in at_work.get(done.url).content.decode()


def test_undoing_too_late_is_refused_in_words(committed, at_work, second):
    done = give(at_work, [make.make_case(at_work.office)], second)
    Bulk.objects.update(at=now() - timedelta(minutes=16))
    assert "15 minutes" in at_work.post(done.url).content.decode()


def test_one_row_that_cannot_be_changed_stops_all_and_is_named(committed, at_work, second):
    rows = [make.make_case(at_work.office) for _number in range(2)]
    Case.objects.filter(pk=rows[1].pk).update(state="closed")
    page = give(at_work, rows, second).content.decode()
    assert rows[1].reference in page
    assert not Case.objects.filter(owner=second.account).exists()


def test_submissions_are_held_back_let_in_and_undone(committed, at_work):
    calm, hurried = (make.make_submission(at_work.office, soon=soon) for soon in ("no", "yes"))
    page = at_work.get(reverse("received")).content.decode()
    assert page.count('name="chosen"') == 1
    hold = reverse("received_many", args=["hold"])
    done = at_work.post(hold, {"chosen": str(calm.pk)})
    assert str(calm.pk) in at_work.get(reverse("received_held")).content.decode()
    at_work.post(done.url)
    assert str(calm.pk) in at_work.get(reverse("received")).content.decode()
    at_work.post(hold, {"chosen": str(calm.pk)})
    at_work.post(reverse("received_many", args=["in"]), {"chosen": str(calm.pk)})
    assert str(calm.pk) in at_work.get(reverse("received")).content.decode()

    answer = at_work.post(hold, {"chosen": [str(calm.pk), str(hurried.pk)]}, follow=True)
    assert "never held back" in answer.content.decode()
    for given in ({}, {"chosen": "nonsense"}):
        answer = at_work.post(hold, given, follow=True).content.decode()
        assert "hoose" in answer
    assert Bulk.objects.count() == 3


@pytest.mark.django_db
def test_nothing_chosen_leads_back_and_nonsense_is_not_found(at_work):
    assert at_work.post(reverse("cases_many", args=["owner"])).url == reverse("cases")
    for name in ("cases_many", "received_many"):
        assert at_work.post(reverse(name, args=["burn"])).status_code == 404
    assert at_work.get(reverse("cases_bulk_done", args=[uuid4()])).status_code == 404


def test_rows_of_another_desk_are_not_there(committed, at_work, second, with_vault):
    theirs = make.make_case(make.make_office("OTHER"))
    assert "not there any more" in give(at_work, [theirs], second).content.decode()
    done = give(at_work, [make.make_case(at_work.office)], second)
    other = with_vault("coordinator", desk=make.make_office("THIRD").desk)
    assert other.get(done.url).status_code == 404
    assert Membership.objects.filter(account=other.person).exists()


@pytest.mark.requirement("B1")
@pytest.mark.django_db
def test_the_queue_shows_owner_state_and_risk_and_orders_by_day(at_work):
    first, second = make.make_case(at_work.office), make.make_case(at_work.office)
    triage = make.make_triage(at_work.office, first)
    Triage.objects.filter(pk=triage.pk).update(risk="low")
    page = at_work.get(reverse("cases"), {"order": "due"}).content.decode()
    assert page.index(second.reference) < page.index(first.reference)
    for words in ("risk: low", "risk: not known", "in triage", at_work.person.name):
        assert words in page
    page = at_work.get(reverse("cases"), {"risk": "low"}).content.decode()
    assert first.reference in page
    assert second.reference not in page
    page = at_work.get(reverse("cases"), {"risk": "unknown"}).content.decode()
    assert second.reference in page
