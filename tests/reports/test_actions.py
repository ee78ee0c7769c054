"""A report from its first word to the public and back, with figures that are tied to the record."""

from datetime import date

import pytest

from rapporteur.communications.reporting.windows import Span
from rapporteur.documents.tree import paragraphs, plain
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.publication import reports as published
from rapporteur.publication.models import PublishedReport
from rapporteur.reports import actions, counting, observations
from rapporteur.reports.models import SessionReport
from rapporteur.reports.writing import Text, Tied
from tests.communications.reporting.test_building import make_out, make_public
from tests.factories import communications as letters
from tests.factories import reports as make
from tests.factories.cases import make_office
from tests.factories.people import make_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


def this_year():
    return Text(
        title="Report of an exercise",
        body=f"This exercise reports {{letters.sent {today().year}}} letters.\n\n> It asks.",
    )


def test_a_text_is_counted_when_it_is_saved(office):
    report = make.make_written(office)
    assert (report.version, report.recommendations, report.over) == (2, 1, False)
    assert report.words > 20
    assert [one.mark for one in report.tied()] == ["{letters.sent 2025}"]
    assert report.writers == [str(office.officer.pk)]
    again = actions.write(report, this_year(), read=2, by=office.second)
    assert again.writers == [str(office.officer.pk), str(office.second.pk)]
    assert SessionReport.objects.visible_to(office.officer).newest_first().get() == report


@pytest.mark.requirement("K12")
def test_a_figure_that_changes_must_be_agreed_to_again(office):
    report = make.make_written(office, this_year())
    with pytest.raises(Refused, match="not agreed to"):
        actions.approve(
            actions.hand_in(report, read=2, by=office.officer), read=2, by=office.second
        )
    [agreed] = make.agree_all(report, office.officer)
    assert (agreed.value, str(agreed)) == (0, f"{{letters.sent {today().year}}} = 0")
    approved = actions.approve(make.fresh(report), read=2, by=office.second)
    assert approved.open_figures() == []
    make_out(office, days_ago=1 if today().timetuple().tm_yday > 1 else 0)
    assert [one.code for one in approved.open_figures()] == ["letters.sent"]
    actions.set_particulars(approved, symbol="A/HRC/61/99", due_on=None, by=office.officer)
    with pytest.raises(Refused, match="has changed since"):
        actions.publish(make.fresh(report), this_year(), read=2, by=office.holder)
    make.agree_all(report, office.second)
    done = actions.publish(make.fresh(report), this_year(), read=2, by=office.holder)
    found = published.document(PublishedReport.objects.get(key=done.published_key))
    assert plain(paragraphs(found.body)[0].runs) == "This exercise reports 1 letters."


def test_what_changed_since_it_was_looked_at_is_not_agreed_to(office):
    report = make.make_written(office, this_year())
    [tied] = report.tied()
    with pytest.raises(Refused, match="changed since you looked"):
        actions.agree(report, {tied: 5}, by=office.officer)
    other = Tied("replies.received", date(2025, 1, 1), date(2025, 12, 31))
    for chosen in ({}, {other: 0}):
        with pytest.raises(Refused, match="stand in the text"):
            actions.agree(report, chosen, by=office.officer)
    assert report.agreed() == {}


def test_a_share_of_nothing_stays_open(office):
    share = Text(title="T", body="{rate.now_percent 2009}")
    report = make.make_written(office, share)
    assert len(report.open_figures()) == 1
    assert dict(counting.offered())["rate.now_percent"].value is None


