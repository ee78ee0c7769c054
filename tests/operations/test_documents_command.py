"""The command `documents convert`: any form in, any form out, whole or not at all."""

import io
import json
import stat
import subprocess
import sys

import pypdfium2
import pytest

from rapporteur.documents import forms
from rapporteur.documents.refusals import Unreadable
from rapporteur.documents.tree import (
    Document,
    Doubt,
    Front,
    Paragraph,
    Place,
    Reading,
    Words,
    plain,
)
from rapporteur.documents.writers import akn, docx
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import commands, documents
from tests.documents.made import RICH
from tests.operations.surroundings import clean, command

FOUND = (
    "read as         docx\n"
    "title           Report on nothing\n"
    "symbol          A/HRC/0/1\n"
    "language        en\n"
    "sections        7\n"
    "    A heading\n"
    "  I Introduction\n"
    "    A Method\n"
    "      1 Sources\n"
    "      Without number\n"
    "        (a)\n"
    "          (i) Deep\n"
    "paragraphs      10, numbered 7: 1, 1–4, 4, 1\n"
    "footnotes       6: *, 2–3, 1, 1, 9\n"
    "tables          3\n"
    "annexes         2\n"
    "not understood  1\n"
    "  paragraph 0: “9” Nothing calls this note.\n"
)
KEYS = [
    "file", "kind", "title", "symbol", "organ", "day", "language", "sections", "paragraphs",
    "notes", "tables", "annexes", "not_understood", "written", "not_shown",
]  # fmt: skip


@pytest.fixture
def word(tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(docx.write(RICH))
    return path


def convert(path, form="html", out=None, **more):
    out = out or path.with_name(f"out.{form}")
    return documents.convert(documents.Words(path, form, out, **more))


def test_the_command_reads_word_and_writes_pdf_without_a_database(word, tmp_path):
    done = subprocess.run(
        command("documents", "convert", str(word), "--to", "pdf", "--out", "r.pdf"),
        cwd=tmp_path, env=clean(RAPPORTEUR_HOME=str(tmp_path / "home")), capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    size = (tmp_path / "r.pdf").stat().st_size
    assert done.stdout == f"{FOUND}written         r.pdf, {size} bytes\n"
    with pypdfium2.PdfDocument(tmp_path / "r.pdf") as opened:
        assert opened.get_metadata_value("Title") == "Report on nothing"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.pdf", "report.docx"]


def test_a_refusal_is_one_sentence_and_code_1(tmp_path):
    (tmp_path / "report.docx").write_bytes(b"%PDF-1.7\n")
    done = subprocess.run(
        command("documents", "convert", "report.docx", "--to", "akn", "--out", "r.xml", "--json"),
        cwd=tmp_path, env=clean(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("report.docx is not read: It is named as if it were a Word")
    assert [path.name for path in tmp_path.iterdir()] == ["report.docx"]


@pytest.mark.parametrize(
    "words",
    [
        ["documents"],
        ["documents", "convert"],
        ["documents", "read", "a", "--to", "pdf", "--out", "b"],
        ["documents", "convert", "a", "--to", "odt", "--out", "b"],
        ["documents", "convert", "a", "--to", "pdf"],
    ],
)
def test_wrong_words_end_with_code_2(words, capsys):
    with pytest.raises(SystemExit) as ended:
        commands.main(words)
    assert ended.value.code == 2
    assert "usage: rapporteur documents" in capsys.readouterr().err


def test_only_what_is_needed_is_loaded(word):
    code = (
        "import sys; from rapporteur.operations import commands as c; c.parser();"
        "assert not {'lxml', 'docx', 'typst', 'django'} & set(sys.modules);"
        f"assert not c.main(['documents', 'convert', {str(word)!r}, '--to', 'html', '--out', 'o']);"
        "assert 'lxml' in sys.modules; assert not {'typst', 'docx'} & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=word.parent, env=clean(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")


def test_the_forms_of_the_command_are_those_that_can_be_written():
    assert sorted(forms.WRITERS) == list(commands.FORMS)


# Forms


@pytest.mark.parametrize("written", [docx.write, akn.write])
@pytest.mark.parametrize("form", commands.FORMS)
def test_each_form_becomes_each_other(written, form):
    made = forms.write(forms.read(written(RICH)).document, form)
    starts = {"akn": b"<?xml", "docx": b"PK", "html": b"<!DOCTYPE html>", "pdf": b"%PDF-1.7"}
    assert made.startswith(starts[form])
    if form == "pdf":  # a page has no fields: what is its title is read, and who wrote it is in it
        assert plain(forms.read(made).document.front.title).startswith(plain(RICH.front.title))
    elif form in forms.READERS:
        assert forms.read(made).document.front == RICH.front


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"PK\x03\x04", "docx"),
        (b"<?xml version='1.0'?><a/>", "akn"),
        (b"\n  <akomaNtoso/>", "akn"),
        (b"\xef\xbb\xbf<a/>", "akn"),
        ("\ufeff<a/>".encode("utf-16-le"), "akn"),
        ("\ufeff<a/>".encode("utf-16-be"), "akn"),
        (b"A/HRC/9/21", "text"),
        (b"\n\n%PDF-1.4", "pdf"),
        ("\ufeffA/HRC/9/21".encode("utf-16-le"), "text"),
        ("Доклад".encode(), "text"),
    ],
)
def test_the_kind_is_told_by_what_is_in_the_file(data, kind):
    assert forms.kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.4", "PDF"),
        (b"\n\n%PDF-1.4", "PDF"),
        (b"", "empty"),
        (b" \n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old kind"),
        (b"{\\rtf1", "RTF"),
        (b"<!DOCTYPE html><p>", "web page"),
        (b"\xef\xbb\xbf<HTML>", "web page"),
        (b"PK\x03\x04", "ZIP"),
        (b"<a/>", "not Akoma Ntoso"),
        (b"<a>" * 9, "not well-formed"),
        (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "document type"),
    ],
)
def test_what_is_not_read_is_refused_with_the_reason(data, why):
    with pytest.raises(Unreadable, match=why):
        forms.read(data)


