"""What a large file meets besides its pages: others, the same part twice, rows that went missing."""

import pytest

from rapporteur.communications import chores
from rapporteur.communications.actions import files, uploading
from rapporteur.communications.actions.uploading import NotTaken, OutOfStep, Taker
from rapporteur.communications.models import Reply, ReplyFile, Upload
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Part, Recipient
from rapporteur.people.desks.models import MissionMembership
from tests.doors.test_missions_large import FILE, small
from tests.factories.cases import make_office
from tests.factories.communications import exerland, make_mission, make_sent
from tests.factories.law import make_country
from tests.factories.people import make_account, make_desk, make_member

__all__ = ["small"]  # a fixture
pytestmark = [pytest.mark.usefixtures("committed", "small"), pytest.mark.requirement("C10")]


@pytest.fixture
def letter(committed, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    office = make_office()
    account, ring = make_mission(office)
    letter = make_sent(office)
    letter.officer, letter.ring, letter.office = account, ring, office
    return letter


def begin(letter, by=None, **more):
    given = {"name": "a.pdf", "at_most": len(FILE), "by": by or letter.officer, **more}
    return uploading.begin(letter, **given)


def officer_of(country):
    account = make_account("missions")
    MissionMembership.objects.create(account=account, country=country, since=today())
    return account


def test_nobody_else_begins_or_goes_on_with_it(letter):
    stranger = officer_of(make_country("XQQ"))
    group = Recipient.objects.get(subject="mission/XEX").pk
    upload = begin(letter).upload

    assert "pdf" in str(upload)
    with pytest.raises(Refused, match="Only the Permanent Mission"):
        begin(letter, by=stranger)
    for act in (
        lambda: uploading.go_on(upload, group, letter.ring, by=stranger),
        lambda: uploading.drop(upload, by=stranger),
    ):
        with pytest.raises(Refused, match="Only the Permanent Mission"):
            act()
    assert uploading.go_on(upload, group, letter.ring, by=letter.officer).offset == 0


def test_a_mission_without_a_key_is_told_so(letter):
    Recipient.objects.filter(subject="mission/XEX").update(closed_on=today())

    with pytest.raises(Refused, match="no key at this door yet"):
        begin(letter, by=officer_of(exerland()))


def test_the_same_part_from_two_sides_is_taken_once(letter):
    begun = begin(letter)
    again = uploading.Arriving(begun.upload, begun.opened, None, "", 1000, 0)
    uploading.take_part(begun, FILE[:1000])

    with pytest.raises(OutOfStep, match="arrived already"):
        uploading.take_part(again, FILE[:1000])
    Taker(begun).end()  # nothing waits
    assert Part.objects.count() == 1


def test_no_more_is_taken_than_there_is_room_for(letter):
    begun = begin(letter, at_most=1_001)
    begun.arrived = begun.upload.room

    with pytest.raises(NotTaken, match="not what was announced"):
        uploading.take_part(begun, b"more")


def test_a_part_that_went_missing_is_found_at_the_end(letter):
    begun = begin(letter)
    taker = Taker(begun)
    taker.write(FILE)
    taker.end()
    Part.objects.filter(number=2).delete()

    with pytest.raises(NotTaken, match="not what was announced"):
        uploading.finish(begun, by=letter.officer)
    assert Upload.objects.get().state == "dropped"
    assert Upload.objects.get().is_pdf


def test_what_was_sent_in_the_meantime_is_not_ended(letter):
    upload = begin(letter).upload
    uploading.drop(upload, by=letter.officer)
    chores.end_upload(upload)

    assert Upload.objects.get().state == "dropped"


def test_a_large_original_is_not_opened_for_another_desk(letter):
    file = ReplyFile(reply=Reply(communication=letter))
    stranger = make_member(make_desk("OTHER"), "desk_officer").account

    with pytest.raises(Refused):
        files.open_large(file, letter.office.keyring, by=stranger)