@pytest.mark.requirement("R52.1")
def test_a_report_may_recommend_nothing_if_that_is_confirmed(office):
    report = make.make_written(office, Text(title="T", body="Nothing is asked of anyone."))
    handed = actions.hand_in(report, read=2, by=office.officer)
    with pytest.raises(Refused, match="Confirm that this is meant"):
        actions.approve(handed, read=2, by=office.second)
    confirmed = actions.confirm_none(handed, by=office.officer)
    assert (confirmed.none_confirmed_by, confirmed.none_confirmed_on) == (office.officer, today())
    approved = actions.approve(confirmed, read=2, by=office.second)
    actions.set_particulars(approved, symbol="A/HRC/61/99", due_on=today(), by=office.officer)
    text = Text(title="T", body="Nothing is asked of anyone.")
    done = actions.publish(make.fresh(report), text, read=2, by=office.holder)
    assert str(done) == "A/HRC/61/99"
    assert str(PublishedReport.objects.get()) == "A/HRC/61/99"
    with pytest.raises(Refused, match="what was said then stays"):
        actions.confirm_none(done, by=office.officer)


def test_what_was_confirmed_falls_away_with_a_recommendation(office):
    report = make.make_written(office, Text(title="T", body="Nothing."))
    actions.confirm_none(report, by=office.officer)
    written = actions.write(make.fresh(report), make.TEXT, read=2, by=office.officer)
    assert written.none_confirmed_by is None
    with pytest.raises(Refused, match="holds recommendations"):
        actions.confirm_none(written, by=office.officer)


@pytest.mark.requirement("K10")
def test_a_report_over_the_limit_wants_a_waiver(office):
    long = Text(title="T", body="> " + "word " * 10_800)
    report = make.make_written(office, long)
    assert (report.over, report.limit, report.may_be_submitted) == (True, 10_700, False)
    handed = actions.hand_in(report, read=2, by=office.officer)
    with pytest.raises(Refused, match="longer than the United Nations allow"):
        actions.approve(handed, read=2, by=office.second)
    for who, on in ((" ", today()), ("The Conference Service", date(2999, 1, 1))):
        with pytest.raises(Refused, match="who granted"):
            actions.waive(handed, granted_by=who, granted_on=on, words=None, by=office.officer)
    few = actions.waive(
        handed, granted_by="A service", granted_on=today(), words=10_750, by=office.officer
    )
    assert few.may_be_submitted is False
    enough = actions.waive(
        handed, granted_by="A service", granted_on=today(), words=None, by=office.officer
    )
    assert enough.may_be_submitted is True
    assert actions.approve(enough, read=2, by=office.second).state == "approved"


def test_of_chinese_nobody_can_tell_the_limit(office):
    report = make.make_written(office, Text(title="演习", body="演习报告。"), language="zh")
    assert (report.over, report.may_be_submitted) == (None, None)


def test_nobody_approves_what_they_wrote_and_only_the_holder_publishes(office):
    report = make.make_written(office)
    make.agree_all(report, office.officer)
    handed = actions.hand_in(report, read=2, by=office.officer)
    with pytest.raises(Refused, match="wrote none of it"):
        actions.approve(handed, read=2, by=office.officer)
    approved = actions.approve(handed, read=2, by=office.second)
    with pytest.raises(Refused, match="Only the mandate-holder"):
        actions.publish(approved, make.TEXT, read=2, by=office.second)
    with pytest.raises(Refused, match="symbol of the report is missing"):
        actions.publish(approved, make.TEXT, read=2, by=office.holder)
    for step in (actions.hand_in, actions.approve):
        with pytest.raises(Refused, match="Read it again"):
            step(approved, read=1, by=office.second)


def test_a_stranger_begins_reads_and_writes_nothing(office):
    stranger = make_account("desk")
    report = make.make_written(office)
    assert not SessionReport.objects.visible_to(stranger).exists()
    given = {"body": "council", "session": 61, "language": "en", "title": "T"}
    with pytest.raises(Refused, match="Only members"):
        actions.begin(office.desk, by=stranger, **given)
    with pytest.raises(Refused, match="Only members"):
        actions.write(report, make.TEXT, read=2, by=stranger)
    with pytest.raises(Refused, match="Only members"):
        actions.set_particulars(report, symbol="", due_on=None, by=stranger)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"body": "elsewhere"}, "Choose the body"),
        ({"session": 0}, "Choose the body"),
        ({"language": "xx"}, "Choose the body"),
        ({"title": " "}, "Give the report a title"),
        ({"title": "t" * 501}, "at most 500"),
    ],
)
def test_a_report_that_nobody_could_find_is_not_begun(office, change, why):
    with pytest.raises(Refused, match=why):
        make.make_report(office, **change)
    assert not SessionReport.objects.exists()


