"""Joint letters as pages, with the rights of the door: both desks, and Today."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.communications.models import Communication, Invitation
from rapporteur.kernel.journal.models import Entry
from tests.factories import cases as make_cases
from tests.factories import communications as letters
from tests.factories.people import make_desk

pytestmark = [pytest.mark.requirement("R28.3"), pytest.mark.usefixtures("committed")]


def url(name, *more):
    return reverse(name, args=more)


def text(response):
    return response.content.decode()


@pytest.fixture
def asked(at_work, with_vault):
    """Return a client of another desk, whose unlocking made its key."""
    return with_vault("coordinator", "mandate_holder", desk=make_desk("SLAVTRAF"))


@pytest.fixture
def letter(at_work, beside):
    reader, holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = make_cases.office_of(at_work, reader.person, holder.person)
    case = letters.make_decided_case(at_work.office, may_share="yes")
    return letters.make_written(at_work.office, letters.make_letter(at_work.office, case))


def ask(at_work, letter):
    page = at_work.post(
        url("communications_ask_to_join", letter.pk), {"mandates": ["SLAVTRAF"]}, follow=True
    )
    return text(page), letter.invitations.get(mandate="SLAVTRAF")


def test_a_letter_is_joined_voided_and_joined_anew(at_work, asked, letter):
    assert "Ask mandates to join" in text(at_work.get(letter.get_absolute_url()))
    page, one = ask(at_work, letter)
    assert "may answer until" in page
    today = text(asked.get(url("home")))
    assert f"Join {letter}, or decline" in today
    assert one.get_absolute_url() in today
    assert str(letter) in text(asked.get(url("joining")))
    shown = text(asked.get(one.get_absolute_url()))
    assert "promised to a family abroad" in shown
    assert "A.B., aged 9" in shown
    given = {"read": letter.version, "answer": "joins", "edits": ""}
    assert "is recorded" in text(asked.post(one.get_absolute_url(), given, follow=True))
    assert Communication.objects.get(pk=letter.pk).is_joint
    assert f"Join {letter}" not in text(asked.get(url("home")))

    letters.write(Communication.objects.get(pk=letter.pk), at_work.office, facts=("It was moved.",))
    assert "this approval is void" in text(at_work.get(letter.get_absolute_url()))
    assert "that approval is void" in text(asked.get(one.get_absolute_url()))
    changes = text(at_work.get(url("communications_changes", letter.pk, one.pk)))
    assert "<ins>" in changes
    ask(at_work, letter)
    again = text(asked.get(one.get_absolute_url()))
    assert "Changed since it was approved" in again
    given["read"] += 1
    asked.post(one.get_absolute_url(), given)
    assert Invitation.objects.get(pk=one.pk).approved_version == given["read"]


@pytest.mark.full
def test_edits_come_back_and_a_window_is_closed(at_work, asked, letter):
    _page, one = ask(at_work, letter)
    given = {"read": letter.version, "answer": "edits", "edits": "quiet herons"}
    asked.post(one.get_absolute_url(), given)
    assert "quiet herons" in text(at_work.get(url("communications_changes", letter.pk, one.pk)))
    close = url("communications_close_window", letter.pk, one.pk)
    assert "required" in text(at_work.post(close, {"words": ""}))
    assert "does not sign" in text(at_work.post(close, {"words": "not now"}, follow=True))
    assert "closed on" in text(at_work.get(letter.get_absolute_url()))


@pytest.mark.full
def test_an_answer_from_outside_is_recorded_with_its_way(at_work, letter):
    _page, one = ask(at_work, letter)
    record = url("communications_invitation", letter.pk, one.pk)
    assert "which way" in text(at_work.post(record, {"answer": "joins"}))
    at_work.post(record, {"answer": "joins", "means": "post"})
    assert Invitation.objects.get(pk=one.pk).means == "post"


@pytest.mark.full
def test_another_desk_finds_nothing_of_it(at_work, asked, with_vault, letter):
    _page, one = ask(at_work, letter)
    stranger = with_vault("coordinator", "mandate_holder", desk=make_desk("EDUCATION"))
    assert stranger.get(one.get_absolute_url()).status_code == 404
    assert str(letter) not in text(stranger.get(url("joining")))
    assert asked.get(letter.get_absolute_url()).status_code == 404
    assert asked.get(url("communications_changes", letter.pk, one.pk)).status_code == 404


@pytest.mark.full
def test_who_declined_reads_why_nothing_opens(at_work, asked, letter):
    _page, one = ask(at_work, letter)
    given = {"read": letter.version, "answer": "declines"}
    page = text(asked.post(one.get_absolute_url(), given, follow=True))
    assert "not open to you any more" in page
    assert "promised to a family" not in page
    assert Entry.objects.filter(verb="take shared key").exists()


@pytest.mark.full
def test_the_list_of_letters_to_join_asks_as_often_for_many(
    at_work, asked, letter, django_assert_max_num_queries
):
    ask(at_work, letter)
    with CaptureQueriesContext(connection) as few:
        asked.get(url("joining"))
    count = len(few.captured_queries)  # before later requests clear what was captured
    assert count
    case = letter.case
    for _each in range(3):
        more = letters.make_written(at_work.office, letters.make_letter(at_work.office, case))
        ask(at_work, more)
    with django_assert_max_num_queries(count):
        asked.get(url("joining"))
