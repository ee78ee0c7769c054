"""The command `recommendations train` without a file: the decisions of the desk, judged first."""

import pytest

from rapporteur.operations import commands
from rapporteur.operations import recommendations_decided as decided
from tests.recommendations.scoping import made

pytestmark = pytest.mark.requirement("R50.2")


def taught(monkeypatch, rows):
    monkeypatch.setattr(decided, "taught", lambda: rows)


def test_a_model_that_is_better_is_taken(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path / "home"))
    taught(monkeypatch, made.decisions())
    assert decided.train(None) == 0
    assert "Taken for SALE." in capsys.readouterr().out
    assert (tmp_path / "home" / "models" / "scope.npz").is_file()
    (tmp_path / "file").touch()
    assert decided.train(tmp_path / "file" / "model.npz") == 2


def test_one_that_is_not_better_leaves_the_terms_alone(tmp_path, monkeypatch, capsys):
    rows = [
        dict(
            row,
            scope_codes="TRAFFICKING" * ("in children" in row["text"] or "in girls" in row["text"]),
        )
        for row in made.decisions()
    ]
    more = [dict(row, text=f"{row['text']} again") for row in rows]
    taught(monkeypatch, rows + more)
    assert decided.train(tmp_path / "model.npz") == 1
    assert "Not taken" in capsys.readouterr().out
    assert not (tmp_path / "model.npz").exists()


def test_too_few_decisions_are_said(tmp_path, monkeypatch, capsys):
    taught(monkeypatch, [])
    assert decided.train(tmp_path / "model.npz") == 1
    assert "0 decisions taken one by one" in capsys.readouterr().out


def test_the_command_without_a_file_asks_the_decisions(monkeypatch):
    asked = []
    monkeypatch.setattr(commands, "with_database", lambda: None)
    monkeypatch.setattr("rapporteur.operations.preparing.set_up_django", lambda: None)
    monkeypatch.setattr(decided, "train", lambda out, cost: asked.append((out, cost)) or 0)
    assert commands.main(["recommendations", "train", "--cost", "3"]) == 0
    assert asked == [(None, 3.0)]
