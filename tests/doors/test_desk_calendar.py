"""The calendar of an officer: codes and days at an address of its own, made, renewed, ended."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from rapporteur.communications.actions import following
from rapporteur.communications.models import Communication, Rung
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.people.accounts import feeds
from rapporteur.people.accounts.models import CalendarFeed
from rapporteur.people.desks.models import Membership
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_account, make_desk, make_member


@pytest.fixture
def letter(committed, at_work, beside):
    reader, holder = beside("coordinator"), beside("mandate_holder")
    office = make_cases.office_of(at_work, reader.person, holder.person)
    return make.make_sent(office)


def text(answer):
    return answer.content.decode()


def address(client):
    """Make an address on the page and return its path."""
    shown = client.post(reverse("calendar")).context["address"]
    return shown[shown.index("/calendar/") :]


def read(client, path, **headers):
    return client.get(path, headers=headers)


def days(answer):
    found = Calendar.from_ical(answer.content).walk("VEVENT")
    return {str(one["UID"]).partition("@")[0]: one.decoded("DTSTART") for one in found}


@pytest.mark.requirement("C6")
def test_a_calendar_reads_the_days_of_letters_cases_and_windows(letter, at_work, door):
    path = address(at_work)
    answer = read(door("desk"), path)
    found = days(answer)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert found[f"{letter.code}-reply"] == letter.reply_due
    assert found[f"{letter.code}-public"] == letter.public_from
    assert any(name.endswith("-letters") for name in found)
    assert any(name.endswith("-replies") for name in found)
    event = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert event.walk("VALARM")[0].decoded("TRIGGER") == -timedelta(days=7)


def test_the_day_of_a_case_is_in_it(committed, at_work, door):
    office = make_cases.office_of(at_work)
    case = make_cases.make_case(office)
    found = days(read(door("desk"), address(at_work)))
    assert found[f"{case.reference}-due"] == case.due.on


def test_a_step_of_the_ladder_is_a_day_that_does_not_say_which(letter, at_work, door):
    following.decide(letter, rung=Rung.REMINDER, why="No reply has come.", by=letter.sent_by)
    answer = read(door("desk"), address(at_work))
    assert days(answer)[f"{letter.code}-step-1"] == today()
    said = text(answer).replace("\r\n ", "")
    assert f"{letter.code}: a next step was decided" in said
    for word in ("reminder", "statement", "No reply has come", "Exerland"):
        assert word not in said


def test_nothing_but_codes_and_days_is_in_it(letter, at_work, door):
    Communication.objects.filter(pk=letter.pk).update(
        reference_addressee="XEX", reference_number=1, reference_year=2026
    )
    said = text(read(door("desk"), address(at_work))).replace("\r\n ", "")
    assert letter.code in said
    for word in ("Exerland", "XEX", "adoption", "AL ", str(letter.pk), letter.authenticity):
        assert word not in said
    assert at_work.person.name not in said
    assert at_work.person.email not in said


def test_the_token_is_kept_as_a_hash_and_shown_once(letter, at_work):
    path = address(at_work)
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert feed.token_hash == feeds.hash_of(token)
    assert token not in text(at_work.get(reverse("calendar")))
    assert not Entry.objects.filter(detail__icontains=token).exists()


def test_a_new_address_ends_the_old_one_and_the_person_ends_it(letter, at_work, door):
    client = door("desk")
    first, second = address(at_work), address(at_work)
    assert (read(client, first).status_code, read(client, second).status_code) == (404, 200)
    assert "It was last read on" in text(at_work.get(reverse("calendar")))
    at_work.post(reverse("calendar_end"))
    assert read(client, second).status_code == 404
    assert "There is no address now" in text(at_work.get(reverse("calendar")))
    verbs = list(Entry.objects.filter(verb__contains="calendar").values_list("verb", flat=True))
    assert verbs.count("make calendar") == 2
    assert verbs.count("end calendar") == 2
    assert verbs.count("read calendar") == 1
    assert at_work.get(reverse("calendar_end")).status_code == 405


def test_it_ends_by_itself(letter, at_work, door):
    path, feed = address(at_work), CalendarFeed.objects.get()
    assert feed.until == today() + feeds.LASTS
    for days_left, status in ((0, 200), (-1, 404)):
        until = today() + timedelta(days=days_left)
        CalendarFeed.objects.update(made_on=until - feeds.LASTS, until=until)
        assert read(door("desk"), path).status_code == status


def test_the_same_days_are_not_sent_twice(letter, at_work, door):
    path, client = address(at_work), door("desk")
    tag = read(client, path)["ETag"]
    again = read(client, path, if_none_match=f'"other", W/{tag}')
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    Communication.objects.filter(pk=letter.pk).update(reply_due=today() + timedelta(days=3))
    assert read(client, path, if_none_match=tag).status_code == 200


@pytest.mark.parametrize("token", ["x", "A" * 43, "A" * 44, "%00" * 43])
def test_a_wrong_token_finds_nothing(committed, door, token):
    assert read(door("desk"), f"/calendar/{token}.ics").status_code == 404


def test_whoever_asks_too_often_is_told_to_wait(committed, door):
    client = door("desk")
    found = {read(client, f"/calendar/{'A' * 43}.ics").status_code for _n in range(62)}
    assert found == {404, 429}


def test_who_left_the_desk_or_is_closed_has_no_days_of_it(letter, at_work, door):
    path, client = address(at_work), door("desk")
    Membership.objects.filter(account=at_work.person).update(state="removed", removed_on=today())
    assert f"{letter.code}-reply" not in days(read(client, path))
    at_work.person.is_active = False
    at_work.person.save(update_fields=["is_active"])
    assert read(client, path).status_code == 404


def test_another_desk_sees_none_of_these_days(letter, at_desk, door):
    stranger = at_desk("desk_officer", desk=make_desk("OTHER"))
    found = days(read(door("desk"), address(stranger)))
    assert not any(name.startswith(letter.code) for name in found)


def test_no_other_door_answers_and_an_account_of_a_mission_has_none(committed, door):
    token = feeds.make(make_account("missions"))
    path = f"/calendar/{token}.ics"
    for name in ("public", "intake", "missions", "partners", "desk"):
        assert door(name).get(path).status_code in {302, 404}


@pytest.mark.parametrize("rows", [1, 3])
def test_a_reading_asks_the_same_number_of_queries(
    letter, at_work, door, django_assert_num_queries, rows
):
    for _row in range(rows - 1):
        make_cases.make_case(at_work.office)
    path, client = address(at_work), door("desk")
    read(client, path)
    with django_assert_num_queries(20):
        read(client, path)


def test_the_desk_role_is_enough(letter, at_work):
    make_member(make_desk("THIRD"), "desk_officer")
    assert "/calendar/" in address(at_work)
