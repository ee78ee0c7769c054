from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers.opening import opened
from tests.recommendations.states import STATES

LINES = [
    ("Recommendation", "Position", "Full list of themes", "Assessment/comments"),
    ("Theme: A12 Acceptance of norms",) * 4,
    (
        "115.1 Ratify the Protocol (Chile, Türkiye);\nSource of position: A/HRC/28/15/Add.1 - Para. 3",
        "Supported/Noted",
        "A12 Acceptance of norms\nSDGs:\n- 16 - PEACE\nAffected persons:\n- children",
        "",
    ),
]


def made(tmp_path, head="UPR of Exerland (2nd Cycle – 20th session) Thematic list"):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = head
    table = document.add_table(rows=0, cols=4)
    for line in LINES:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    document.save(str(tmp_path / "list.docx"))
    with opened(tmp_path / "list.docx", STATES) as rows:
        return list(rows)


def test_a_thematic_list_is_read_with_its_themes_apart_from_persons_and_goals(tmp_path):
    (row,) = made(tmp_path)
    assert (row.line, row.paragraph, row.symbol) == (3, "115.1", "A/HRC/28/15")
    assert row.text == "115.1 Ratify the Protocol (Chile, Türkiye);"
    assert (row.states, row.recommending) == (["XEX"], ["CHL", "TUR"])
    assert (row.themes, row.sdgs, row.affected) == (
        ["A12 Acceptance of norms"],
        ["16 - PEACE"],
        ["children"],
    )
    assert (row.position, row.cycle, row.session) == ("Supported/Noted", 2, 20)


def test_a_list_whose_head_names_no_state_is_refused_line_by_line(tmp_path):
    (finding,) = made(tmp_path, head="Thematic list")
    assert str(finding) == "line 3, column state: the head of the pages names no State"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.4",
        b"\xd0\xcf\x11\xe0",
        b"PK\x03\x04 cut",
        b"a\0b",
        b"state,text\n\xff\xfe\xfd",
    ],
)
def test_files_of_other_kinds_are_refused(tmp_path, data):
    (tmp_path / "any").write_bytes(data)
    with pytest.raises(Refused), opened(tmp_path / "any", STATES) as rows:
        list(rows)


def test_a_bomb_and_a_workbook_are_refused_with_the_reason(tmp_path):
    for name, part, reason in (
        ("bomb", "word/document.xml", "unpacks to far more than it should"),
        ("book", "xl/workbook.xml", "unpacks to far more than it should"),
    ):
        with ZipFile(tmp_path / name, "w", ZIP_DEFLATED) as made:
            made.writestr(part, b"0" * 20_000_000)
        with pytest.raises(Refused, match=reason), opened(tmp_path / name, STATES) as rows:
            list(rows)
