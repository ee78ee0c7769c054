from collections import Counter
from pathlib import Path

import docx
import pytest

from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers import reports
from rapporteur.recommendations.readers.opening import opened
from tests.recommendations.states import STATES

ANDORRA = Path(__file__).parents[1] / "data" / "A-HRC-16-8.conclusions.txt"
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


def test_lines_that_go_on_belong_to_the_recommendation_before():
    first, second, third = read(EXERLAND)
    assert first.text == "Enact a law (Chile);"
    assert second.text.endswith("12.5 million homes and schools (Chile, Türkiye);")
    assert second.recommending == ["CHL", "TUR"]
    assert (third.paragraph, third.position, third.recommending) == ("7.1", "Noted", ["TUR"])


def test_a_number_that_the_document_leaves_out_is_told():
    rows = read([line for line in EXERLAND if not line.startswith("6.1")])
    assert rows[0].paragraph == "6.2"
    assert "before 6.2 some numbers are missing" in rows[-1].reason


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
