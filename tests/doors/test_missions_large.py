"""Large files of a Mission: by the form, in pieces after a broken line, with a receipt; and no other way."""

import hashlib
from base64 import b64encode
from contextlib import ExitStack
from datetime import timedelta
from io import BytesIO
from random import Random

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from rapporteur.circles.records import records_of
from rapporteur.communications import chores
from rapporteur.communications.actions import uploading
from rapporteur.communications.models import Reply, ReplyFile, Upload
from rapporteur.doors.missions import arriving
from rapporteur.doors.worker import tasks
from rapporteur.kernel.clock import now
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault import parts
from rapporteur.kernel.vault.models import Part
from tests.doors.test_missions_letters import (
    client,
    make_other_mission,
    mission,
    office,
    page,
    pepper,
    upload,
)
from tests.factories.people import sign_in
from tests.factories.vaults import PHRASE
from tests.kernel.files.documents import docx

__all__ = ["client", "mission", "office", "pepper"]  # fixtures
pytestmark = [
    pytest.mark.usefixtures("committed", "small"),
    pytest.mark.requirement("C10"),
    pytest.mark.requirement("SG1"),
]
PIECE = "application/offset+octet-stream"
FILE = b"%PDF-1.7\n" + b"a canary in a large file\n" * 100 + b"%%EOF\n"
LENGTH = len(FILE)


@pytest.fixture
def small(monkeypatch):
    """Let a large file be one of over 1,000 bytes, up to 9,000, in parts of 1,000."""
    monkeypatch.setattr(parts, "PART", 1_000)
    monkeypatch.setattr(uploading, "SMALL", 1_000)
    monkeypatch.setattr(uploading, "LARGEST", 9_000)


def form(client, letter, data=FILE, name="reply.pdf", **given):
    file = {} if data is None else {"file": upload(data, name)}
    given = {"once": new_id(), **file, "whole": "1", **given}
    return client.post(reverse("letters_large", args=[letter.pk]), given)


def begin(client, letter, size=LENGTH, name="a.pdf", sha256="", **headers):
    words = [("filename", name), ("sha256", sha256)]
    told = ",".join(f"{key} {b64encode(word.encode()).decode()}" for key, word in words if word)
    given = {"Tus-Resumable": "1.0.0", "Upload-Length": str(size), "Upload-Metadata": told}
    headers = {key: value for key, value in {**given, **headers}.items() if value is not None}
    return client.post(reverse("letters_parts", args=[letter.pk]), headers=headers)


def send(client, address, at, data, kind=PIECE, **headers):
    headers = {"Tus-Resumable": "1.0.0", "Upload-Offset": str(at), **headers}
    return client.patch(address, data, kind, headers=headers, CONTENT_TYPE=kind)


def head(client, address):
    return client.head(address, headers={"Tus-Resumable": "1.0.0"})


def sent(client, letter, data=FILE, **given):
    """Send a file in two pieces; return its address."""
    address = begin(client, letter, len(data), **given)["Location"]
    half = len(data) // 2 // 1000 * 1000
    assert send(client, address, 0, data[:half])["Upload-Offset"] == str(half)
    assert send(client, address, half, data[half:]).status_code == 204
    return address


def state():
    return Upload.objects.get().state


# By the form


def test_a_large_file_by_the_form_is_a_reply_sealed_in_parts_with_a_receipt(
    client, mission, as_role
):
    connection.check_constraints()
    with as_role("missions"):
        answer = form(client, mission.letter, text="What is in it")
        shown = client.get(answer.url).content.decode()
        listed = page(client, "letters_sent", mission.letter)

    assert hashlib.sha256(FILE).hexdigest() in shown
    assert str(len(FILE)) in shown.replace(",", "").replace("\xa0", "")
    assert answer.url in listed
    file = ReplyFile.objects.get(reply=Reply.objects.get())
    assert (file.form, file.large, state()) == ("pdf", True, "sent")
    readers = {wrap.epoch.recipient.kind for wrap in file.sealed.wraps.all()}
    assert readers == {"desk", "mission"}
    assert Part.objects.count() == len(FILE) // 1000 + 2
    assert not any(b"canary" in bytes(one.envelope) for one in Part.objects.all())
    assert not mail.outbox


