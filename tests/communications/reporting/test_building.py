"""A report from what is on record: the public form holds public copies alone, in its language."""

import csv
import io
import json
from datetime import date, timedelta

import pytest

from rapporteur.communications.actions import publishing
from rapporteur.communications.models import PublicRendition, ReportWindow
from rapporteur.communications.reporting import building, entries, writing
from rapporteur.communications.reporting.windows import (
    Session,
    report_of_letter,
    report_of_reply,
    windows_of,
)
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.people.mandates.models import Mandate
from rapporteur.publication.models import PublishedLetter
from tests.factories import communications as make
from tests.factories.reporting import entry, made_copy

pytestmark = pytest.mark.django_db


def session_of(letter):
    return report_of_letter(letter.sent_at.date(), building.rules())


def built(office, session=None, *, by=None, language="en", on=None):
    session = session or Session(2026, 9)
    return building.build(by or office.officer, session, language=language, on=on or today())


def make_out(office, days_ago=61, **more):
    return make.make_sent(office, make.make_signed_on(office, **more), days_ago=days_ago)


def make_public(office, letter=None, reply=None, **more):
    prepared = make.make_prepared(office, letter or make_out(office, **more), reply=reply)
    return make.publish(office, make.make_cleared(office, prepared)).communication


def test_a_letter_stands_in_the_report_of_its_time_once_it_is_public(office):
    letter = make_public(office, subject="an exercise on promises to families")
    report, inside = built(office, session_of(letter))
    [row] = report.list_a
    copy = PublishedLetter.objects.get()
    assert (row.sent_on, row.kind, row.addressee, row.country) == (
        letter.sent_at.date(),
        "AL",
        "Exerland",
        "XEX",
    )
    assert (row.key, row.why_no_address) == (copy.key, "An exercise has no official address.")
    assert row.summary.subject == "an exercise on promises to families"
    assert row.summary.facts == ("It is reported that child 1 was promised to a family abroad.",)
    assert (row.replies, row.none_as_of) == ((), min(today(), report.windows.replies.until))
    assert (report.list_b, report.closed, inside.closed, report.exercise) == ((), 0, (), True)


def test_of_a_letter_that_is_not_public_the_report_tells_its_number_alone(office):
    letter = make_out(office, days_ago=5, subject="WORDS-OF-A-CLOSED-LETTER")
    report, inside = built(office, session_of(letter))
    assert (report.list_a, report.list_b, report.closed) == ((), (), 1)
    assert [one.pk for one in inside.closed] == [letter.pk]
    for told in (writing.as_csv(report), json.dumps(writing.as_json(report))):
        assert letter.code not in told
        assert "WORDS-OF-A-CLOSED-LETTER" not in told
        assert "XEX" not in told
        assert "Exerland" not in told
    cells = {line.code: line.value for one in report.figures for line in one.lines}
    assert sum(n for code, n in cells.items() if code.startswith("attitudes.")) == 1
    assert (cells["letters.sent"], cells["states.closed"]) == (1, 1)


def test_a_letter_whose_period_is_over_and_that_nobody_published_is_not_told(office):
    letter = make_out(office, days_ago=200)
    report, inside = built(office, session_of(letter))
    assert (len(report.list_a), report.closed, len(inside.closed)) == (0, 1, 1)


def test_what_was_withdrawn_is_told_no_longer(office):
    letter = make_public(office)
    publishing.withdraw(PublicRendition.objects.get(), why="an exercise", by=office.officer)
    report, inside = built(office, session_of(letter))
    assert (report.list_a, [one.pk for one in inside.closed]) == ((), [letter.pk])


def test_a_late_reply_to_an_older_letter_stands_in_list_b(office):
    letter = make_public(office, make_out(office, days_ago=400))
    reply = make.make_reply(office, letter, language="fr")
    make_public(office, letter, reply=reply)
    session, part = report_of_reply(letter.sent_at.date(), today(), building.rules())
    report, _inside = built(office, session)
    [row] = report.list_b
    assert report.list_a == ()
    assert [(a.received_on, a.language) for a in row.replies] == [(today(), "fr")]
    assert (row.part, row.number, row.sent_on) == (part, 1, letter.sent_at.date())
    earlier, _inside = built(office, session_of(letter))
    assert earlier.list_a[0].replies == ()
    assert earlier.list_a[0].none_as_of == earlier.windows.replies.until


def test_a_reply_that_was_not_published_is_told_by_the_day_of_the_first_alone(office):
    letter = make_public(office)
    make.make_reply(office, letter, language="fr")
    make.make_reply(office, letter, language="es", text="A second one.")
    report, _inside = built(office, session_of(letter))
    assert [(a.received_on, a.language, a.key) for a in report.list_a[0].replies] == [
        (today(), "", "")
    ]


def test_what_a_mission_added_counts_once_the_desk_has_read_it(office):
    account, _ring = make.make_mission(office)
    letter = make_out(office)
    make.make_reply(office, letter, by=account, channel="door")
    [found] = entries.read(
        office.officer, *[windows_of(session_of(letter), building.rules()).letters] * 2, today()
    )
    assert found.answers == ()


def test_as_many_queries_for_three_letters_as_for_one(office, django_assert_num_queries):
    letter = make_public(office)
    make.make_reply(office, letter)
    session = session_of(letter)
    built(office, session)
    with django_assert_num_queries(12):
        built(office, session)
    for _one in range(2):
        make.make_reply(office, make_public(office))
    make_out(office)
    with django_assert_num_queries(12):
        report, inside = built(office, session)
    assert (len(report.list_a), len(inside.closed)) == (3, 1)


