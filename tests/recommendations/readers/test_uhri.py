import io
import json

import pytest

from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers import uhri
from tests.recommendations.states import STATES

ENTRY = {
    "AnnotationId": "a-1",
    "Symbol": "A/HRC/28/15/Add.1",
    "PublicationDate": "2015-01-05T00:00:00",
    "Body": "UPR",
    "AnnotationType": "Recommendations",
    "Countries": ["Exerland"],
    "Themes": ["Juvenile justice", "Right to health"],
    "AffectedPersons": ["Children"],
    "Sdgs": ["16.2 - End abuse"],
    "Text": "<p>115.1 Enact a law &amp; carry it out (Chile);</p>",
    "UprSession": "20",
    "UprRecommendingStates": ["Chile"],
    "UprPosition": "Supported",
}


def read(data):
    return list(uhri.read(io.BytesIO(data), STATES))


@pytest.mark.requirement("E1")
@pytest.mark.parametrize("around", [lambda one: [one], lambda one: {"count": 1, "data": [one]}])
def test_an_entry_of_the_index_is_read_whole_and_its_html_is_shown_as_text(around):
    (row,) = read(json.dumps(around(ENTRY)).encode())
    assert row.text == "115.1 Enact a law & carry it out (Chile);"
    assert (row.key, row.paragraph, row.symbol) == ("a-1", "115.1", "A/HRC/28/15")
    assert (row.states, row.recommending, row.session) == (["XEX"], ["CHL"], 20)
    assert (row.themes, row.affected) == (["Juvenile justice", "Right to health"], ["Children"])
    assert (row.dated, row.mechanism, row.position) == ("2015-01-05", "upr", "Supported")


def test_a_file_that_is_cut_off_gives_what_came_before_and_says_so():
    whole = json.dumps([ENTRY, ENTRY]).encode()
    row, finding = read(whole[:-40])
    assert row.key == "a-1"
    assert finding.line == 2
    assert "cut off" in finding.reason


@pytest.mark.parametrize("data", [b"{}", b'{"a": 1', b"[[", b'"text"'][:2])
def test_json_without_a_list_is_refused(data):
    with pytest.raises(Refused):
        read(data)


def test_an_entry_without_fields_is_told():
    assert [one.line for one in read(b"[1]")] == [1]