def test_what_is_not_taken_is_said_and_nothing_of_it_stays(client, mission):
    for data, given, reason in (
        (b"%PDF-" + b"x" * 2000, {}, "damaged or incomplete"),
        (FILE + b"x", {}, "something else in this file"),
        (b"\x89PNG" + FILE, {}, "neither a PDF nor a DOCX"),
        (FILE, {"name": "reply.exe"}, "neither a PDF nor a DOCX"),
        (FILE, {"name": "reply.docx"}, "do not fit together"),
        (FILE[:900], {}, "is sent with the reply itself"),
        (b"%PDF-" + b"x" * 9500, {}, "larger than 500 MB"),
        (b"", {}, "This file is empty"),
        (FILE, {"whole": ""}, "The line broke before"),
        (None, {}, "Choose a file"),
    ):
        answer = form(client, mission.letter, data, text="typed words", **given)
        shown = answer.content.decode()
        assert (answer.status_code, reason in shown, "typed words" in shown) == (200, True, True)

    assert not Reply.objects.exists()
    chores.clear_uploads()
    assert not Part.objects.exists()
    assert not Upload.objects.exclude(state="dropped").exists()


def test_a_file_over_the_limit_by_its_announced_length_is_not_even_begun(client, mission):
    answer = form(client, mission.letter, b"%PDF-" + b"x" * 1_020_000)

    assert "larger than 500 MB" in answer.content.decode()
    assert not Upload.objects.exists()


def test_a_second_file_of_a_form_is_read_past(client, mission):
    form(client, mission.letter, file=[upload(FILE), upload(b"%PDF-" + b"second" * 500)])

    assert Upload.objects.count() == ReplyFile.objects.count() == 1


def test_a_line_that_never_ends_is_cut(client, mission, monkeypatch):
    monkeypatch.setattr(arriving, "PATIENCE", 1_000)
    form(client, mission.letter, b"%PDF-" + b"x" * 300_000)

    assert not Reply.objects.exists()


def test_a_file_that_arrived_is_kept_where_something_else_is_amiss(client, mission):
    answer = form(client, mission.letter, text="x" * 20_001)
    shown = answer.content.decode()
    assert "at most 20000 characters" in shown
    assert f'value="{Upload.objects.get().pk}"' in shown

    form(client, mission.letter, None, upload=Upload.objects.get().pk, text="Shorter")
    assert (ReplyFile.objects.count(), state()) == (1, "sent")


def test_the_same_form_twice_is_one_reply_and_the_second_file_is_given_up(client, mission):
    once = new_id()
    for _turn in range(2):
        form(client, mission.letter, once=once)

    assert ReplyFile.objects.count() == 1
    assert sorted(Upload.objects.values_list("state", flat=True)) == ["dropped", "sent"]


def test_a_chosen_file_survives_the_same_form_twice(client, mission):
    once = new_id()
    form(
        client, mission.letter, None, once=once, upload=sent(client, mission.letter).split("/")[-2]
    )
    waiting = sent(client, mission.letter).split("/")[-2]
    form(client, mission.letter, None, once=once, upload=waiting)

    assert Upload.objects.get(pk=waiting).state == "arrived"


def test_a_refusal_keeps_the_file_for_another_try(client, mission, monkeypatch):
    monkeypatch.setattr("rapporteur.communications.actions.replies.adds_to", lambda *_: "Not now.")
    answer = form(client, mission.letter)

    assert "Not now." in answer.content.decode()
    assert state() == "arrived"


def test_a_stale_token_leaves_nothing_of_the_file(door, mission):
    strict = Client(enforce_csrf_checks=True)
    door("missions")
    sign_in(strict, mission)
    answer = form(strict, mission.letter, text="typed words")

    assert answer.status_code == 403
    assert "typed words" in answer.content.decode()
    assert state() == "dropped"


def test_where_all_turns_are_taken_it_is_said_and_nothing_waits(client, mission):
    with ExitStack() as turns:
        for _each in range(arriving.AT_ONCE):
            assert turns.enter_context(arriving.a_turn())
        shown = form(client, mission.letter).content.decode()
        address = begin(client, mission.letter)["Location"]
        busy = send(client, address, 0, FILE)

    assert "Several large files are arriving" in shown
    assert (busy.status_code, busy["Retry-After"]) == (503, "20")


