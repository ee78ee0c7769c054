"""What the three reports of a year cover: whole months, no day left out, none told twice."""

import csv
from dataclasses import replace
from datetime import date, timedelta

import pytest

from rapporteur.communications.models import ReportWindow
from rapporteur.communications.reference.report_windows import PLACES, REPORT_WINDOWS
from rapporteur.communications.reporting.windows import (
    Part,
    Rule,
    Session,
    Span,
    near,
    recent,
    report_of_letter,
    report_of_reply,
    span,
    windows_of,
)
from rapporteur.kernel.reference.loading import BadFile, load

MARCH, JUNE, SEPTEMBER = (Session(2016, month) for month in (3, 6, 9))


def of_file():
    """Return the rules of the file, without a database."""
    with REPORT_WINDOWS.path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return [
        Rule(
            month=int(row["month"]),
            valid_from=row["valid_from"],
            valid_to=row["valid_to"],
            letters=(row["letters_from"], row["letters_until"]),
            replies=(row["replies_from"], row["replies_until"]),
            source=row["source"],
        )
        for row in rows
    ]


RULES = of_file()


@pytest.mark.parametrize(
    ("session", "letters", "replies"),
    [
        (
            MARCH,
            Span(date(2015, 6, 1), date(2015, 11, 30)),
            Span(date(2015, 8, 1), date(2016, 1, 31)),
        ),
        (
            JUNE,
            Span(date(2015, 12, 1), date(2016, 2, 29)),  # a leap year
            Span(date(2016, 2, 1), date(2016, 4, 30)),
        ),
        (
            Session(2017, 6),
            Span(date(2016, 12, 1), date(2017, 2, 28)),
            Span(date(2017, 2, 1), date(2017, 4, 30)),
        ),
        (
            SEPTEMBER,
            Span(date(2016, 3, 1), date(2016, 5, 31)),
            Span(date(2016, 5, 1), date(2016, 7, 31)),
        ),
    ],
)
def test_each_session_has_the_windows_of_the_published_reports(session, letters, replies):
    found = windows_of(session, RULES)
    assert (found.letters, found.replies, found.session) == (letters, replies, session)
    assert found.rule.source.startswith("Joint communications reports")


def test_every_day_belongs_to_one_report_of_letters_and_one_of_replies():
    day = date(2014, 3, 1)
    while day < date(2021, 1, 1):
        found = near(day, RULES)
        assert sum(day in one.letters for one in found) == 1
        assert sum(day in one.replies for one in found) == 1
        assert report_of_letter(day, RULES) is not None
        day += timedelta(days=1)


def test_every_reply_stands_once_in_one_list_of_one_report():
    """For letters of each eleventh day and replies up to two years later."""
    for first in range(0, 800, 11):
        sent = date(2015, 1, 1) + timedelta(days=first)
        of_letter = windows_of(report_of_letter(sent, RULES), RULES)
        for later in (0, 1, 30, 59, 60, 61, 100, 180, 300, 365, 700):
            received = sent + timedelta(days=later)
            session, part = report_of_reply(sent, received, RULES)
            covered = windows_of(session, RULES)
            if part is Part.A:
                assert session == of_letter.session
                assert received <= of_letter.replies.until
            else:
                assert session > of_letter.session
                assert received in covered.replies
                assert sent < covered.letters.since


def test_a_reply_before_the_time_for_replies_stands_with_its_letter():
    assert report_of_reply(date(2015, 6, 5), date(2015, 7, 10), RULES) == (MARCH, Part.A)
    assert report_of_reply(date(2015, 6, 5), date(2016, 1, 31), RULES) == (MARCH, Part.A)
    assert report_of_reply(date(2015, 6, 5), date(2016, 2, 1), RULES) == (JUNE, Part.B)


def test_before_the_first_rule_no_report_is_known():
    assert windows_of(Session(2013, 6), RULES) is None
    assert report_of_letter(date(2013, 2, 28), RULES) is None
    assert report_of_letter(date(2013, 3, 1), RULES) == Session(2013, 9)
    assert report_of_reply(date(2012, 3, 1), date(2012, 4, 1), RULES) is None


def test_a_new_rule_leaves_the_reports_before_it_as_they_were():
    old = [replace(one, valid_to="2027-03") if one.month == 3 else one for one in RULES]
    new = replace(old[0], valid_from="2027-03", valid_to="", letters=("previous-07", "previous-12"))
    rules = [new, *old]
    assert windows_of(Session(2026, 3), rules) == windows_of(Session(2026, 3), old)
    assert windows_of(Session(2027, 3), rules).letters.since == date(2026, 7, 1)


def test_what_is_offered_has_begun_and_stands_newest_first():
    found = [one.session.code for one in recent(date(2026, 11, 25), RULES, 5)]
    assert found == ["2027-03", "2026-09", "2026-06", "2026-03", "2025-09"]
    assert recent(date(2026, 12, 1), RULES, 1)[0].session == Session(2027, 6)


@pytest.mark.parametrize("code", ["", "2026", "2026-04", "2026-3", "1999-03", "2026-03-01", "x"])
def test_what_is_no_session_is_refused(code):
    with pytest.raises(ValueError, match=r"^"):
        Session.of(code)


def test_a_session_is_read_as_it_is_written():
    assert Session.of("2026-09") == Session(2026, 9)
    assert (Session(2026, 9).code, Session(2026, 9).place) == ("2026-09", 2)


def test_a_place_that_is_none_is_refused():
    with pytest.raises(ValueError, match="next-03"):
        span(("next-03", "same-04"), 2026)


def test_a_span_holds_days_and_nothing_else():
    assert "2016-01-01" not in Span(date(2016, 1, 1), date(2016, 1, 2))


@pytest.mark.django_db
def test_the_rule_on_record_is_that_of_the_file():
    on_record = [replace(one.rule, note="", as_of="") for one in ReportWindow.objects.all()]
    assert on_record == [replace(one, note="", as_of="") for one in RULES]
    assert str(ReportWindow.objects.first()) == "March session, 2014-03"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("previous-06", "last-06", "letters_from"),
        ("previous-08,same-01", "same-01,previous-08", "replies_until"),
        ("3,2014-03,,", "3,2014-03,2013,", "valid_to"),
    ],
)
def test_a_broken_rule_refuses_its_file(tmp_path, before, after, column):
    path = tmp_path / REPORT_WINDOWS.path.name
    path.write_text(REPORT_WINDOWS.path.read_text().replace(before, after, 1))
    with pytest.raises(BadFile) as refused:
        load(replace(REPORT_WINDOWS, path=path))
    assert refused.value.problems[0].column == column


def test_each_column_of_months_is_read():
    assert set(PLACES) < set(REPORT_WINDOWS.columns)
