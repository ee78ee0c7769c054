"""What a Mission sends: replies with and without a file, time, corrections; nothing typed is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from rapporteur.communications.models import Correction, Reply, ReplyFile, TimeRequest
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.vault.models import SealedRecord
from tests.doors.test_missions_letters import (
    client,
    mission,
    office,
    page,
    pepper,
    post,
    upload,
)
from tests.factories.communications import opened
from tests.factories.people import sign_in
from tests.kernel.files.documents import DOCX_TYPE, PDF_TYPE, PNG, docx, pdf

__all__ = ["client", "mission", "office", "pepper"]  # fixtures
pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("R31.2")]


# Writing


def test_a_reply_is_sealed_to_the_desk_and_the_mission(client, mission, office):
    answer = post(client, "letters_reply", mission.letter, text="رد الحكومة", language="ar")

    assert answer.url == reverse("letters_letter", args=[mission.letter.pk])
    reply = Reply.objects.get()
    assert (reply.channel, reply.by_mission, reply.state) == ("door", True, "logged")
    assert opened(reply.sealed, office)["text"] == "رد الحكومة"


@pytest.mark.parametrize(
    ("data", "name", "kind", "form", "parts"),
    [
        (pdf("One", "Two"), "reply.pdf", PDF_TYPE, "pdf", 2),
        (docx("One", "Two", "Three"), "reply.docx", DOCX_TYPE, "docx", 3),
    ],
)
def test_a_file_is_kept_byte_for_byte(client, mission, office, data, name, kind, form, parts):
    post(client, "letters_reply", mission.letter, file=upload(data, name, kind))

    file = ReplyFile.objects.get()
    assert (file.form, file.parts) == (form, parts)
    kept = file.sealed
    assert {wrap.epoch.recipient.kind for wrap in kept.wraps.all()} == {"desk", "mission"}
    assert form.upper() in page(client, "letters_sent", mission.letter)


@pytest.mark.requirement("SG1")
@pytest.mark.parametrize(
    ("data", "name", "kind", "reason"),
    [
        (PNG, "reply.pdf", PDF_TYPE, "neither a PDF nor a DOCX"),
        (b"", "reply.pdf", PDF_TYPE, "This file is empty"),
        (b"%PDF-1.7" + bytes(15_000_000), "reply.pdf", PDF_TYPE, "larger than 15 MB"),
        (docx("a", parts={"word/vbaProject.bin": "x"}), "reply.docx", DOCX_TYPE, "macros"),
        (pdf("a") + docx("b"), "reply.pdf", PDF_TYPE, "something else in this file"),
    ],
)
def test_a_file_that_is_not_taken_leaves_nothing_and_loses_no_word(
    client, mission, data, name, kind, reason
):
    before = SealedRecord.objects.count()
    answer = post(
        client, "letters_reply", mission.letter, text="typed words", file=upload(data, name, kind)
    )

    shown = answer.content.decode()
    assert (answer.status_code, reason in shown, "typed words" in shown) == (200, True, True)
    assert SealedRecord.objects.count() == before
    assert not Reply.objects.exists()


def test_a_refused_file_is_explained_in_the_language_of_the_person(client, mission):
    mission.language = "fr"
    mission.save(update_fields=["language"])
    answer = post(client, "letters_reply", mission.letter, text="mots", file=upload(PNG))

    assert '<html lang="fr"' in answer.content.decode()


def test_the_same_form_sent_twice_is_one_act(client, mission):
    once = new_id()
    for _turn in range(2):
        post(client, "letters_reply", mission.letter, once=once, text="Reply")
        post(client, "letters_time", mission.letter, once=once, until="2099-01-01", why="Courts.")
        post(client, "letters_correct", mission.letter, once=once, fact="A", right="B")

    assert [one.objects.count() for one in (Reply, TimeRequest, Correction)] == [1, 1, 1]
    assert "has arrived once" in client.get("/").content.decode()


@pytest.mark.parametrize("once", ["", "no", "' OR 1=1"])
def test_an_id_that_was_tampered_with_is_one_more_form(client, mission, once):
    assert post(client, "letters_reply", mission.letter, once=once, text="Reply").status_code == 302


def test_a_locked_vault_does_not_keep_a_reply_from_being_sealed(client, mission):
    client.post(reverse("vault_lock"))

    assert post(client, "letters_reply", mission.letter, text="Reply").status_code == 302
    assert Reply.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "given", "reason"),
    [
        ("letters_reply", {"text": ""}, "Write a reply, or choose a file"),
        ("letters_reply", {"text": "a\x00b"}, "Null characters"),
        ("letters_reply", {"text": "a\u202eb"}, "turns the direction of writing"),
        ("letters_reply", {"text": "x" * 20_001}, "at most 20000 characters"),
        ("letters_reply", {"text": "x", "language": "tlh"}, "Select a valid choice"),
        ("letters_time", {"until": "yesterday", "why": "x"}, "valid date"),
        ("letters_time", {"until": "2000-01-01", "why": "kept words"}, "kept words"),
        ("letters_time", {"until": "2099-01-01", "why": ""}, "required"),
        ("letters_correct", {"fact": "kept words", "right": ""}, "kept words"),
    ],
)
def test_what_cannot_be_used_is_told_and_nothing_is_kept(client, mission, name, given, reason):
    answer = post(client, name, mission.letter, **given)

    assert (answer.status_code, reason in answer.content.decode()) == (200, True)
    assert [one.objects.count() for one in (Reply, TimeRequest, Correction)] == [0, 0, 0]


def test_more_time_than_the_policy_gives_is_asked_for_and_counts_once_granted(client, mission):
    until = mission.letter.reply_due + timedelta(days=30)
    post(client, "letters_time", mission.letter, until=until, why="The courts are in recess.")

    mission.letter.refresh_from_db()
    assert TimeRequest.objects.get().state == "asked"
    assert mission.letter.reply_due < until


# Nothing typed is lost


def strict(door, account=None):
    client = Client(enforce_csrf_checks=True)
    door("missions")
    return sign_in(client, account) if account else client


@pytest.mark.parametrize("name", ["letters_reply", "letters_time", "letters_correct"])
def test_a_stale_token_shows_the_words_again(door, mission, name):
    given = {"text": "typed words", "why": "typed words", "fact": "typed words"}
    answer = post(strict(door, mission), name, mission.letter, **given)

    assert answer.status_code == 403
    assert "typed words" in answer.content.decode()
    assert "Send it again" in answer.content.decode()


def test_an_ended_session_shows_the_words_again(door, mission):
    answer = post(door("missions"), "letters_reply", mission.letter, text="typed <b>words")

    shown = answer.content.decode()
    assert (answer.status_code, "typed &lt;b&gt;words" in shown) == (403, True)
    assert "Your session has ended" in shown
    assert not Reply.objects.exists()


def test_signed_out_nobody_reads_a_letter(door, mission):
    client = door("missions")

    for name in ("letter", "sent", "reply"):
        address = reverse(f"letters_{name}", args=[mission.letter.pk])
        assert client.get(address).url.startswith(reverse("account_login"))