def test_this_page_alone_may_ask_its_own_door_and_needs_no_script(client, mission):
    answer = client.get(reverse("letters_large", args=[mission.letter.pk]))

    assert "connect-src 'self'" in answer["Content-Security-Policy"]
    assert "connect-src" not in client.get("/")["Content-Security-Policy"]
    assert "large.js" in answer.content.decode()


# In pieces


def test_a_file_in_pieces_arrives_and_is_sent_with_a_reply(client, mission, as_role):
    connection.check_constraints()
    with as_role("missions"):
        address = sent(client, mission.letter, sha256=hashlib.sha256(FILE).hexdigest())
        assert (state(), head(client, address)["Upload-Offset"]) == ("arrived", str(len(FILE)))
        assert send(client, address, len(FILE), b"").status_code == 204
        assert client.get(address).url == reverse("letters_large", args=[mission.letter.pk])
        assert "arrived, not sent yet" in page(client, "letters_large", mission.letter)
        answer = form(client, mission.letter, None, upload=address.split("/")[-2])
        assert "was sent to the desk" in client.get(answer.url).content.decode()


def test_a_docx_is_taken_too(client, mission):
    sent(
        client,
        mission.letter,
        docx(" ".join(str(Random(1).getrandbits(64)) for _each in range(200))),
        name="A.DOCX",
    )

    assert (state(), Upload.objects.get().form) == ("arrived", "docx")


class Broken(BytesIO):
    """A body whose line breaks with an error after some bytes."""

    def read(self, *size):
        found = super().read(*size)
        if not found:
            raise OSError
        return found


def test_after_a_broken_line_it_goes_on_from_the_last_whole_part(client, mission):
    address = begin(client, mission.letter)["Location"]
    for body, arrived in ((Broken(FILE[:1300]), 1000), (BytesIO(FILE[1000:2300]), 2000)):
        client.generic(
            "PATCH",
            address,
            CONTENT_TYPE=PIECE,
            headers={"Tus-Resumable": "1.0.0", "Upload-Offset": str(arrived - 1000)},
            CONTENT_LENGTH=str(len(FILE) - arrived + 1000),
            **{"wsgi.input": body},
        )
        assert (state(), head(client, address)["Upload-Offset"]) == ("arriving", str(arrived))

    assert send(client, address, 2000, FILE[2000:]).status_code == 204
    assert state() == "arrived"


def test_a_piece_that_does_not_fit_changes_nothing(client, mission):
    address = begin(client, mission.letter)["Location"]
    for at, data, headers, code in (
        (1000, FILE[1000:], {}, 409),  # a part is left out
        (0, FILE + b"x", {}, 413),  # more than was announced
        ("all", FILE, {}, 400),
        (0, FILE, {"kind": "text/plain"}, 415),
        (0, FILE, {"Tus-Resumable": "0.2"}, 412),
    ):
        answer = send(client, address, at, data, **headers)
        assert (answer.status_code, bool(answer.content)) == (code, True)
        assert head(client, address)["Upload-Offset"] == "0"


def test_a_piece_that_came_already_is_not_taken_again_though_it_differs(client, mission):
    address = begin(client, mission.letter)["Location"]
    send(client, address, 0, FILE[:1000])
    answer = send(client, address, 0, FILE[:500] + b"y" * 500)

    assert (answer.status_code, answer["Upload-Offset"]) == (409, "1000")
    send(client, address, 1000, FILE[1000:])
    assert state() == "arrived"


def test_what_cannot_be_begun_is_said(client, mission):
    for given, code in (
        ({"size": 9_001}, 413),
        ({"size": 1_000}, 422),
        ({"size": "many"}, 400),
        ({"name": "a.zip"}, 422),
        ({"sha256": "12"}, 400),
        ({"Upload-Metadata": "filename ???"}, 422),
        ({"Tus-Resumable": None}, 412),
    ):
        answer = begin(client, mission.letter, **given)
        assert (answer.status_code, bool(answer.content)) == (code, True)

    assert not Upload.objects.exists()


def test_a_file_that_is_not_what_was_said_is_given_up(client, mission):
    for data, given in (
        (FILE, {"sha256": "0" * 64}),  # another file
        (b"PK\x03\x04" + FILE, {}),
        (FILE[:-3], {}),  # no end of a PDF
    ):
        address = begin(client, mission.letter, len(data), **given)["Location"]
        answer = send(client, address, 0, data)
        assert (answer.status_code, bool(answer.content)) == (422, True)
        assert head(client, address).status_code == 410