def test_a_year_asks_as_many_queries_for_three_letters_as_for_one(
    office, django_assert_num_queries
):
    letter = make_public(office)
    year = letter.sent_at.year
    building.of_year(office.officer, year, today())
    for more in (0, 2):
        for _one in range(more):
            make_public(office)
        with django_assert_num_queries(10):
            public, inside = building.of_year(office.officer, year, today())
        assert public[0].lines[0].value == inside[0].lines[0].value == 1 + more


def test_a_report_speaks_its_own_language(office):
    letter = make_public(office)
    country, names = make.exerland(), {"en": "Exerland", "fr": "Exerlande", "es": "Exerlandia"}
    country.names = names
    country.save(update_fields=["names"])
    for language, state in names.items():
        report, _inside = built(office, session_of(letter), language=language)
        assert report.list_a[0].addressee == state
        [title] = report.mandates
        assert (title.language, title.label) == (language, "Sale of children")


def test_a_report_in_another_language_or_of_an_unknown_session_is_refused(office):
    with pytest.raises(Refused, match="English, French or Spanish"):
        built(office, language="ar")
    with pytest.raises(Refused, match="not on record"):
        built(office, Session(2011, 9))
    with pytest.raises(Refused, match="has not begun"):
        built(office, Session(2026, 9), on=date(2026, 2, 28))


@pytest.mark.parametrize(
    ("code", "number"), [("2014-03", 25), ("2014-09", 27), ("2026-03", 61), ("2026-06", None)]
)
def test_the_number_of_a_session_is_that_of_the_record(code, number):
    assert building.number_of(Session.of(code)) == number


def test_a_mandate_stands_under_each_title_of_the_days_of_its_letters():
    days = (date(2017, 3, 23), date(2017, 3, 24), date(2023, 4, 4))
    found = [entry(day, copy=made_copy(), mandates=("SALECHILD", "UNKNOWN")) for day in days]
    mandates = list(Mandate.objects.filter(code="SALECHILD").with_titles())
    rows = building.rows("A", found, building.names_of(mandates, []), days[0])
    told = building.appendix(rows, mandates)
    assert [(one.code, one.since) for one in told] == [
        ("SALECHILD", "1990-03-07"),
        ("SALECHILD", "2017-03-24"),
        ("SALECHILD", "2023-04-04"),
        ("UNKNOWN", ""),
    ]
    assert told[-1].title == ""


def test_one_that_is_no_state_is_named_as_its_copy_says_or_by_its_kind():
    company = entry(addressee_kind="company", copy=made_copy(addressee="Exer Works"))
    hidden = entry(addressee_kind="other", copy=made_copy(addressee=""))
    rows = building.rows("A", [company, hidden], building.names_of([], []), date(2017, 5, 5))
    assert [(one.addressee, one.country) for one in rows] == [("Exer Works", ""), ("other", "")]
    assert ("OTH", "addressee that is no State") in building.abbreviations(rows)
    assert [code for code, _words in building.abbreviations([])] == ["AL", "OL", "UA"]


def test_facts_stand_whole_in_a_summary_or_not_at_all():
    facts = [[{"text": "a" * 400}], [{"text": "b" * 400}], [{"text": "c"}]]
    words = {"subject": [{"removed": "child"}], "parts": [{"facts": []}, {"facts": facts}]}
    found = entries.summary_of(words)
    assert (found.subject, found.facts, found.more) == ("[…]", ("a" * 400,), 2)


def test_table_and_json_say_the_same_rows(office):
    letter = make_public(office)
    reply = make.make_reply(office, letter, language="es")
    make_public(office, letter, reply=reply)
    report, _inside = built(office, session_of(letter))
    [line] = csv.DictReader(io.StringIO(writing.as_csv(report)))
    told = json.loads(json.dumps(writing.as_json(report)))
    [row] = told["list_a"]
    assert line["sent_on"] == row["sent_on"] == letter.sent_at.date().isoformat()
    assert (line["replies_on"], row["replies_on"]) == (today().isoformat(), [today().isoformat()])
    assert (line["reply_languages"], row["no_reply_as_of"]) == ("es", None)
    assert (line["list"], line["exercise"], told["exercise"]) == ("A", "yes", True)
    assert told["rule"]["source"].startswith("Joint communications reports")
    assert told["letters"]["from"] == report.windows.letters.since.isoformat()
    assert told["mandates"][0]["code"] == "SALECHILD"
    assert [one["code"] for one in told["figures"]] == [one.code for one in report.figures]


def test_figures_as_a_table_stand_with_their_definitions(office):
    public, _inside = building.of_year(office.officer, 2025, today())
    rows = list(csv.DictReader(io.StringIO(writing.figures_csv(public))))
    by_code = {row["code"]: row for row in rows}
    assert by_code["individuals.all"]["value"] == "not known"
    assert by_code["rate.within_percent"]["value"] == "cannot be said"
    assert all(row["definition"] for row in rows)


def test_the_report_is_not_over_while_replies_may_come(office):
    session = Session(2026, 9)
    end = date(2026, 7, 31)
    assert built(office, session, on=end)[0].is_over is False
    assert built(office, session, on=end + timedelta(days=1))[0].is_over is True
    assert ReportWindow.objects.count() == 3
