from datetime import date

import pytest
from django.core.exceptions import ValidationError

from rapporteur.kernel.dates import earliest, holds_on, latest, validate_partial_date, written_out


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


@pytest.mark.parametrize(
    ("since", "until", "holds"),
    [
        ("2020-05-01", "", True),
        ("2020-05-01", "2020-05-02", True),
        ("2020-04", "2020-05-01", False),
        ("2020-05-02", "", False),
        ("2020", "2020-06", True),
        ("", "", True),
    ],
)
def test_what_holds_from_a_day_up_to_another_holds_without_the_last(since, until, holds):
    assert holds_on(date(2020, 5, 1), since, until) is holds
