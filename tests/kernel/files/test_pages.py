"""Pages drawn in ink and paper, and answers of a child that are not believed."""

import pytest

from rapporteur.kernel.files import limits, opening, processes
from rapporteur.kernel.files.verdicts import Verdict
from rapporteur.kernel.refusals import Refused
from tests.kernel.files.documents import docx, pdf
from tests.kernel.files.test_opening import refused

pytestmark = pytest.mark.requirement("SG1")


# Pages


def test_a_page_is_drawn_in_ink_and_paper_alone():
    drawn = opening.page(pdf("First", "Second"), 2)

    assert drawn.startswith(b"\x89PNG")
    assert drawn[24:26] == bytes([1, 0])  # one bit a dot, grey
    assert int.from_bytes(drawn[16:20], "big") == 1240


def test_a_page_of_any_size_is_drawn_no_larger_than_a3():
    huge = pdf("a").replace(b"[0 0 595 842]", b"[0 0 9e4 9e4]")
    drawn = opening.page(huge, 1)

    assert int.from_bytes(drawn[16:20], "big") <= limits.SIDE


@pytest.mark.parametrize("number", [0, 3, -1, 10**9])
def test_a_page_that_is_not_there_is_refused(number):
    with pytest.raises(Refused, match="no such page"):
        opening.page(pdf("a", "b"), number)


def test_a_docx_has_no_pages_to_draw():
    with pytest.raises(Refused, match="no such page"):
        opening.page(docx("a"), 1)


# Answers of a child that was taken over


@pytest.mark.parametrize("heard", [b"Tnot json", b"T{}", b"X", b"Uwhatever", b'T{"texts":3}', b"P"])
def test_an_answer_that_makes_no_sense_is_not_believed(monkeypatch, heard):
    monkeypatch.setattr(opening, "ask", lambda *_given: heard)

    assert refused(pdf("a")) == Verdict.DAMAGED


def test_only_so_many_files_are_open_at_once(monkeypatch):
    monkeypatch.setattr(limits, "WALL_SECONDS", 0.1)
    for _turn in range(limits.AT_ONCE):
        processes.AT_ONCE.acquire()
    try:
        assert refused(pdf("a")) == Verdict.TOO_MUCH
    finally:
        for _turn in range(limits.AT_ONCE):
            processes.AT_ONCE.release()
