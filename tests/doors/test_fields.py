"""The field for what people type: nothing is cut or changed, and what cannot be used is told."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from rapporteur.doors.fields import DayField, PlainText


@pytest.mark.parametrize("as_typed", [True, False])
def test_the_browser_cuts_nothing_and_turns_with_the_script(as_typed):
    attributes = PlainText(rows=3, max_length=5, as_typed=as_typed).widget.attrs

    assert (attributes["dir"], attributes["rows"]) == ("auto", 3)
    assert "maxlength" not in attributes


@pytest.mark.parametrize("as_typed", [True, False])
def test_lines_end_alike_whatever_the_browser_sends(as_typed):
    assert PlainText(rows=3, as_typed=as_typed).clean("one\r\ntwo\n") == "one\ntwo"


@pytest.mark.parametrize("text", ["a\u202eb", "a\x07b", "a\u2066b"])
def test_hidden_marks_are_refused_unless_the_words_are_taken_as_typed(text):
    assert PlainText(as_typed=True).clean(text) == text
    with pytest.raises(ValidationError):
        PlainText().clean(text)


@pytest.mark.parametrize("as_typed", [True, False])
@pytest.mark.parametrize("text", ["a\x00b", "a" * 201])
def test_what_cannot_be_kept_is_refused_in_any_case(text, as_typed):
    with pytest.raises(ValidationError):
        PlainText(as_typed=as_typed).clean(text)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "zh-hans", "ru"])
def test_a_day_is_shown_as_a_calendar_of_a_browser_takes_it(language):
    with translation.override(language):
        field = DayField()
        assert 'value="2026-11-25"' in field.widget.render("day", date(2026, 11, 25))
        assert field.clean("2026-11-25") == date(2026, 11, 25)
