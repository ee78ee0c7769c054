"""A conflict of interest as pages, with the rights of the door: stepping back, keeping, lifting."""

import pytest
from django.urls import reverse

from rapporteur.cases.models import Case
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault.models import Barred
from tests.factories import cases as make
from tests.factories import communications as letters

pytestmark = [
    pytest.mark.requirement("SG12"),
    pytest.mark.requirement("B2"),
    pytest.mark.usefixtures("committed"),
]


def url(name, *more):
    return reverse(name, args=more)


@pytest.fixture
def people(at_work, beside):
    """Return the clients of a coordinator, an officer and a mandate-holder, and a case."""
    return at_work, beside("desk_officer"), beside("mandate_holder")


@pytest.fixture
def case(at_work):
    return make.make_case(at_work.office)


def deny(client, case, whom, **more):
    given = {"whom": whom.membership.pk, "ground": "state", "words": "zyxquorum-cousin", **more}
    return client.post(url("cases_deny", case.pk), given, follow=True)


def test_the_denied_find_no_page_of_the_case(people, case, at_work):
    coordinator, officer, _holder = people
    submission = case.joined.get().submission_id
    pages = [
        url("cases_case", case.pk),
        url("cases_notes", case.pk),
        url("cases_conflicts", case.pk),
        url("cases_deny", case.pk),
        url("retention_case", case.pk),
        url("received_open", submission),
        url("received_source", submission),
        url("received_write", submission),
    ]
    assert {officer.get(page).status_code for page in pages} == {200}
    page = deny(coordinator, case, officer).content.decode()
    assert "holds no key of this case any more" in page
    assert str(officer.person) in page
    assert {officer.get(page).status_code for page in pages} == {404}
    assert case.reference not in officer.get(url("cases")).content.decode()
    assert str(submission) not in officer.get(url("received")).content.decode()
    assert {coordinator.get(page).status_code for page in pages} == {200}
    assert "zyxquorum" in coordinator.get(url("cases_notes", case.pk)).content.decode()
    assert "kept from someone" in coordinator.get(url("cases_case", case.pk)).content.decode()


def test_letters_and_exports_are_refused_too(at_work, beside):
    office = at_work.office
    office.second, office.holder = beside("desk_officer").person, beside("mandate_holder").person
    case = letters.make_decided_case(office)
    letter = letters.make_letter(office, case)
    other = beside("desk_officer")
    address = letter.get_absolute_url()
    assert other.get(address).status_code == 200
    deny(at_work, case, other)
    assert other.get(address).status_code == 404
    assert str(letter.code) not in other.get(url("communications")).content.decode()


def test_one_steps_back_oneself(people, case):
    _coordinator, officer, holder = people
    form = officer.get(url("cases_deny", case.pk)).content.decode()
    assert f'value="{holder.membership.pk}"' in form  # to take it over
    refused = officer.post(
        url("cases_deny", case.pk), {"whom": officer.membership.pk, "ground": "work"}
    )
    assert refused.status_code == 200
    page = deny(officer, case, officer, to=holder.membership.pk)
    assert page.redirect_chain[-1][0] == url("cases")
    assert officer.get(url("cases_case", case.pk)).status_code == 404
    assert Entry.objects.filter(verb="deny case", why="state").exists()


@pytest.mark.full
def test_too_few_readers_are_said_on_the_form(at_work, beside, case):
    officer = beside("desk_officer")
    page = deny(at_work, case, officer).content.decode()
    assert "At least two members must remain" in page
    assert "zyxquorum-cousin" in page  # what was typed stays
    assert not Barred.objects.exists()


def test_a_coordinator_lets_back(people, case):
    coordinator, officer, _holder = people
    deny(coordinator, case, officer)
    address = url("cases_lift", case.pk, officer.person.pk)
    assert address in coordinator.get(url("cases_conflicts", case.pk)).content.decode()
    assert "read everything of it again" in coordinator.get(address).content.decode()
    assert coordinator.post(address, {"words": "an error"}).status_code == 302
    assert officer.get(url("cases_notes", case.pk)).status_code == 200
    assert coordinator.get(address).status_code == 404


@pytest.mark.full
def test_only_coordinators_let_back(people, case):
    coordinator, officer, holder = people
    deny(coordinator, case, officer)
    address = url("cases_lift", case.pk, officer.person.pk)
    assert "Only a coordinator" in holder.post(address, {"words": "x"}).content.decode()
    assert address not in holder.get(url("cases_conflicts", case.pk)).content.decode()


def test_what_is_joined_later_moves_into_the_circle_at_once(people, case, at_work):
    coordinator, officer, _holder = people
    deny(coordinator, case, officer)
    more = make.make_submission(at_work.office)
    coordinator.post(url("received_case", more.pk), {"reference": case.reference})
    assert officer.get(url("received_open", more.pk)).status_code == 404
    circle = Case.objects.get(pk=case.pk).circle
    kept = more.sealed.wraps.values_list("epoch__recipient", flat=True)
    assert list(kept) == [circle]
