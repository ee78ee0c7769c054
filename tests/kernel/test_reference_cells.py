import pytest

from rapporteur.kernel.reference import cells
from rapporteur.kernel.reference.loading import BadCell


def test_a_fact_carries_its_source_and_its_day():
    row = {"source": "A/HRC/9/21", "as_of": "2008-07-29", "evidence": "stated", "note": ""}
    assert cells.sourced(row) == {"source": "A/HRC/9/21", "as_of": "2008-07-29"}
    assert cells.proof(row) == row


@pytest.mark.parametrize("column", ["source", "as_of"])
def test_a_fact_without_source_or_day_is_refused(column):
    row = {"source": "A/HRC/9/21", "as_of": "2008-07-29", column: ""}
    with pytest.raises(BadCell, match=f"{column}: every fact says"):
        cells.sourced(row)


@pytest.mark.parametrize(("cell", "answer"), [("yes", True), ("no", False), ("", None)])
def test_an_empty_cell_is_unknown_and_never_no(cell, answer):
    assert cells.yes_no_or_unknown({"ldc": cell}, "ldc") is answer


@pytest.mark.parametrize("cell", ["Yes", "true", "0", " "])
def test_what_is_neither_yes_nor_no_is_refused(cell):
    with pytest.raises(BadCell, match="neither yes nor no"):
        cells.yes_no_or_unknown({"ldc": cell}, "ldc")


def test_a_number_is_read():
    assert cells.number({"years": "3"}, "years") == 3


@pytest.mark.parametrize("cell", ["", "three", "-3", "3.5", "٣", "²"])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(BadCell, match="is not a number"):
        cells.number({"years": cell}, "years")


def test_a_code_must_be_one_that_another_file_holds():
    assert cells.one_of({"mandate": "CRC"}, "mandate", {"CRC"}, "mandates.csv") == "CRC"
    assert cells.none_or_one_of({"mandate": ""}, "mandate", {"CRC"}, "mandates.csv") is None
    with pytest.raises(BadCell, match=r"“CR” is not in mandates\.csv"):
        cells.none_or_one_of({"mandate": "CR"}, "mandate", {"CRC"}, "mandates.csv")


def test_a_list_has_semicolons_between():
    assert cells.several({"codes": "a; b;;c "}, "codes") == ["a", "b", "c"]
    assert cells.several({"codes": ""}, "codes") == []


def test_columns_of_texts_are_six():
    assert cells.text_columns("title") == (
        "title_en", "title_fr", "title_es", "title_ar", "title_zh", "title_ru",
    )  # fmt: skip