def test_a_file_is_given_up_by_the_protocol_and_on_the_page(client, mission):
    addresses = [begin(client, mission.letter)["Location"] for _each in range(2)]
    client.delete(addresses[0], headers={"Tus-Resumable": "1.0.0"})
    client.post(f"{addresses[1]}give-up/")

    assert not Upload.objects.exclude(state="dropped").exists()
    assert client.get(f"{addresses[1]}receipt/").status_code == 404


def test_a_file_that_came_by_the_form_is_not_gone_on_with(client, mission):
    form(client, mission.letter, text="x" * 20_001)
    one = Upload.objects.get()
    address = reverse("letters_upload", args=[mission.letter.pk, one.pk])

    assert head(client, address).status_code == 409


def test_a_locked_vault_is_said_and_the_file_goes_on_after(client, mission):
    address = begin(client, mission.letter)["Location"]
    client.post(reverse("vault_lock"))
    assert send(client, address, 0, FILE).status_code == 423
    assert client.get(f"{address}receipt/").status_code == 404

    client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    assert send(client, address, 0, FILE).status_code == 204
    client.post(reverse("vault_lock"))
    assert client.get(f"{address}receipt/").url.startswith(reverse("vault_unlock"))


# Whose it is, and how much


def test_another_mission_neither_sees_nor_touches_it(client, door, mission):
    address = sent(client, mission.letter)
    other = make_other_mission()
    stranger = sign_in(door("missions"), other)
    stranger.post(reverse("vault_unlock"), {"passphrase": PHRASE})

    answers = [
        begin(stranger, mission.letter),
        head(stranger, address),
        send(stranger, address, 0, FILE),
        stranger.delete(address, headers={"Tus-Resumable": "1.0.0"}),
        stranger.get(f"{address}receipt/"),
        stranger.post(f"{address}give-up/"),
        form(stranger, mission.letter),
    ]
    assert {one.status_code for one in answers} == {404}
    assert state() == "arrived"


def test_without_a_session_nothing_begins(door, mission):
    stranger = door("missions")
    for name in ("letters_large", "letters_parts"):
        address = reverse(name, args=[mission.letter.pk])
        answer = stranger.post(address, {"file": upload(FILE)})
        assert answer.status_code in {302, 403}

    assert not Upload.objects.exists()


def test_three_that_are_not_sent_are_enough(client, mission):
    for _each in range(3):
        assert begin(client, mission.letter).status_code == 201
    answer = begin(client, mission.letter)

    assert (answer.status_code, "not sent yet" in answer.content.decode()) == (403, True)


def test_letter_and_mission_have_room_for_so_much(client, mission, monkeypatch):
    begin(client, mission.letter)
    for limit in ("AT_LETTER", "AT_MISSION"):
        with monkeypatch.context() as lowered:
            lowered.setattr(uploading, limit, 5)
            answer = begin(client, mission.letter)
        assert (answer.status_code, "no room" in answer.content.decode()) == (403, True)


# The end of it


def test_what_was_not_sent_in_time_is_erased_by_the_worker_and_told(client, mission, as_role):
    address = sent(client, mission.letter)
    Upload.objects.update(begun_at=now() - timedelta(hours=49))
    connection.check_constraints()
    with as_role("worker"):
        tasks.clear_uploads.func(timestamp=0)

    one = Upload.objects.get()
    assert (one.state, Part.objects.count()) == ("ended", 0)
    assert head(client, address).status_code == 410
    assert "not sent in time" in page(client, "letters_large", mission.letter)
    (told,) = mail.outbox
    assert (told.to, "not sent within 48 hours" in told.body) == ([mission.email], True)


def test_the_worker_erases_nothing_that_was_sent(client, mission, as_role):
    form(client, mission.letter)
    before = Part.objects.count()
    connection.check_constraints()
    with as_role("worker"):
        Part.objects.all().delete()

    assert Part.objects.count() == before


def test_circles_and_erasing_take_a_large_file_along(client, mission):
    form(client, mission.letter)
    address = sent(client, mission.letter)
    keys = set(Upload.objects.values_list("sealed__record", flat=True))

    assert len(keys) == 2
    assert keys <= records_of([mission.letter.case_id])
    assert address
