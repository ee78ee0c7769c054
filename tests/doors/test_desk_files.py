"""The file of a reply at the desk: text and drawn pages for one, the original by two."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from rapporteur.communications.actions import files, replies
from rapporteur.communications.models import Release, Reply, ReplyFile
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from tests.factories.cases import make_office
from tests.factories.communications import make_sent
from tests.factories.people import make_desk, make_member, sign_in
from tests.factories.vaults import PHRASE
from tests.kernel.files.documents import DOCX_TYPE, PDF_TYPE, PNG, docx, pdf

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("SG12")]
WHY = "the seal of the ministry is to be compared"
DATA = pdf("A canary of a reply", "Its second page")


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def office(committed):
    return make_office()


def log(office, data=DATA, name="r.pdf", kind=PDF_TYPE):
    taken = files.Taken.of(name, kind, data)
    reply = replies.log_reply(
        make_sent(office),
        text="",
        received_on=today(),
        channel="post",
        by=office.officer,
        file=taken,
    )
    return ReplyFile.objects.get(reply=reply)


@pytest.fixture
def file(office):
    return log(office)


@pytest.fixture
def enter(door):
    """Return a client of the desk for this person, its vault open."""
    client = door("desk")

    def come_in(person, phrase=PHRASE):
        sign_in(client, person)
        client.post(reverse("vault_unlock"), {"passphrase": phrase})
        return client

    return come_in


def get(client, name, *args):
    return client.get(reverse(name, args=args))


def test_a_reply_may_be_a_file_alone_and_its_text_is_shown(enter, office, file, as_role):
    client = enter(office.officer)
    connection.check_constraints()
    with as_role("desk"):
        answer = get(client, "files_file", file.pk)

    shown = answer.content.decode()
    assert "A canary of a reply" in shown
    assert "Its second page" in shown
    assert "no-store" in answer["Cache-Control"]
    assert Entry.objects.filter(verb="read", subject_id=str(file.sealed.record_id)).count() == 1


def test_a_page_is_drawn_and_no_other_exists(enter, office, file):
    client = enter(office.officer)

    drawn = get(client, "files_page", file.pk, 2)
    assert (drawn["Content-Type"], drawn.content[:4]) == ("image/png", b"\x89PNG")
    assert get(client, "files_page", file.pk, 3).status_code == 404


def test_the_text_of_a_docx_is_shown_and_has_no_pages(enter, office):
    file = log(office, docx("Réponse"), "r.docx", DOCX_TYPE)
    client = enter(office.officer)

    assert "Réponse" in get(client, "files_file", file.pk).content.decode()
    assert get(client, "files_page", file.pk, 1).status_code == 404


def test_a_locked_vault_leads_to_unlock(door, office, file):
    client = sign_in(door("desk"), office.officer)

    for address in (
        reverse("files_file", args=[file.pk]),
        reverse("files_page", args=[file.pk, 1]),
        reverse("files_original", args=[file.pk]),
    ):
        assert client.get(address).url.startswith(reverse("vault_unlock"))


@pytest.mark.parametrize("role", ["desk_officer", "mandate_holder"])
def test_another_desk_sees_no_file(door, file, role):
    client = sign_in(door("desk"), make_member(make_desk("OTHER"), role).account)

    for name in ("file", "original"):
        assert get(client, f"files_{name}", file.pk).status_code == 404
    assert client.post(reverse("files_want", args=[file.pk]), {"why": WHY}).status_code == 404


@pytest.mark.parametrize("role", ["auditor", "administrator", "reference_editor"])
def test_who_reads_nothing_sealed_sees_no_file(door, office, file, role):
    client = sign_in(door("desk"), make_member(office.desk, role).account)

    assert get(client, "files_file", file.pk).status_code == 403


def test_the_original_leaves_by_two_people_and_as_it_came(enter, office, file):
    client = enter(office.officer)
    assert get(client, "files_original", file.pk).status_code == 403
    client.post(reverse("files_want", args=[file.pk]), {"why": WHY})
    assert client.post(reverse("files_release", args=[file.pk])).status_code == 403
    assert get(client, "files_original", file.pk).status_code == 403

    client = enter(office.second)
    client.post(reverse("files_release", args=[file.pk]))
    handed = get(client, "files_original", file.pk)

    assert handed.content == DATA
    assert handed["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in handed["Content-Security-Policy"]
    release = Release.objects.get()
    assert (release.asked_by, release.released_by) == (office.officer, office.second)
    assert Entry.objects.filter(verb="read", why="original released").count() == 1


def test_a_release_ends_with_its_day(office, file):
    asked = files.ask_release(file, why=WHY, by=office.officer)
    released = files.release(asked, by=office.second)
    assert files.released_today(file) == released

    Release.objects.update(released_on=today() - timedelta(days=1))

    assert files.released_today(file) is None


@pytest.mark.parametrize(("why", "reason"), [("", "required"), ("x" * 501, "at most 500")])
def test_a_reason_that_cannot_be_used_is_told(enter, office, file, why, reason):
    client = enter(office.officer)
    answer = client.post(reverse("files_want", args=[file.pk]), {"why": why})

    assert reason in answer.content.decode()
    assert not Release.objects.exists()


def test_the_original_is_asked_for_once(enter, office, file):
    files.ask_release(file, why=WHY, by=office.officer)
    client = enter(office.second)
    answer = client.post(reverse("files_want", args=[file.pk]), {"why": WHY})

    assert answer.status_code == 200
    assert Release.objects.count() == 1


def test_the_database_knows_no_release_by_one_person(office, file):
    asked = files.ask_release(file, why=WHY, by=office.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=asked.pk).update(
            state="released", released_by=office.officer, released_on=today()
        )


# Logging by an officer


def logged(client, letter, **given):
    data = {"received_on": today(), "channel": "note", "language": "fr", "text": "", **given}
    return client.post(reverse("communications_log", args=[letter.pk]), data)


def test_an_officer_logs_a_file_that_came_by_another_way(enter, office):
    client, letter = enter(office.officer), make_sent(office)
    answer = logged(client, letter, file=SimpleUploadedFile("r.pdf", DATA, PDF_TYPE))

    assert answer.status_code == 302
    file = ReplyFile.objects.get()
    shown = get(client, "communications_reply", file.reply_id).content.decode()
    assert reverse("files_file", args=[file.pk]) in shown


@pytest.mark.requirement("SG1")
def test_a_file_that_is_not_taken_leaves_nothing_and_loses_no_word(enter, office):
    client, letter = enter(office.officer), make_sent(office)
    refused = SimpleUploadedFile("r.pdf", PNG, PDF_TYPE)
    shown = logged(client, letter, text="typed words", file=refused).content.decode()

    assert "neither a PDF nor a DOCX" in shown
    assert "typed words" in shown
    assert not Reply.objects.exists()


def test_neither_words_nor_a_file_is_no_reply(enter, office):
    shown = logged(enter(office.officer), make_sent(office)).content.decode()

    assert "or choose a file" in shown
    assert not Reply.objects.exists()