def test_files_that_are_too_large_are_refused(monkeypatch):
    monkeypatch.setattr(forms, "MOST_BYTES", 1000)
    with pytest.raises(Unreadable, match="too large"):
        forms.read(b"x" * 1001)
    monkeypatch.setattr(forms, "MOST_XML", 500)
    with pytest.raises(Unreadable, match="too long"):
        forms.read(b"<a>" + b" " * 500)
    monkeypatch.setattr(forms, "MOST_TAGS", 3)
    with pytest.raises(Unreadable, match="too long"):
        forms.read(b"<a></a>" * 2)


# What is told


@pytest.mark.requirement("K5")
def test_json_says_all_of_it_under_keys_that_stay(word, capsys):
    assert convert(word, as_json=True) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == KEYS
    assert told["paragraphs"] == ["", "1", "", "1", "2", "3", "", "4", "4", "1"]
    assert told["notes"] == ["*", "2", "3", "1", "1", "9"]
    assert told["tables"][0] == {"caption": "Replies by region", "rows": 4, "columns": 3}
    assert told["sections"][1] == {"number": "I", "heading": "Introduction", "level": 1}
    assert told["annexes"][0] == {"number": "I", "title": "Tables"}
    assert (told["day"], told["organ"]) == ("2008-07-31", "Human Rights Council")
    assert told["not_understood"] == [
        {"line": 0, "page": 0, "words": "9", "why": "Nothing calls this note."}
    ]
    out = word.with_name("out.html")
    assert told["written"] == {"form": "html", "file": str(out), "bytes": out.stat().st_size}


def read_as(monkeypatch, document, doubts=()):
    monkeypatch.setattr(forms, "read", lambda data: Reading(document, doubts))


def test_what_was_not_found_is_said(word, monkeypatch, capsys):
    read_as(monkeypatch, Document(Front()))
    assert convert(word) == 0
    told = capsys.readouterr().out
    assert told.count("not found") == 3
    assert "paragraphs      0, numbered 0: none\n" in told
    assert "footnotes       0: none\n" in told


