"""A Mission's note at the desk: it waits on Today, is read and is answered once."""

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.communications import addressees
from rapporteur.communications.actions import corrections, files, replies
from rapporteur.communications.models import Correction
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import StepRefused
from rapporteur.publication.models import PublicChange
from tests.factories.cases import make_office
from tests.factories.communications import make_mission, make_sent, opened, publish
from tests.factories.people import make_desk, make_member, sign_in
from tests.factories.vaults import PHRASE
from tests.kernel.files.documents import PDF_TYPE, pdf

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("R31.2")]


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def office(committed):
    return make_office()


@pytest.fixture
def mission(office):
    account, ring = make_mission(office)
    account.ring = ring
    return account


@pytest.fixture
def note(office, mission):
    letter = make_sent(office)
    return corrections.note(letter, fact="The month is May.", right="It was March.", by=mission)


@pytest.fixture
def client(door, office, note):
    client = sign_in(door("desk"), office.officer)
    client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    return client


def address(note):
    return reverse("corrections_correction", args=[note.pk])


def test_a_note_waits_on_today_until_it_is_answered(client, note, as_role):
    assert address(note) in client.get("/").content.decode()
    connection.check_constraints()
    with as_role("desk"):
        client.post(address(note), {"why": "We look into it.", "outcome": "unchanged"})
    assert address(note) not in client.get("/").content.decode()


def test_a_note_is_read_and_that_is_written_down(client, note):
    shown = client.get(address(note)).content.decode()

    assert "The month is May." in shown
    assert "It was March." in shown
    assert Entry.objects.filter(verb="read", subject_id=str(note.sealed.record_id)).count() == 1


def test_the_answer_is_read_by_the_mission(client, note, office, mission, door):
    client.post(address(note), {"why": "We look into it.", "outcome": "unchanged"})
    note = Correction.objects.get()
    group = note.answer.wraps.get(epoch__recipient__kind="mission").epoch.recipient_id

    assert (note.state, note.answered_by) == ("answered", office.officer)
    assert opened(note.answer, office, mission.ring, group) == {"why": "We look into it."}


def test_a_note_is_answered_once(client, note, office):
    corrections.answer(note, why="First.", outcome="unchanged", by=office.officer)

    assert "This was answered." in client.get(address(note)).content.decode()
    with pytest.raises(StepRefused, match="state has changed"):
        corrections.answer(note, why="Second.", outcome="unchanged", by=office.officer)


@pytest.mark.parametrize(("why", "reason"), [("", "required"), ("a\x00", "Null characters")])
def test_an_answer_that_cannot_be_used_is_told(client, note, why, reason):
    assert reason in client.post(address(note), {"why": why}).content.decode()
    assert Correction.objects.get().state == "noted"


def test_another_desk_sees_no_note(door, note):
    client = sign_in(door("desk"), make_member(make_desk("OTHER"), "desk_officer").account)

    assert client.get(address(note)).status_code in (302, 404)
    assert client.post(address(note), {"why": "x"}).status_code == 404


@pytest.mark.parametrize(("fact", "right"), [("", "b"), ("a", " ")])
def test_half_a_note_is_no_note(office, mission, fact, right):
    letter = make_sent(office)
    with pytest.raises(Refused, match="Say which fact"):
        corrections.note(letter, fact=fact, right=right, by=mission)


def test_the_desk_notes_nothing_in_the_name_of_a_mission(office, mission):
    letter = make_sent(office)
    with pytest.raises(Refused, match="Only the Permanent Mission"):
        corrections.note(letter, fact="a", right="b", by=office.officer)


def test_an_original_waits_on_today_for_a_second_person_only(client, office, door):
    taken = files.Taken.of("r.pdf", PDF_TYPE, pdf("text"))
    reply = replies.log_reply(
        make_sent(office),
        text="",
        received_on=today(),
        channel="post",
        by=office.officer,
        file=taken,
    )
    files.ask_release(reply.file, why="The seal.", by=office.second)
    there = reverse("files_file", args=[reply.file.pk])

    assert there in client.get("/").content.decode()
    assert there not in sign_in(door("desk"), office.second).get("/").content.decode()


def test_who_speaks_for_no_state_has_no_letters(office):
    person = make_member(office.desk, "auditor", door="missions").account
    assert addressees.letters_to(person) == []
    assert addressees.letter_to(person, make_sent(office).pk) is None


@pytest.mark.requirement("L8")
def test_at_the_desk_a_request_is_written_down_read_and_answered(door, office):
    letter = publish(office).communication
    client = sign_in(door("desk"), office.officer)
    client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    form = reverse("communications_asked_about", args=[letter.pk])
    assert form in client.get(letter.get_absolute_url()).content.decode()
    given = {"kind": "removal", "of": "letter", "asked_on": "2026-11-02", "words": "Take it off."}
    assert "Take it off." in client.post(form, {**given, "kind": ""}).content.decode()

    answer = client.post(form, given, follow=True)
    shown, note = answer.content.decode(), Correction.objects.get()
    assert note.number in shown
    assert "Take it off." in shown
    assert "A request about a public letter" in client.get("/").content.decode()
    address = reverse("corrections_correction", args=[note.pk])
    done = client.post(address, {"why": "Done.", "outcome": "withdrawn"}, follow=True)
    assert "Answered." in done.content.decode()
    assert PublicChange.objects.get().number == note.number
