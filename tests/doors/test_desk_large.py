"""A large file of a reply at the desk: not looked into, taken out as it came, by two people."""

import hashlib

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.communications.actions import files, replies, uploading
from rapporteur.communications.actions.uploading import Taker
from rapporteur.communications.models import Release, ReplyFile
from rapporteur.communications.publishing.reading import base_of_reply
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import erasure, parts
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.models import Part
from tests.doors.test_desk_files import enter, get, office, pepper
from tests.doors.test_missions_large import FILE, small
from tests.factories.communications import make_mission, make_sent
from tests.factories.vaults import BY

__all__ = ["enter", "office", "pepper", "small"]  # fixtures
pytestmark = [
    pytest.mark.usefixtures("committed", "small"),
    pytest.mark.requirement("C10"),
    pytest.mark.requirement("SG12"),
]


@pytest.fixture
def file(office, settings):
    account, _ring = make_mission(office)
    letter = make_sent(office)
    at = {"at_most": len(FILE), "by": account}
    begun = uploading.begin(letter, name="a.pdf", **at)
    taker = Taker(begun)
    taker.write(FILE)
    taker.end()
    upload = uploading.finish(begun, by=account)
    given = {"text": "", "received_on": today(), "channel": "door", "by": account}
    with pytest.raises(Refused, match="another letter"):
        replies.log_reply(make_sent(office), file=upload, **given)
    reply = replies.log_reply(letter, file=upload, **given)
    with pytest.raises(Refused, match="channel of Missions"):
        uploading.begin(letter, name="a.pdf", **{**at, "by": office.officer})
    with pytest.raises(Refused, match="Nothing more is taken"):
        uploading.take_part(begun, b"more")
    return ReplyFile.objects.get(reply=reply)


def test_its_length_and_hash_are_shown_and_that_nobody_looked_into_it(enter, office, file, as_role):
    client = enter(office.officer)
    connection.check_constraints()
    with as_role("desk"):
        shown = get(client, "files_file", file.pk).content.decode()
        letter = get(client, "communications_reply", file.reply.pk).content.decode()

    assert "nothing here looks into it" in shown
    assert hashlib.sha256(FILE).hexdigest() in shown
    assert "Take out its large file" in letter
    assert get(client, "files_page", file.pk, 1).status_code == 404


def test_it_goes_out_as_it_came_once_two_people_agree(enter, office, file, as_role):
    client = enter(office.officer)
    assert get(client, "files_original", file.pk).status_code == 403
    client.post(reverse("files_want", args=[file.pk]), {"why": "its annexes are evidence"})
    assert Release.objects.get().state == "wanted"
    second = enter(office.second)
    second.post(reverse("files_release", args=[file.pk]))

    connection.check_constraints()
    with as_role("desk"):
        answer = get(second, "files_original", file.pk)
        assert b"".join(answer.streaming_content) == FILE
    assert answer["Content-Length"] == str(len(FILE))
    assert (answer["Content-Type"], "attachment" in answer["Content-Disposition"]) == (
        "application/pdf",
        True,
    )
    assert "no-store" in answer["Cache-Control"]

    Part.objects.filter(version=file.sealed_id, number=2).delete()
    with pytest.raises(CannotOpen):
        b"".join(get(second, "files_original", file.pk).streaming_content)


def test_a_public_version_says_that_there_was_one(office, file):
    base = base_of_reply(file.reply, office.keyring, by=office.officer)

    assert "too large to be shown here" in str(base.passages)


def test_a_large_file_is_never_opened_whole_and_is_erased_with_its_key(enter, office, file):
    with pytest.raises(Refused, match="nothing here looks into it"):
        files.original(file, office.keyring, by=office.officer)
    stranger = enter(office.officer)
    erasure.erase([file.sealed.record_id], by=BY)
    assert not parts.count(file.sealed)
    assert get(stranger, "files_file", file.pk).status_code == 403
