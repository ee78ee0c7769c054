"""The text of scans, read by a machine in the cage: in three scripts, within limits, or not at all."""

import json
import zlib
from pathlib import Path

import pytest

from rapporteur.kernel.files import limits, processes, scan_child, scans, tesseract
from rapporteur.kernel.files.verdicts import UNFIT, Unfit, Verdict
from rapporteur.kernel.refusals import Refused
from tests.kernel.files.documents import docx, pdf, stream
from tests.kernel.files.scanned import WORDS, needs_engine, scanned
from tests.kernel.files.test_opening import LOCK

pytestmark = pytest.mark.requirement("SG1", "C11")
PIXELS = 40_000  # a side: 1.6 GB once unpacked


def read(data, language="en", first=1, last=1):
    return scans.read(data, language, first=first, last=last)


def bomb():
    run = b"\x81\x00" * (PIXELS * PIXELS // 128)  # run lengths, of 128 dots each
    kind = (
        f"/Type/XObject/Subtype/Image/Width {PIXELS}/Height {PIXELS}/ColorSpace/DeviceGray"
        "/BitsPerComponent 8/Filter[/FlateDecode/RunLengthDecode]"
    )
    return pdf(
        ") Tj ET q 200 0 0 200 72 500 cm /X Do Q BT (",
        objects=[stream(zlib.compress(run, 1), kind)],
        resources="/XObject<</X 6 0 R>>",
    )


@needs_engine
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_words_of_a_scan_are_read_in_its_script(language):
    found = read(scanned(language), language)

    assert " ".join(found.texts[0].replace("’", "'").split()) == WORDS[language]
    assert found.engine.startswith("Tesseract 5")
    assert 60 < found.confidence <= 100


@needs_engine
def test_pages_are_read_from_the_one_asked_for():
    found = read(scanned("en", pages=3), first=2, last=6)
    assert [text[:8] for text in found.texts] == ["Exercise", "Exercise"]


@needs_engine
@pytest.mark.parametrize(
    ("data", "first", "why"),
    [
        (b"%PDF-1.7\nno document\n%%EOF", 1, "damaged"),
        (pdf("x", objects=[LOCK], trailer="/Encrypt 6 0 R/ID[<00><00>]"), 1, "protected"),
        (pdf("x"), 2, "no such page"),
    ],
)
def test_a_bad_file_is_told_as_what_it_is(data, first, why):
    with pytest.raises(Refused, match=why):
        read(data, first=first, last=first)


@needs_engine
def test_a_picture_that_swells_ends_within_the_limits_of_the_cage():
    """What PDFium cannot unpack in the memory it has is left blank."""
    assert read(bomb()).texts == ("",)


@needs_engine
def test_what_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(limits, "SCAN_WALL_SECONDS", 0.05)
    with pytest.raises(Refused, match="Nothing was kept"):
        read(scanned("en"))


@needs_engine
def test_a_language_whose_data_are_damaged_is_not_installed(tmp_path, monkeypatch):
    (tmp_path / "eng.traineddata").write_bytes(b"no data")
    monkeypatch.setattr(scans, "DATA", tmp_path)
    with pytest.raises(Refused, match="is installed"):
        read(scanned("en"))


def test_where_no_engine_is_installed_it_is_said(tmp_path, monkeypatch):
    monkeypatch.setattr(scans, "DATA", tmp_path)
    assert scans.readable() == []
    with pytest.raises(Refused, match="Type the text instead"):
        read(pdf("x"))


def test_a_machine_without_the_library_has_no_engine(monkeypatch):
    monkeypatch.setattr(tesseract, "LIBRARY", "libnone.so")
    monkeypatch.setenv(tesseract.ONE_THREAD, "1")
    with pytest.raises(Unfit) as unfit:
        tesseract.Tesseract("/", "eng")
    assert unfit.value.verdict == Verdict.NO_ENGINE
    assert scan_child.__name__ == processes.SCAN_CHILD


def test_whoever_comes_second_is_told_so(monkeypatch):
    monkeypatch.setattr(limits, "SCAN_WAIT", 0)
    with processes.SCANS_AT_ONCE, pytest.raises(Unfit) as unfit:
        processes.ask_of_scan(b"{}", b"")
    assert unfit.value.verdict == Verdict.BUSY


def test_a_child_that_is_not_told_its_language_reads_nothing():
    assert processes.ask_of_scan(b"{}", pdf("x")) == UNFIT + Verdict.DAMAGED.encode()


@pytest.mark.parametrize(
    ("data", "first", "last"),
    [(docx("x"), 1, 1), (pdf("x"), 0, 1), (pdf("x"), 2, 1), (pdf("x"), 1, 6)],
)
def test_only_some_pages_of_a_pdf_are_read(data, first, last, tmp_path, monkeypatch):
    Path(tmp_path / "eng.traineddata").touch()
    monkeypatch.setattr(scans, "DATA", tmp_path)
    with pytest.raises(Refused, match="no such page"):
        read(data, first=first, last=last)


def test_an_answer_is_cleaned_and_bounded():
    said = {"texts": ["a\u202eb\x0c"], "sure": [400], "version": "5" * 99}
    found = scans.told(json.dumps(said).encode())
    assert (found.texts, found.confidence) == (("ab",), 100)
    assert len(found.engine) < 40


@pytest.mark.parametrize(
    ("heard", "verdict"),
    [
        (b"no JSON", Verdict.DAMAGED),
        (b"{}", Verdict.DAMAGED),
        (b'{"texts": [], "sure": [], "version": "5"}', Verdict.NO_PAGE),
        (b'{"texts": ["a"], "sure": [], "version": "5"}', Verdict.NO_PAGE),
    ],
)
def test_an_answer_that_is_none_is_not_believed(heard, verdict):
    with pytest.raises(Unfit) as unfit:
        scans.told(heard)
    assert unfit.value.verdict == verdict
