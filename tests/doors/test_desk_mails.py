"""Mail that came in, as pages: held for a person, told on Today, filed, set aside, logged."""

import pytest
from django.urls import reverse

from rapporteur.communications.actions import receiving
from rapporteur.communications.models import Incoming
from rapporteur.kernel.journal.models import Entry
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories import mails
from tests.factories.people import make_desk

CANARY = "zyxquorum-note"
WHY = {"why": "It names the note verbale of that day."}


@pytest.fixture
def letter(committed, at_work, beside):
    reader, holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = make_cases.office_of(at_work, reader.person, holder.person)
    return make.make_sent(at_work.office)


@pytest.fixture
def mail(letter, at_work):
    desk = at_work.office.desk
    return receiving.receive(desk, mails.mail(1, subject=CANARY, text=CANARY).as_bytes())


def text(answer):
    return answer.content.decode()


@pytest.mark.requirement("C9")
def test_a_held_mail_is_told_opened_filed_and_logged(letter, mail, at_work):
    assert "Mail is held" in text(at_work.get("/"))
    listed = text(at_work.get(reverse("mails")))
    assert "it names no letter" in listed
    assert CANARY not in listed
    assert CANARY in text(at_work.get(mail.get_absolute_url()))
    assert Entry.objects.filter(verb="read", subject_id=str(mail.sealed.record_id)).exists()

    at_work.post(mail.get_absolute_url(), {"what": "file", "letter": letter.code.lower(), **WHY})

    mail.refresh_from_db()
    assert (mail.state, mail.communication) == ("filed", letter)
    assert "filed by a person" in text(at_work.get(letter.get_absolute_url()))
    answer = at_work.post(reverse("mail_log", args=[mail.pk]))
    reply = letter.replies.get()
    assert answer.url == reverse("communications_reply", args=[reply.pk])
    assert CANARY in text(at_work.get(answer.url))
    assert "It was logged as this reply" in text(at_work.get(mail.get_absolute_url()))
    assert "logged as a reply" in text(at_work.get(letter.get_absolute_url()))


def test_a_mail_is_set_aside(letter, mail, at_work):
    at_work.post(mail.get_absolute_url(), {"what": "aside", **WHY})
    mail.refresh_from_db()
    assert mail.state == "aside"
    assert "Mail is held" not in text(at_work.get("/"))
    assert "Nothing waits" in text(at_work.get(reverse("mails")))


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"what": "file", "letter": "L-AAAA-BBBB", **WHY}, "No letter that you see"),
        ({"what": "file", "letter": "AL XEX 99/2026", **WHY}, "No letter that you see"),
        ({"what": "file", "letter": "something", **WHY}, "not an official reference"),
        ({"what": "file", "letter": "L-1", "why": " "}, "why"),
    ],
)
def test_what_is_wrong_stays_on_the_page(letter, mail, at_work, given, words):
    answer = at_work.post(mail.get_absolute_url(), given)
    assert words in text(answer)
    mail.refresh_from_db()
    assert mail.state == "held"


def test_what_is_not_filed_is_not_logged_and_a_file_that_is_not_fit_is_told(letter, mail, at_work):
    refused = at_work.post(reverse("mail_log", args=[mail.pk]), follow=True)
    assert "File it with its letter first" in text(refused)
    message = mails.mail(2, text=CANARY)
    message.add_attachment(b"MZ" * 9, maintype="application", subtype="x-exe", filename="a.exe")
    other = receiving.receive(at_work.office.desk, message.as_bytes())
    at_work.post(other.get_absolute_url(), {"what": "file", "letter": letter.code, **WHY})
    shown = text(at_work.post(reverse("mail_log", args=[other.pk]), follow=True))
    assert "Held out: a.exe" in shown
    assert at_work.get(reverse("mail_log", args=[other.pk])).status_code == 405


def test_mail_of_another_desk_is_not_there(letter, mail, at_work, with_vault):
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    assert stranger.get(mail.get_absolute_url()).status_code == 404
    assert "it names no letter" not in text(stranger.get(reverse("mails")))
    assert Incoming.objects.count() == 1


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_roles_without_a_key_open_no_mail(letter, mail, at_desk, role):
    client = at_desk(role, desk=mail.desk)
    assert client.get(reverse("mails")).status_code == 403
    assert client.get(mail.get_absolute_url()).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_queries(letter, at_work, django_assert_num_queries, rows):
    for number in range(rows):
        receiving.receive(at_work.office.desk, mails.mail(number).as_bytes())
    at_work.get(reverse("mails"))
    with django_assert_num_queries(9):
        at_work.get(reverse("mails"))
