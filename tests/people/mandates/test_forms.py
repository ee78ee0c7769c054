from datetime import date

import pytest

from rapporteur.people.mandates.forms import DayForm


@pytest.mark.parametrize(
    ("text", "day"),
    [("2008-07-16", date(2008, 7, 16)), ("", None), (" 1946-01-01 ", date(1946, 1, 1))],
)
def test_a_day_is_taken_as_written(text, day):
    form = DayForm({"on": text})
    assert form.is_valid()
    assert form.cleaned_data["on"] == day


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("16 July 2008", "Write the day like this: 2008-07-16."),
        ("2008-02-30", "Write the day like this: 2008-07-16."),
        ("0001-01-01", "The record begins in 1946."),
        ("\x00", "Write the day like this: 2008-07-16."),
        ("9" * 1_000_000, "Write the day like this: 2008-07-16."),
    ],
)
def test_a_day_that_cannot_be_read_is_refused_plainly(text, reason):
    form = DayForm({"on": text})
    assert form.errors == {"on": [reason]}
