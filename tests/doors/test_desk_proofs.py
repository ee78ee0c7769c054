"""Evidence for facts as a page: listed before hand-up, tied anew, in no file for an addressee."""

import io
import zipfile

import pytest
from django.urls import reverse

from rapporteur.communications.models import Communication, FactProofs
from tests.doors.test_desk_letters import page, text, written
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_desk

pytestmark = pytest.mark.requirement("R29.3")
CANARY = "zyxevidence-canary"
NONE = "no evidence with a rating"


@pytest.fixture
def letter(committed, at_work, beside):
    at_work.reader, at_work.holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = make_cases.office_of(at_work, at_work.reader.person, at_work.holder.person)
    return make.make_written(at_work.office)


def add(client, letter, **more):
    given = {"do": "add", "fact": "1", "kind": "RECORD", "reliability": "RELIABLE", "read": "0"}
    return client.post(page("proofs", letter.pk), {**given, "where": CANARY, **more})


def test_what_has_no_evidence_is_listed_before_it_is_handed_in(letter, at_work):
    evidence = page("proofs", letter.pk)
    shown = text(at_work.get(page("letter", letter.pk)))
    assert evidence in shown
    assert "none on record" in shown
    for address in (evidence, page("step", letter.pk, "submit")):
        shown = text(at_work.get(address))
        assert NONE in shown
        assert "was promised to a family abroad" in shown
    assert add(at_work, letter, reliability="NOT_JUDGED").status_code == 302
    assert "1 of 1 paragraphs without" in text(at_work.get(page("letter", letter.pk)))
    assert add(at_work, letter, read="1").status_code == 302
    for address in (evidence, page("step", letter.pk, "submit"), page("letter", letter.pk)):
        assert NONE not in text(at_work.get(address))
    at_work.post(page("step", letter.pk, "submit"))
    assert Communication.objects.get(pk=letter.pk).state == "review"
    assert CANARY in text(at_work.reader.get(evidence))


def test_a_changed_paragraph_leaves_its_evidence_loose(letter, at_work):
    add(at_work, letter)
    letter = Communication.objects.get(pk=letter.pk)
    at_work.post(page("write", letter.pk), written(letter, facts="A wholly new paragraph."))
    assert "not looked at since" in text(at_work.get(page("letter", letter.pk)))
    shown = text(at_work.get(page("proofs", letter.pk)))
    assert "Of paragraphs that were changed" in shown
    assert NONE in shown
    tie = {"do": "tie", "place": "0", "read": "1", "fact": "1"}
    assert at_work.post(page("proofs", letter.pk), tie).status_code == 302
    shown = text(at_work.get(page("proofs", letter.pk)))
    assert NONE not in shown
    gone = {"do": "remove", "place": "0", "read": "2"}
    assert at_work.post(page("proofs", letter.pk), gone).status_code == 302
    assert CANARY not in text(at_work.get(page("proofs", letter.pk)))


def test_what_is_refused_comes_back_with_what_was_typed(letter, at_work):
    add(at_work, letter)
    answer = add(at_work, letter, where="typed-canary")
    assert "saved evidence meanwhile" in text(answer)
    assert "typed-canary" in text(answer)
    gone = {"do": "remove", "place": "7", "read": "1"}
    assert "no such piece" in text(at_work.post(page("proofs", letter.pk), gone))
    at_work.post(reverse("vault_lock"))
    assert FactProofs.objects.get().version == 1
    assert "unlock" in at_work.get(page("proofs", letter.pk)).url
    answer = at_work.post(page("step", letter.pk, "submit"))
    assert "locked meanwhile" in text(answer)


def test_another_desk_sees_no_evidence(letter, with_vault):
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    assert stranger.get(page("proofs", letter.pk)).status_code == 404


def test_no_file_for_the_addressee_holds_any_of_it(letter, at_work):
    add(at_work, letter)
    office = at_work.office
    approved = make.make_approved(office, make.make_submitted(office, letter))
    sent = make.make_sent(office, make.make_signed(office, approved))
    add(at_work, sent, read="1", where=f"{CANARY} again")
    assert CANARY in text(at_work.get(page("proofs", sent.pk)))
    read = text(at_work.get(page("read", sent.pk)))
    assert "was promised to a family abroad" in read
    assert CANARY not in read
    for ending in ("xml", "docx"):
        answer = at_work.get(page("file", sent.pk, ending))
        body = unpacked(b"".join(answer) if answer.streaming else answer.content)
        assert (answer.status_code, b"promised" in body) == (200, True)
        assert CANARY.encode() not in body


def unpacked(body):
    """Return the bytes of a file, of a packed one those of all its parts."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return b"".join(parts.read(name) for name in parts.namelist())
