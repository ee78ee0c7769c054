import json

import pytest
from django.db import connection

from rapporteur.operations import commands, status

pytestmark = pytest.mark.requirement("M11")


@pytest.fixture
def nothing_runs(tmp_path, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path))
    monkeypatch.setenv("RAPPORTEUR_PORT_BASE", "18990")
    monkeypatch.delenv("DATABASE_URL", raising=False)


def test_where_nothing_runs_all_is_down_and_no_count_is_nought(nothing_runs, capsys):
    assert commands.main(["status", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(door["name"], door["address"], door["up"], door["memory"]) for door in found["doors"]] == [
        ("public", "http://localhost:18990/", False, None),
        ("intake", "http://localhost:18991/", False, None),
        ("missions", "http://localhost:18992/", False, None),
        ("desk", "http://localhost:18993/", False, None),
        ("partners", "http://localhost:18994/", False, None),
    ]  # fmt: skip
    assert found["database"] == {"address": None, "up": False, "version": None}
    assert found["worker"] == {"up": False, "memory": None}
    assert set(found["counts"].values()) == {None}
    assert list(found["counts"]) == list(status.COUNTED)


def test_the_words_show_no_password(nothing_runs, monkeypatch, capsys):
    monkeypatch.setenv("DATABASE_URL", "postgresql://owner:not-to-be-seen@127.0.0.1:1/none")
    assert "not-to-be-seen" in json.dumps(status.status())
    assert commands.main(["status"]) == 0
    told = capsys.readouterr().out
    assert "not-to-be-seen" not in told
    assert "mode not known" in told


@pytest.mark.django_db
def test_what_is_built_is_counted_and_what_is_not_is_null(monkeypatch):
    monkeypatch.setitem(status.COUNTED, "castles", ("castles_castle", "true"))
    connection.ensure_connection()
    found = status.counts(connection.connection)
    assert found["castles"] is None
    assert found["submissions"] == found["cases"] == found["communications"] == 0
    assert isinstance(found["states"], int)


def test_a_process_is_described_in_words():
    assert status.state_of({"up": False, "memory": None}) == "down"
    assert status.state_of({"up": True, "memory": 66_298_880}) == "up, 66 MB"
