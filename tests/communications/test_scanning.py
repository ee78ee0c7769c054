"""Scans of what proves a delivery, and their text: sealed to the desk, marked, never replaced."""

import pytest
from django.db import IntegrityError, transaction

from rapporteur.circles.records import records_of
from rapporteur.communications.actions import attempting, files, replies, scanning
from rapporteur.communications.models import ReplyFile, Scan, ScanText
from rapporteur.kernel.clock import today
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import communications as make

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("C11")]
FILE = Taken(b"%PDF-1.7 exercise %%EOF", Form.PDF, 7)
TYPED = "Exercise. Received by the registry of the Mission."


@pytest.fixture
def attempt(office):
    letter = make.make_sent(office, days_ago=20)
    return attempting.attempt(letter, means="bag", made_on=today(), by=office.officer)


@pytest.fixture
def scan(office, attempt):
    return scanning.add_scan(attempt, FILE, by=office.officer)


def typed(source, office, **more):
    given = {"text": TYPED, "language": "en", "by": office.officer, **more}
    return scanning.type_text(source, **given)


def readers_of(version):
    return set(version.wraps.values_list("epoch__recipient__kind", flat=True))


def test_a_scan_is_sealed_to_the_desk_and_goes_with_its_case(office, attempt, scan):
    text = typed(scan, office)

    assert (scan.parts, scan.by) == (7, office.officer)
    assert readers_of(scan.sealed) == readers_of(text.sealed) == {"desk"}
    assert {scan.sealed.record_id, text.sealed.record_id} <= records_of(
        [attempt.communication.case_id]
    )
    verbs = Entry.objects.filter(subject_id=str(attempt.communication_id))
    assert {"add scan", "type text of scan"} <= set(verbs.values_list("verb", flat=True))
    assert attempt.communication.attempts.with_scans().get().scanned == 1


def test_what_is_typed_is_told_as_typed_and_what_was_read_first_stays(office, scan):
    first = typed(scan, office)
    better = scanning.correct(scan, first, text="Exercise. Received.", by=office.second)

    assert (first.engine, first.confidence, first.first, first.last) == ("", None, 1, 7)
    assert (better.corrects, better.by, better.language) == (first, office.second, "en")
    assert make.opened(first.sealed, office) == {"pages": [TYPED]}
    assert make.opened(better.sealed, office) == {"pages": ["Exercise. Received."]}
    assert list(scan.texts.all()) == [first, better]


def test_the_file_of_a_reply_has_a_text_too(office):
    reply = replies.log_reply(
        make.make_sent(office),
        text="",
        received_on=today(),
        channel="post",
        by=office.officer,
        file=FILE,
    )
    file = ReplyFile.objects.get(reply=reply)

    text = typed(file, office)

    assert (text.file, text.scan) == (file, None)
    assert text.sealed.record_id in records_of([reply.communication.case_id])


def test_what_cannot_be_says_why_and_keeps_nothing(office, attempt, scan):
    stranger, ring = make.make_mission(office)
    word = files.Taken(b"PK", Form.DOCX, 1)
    refusals = [
        (lambda: scanning.add_scan(attempt, FILE, by=stranger), "members of its desk"),
        (lambda: scanning.add_scan(attempt, None, by=office.officer), "Choose one"),
        (lambda: scanning.add_scan(attempt, word, by=office.officer), "PDF"),
        (lambda: scanning.original(scan, ring, by=stranger), "members of its desk"),
        (lambda: typed(scan, office, by=stranger), "members of its desk"),
        (lambda: typed(scan, office, text="  "), "Write the text"),
        (lambda: typed(scan, office, text="x" * 100_001), "Write the text"),
        (lambda: typed(scan, office, language="xx"), "Choose the language"),
    ]
    for act, words in refusals:
        with pytest.raises(Refused, match=words):
            act()
    assert (Scan.objects.count(), ScanText.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    "wrong",
    [
        {"scan": None},
        {"engine": "Tesseract 5"},
        {"confidence": 90},
        {"engine": "Tesseract 5", "confidence": 101},
        {"first": 0},
        {"first": 8},
    ],
)
def test_the_database_keeps_a_text_whole(office, scan, wrong):
    text = typed(scan, office)
    with pytest.raises(IntegrityError), transaction.atomic():
        ScanText.objects.filter(pk=text.pk).update(**wrong)


def test_scans_and_texts_say_what_they_are(office, scan):
    assert str(scan) == f"scan of {scan.attempt_id}"
    assert str(typed(scan, office)) == "en 1-7"
