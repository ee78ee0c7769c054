from pathlib import Path

import pytest

from rapporteur.recommendations.scoping import labelled
from rapporteur.recommendations.scoping.refusals import Unreadable
from tests.recommendations.scoping import made

ROWS = made.rows()
GOOD = "text,session,issues,action_category\n"


def test_a_file_as_upr_info_makes_it(tmp_path: Path) -> None:
    known = labelled.read(made.write(tmp_path / "a.csv", ROWS))
    assert len(known) == 400
    assert known.targets == ("rights of the child", "trafficking")
    assert known.column == "issues"
    assert set(known.sessions) == set(range(1, 9))
    assert known.labels[24] == {"trafficking"}


def test_a_file_of_ones_own_decisions(tmp_path: Path) -> None:
    own = [[row[0], "TRAFFICKING; CSA" if "Traff" in row[2] else ""] for row in ROWS]
    known = labelled.read(made.write(tmp_path / "a.csv", own, ["text", "scope_codes"]))
    assert known.targets == ("TRAFFICKING", "CSA")
    assert (known.actions, known.sessions, known.column) == ((), (), "scope_codes")


def test_utf_16_is_read(tmp_path: Path) -> None:
    path = made.write(tmp_path / "a.csv", ROWS)
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-16")
    assert len(labelled.read(path)) == 400


def test_texts_that_differ_in_signs_only_are_one_group() -> None:
    assert labelled.group_of("1. Ratify, the CRC!") == labelled.group_of("1 ratify the  crc")


def test_a_category_with_too_few_texts_leaves_actions_out(tmp_path: Path) -> None:
    few = [[*row[:3], "1" if at < 5 else "4" if at % 2 else "5"] for at, row in enumerate(ROWS)]
    assert labelled.read(made.write(tmp_path / "a.csv", few)).actions == ()


def test_a_part_learns_only_what_is_frequent_in_it(tmp_path: Path) -> None:
    known = labelled.read(made.write(tmp_path / "a.csv", ROWS))
    places = [at for at in range(400) if "trafficking" not in known.labels[at]]
    part = known.part(places)
    assert part.targets == ("rights of the child",)
    assert len(part) == len(places)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"  \n\n", "empty"),
        (GOOD.encode(), "no rows"),
        (b"text,session\nSomething,1\n", "Columns are missing"),
        (b"title,issues\nSomething,Other\n", "Columns are missing"),
        (b"text,text,issues\na,b,c\n", "same name"),
        ((GOOD + "Protéger,1,Other,4\n").encode("latin-1"), "not in UTF-8"),
        ((GOOD + 'Protect,1,"Oth').encode(), "cut"),
        ((GOOD + "Protect,1\n").encode(), "Line 2 has 2 columns instead of 4"),
        (b"PK\x03\x04\x00\x00", "not a CSV"),
        ((GOOD + " ,1,Other,4\n").encode(), "Row 2 has no text"),
        ((GOOD + "a" * 30_000 + ",1,Other,4\n").encode(), "more than 20000"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, data: bytes, why: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=why):
        labelled.read(path)


@pytest.mark.parametrize(
    ("place", "value", "why"),
    [
        (3, "6", "Row 2: the action category is '6'"),
        (1, "x", "Row 2: the session is 'x'"),
    ],
)
def test_a_value_that_is_none_is_named(tmp_path: Path, place: int, value: str, why: str) -> None:
    wrong = [list(row) for row in ROWS]
    wrong[0][place] = value
    with pytest.raises(Unreadable, match=why):
        labelled.read(made.write(tmp_path / "a.csv", wrong))


def test_ten_thousand_identical_rows_are_refused(tmp_path: Path) -> None:
    same = [["Protect children", "1", "Rights of the Child", "4"]] * 10_000
    with pytest.raises(Unreadable, match="Only 1 different texts among 10000 rows"):
        labelled.read(made.write(tmp_path / "a.csv", same))


def test_a_code_that_is_unknown_is_refused(tmp_path: Path) -> None:
    own = [[row[0], "SALES"] for row in ROWS]
    with pytest.raises(Unreadable, match="SALES is no scope code"):
        labelled.read(made.write(tmp_path / "a.csv", own, ["text", "scope_codes"]))


def test_labels_that_are_everywhere_or_nowhere_teach_nothing(tmp_path: Path) -> None:
    none = [[*row[:2], "Other", row[3]] for row in ROWS]
    with pytest.raises(Unreadable, match="No label stands"):
        labelled.read(made.write(tmp_path / "a.csv", none))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        labelled.read(tmp_path / "none.csv")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labelled, "LONGEST_FILE", 10)
    with pytest.raises(Unreadable, match="larger than"):
        labelled.read(made.write(tmp_path / "a.csv", ROWS))
