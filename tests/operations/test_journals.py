import json
from datetime import UTC, datetime

import pytest

from rapporteur.kernel.journal.verification import Fault, Kind, Verification
from rapporteur.operations import journals

AT = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))


@pytest.mark.django_db
def test_a_sound_journal_is_reported_with_exit_code_0(home, capsys):
    assert journals.command(as_json=False) == 0
    assert capsys.readouterr().out.endswith("Nothing was changed.\n")


@pytest.mark.django_db
def test_a_program_reads_it_as_json(home, capsys):
    assert journals.command(as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["sound"] is True


@pytest.mark.parametrize("in_file", [None, 2])
def test_a_fault_is_said_in_words(in_file):
    found = Verification(2, 1, 0, 1, in_file, AT, Fault(Kind.DELETED, 3))
    text = journals.in_words(found)
    assert "01 March 2026, 09:05 UTC" in text
    assert text.endswith("Link 3: the entry or the link was deleted.")
    assert ("no file" in text) is (in_file is None)
