"""The text of scans at the desk: read by a machine in the cage, typed where there is none, corrected."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from rapporteur.communications.actions import attempting, replies, scanning
from rapporteur.communications.models import Attempt, ReplyFile, Scan, ScanText
from rapporteur.doors.desk.scan_forms import ReadScanForm
from rapporteur.kernel.clock import today
from rapporteur.kernel.files import limits, scans
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.journal.models import Entry
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_desk, make_member, sign_in
from tests.kernel.files.documents import PDF_TYPE, docx, pdf
from tests.kernel.files.scanned import WORDS, needs_engine, scanned

pytestmark = pytest.mark.requirement("C11")


@pytest.fixture
def letter(committed, at_work, beside):
    reader, holder = beside("coordinator"), beside("mandate_holder")
    return make.make_sent(make_cases.office_of(at_work, reader.person, holder.person))


@pytest.fixture
def attempt(letter, at_work):
    return attempting.attempt(letter, means="hand", made_on=today(), by=at_work.person)


@pytest.fixture
def no_engine(tmp_path, monkeypatch):
    monkeypatch.setattr(scans, "DATA", tmp_path)


def text(answer):
    return answer.content.decode()


def page(name, *args):
    return reverse(f"scans_{name}", args=args)


def scan_of(attempt, by, pages=1, data=b"%PDF-1.7 exercise %%EOF"):
    return scanning.add_scan(attempt, Taken(data, Form.PDF, pages), by=by)


def file_of(letter, by, data, form=Form.PDF):
    given = {"text": "", "received_on": today(), "channel": "post", "by": by}
    reply = replies.log_reply(letter, file=Taken(data, form, 1), **given)
    return ReplyFile.objects.get(reply=reply)


@needs_engine
def test_a_scan_is_added_read_by_a_machine_and_corrected(letter, attempt, at_work):
    add = reverse("communications_scan", args=[letter.pk, attempt.pk])
    chosen = SimpleUploadedFile("receipt.pdf", scanned("en"), PDF_TYPE)
    back = at_work.post(add, {"file": chosen}).url
    assert "its text was not read" in text(at_work.get(back))
    assert "1 scan of what proves it" in text(at_work.get(letter.get_absolute_url()))
    scan = Scan.objects.get()

    shown = at_work.post(page("scan", "proof", scan.pk), {"language": "en"}, follow=True)

    read = ScanText.objects.get()
    assert WORDS["en"] in " ".join(text(shown).split())
    assert "read by a machine" in text(shown)
    assert f"Tesseract {read.engine.split()[1]} read it" in text(shown)
    assert "no-store" in shown["Cache-Control"]
    assert (read.language, read.first, read.last, read.by) == ("en", 1, 1, at_work.person)
    assert "its text is kept" in text(at_work.get(back))

    one = page("text", "proof", scan.pk, read.pk)
    listed = text(at_work.post(one, {"text": "As a person reads it"}, follow=True))
    assert "corrected by a person" in listed
    assert WORDS["en"] in " ".join(text(at_work.get(one)).split())
    opened = Entry.objects.filter(verb="read", subject_id=str(read.sealed.record_id))
    assert opened.exists()
    drawn = at_work.get(page("page", "proof", scan.pk, 1))
    assert drawn.content[:4] == b"\x89PNG"
    assert at_work.get(page("page", "proof", scan.pk, 2)).status_code == 404


@needs_engine
def test_a_reply_that_is_a_scan_is_read_in_the_language_of_the_reply(letter, at_work):
    file = file_of(letter, at_work.person, scanned("ar"))
    address = page("scan", "reply", file.pk)
    assert address in text(at_work.get(reverse("files_file", args=[file.pk])))

    shown = at_work.post(address, {"language": "ar"}, follow=True)

    assert "سلمت الرسالة باليد" in text(shown)
    assert ScanText.objects.get().file == file


@needs_engine
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7\nno document\n%%EOF", "damaged"),
        (pdf(""), "found no text"),
        (pdf("a"), "its limits of time and memory"),
    ],
)
def test_what_a_machine_cannot_read_is_told_and_nothing_is_kept(
    attempt, at_work, monkeypatch, data, said
):
    if "limits" in said:
        monkeypatch.setattr(limits, "SCAN_WALL_SECONDS", 0.01)
    scan = scan_of(attempt, at_work.person, data=data)
    answer = at_work.post(page("scan", "proof", scan.pk), {"language": "en"})
    assert said in text(answer)
    assert not ScanText.objects.exists()
    assert not Entry.objects.filter(verb="read scan").exists()


@pytest.mark.usefixtures("no_engine")
def test_where_no_machine_reads_a_person_types(attempt, at_work):
    scan = scan_of(attempt, at_work.person)
    shown = text(at_work.get(page("scan", "proof", scan.pk)))
    assert "Nothing that reads scans is installed" in shown
    refused = text(at_work.post(page("scan", "proof", scan.pk), {"language": "en"}))
    assert "Nothing that reads scans is installed" in refused

    typing = page("type", "proof", scan.pk)
    assert "The text of the scan" in text(at_work.get(typing))
    done = at_work.post(typing, {"language": "fr", "text": "Exercice. Reçu."}, follow=True)

    assert "typed by a person" in text(done)
    one = page("text", "proof", scan.pk, ScanText.objects.get().pk)
    assert "Exercice. Reçu." in text(at_work.get(one))


def test_a_language_that_is_missing_is_named_and_others_are_offered(
    attempt, at_work, tmp_path, monkeypatch
):
    (tmp_path / "spa.traineddata").touch()
    monkeypatch.setattr(scans, "DATA", tmp_path)
    scan = scan_of(attempt, at_work.person, pages=9)
    shown = text(at_work.get(page("scan", "proof", scan.pk)))
    assert "English is not installed" in shown
    assert "From which page" in shown
    assert "Spanish" in shown


def test_no_more_than_five_pages_are_asked_for_at_a_time():
    given = {"language": "en", "first": 3, "last": 40}
    for asked, pages in (
        (given, (3, 7)),
        ({"language": "en"}, (1, 5)),
        ({**given, "last": 4}, (3, 4)),
    ):
        form = ReadScanForm(asked, languages=["en"], pages=50)
        assert form.is_valid()
        assert (form.cleaned_data["first"], form.cleaned_data["last"]) == pages


@pytest.mark.usefixtures("no_engine")
@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_scan_asks_the_same_number_of_queries(
    attempt, at_work, django_assert_num_queries, rows
):
    scan = scan_of(attempt, at_work.person)
    for _row in range(rows):
        scanning.type_text(scan, text="Exercise", language="en", by=at_work.person)
    at_work.get("/")
    with django_assert_num_queries(8):
        at_work.get(page("scan", "proof", scan.pk))


def test_a_vault_that_locked_meanwhile_keeps_what_was_typed(attempt, at_work, door):
    scan = scan_of(attempt, at_work.person)
    kept = scanning.type_text(scan, text="Exercise", language="en", by=at_work.person)
    client = sign_in(door("desk"), at_work.person)
    one = page("text", "proof", scan.pk, kept.pk)
    assert client.get(one).url.startswith(reverse("vault_unlock"))
    refused = text(client.post(one, {"text": ""}))
    assert "Correct it" in refused
    locked = client.post(page("scan", "proof", scan.pk), {"language": "en"})
    assert not ScanText.objects.exclude(pk=kept.pk).exists()
    assert locked.status_code == 200


def test_what_is_no_scan_is_not_there(letter, attempt, at_work, door):
    word = file_of(letter, at_work.person, docx("x"), Form.DOCX)
    scan = scan_of(attempt, at_work.person)
    for address in (page("scan", "reply", word.pk), page("scan", "other", scan.pk)):
        assert at_work.get(address).status_code == 404
    add = reverse("communications_scan", args=[letter.pk, attempt.pk])
    assert "Choose one" in text(at_work.post(add, {"file": ""}))
    other = sign_in(door("desk"), make_member(make_desk("OTHER"), "desk_officer").account)
    assert other.get(page("type", "proof", scan.pk)).status_code == 404
    assert (
        other.get(reverse("communications_scan", args=[letter.pk, attempt.pk])).status_code == 404
    )
    assert Attempt.objects.get().scans.count() == 1
