from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import parse_xml

from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers import reports
from rapporteur.recommendations.readers.given import Given
from rapporteur.recommendations.readers.opening import opened
from tests.recommendations.states import STATES, every

DATA = Path(__file__).parents[1] / "data"
ANDORRA = DATA / "A-HRC-16-8.conclusions.txt"
EXERLAND = [
    "A/HRC/99/1",
    "Report of the Working Group on the Universal Periodic Review",
    "Exerland",
    "II. Conclusions and/or recommendations",
    "6. The recommendations below enjoy the support of Exerland:",
    "6.1 Enact a law (Chile);",
    "6.2 Carry it out in each of its 12.5 million homes",
    "and schools (Chile, Türkiye);",
    "7. The following recommendations were noted by Exerland:",
    "7.1. Ratify the Protocol (Turkey).",
]


def read(lines):
    return list(reports.read(enumerate(lines, start=1), STATES))


def of(path):
    with opened(path, STATES) as rows:
        return list(rows)


def test_the_real_report_on_andorra_gives_what_it_numbers_itself():
    rows = of(ANDORRA)
    assert Counter(row.position for row in rows) == {"Supported": 24, "Pending": 30, "Noted": 2}
    assert [row.paragraph for row in rows[:2]] == ["83.1", "83.2"]
    assert {(row.symbol, tuple(row.states)) for row in rows} == {("A/HRC/16/8", ("AND",))}


# What each document numbers itself: how many, the first, the last, and their positions.
NUMBERED = [
    ("afghanistan2014", "AFG", 224, "136.1", "138.12", {"Supported": 178, "Pending": 34, "Noted": 12}),
    ("algeria2008", "DZA", 17, "69.1", "69.17", {"Supported": 17}),
    ("argentina2008", "ARG", 21, "64.1", "64.21", {"Supported": 21}),
    ("bahamas2009", "BHS", 24, "52.1", "54.6", {"Supported": 11, "Pending": 7, "Noted": 6}),
    ("benin2008", "BEN", 34, "56.1", "56.34", {"Pending": 34}),
    ("bolivia2014", "BOL", 193, "113.1", "115.15", {"Supported": 178, "Noted": 15}),
    ("brazil2008", "BRA", 15, "83.1", "83.15", {"Supported": 15}),
    ("burkinafaso2009", "BFA", 27, "98.1", "98.27", {"Supported": 27}),
    ("centralafricanrepublic2009", "CAF", 99, "74.1", "75.35", {"Supported": 64, "Pending": 35}),
    ("ecuador2008", "ECU", 10, "60.1", "60.10", {"Supported": 10}),
    ("finland2008", "FIN", 8, "50.1", "50.8", {"Supported": 8}),
    ("gabon2012", "GAB", 115, "101.1", "102.10", {"Supported": 105, "Noted": 10}),
    ("ghana2008", "GHA", 22, "68.1", "68.22", {"Supported": 22}),
    ("india2008", "IND", 17, "86.1", "86.18", {"Pending": 17}),
    ("japan2012", "JPN", 174, "147.1", "147.174", {"Pending": 174}),
    ("liechtenstein2009", "LIE", 43, "64.1", "65.26", {"Supported": 17, "Pending": 26}),
    ("marshallislands2011", "MHL", 38, "56.1", "56.38", {"Pending": 38}),
    ("morocco2008", "MAR", 11, "75.1", "75.11", {"": 11}),
    ("philippines2008", "PHL", 17, "58.1", "58.17", {"Pending": 17}),
    ("tunisia2008", "TUN", 12, "83.1", "83.12", {"Supported": 12}),
]  # fmt: skip


@pytest.fixture(scope="module")
def every_state():
    return every()


