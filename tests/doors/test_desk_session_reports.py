"""Reports to sessions at the desk: begun, written, agreed to, read by another, taken along."""

import html

import pytest
from django.urls import reverse

from rapporteur.reports.models import SessionReport
from tests.communications.reporting.test_building import make_out
from tests.factories import reports as make
from tests.factories.cases import make_office
from tests.factories.people import make_member

pytestmark = pytest.mark.usefixtures("committed")  # reading what is sealed is committed apart


@pytest.fixture
def office(at_work):
    found = at_work.office
    found.second = make_member(at_work.desk, "coordinator").account
    found.holder = make_member(at_work.desk, "mandate_holder").account
    return found


def text_of(answer):
    return html.unescape(answer.content.decode())


def test_a_report_is_begun_and_written_with_what_was_typed_kept(at_work, office):
    empty = text_of(at_work.get(reverse("session_reports")))
    assert "No report was begun yet." in empty
    assert "Begin a report" in empty
    wrong = at_work.post(reverse("session_reports_begin"), {"title": "An exercise", "session": "0"})
    assert 'value="An exercise"' in text_of(wrong)
    half = {"title": "An exercise", "since": "2026-01-01"}
    assert "a first and a last day" in text_of(
        at_work.post(
            reverse("session_reports_begin"),
            {**half, "desk": at_work.desk.pk, "body": "council", "session": "1", "language": "en"},
        )
    )
    wrong_days = {**half, "until": "2025-01-01"}
    assert "before the first" in text_of(at_work.post(reverse("session_reports_begin"), wrong_days))
    begun = at_work.post(
        reverse("session_reports_begin"),
        {
            "desk": at_work.desk.pk,
            "body": "council",
            "session": "61",
            "language": "en",
            "title": "An exercise",
        },
    )
    report = SessionReport.objects.get()
    write = reverse("session_report_write", args=[report.pk])
    assert begun["Location"] == write
    form = text_of(at_work.get(write))
    assert 'value="An exercise"' in form
    assert "letters.sent" in form
    given = {"title": "An exercise", "body": "A {wrong} figure.", "read": "1"}
    refused = text_of(at_work.post(write, given))
    assert "“{wrong}” is no figure" in refused
    assert "A {wrong} figure." in refused
    saved = at_work.post(write, {**given, "body": make.BODY})
    assert saved["Location"] == report.get_absolute_url()
    assert "Report to the Human Rights Council" in text_of(at_work.get(reverse("session_reports")))


@pytest.mark.requirement("K12")
def test_a_changed_figure_turns_its_sentence_red_until_it_is_agreed_to(at_work, office):
    text = make.Text(title="T", body="Sent were {letters.sent 2026} letters. More.")
    report = make.make_written(office, text)
    page = reverse("session_report", args=[report.pk])
    red = '<span class="danger" dir="auto">Sent were {letters.sent 2026} letters.</span>'
    first = text_of(at_work.get(page))
    assert red in first
    assert "not agreed to yet" in first
    agree = reverse("session_report_agree", args=[report.pk])
    at_work.post(agree, {"figure": ["{letters.sent 2026}=0", "{letters.sent 2025}=0", "x"]})
    agreed = text_of(at_work.get(page))
    assert red not in agreed
    assert "Sent were 0 letters." in agreed
    make_out(office, days_ago=1)
    changed = text_of(at_work.get(page))
    assert red in changed
    assert "was 0 when it was agreed to" in changed
    refused = at_work.post(agree, {"figure": ["{letters.sent 2026}=0"]})
    assert refused.status_code == 403


@pytest.mark.requirement("R52.1")
@pytest.mark.requirement("K11")
def test_a_page_confirms_that_nothing_is_recommended_and_advises_on_words(
    at_work, office, django_assert_max_num_queries
):
    text = make.Text(title="T", body="On child prostitution nothing is asked.")
    report = make.make_written(office, text)
    page = reverse("session_report", args=[report.pk])
    with django_assert_max_num_queries(40):
        first = text_of(at_work.get(page))
    assert "It recommends nothing, and that is meant" in first
    assert "Advice on its words" in first
    assert "<q>child prostitution</q>" in first
    at_work.post(reverse("session_report_confirm_none", args=[report.pk]))
    assert "meant so, says" in text_of(at_work.get(page))


def test_a_report_goes_through_its_steps_and_its_files(at_work, office, beside):
    report = make.make_written(office)
    make.agree_all(report, office.officer)
    step = {
        name: reverse("session_report_step", args=[report.pk, name])
        for name in ("hand-in", "approve", "publish", "withdraw", "hand-back")
    }
    form = text_of(at_work.get(f"{step['hand-in']}?read=2"))
    assert 'name="read" value="2"' in form
    assert at_work.post(step["hand-in"], {"read": "1"}).status_code == 200
    assert at_work.post(step["hand-in"], {"read": "2"}).status_code == 302
    own = text_of(at_work.post(step["approve"], {"read": "2"}))
    assert "wrote none of it" in own
    particulars = reverse("session_report_particulars", args=[report.pk])
    assert "looks like" in text_of(at_work.post(particulars, {"symbol": "HRC 61"}))
    at_work.post(particulars, {"symbol": "A/HRC/61/99", "due_on": "2026-12-01"})
    second, holder = beside("coordinator"), beside("mandate_holder")
    assert second.post(step["approve"], {"read": "2"}).status_code == 302
    assert holder.post(step["publish"], {"read": "2"}).status_code == 302
    done = make.fresh(report)
    assert done.state == "published"
    shown = text_of(at_work.get(reverse("session_report", args=[report.pk])))
    assert "published on" in shown
    assert "due on 1 December 2026" in shown
    for ending, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xml", b"<?xml")):
        file = at_work.get(reverse("session_report_file", args=[report.pk, ending]))
        assert file.content.startswith(begins)
    assert at_work.get(reverse("session_report_file", args=[report.pk, "exe"])).status_code == 404
    assert at_work.get(reverse("session_report_step", args=[report.pk, "no"])).status_code == 404
    assert (
        "Give the reason" in text_of(holder.post(step["withdraw"], {"words": "   "}))
        or make.fresh(report).state == "published"
    )
    assert holder.post(step["withdraw"], {"words": "A mistake."}).status_code == 302
    assert "A mistake." in text_of(at_work.get(reverse("session_report", args=[report.pk])))


@pytest.mark.requirement("K10")
def test_a_waiver_is_recorded_where_a_report_is_too_long(at_work, office):
    report = make.make_written(office, make.Text(title="T", body="> " + "word " * 10_800))
    page = reverse("session_report", args=[report.pk])
    assert "over the limit" in text_of(at_work.get(page))
    waiver = reverse("session_report_waiver", args=[report.pk])
    at_work.post(waiver, {"granted_by": "A service", "granted_on": "2026-11-02", "words": "11000"})
    assert "waiver of A service" in text_of(at_work.get(page))


def test_a_report_of_another_desk_is_not_there(office, at_work):
    report = make.make_report(make_office("TRAFFICK"))
    assert at_work.get(reverse("session_report", args=[report.pk])).status_code == 404
