"""The commands `recommendations train` and `evaluate`: no database, and what is wrong is code 2."""

import json
from pathlib import Path

import pytest

from rapporteur.operations import commands
from rapporteur.operations import recommendations_scope as scope
from tests.recommendations.scoping import made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return made.write(tmp_path / "rows.csv", made.rows())


def test_a_model_is_trained_and_tested(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model.npz"
    assert commands.main(["recommendations", "train", str(file), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Learnt from 400 rows, 400 different texts, ")
    assert "measurably better than the terms: it speaks beside them" in said
    assert "not measurably better than the terms: they alone speak" in said
    words = ["recommendations", "evaluate", str(file), "--model", str(out)]
    assert commands.main([*words, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["questions"]["trafficking"]["methods"]["trained"]["usual"]["f1"] == 1.0
    assert commands.main(words) == 0
    assert "trained model:  said   so     rows" in capsys.readouterr().out


def test_without_a_place_it_goes_into_the_data_folder(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RAPPORTEUR_HOME", str(tmp_path / "home"))
    assert scope.train(file, None) == 0
    assert (tmp_path / "home" / "models" / "scope.npz").is_file()


@pytest.mark.full
def test_an_evaluation_prints_its_table(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["recommendations", "evaluate", str(file), "--by", "texts"]) == 0
    said = capsys.readouterr()
    assert "category of action (1 to 5)" in said.out
    for method in scope.METHODS.values():
        assert f"  {method} " in said.out
    assert said.err.splitlines()[0] == "… fold 1"


@pytest.mark.parametrize("words", [["train"], ["evaluate"]])
def test_a_file_that_cannot_be_used_ends_with_two(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "cut.csv"
    path.write_text('text,issues\n"Protect', encoding="utf-8")
    assert commands.main(["recommendations", *words, str(path)]) == 2
    assert capsys.readouterr().err == f"{path}: Line 2 is no CSV: is the file cut?\n"


def test_a_foreign_model_ends_with_two(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["recommendations", "evaluate", str(file), "--model", str(file)]
    assert commands.main(words) == 2
    assert capsys.readouterr().err == f"{file}: The file is no model, or it is cut.\n"


def test_a_place_that_cannot_be_written_ends_with_two(file: Path, tmp_path: Path) -> None:
    assert scope.train(file, tmp_path / "nowhere" / "model.npz") == 2


@pytest.mark.parametrize("price", ["0", "-1", "many", "nan", "1e9"])
def test_a_price_that_is_none_is_wrong(file: Path, price: str) -> None:
    with pytest.raises(SystemExit) as end:
        commands.main(["recommendations", "train", str(file), "--cost", price])
    assert end.value.code == 2