@pytest.mark.requirement("R50.1", "E1")
@pytest.mark.parametrize(
    ("name", "state", "number", "first", "last", "positions"),
    NUMBERED,
    ids=[n[0] for n in NUMBERED],
)
def test_twenty_real_reports_give_what_they_number_themselves(
    name, state, number, first, last, positions, every_state, tmp_path
):
    path = tmp_path / f"{name}.txt"
    with ZipFile(DATA / "wg-reports.zip") as held:
        path.write_bytes(held.read(path.name))
    with opened(path, every_state) as rows:
        found = [row for row in rows if isinstance(row, Given)]
    assert (len(found), found[0].paragraph, found[-1].paragraph) == (number, first, last)
    assert Counter(row.position for row in found) == positions
    assert {tuple(row.states) for row in found} == {(state,)}
    assert all(row.recommending for row in found)


def test_lines_that_go_on_belong_to_the_recommendation_before():
    first, second, third = read(EXERLAND)
    assert first.text == "Enact a law (Chile);"
    assert second.text.endswith("12.5 million homes and schools (Chile, Türkiye);")
    assert second.recommending == ["CHL", "TUR"]
    assert (third.paragraph, third.position, third.recommending) == ("7.1", "Noted", ["TUR"])


def test_a_row_that_names_no_recommending_state_is_doubtful():
    *_rest, third = read([*EXERLAND[:-1], "7.1. Ratify the Protocol (Atlantis)."])
    assert [str(one) for one in third.doubts] == [
        "line 10, column recommending: no State that recommends is told here"
    ]


def test_a_number_that_the_document_leaves_out_is_told():
    rows = read([line for line in EXERLAND if not line.startswith("6.1")])
    assert rows[0].paragraph == "6.2"
    assert rows[-1].reason == "6.1 is missing in the document"


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (EXERLAND[3:], "its title is missing"),
        ([*EXERLAND[:2], *EXERLAND[3:]], "names no State"),
        (EXERLAND[:5], "No numbered recommendations"),
    ],
)
def test_what_is_no_report_is_refused(lines, reason):
    lines = [
        line.replace("Exerland", "it") if reason == "names no State" else line for line in lines
    ]
    with pytest.raises(Refused, match=reason):
        read(lines)


def test_a_report_in_word_with_typed_numbers_is_read_the_same(tmp_path):
    document = docx.Document()
    for line in EXERLAND:
        document.add_paragraph(line)
    document.save(str(tmp_path / "report.docx"))
    assert [(row.paragraph, row.text) for row in of(tmp_path / "report.docx")] == [
        (row.paragraph, row.text) for row in read(EXERLAND)
    ]


NUMBERING = """<w:abstractNum xmlns:w="{w}" w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>
<w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>"""


def test_letters_that_word_itself_gives_are_numbers_of_the_group(tmp_path):
    document = docx.Document()
    numbering = document.part.numbering_part.element
    space = numbering.nsmap["w"]
    numbering.insert(0, parse_xml(NUMBERING.format(w=space)))
    numbering.append(
        parse_xml(f'<w:num xmlns:w="{space}" w:numId="90"><w:abstractNumId w:val="90"/></w:num>')
    )
    for line in [*EXERLAND[:5], "Enact a law (Chile);", "Carry it out (Türkiye)."]:
        paragraph = document.add_paragraph(line)
        if line.endswith((";", ").")):
            number = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            number.get_or_add_numId().val = 90
            number.get_or_add_ilvl().val = 0
    document.save(str(tmp_path / "report.docx"))
    rows = of(tmp_path / "report.docx")
    assert [(row.paragraph, row.text) for row in rows] == [
        ("6(a)", "Enact a law (Chile);"),
        ("6(b)", "Carry it out (Türkiye)."),
    ]


def test_a_table_in_word_gives_each_row_with_the_position_beside_it(tmp_path):
    document = docx.Document()
    for line in EXERLAND[:4]:
        document.add_paragraph(line)
    document.add_paragraph("6. The recommendations are listed below:")
    table = document.add_table(rows=0, cols=3)
    lines = [("6.1", "Enact a law (Chile);", "Supported"), ("6.2", "Repeal it (Türkiye).", "Noted")]
    for line in lines:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text
    document.save(str(tmp_path / "report.docx"))
    rows = of(tmp_path / "report.docx")
    assert [(row.paragraph, row.text, row.position) for row in rows] == lines
