"""Today, the journal and one's own account, as pages."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.doors.desk import waiting
from rapporteur.doors.desk.lines import Part, Waiting
from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.journal.models import Checkpoint, Entry
from rapporteur.people.desks.models import MissionMembership
from rapporteur.world.models import Country
from tests.factories.people import make_account, make_member, sign_in

pytestmark = pytest.mark.django_db


def test_today_says_who_waits_to_be_let_in(at_desk):
    client = at_desk("coordinator")
    invited = make_member(client.desk, "auditor", state="invited", name="C. Invited")

    page = client.get("/").content.decode()

    assert "Let in C. Invited" in page
    assert reverse("members_let_in", args=[invited.pk]) in page


def test_today_says_honestly_that_nothing_waits(at_desk):
    assert "Nothing waits for you." in at_desk("reference_editor").get("/").content.decode()


def test_somebody_invited_learns_what_they_wait_for_and_sees_no_room(at_desk):
    client = at_desk("coordinator", state="invited")

    page = client.get("/").content.decode()

    assert "A coordinator lets you in" in page
    assert reverse("members") not in page


def test_somebody_without_a_desk_is_told_so(door):
    client = sign_in(door("desk"), make_account())

    assert "You belong to no desk" in client.get("/").content.decode()


def test_an_auditor_sees_how_far_the_journal_is_signed(at_desk):
    client = at_desk("auditor")
    assert "No checkpoint signed yet" in client.get("/").content.decode()
    Checkpoint.objects.create(number=7, hash=b"x" * 32, at=now(), signature=b"s" * 64)

    assert "up to entry 7" in client.get("/").content.decode()
    assert (
        "up to entry 7" not in at_desk("desk_officer", desk=client.desk).get("/").content.decode()
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_today_asks_the_same_number_of_queries(at_desk, django_assert_num_queries, rows):
    client = at_desk("coordinator")
    for _ in range(rows):
        make_member(client.desk, "auditor", state="invited")
    client.get("/")

    with django_assert_num_queries(58):
        client.get("/")


def test_the_journal_names_who_acted_and_what_was_refused(at_desk):
    client = at_desk("auditor")
    journal.record("invite", ("desks_membership", "abc"), by=str(client.person.pk), why="asked")
    journal.record("load", "world_country", by="command:load-reference")

    page = client.get(reverse("journal")).content.decode()

    assert client.person.name in page
    assert "command:load-reference" in page
    assert "asked" in page


@pytest.mark.parametrize(
    ("query", "verbs"),
    [
        ({"verb": "inv"}, {"invite"}),
        ({"outcome": "refused"}, set()),
        ({"since": "2999-01-01"}, set()),
        ({"until": "2999-01-01"}, {"invite", "load"}),
        ({"who": "person"}, {"invite"}),
        ({"who": "command:load-reference"}, {"load"}),
        ({"since": "not a day"}, {"invite", "load"}),
    ],
)
def test_the_journal_is_filtered(at_desk, query, verbs):
    client = at_desk("auditor")
    journal.record("invite", ("desks_membership", "abc"), by=str(client.person.pk))
    journal.record("load", "world_country", by="command:load-reference")
    query = {**query, "who": query.get("who", "").replace("person", client.person.name)}

    entries = client.get(reverse("journal"), query).context["entries"]

    assert {entry.verb for entry in entries} & {"invite", "load"} == verbs


def test_the_journal_has_pages(at_desk):
    client = at_desk("auditor")
    for number in range(60):
        journal.record("count", ("x", str(number)), by="job:test")

    first = client.get(reverse("journal"), {"verb": "count"})
    second = client.get(reverse("journal"), {"verb": "count", "page": "2"})

    assert (len(first.context["entries"]), len(second.context["entries"])) == (50, 10)
    assert "verb=count&amp;page=2" in first.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_journal_asks_the_same_number_of_queries(at_desk, django_assert_num_queries, rows):
    client = at_desk("auditor")
    for _ in range(rows):
        journal.record("invite", ("x", "1"), by=str(make_account().pk))
    client.get("/")

    with django_assert_num_queries(9):
        client.get(reverse("journal"))


def test_an_entry_without_a_time_shows_its_day(at_desk):
    client = at_desk("auditor")
    Entry(
        day=date(2026, 3, 1), at=None, door="intake", verb="send", by="nobody", outcome="done"
    ).save(force_insert=True)

    assert "1 March 2026" in client.get(reverse("journal")).content.decode()


def test_an_account_chooses_its_language(at_desk):
    client = at_desk("desk_officer")
    client.cookies["desk-language"] = "en"

    answer = client.post(reverse("account"), {"language": "es"})

    client.person.refresh_from_db()
    assert (answer.url, client.person.language) == (reverse("account"), "es")
    assert '<html lang="es"' in client.get("/").content.decode()


@pytest.mark.parametrize("bad", ["", "tlh", "x" * 100_000, "e\x00n", "\u202een"])
def test_an_unknown_language_is_refused(at_desk, bad):
    client = at_desk("desk_officer")

    answer = client.post(reverse("account"), {"language": bad})

    assert "errorlist" in answer.content.decode()
    client.person.refresh_from_db()
    assert client.person.language == "en"


def test_the_account_page_says_what_one_may(at_desk):
    page = at_desk("auditor").get(reverse("account")).content.decode()

    assert "Reads and verifies the journal" in page


@pytest.mark.requirement("R12.3")
def test_nobody_comes_in_unknown(door):
    client = door("desk")

    for name in ("home", "members", "members_invite", "journal", "account"):
        assert client.get(reverse(name)).url.startswith(reverse("account_login"))


def test_every_page_fits_its_door_with_the_rights_of_the_door(at_desk, as_role):
    from django.db import connection

    client = at_desk("auditor", "coordinator", "administrator")
    journal.record("invite", ("x", "1"), by=str(client.person.pk))
    connection.check_constraints()

    with as_role("desk"):
        answers = {
            name: client.get(reverse(name)).status_code
            for name in ("home", "members", "members_invite", "journal", "account")
        }

    assert set(answers.values()) == {200}


def test_verifying_says_what_was_found_and_is_journalled_itself(at_desk):
    client = at_desk("auditor")

    page = client.post(reverse("journal_verify")).content.decode()

    assert "The journal is sound" in page
    assert Entry.objects.filter(verb="verify", by=str(client.person.pk)).exists()
    assert client.get(reverse("journal_verify")).status_code == 405


def test_verifying_says_what_is_wrong(at_desk):
    from rapporteur.kernel.journal.models import Link

    client = at_desk("auditor")
    Link.objects.create(number=1, entry_id=client.person.pk, hash=b"x" * 32)

    page = client.post(reverse("journal_verify")).content.decode()

    assert "The journal is not sound" in page
    assert "Link 1" in page


def test_verifying_without_the_public_key_says_so(at_desk, monkeypatch, tmp_path):
    client = at_desk("auditor")
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    Checkpoint.objects.create(number=1, hash=b"x" * 32, at=now(), signature=b"s" * 64)

    assert "could not be verified" in client.post(reverse("journal_verify")).content.decode()


def test_the_journal_says_for_which_mission_someone_acted_and_no_more(at_desk, as_role):
    client = at_desk("auditor")
    person = make_account("missions", name="N. Envoy")
    state = Country.objects.get(iso3="XEX")
    MissionMembership.objects.create(account=person, country=state, since=date(2026, 1, 1))
    journal.record("read", ("x", "1"), by=str(person.pk))
    connection.check_constraints()

    with as_role("desk"):
        page = client.get(reverse("journal")).content.decode()

    assert "an officer of the Permanent Mission of Exerland" in page
    assert "N. Envoy" not in page
    assert person.email not in page


def test_today_shows_the_first_lines_of_each_part_and_opens_the_rest():
    lines = [Waiting(f"{n}", "", "", "", part=Part.CASES) for n in range(7)]
    lines.insert(3, Waiting("soon", "", "", "", part=Part.URGENT))
    (urgent, first, none), (cases, some, rest) = waiting.in_parts(lines)
    assert (urgent, [one.what for one in first], none) == (Part.URGENT, ["soon"], [])
    assert (cases, len(some), [one.what for one in rest]) == (Part.CASES, 5, ["5", "6"])
