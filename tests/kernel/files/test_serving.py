"""What a process that opens files tells: its answer or one verdict, and never a word of the file."""

import pytest

from rapporteur.communications.register import child as register_child
from rapporteur.communications.register.files import CHILD
from rapporteur.kernel.files import child, limits, processes, scan_child, serving
from rapporteur.kernel.files.verdicts import TEXT, UNFIT, Unfit, Verdict


def failing(fault):
    def work():
        raise fault

    return work


@pytest.mark.requirement("SG1")
@pytest.mark.parametrize(
    ("fault", "verdict"),
    [
        (Unfit(Verdict.MACROS), Verdict.MACROS),
        (MemoryError(), Verdict.TOO_MUCH),
        (ValueError("words of the file"), Verdict.DAMAGED),
    ],
)
def test_a_fault_is_told_as_a_verdict_alone(fault, verdict):
    assert serving.given_by(failing(fault)) == UNFIT + verdict.encode()


def test_what_was_made_is_told_as_it_is():
    assert serving.given_by(lambda: TEXT + b"{}") == TEXT + b"{}"


@pytest.mark.requirement("SG1")
def test_all_that_open_files_are_shut_in_by_one_function(monkeypatch):
    calls = []
    monkeypatch.setattr(serving, "serve", lambda answer, **given: calls.append(given))
    for one in (child, register_child, scan_child):
        one.main()

    documents, workbooks, scans = calls
    assert documents == workbooks == {}
    assert scans["seconds"] == limits.SCAN_SECONDS
    assert [child.__name__, register_child.__name__] == [processes.CHILD, CHILD]