def test_many_doubts_are_told_in_part_and_counted(word, monkeypatch, capsys):
    doubts = tuple(Doubt(Place(at, 7), "words", "why") for at in range(1, 61))
    read_as(monkeypatch, Document(Front()), doubts)
    convert(word)
    told = capsys.readouterr().out
    assert "not understood  60\n  page 7, paragraph 1: “words” why\n" in told
    assert told.count("page 7, ") == documents.TOLD
    assert "  and 10 more: --json tells all of them\n" in told


def test_what_a_document_says_is_shown_and_not_obeyed(word, monkeypatch, capsys):
    title = (Words("\x1b[2JRed\x9b31m \u202e" + "x" * 200),)
    read_as(monkeypatch, Document(Front(title=title, language="en")))
    convert(word)
    told = capsys.readouterr().out
    assert "title           \ufffd[2JRed\ufffd31m \ufffdxx" in told
    assert told.splitlines()[1].endswith("x…")


def test_a_terminal_that_knows_no_unicode_is_answered(word, monkeypatch):
    screen = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", screen)
    assert convert(word) == 0
    screen.flush()
    assert b"numbered 7: 1, 1?4, 4, 1" in screen.buffer.getvalue()


def test_signs_that_a_pdf_cannot_show_are_told(word, monkeypatch, capsys):
    read_as(monkeypatch, Document(Front(), body=(Paragraph("1", (Words("ไทย"),)),)))
    convert(word, "pdf")
    assert "no font has U+0E17 U+0E22 U+0E44; U+FFFD stands for them" in capsys.readouterr().out


# Files


def test_a_file_that_is_there_is_kept_unless_it_is_forced(word):
    out = word.with_name("out.html")
    out.write_text("a letter")
    with pytest.raises(Refused, match="is there already: nothing was written"):
        convert(word)
    assert out.read_text() == "a letter"
    assert convert(word, force=True) == 0
    assert out.read_text().startswith("<!DOCTYPE html>")
    assert stat.S_IMODE(out.stat().st_mode) & 0o077 == stat.S_IMODE(word.stat().st_mode) & 0o077


def test_a_link_that_leads_nowhere_is_there_already(word, tmp_path):
    out = tmp_path / "out.html"
    out.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused, match="is there already"):
        convert(word)


def test_the_file_that_is_read_is_never_written(word):
    before = word.read_bytes()
    with pytest.raises(Refused, match="cannot be the one that is written"):
        convert(word, "docx", word, force=True)
    assert word.read_bytes() == before


def test_a_folder_is_no_target(word, tmp_path):
    with pytest.raises(Refused, match="is a folder"):
        convert(word, out=tmp_path, force=True)
    with pytest.raises(Refused, match="There is no folder"):
        convert(word, out=tmp_path / "none" / "out.html")
    with pytest.raises(Refused, match="cannot be used: File name too long"):
        convert(word, out=tmp_path / ("x" * 300))


@pytest.mark.parametrize(
    ("name", "why"),
    [("none.docx", "No such file"), ("folder", "Is a directory"), ("x" * 300, "name too long")],
)
def test_a_file_that_cannot_be_read_is_told(name, why, tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(Refused, match=f"cannot be used: .*{why}"):
        convert(tmp_path / name, out=tmp_path / "o")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_nothing_half_written_stays_when_the_disk_fails(word, monkeypatch, tmp_path):
    out = tmp_path / "out.html"
    out.write_text("a letter")

    def fail(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(documents.os, "fsync", fail)
    with pytest.raises(Refused, match=r"cannot be used: No space left on device\."):
        convert(word, force=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.html", "report.docx"]
    assert out.read_text() == "a letter"


def test_a_device_without_end_is_read_to_the_limit(monkeypatch, tmp_path):
    monkeypatch.setattr(forms, "MOST_BYTES", 1000)
    with pytest.raises(Refused, match="too large"):
        documents.convert(documents.Words(documents.Path("/dev/zero"), "html", tmp_path / "o"))
