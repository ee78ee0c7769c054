import pytest
from django.core.exceptions import ValidationError

from rapporteur.kernel.dates import earliest, latest, validate_partial_date, written_out


@pytest.mark.parametrize(
    ("text", "words"),
    [("2008", "2008"), ("2008-07", "July 2008"), ("2008-07-29", "29 July 2008"), ("", "")],
)
def test_a_partial_date_is_written_out_as_far_as_it_is_known(text, words):
    assert written_out(text) == words


@pytest.mark.parametrize("text", ["2008-13", "08", "2008-7-1", "2008-02-30", "soon"])
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValidationError):
        validate_partial_date(text)


def test_the_earliest_day_of_a_year_is_its_first():
    assert earliest("2008").isoformat() == "2008-01-01"


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("2008", "2008-12-31"),
        ("2008-02", "2008-02-29"),
        ("2023-12", "2023-12-31"),
        ("2008-05-01", "2008-05-01"),
    ],
)
def test_the_latest_day_of_a_partial_date(text, last):
    assert latest(text).isoformat() == last