def test_what_cannot_be_written_is_refused_with_its_reason(office):
    report = make.make_report(office)
    assert str(report) == "Report to the Human Rights Council, session 61"
    with pytest.raises(Refused, match="Write the title and the text first"):
        actions.hand_in(report, read=1, by=office.officer)
    for text, why in (
        (Text(title="T", body="x" * 400_001), "longer than any report"),
        (Text(title="T", body="{letters.felt 2025}"), "is no figure"),
        (Text(title="T", body="{nothing}"), "is no figure"),
    ):
        with pytest.raises(Refused, match=why):
            actions.write(report, text, read=1, by=office.officer)
    actions.write(report, make.TEXT, read=1, by=office.officer)
    with pytest.raises(Refused, match="Someone else has saved"):
        actions.write(report, make.TEXT, read=1, by=office.officer)
    actions.hand_in(make.fresh(report), read=2, by=office.officer)
    with pytest.raises(Refused, match="Only a draft"):
        actions.write(report, make.TEXT, read=2, by=office.officer)
    without = actions.set_particulars(report, symbol="", due_on=today(), by=office.officer)
    assert (without.symbol, without.due_on) == ("", today())
    with pytest.raises(Refused, match="looks like"):
        actions.set_particulars(report, symbol="hrc 61", due_on=None, by=office.officer)


def test_a_report_is_handed_back_published_and_withdrawn_with_reasons(office):
    approved = make.make_approved(office)
    with pytest.raises(Refused, match="Give the reason"):
        actions.hand_back(approved, words=" ", by=office.second)
    back = actions.hand_back(approved, words="The figures of June.", by=office.second)
    assert (back.state, back.approved_by) == ("draft", None)
    again = actions.hand_in(back, read=2, by=office.officer)
    again = actions.approve(again, read=2, by=office.second)
    done = actions.publish(again, make.TEXT, read=2, by=office.holder)
    copy = PublishedReport.objects.get(key=done.published_key)
    assert (copy.title, copy.symbol, copy.exercise) == (make.TEXT.title, "A/HRC/61/99", True)
    gone = actions.withdraw(done, words="A mistake in the annex.", by=office.holder)
    assert gone.state == "withdrawn"
    assert not PublishedReport.objects.exists()
    verbs = set(Entry.objects.filter(subject_id=str(done.pk)).values_list("verb", flat=True))
    assert {"begin report", "approve report", "publish report", "withdraw report"} <= verbs


def test_a_desk_without_a_key_seals_nothing(office):
    office.desk.recipient = None
    office.desk.save(update_fields=["recipient"])
    with pytest.raises(Refused, match="no key yet"):
        make.make_report(office)


def test_observations_begin_with_what_is_public_of_each_letter(office):
    day = today()
    public = make_public(office, subject="an exercise on {braces} and [notes]")
    answered = make_public(office, subject="another exercise")
    letters.make_reply(office, answered)
    make_out(office, days_ago=9, subject="WORDS-OF-A-CLOSED-LETTER")
    time = Span(date(day.year - 1, 1, 1), day)
    report = make.make_report(office, observing=time, language="fr")
    assert str(report).startswith("Observations on communications")
    text = observations.skeleton(office.desk.pk, time, "fr")
    assert "# Exerlande" in text
    assert "an exercise on (braces) and (notes)" in text
    assert text.count("Observation") == 2
    assert "WORDS-OF-A-CLOSED-LETTER" not in text
    assert public.code not in text
    whole = Text(title="T", body=text)
    assert whole.figures() == ()
    marked = [one.letter.country_id for one in observations.marked(whole)]
    assert marked == ["XEX", "XEX"]
    written = actions.write(report, whole, read=1, by=office.officer)
    assert (written.kind, written.recommendations) == ("observations", 0)
