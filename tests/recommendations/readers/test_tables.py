import io

import pytest

from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.readers import tables
from rapporteur.recommendations.readers.given import Given, Kind
from tests.recommendations.states import STATES

UPR_INFO = (
    "rec_id,state_under_review,sur_iso3,session,cycle,year,text,recommending_state,response,"
    "action_category,issues\n"
)


def read(text):
    return list(tables.of_csv(io.StringIO(text, newline=""), STATES))


def test_a_row_of_the_form_of_upr_info_is_read_whole():
    line = "U-1,Exerland,XEX,5,1,2009,Enact a law.,Chile,Accepted,5,Women's rights; Justice\n"
    (row,) = read(UPR_INFO + line)
    assert (row.kind, row.key, row.line, row.text) == (Kind.UPR_INFO, "U-1", 2, "Enact a law.")
    assert (row.states, row.recommending, row.position) == (["XEX"], ["CHL"], "Accepted")
    assert (row.session, row.cycle, row.category, row.dated) == (5, 1, 5, "2009")
    assert (row.themes, row.mechanism) == (["Women's rights", "Justice"], "upr")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Atlantis,Enact a law.\n", "line 2, column state: no State has this name: Atlantis"),
        ("Exerland,\n", "line 2, column text: there is no text"),
        ("Exerland\n", "line 2: this line has not as many cells as there are headings"),
        (
            "Exerland,=HYPERLINK(1)\n",
            "line 2, column text: a formula stands here: put its value in its place",
        ),
        (
            'Exerland,"Enact\n',
            "line 2: the quotation marks of the entry that begins here do not fit: the rest is not read",
        ),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_line_and_reason(line, reason):
    assert [str(one) for one in read("state,text\n" + line)] == [reason]


def test_html_and_scripts_in_a_file_of_ones_own_stay_text():
    (row,) = read("state;text\nExerland;<script>alert(1)</script> Enact a law.\n")
    assert row.text == "<script>alert(1)</script> Enact a law."


def test_a_recommending_state_that_nobody_knows_is_kept_as_written_and_doubtful():
    (row,) = read("state,text,recommending_state\nExerland,Enact a law.,Chile; Atlantis\n")
    assert (row.recommending, row.recommending_written) == (["CHL"], ["Atlantis"])
    assert [str(one.weight) for one in row.doubts] == ["doubt"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "text\nEnact a law.\n"])
def test_other_columns_are_no_recommendations(text):
    with pytest.raises(Refused):
        read(text)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("39814", "2009-01-01"),
        ("2009-01-01T00:00:00", "2009-01-01"),
        ("2009", "2009"),
        ("", ""),
        ("last year", None),
    ],
)
def test_a_date_stays_as_exact_as_it_is_given(written, day):
    assert tables.day_of(written) == day


def test_numbers_that_are_none_are_left_out_and_told():
    (row,) = read("state,text,session,date\nExerland,Enact a law.,often,soon\n")
    assert isinstance(row, Given)
    assert (row.session, row.dated) == (None, "")
    assert sorted(one.column for one in row.doubts) == ["date", "session"]
