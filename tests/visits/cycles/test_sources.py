"""Each numbered paragraph of a report has its sources by class before it leaves the desk."""

import pytest

from rapporteur.documents.writers import akn, docx, html, pdf
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.visits.cycles.models import Paper
from rapporteur.visits.cycles.papers import actions as papers
from rapporteur.visits.cycles.papers.documents import document
from rapporteur.visits.cycles.reports import actions as reports
from rapporteur.visits.cycles.reports import sources
from rapporteur.visits.cycles.reports.proposals import Held
from rapporteur.visits.cycles.reports.sources import Source
from tests.factories import visits as make

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("D8")]
CANARY = "zyxquorum-source"


@pytest.fixture
def report(office):
    """A report of three numbered paragraphs; its summary has no number."""
    sections = {
        "summary": "In short.",
        "scope": "Found here.\n\n And there. ",
        "conclusions": "So.",
    }
    return make.make_report(office, make.make_visited(office), **sections)


def opened(report):
    return Paper.objects.whole().get(pk=report.pk)


def test_it_does_not_leave_the_desk_while_a_paragraph_has_no_source(office, report):
    make.give_source(report, office, 1, "children", meeting="m1", what="")
    make.give_source(report, office, 3, "none", what="It says what follows from the others.")
    with pytest.raises(Refused, match=r"^1 paragraph has neither .* needed: 2\.$"):
        reports.send_advance(opened(report), make.held_of(report, office), by=office.holder)
    make.give_source(report, office, 2, "law")
    reports.send_advance(opened(report), make.held_of(report, office), by=office.holder)


def test_words_changed_after_the_draft_went_out_want_a_source_before_publication(office, report):
    for number in (1, 2, 3):
        make.give_source(report, office, number)
    reports.send_advance(opened(report), make.held_of(report, office), by=office.holder)
    held = make.held_of(report, office)
    changed = {**held.sections, "scope": "Found there."}
    words = Held(changed, held.proposals, held.comments, held.sources)
    reports.keep(opened(report), words, by=office.officer)
    reports.finish(opened(report), words, by=office.officer)
    with pytest.raises(Refused, match="1 paragraph"):
        reports.publish(opened(report), words, "A/HRC/99/9", "en", by=office.holder)
    paragraphs = sources.paragraphs_of(changed)
    assert paragraphs == ["Found there.", "So."]
    first = sources.loose(paragraphs, held.sources)[0]
    assert (first.paragraph, first.label, first.by) == (
        "Found here.",
        "non-governmental organizations",
        office.officer.name,
    )
    make.give_source(report, office, 1, first.kind, first.what, id=first.id)
    told = make.held_of(report, office)
    assert sources.why_not_released(told.sections, told.sources) is None
    assert len(told.sources) == 3


def test_nothing_that_is_made_from_a_report_holds_a_source(office, report):
    make.give_source(report, office, 1, what=CANARY)
    held = make.held_of(report, office)
    assert held.sources[0].what == CANARY
    told = document(opened(report), held, on=today())
    assert CANARY not in repr(told)
    for write in (docx.write, pdf.write, akn.write, html.write):
        assert CANARY.encode() not in as_bytes(write(told))


def as_bytes(made):
    return made if isinstance(made, bytes) else str(made).encode()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"number": 4}, "no such paragraph"),
        ({"number": 0}, "no such paragraph"),
        ({"kind": "rumour"}, "what stands there"),
        ({"what": " "}, "where it is kept"),
        ({"kind": "none", "what": " ", "meeting": "m1"}, "Give the reason"),
    ],
)
def test_a_source_that_cannot_be_is_refused(office, report, more, why):
    with pytest.raises(Refused, match=why):
        make.give_source(report, office, **more)


def test_a_source_is_taken_away_and_older_versions_keep_it(office, report):
    make.give_source(report, office)
    held = make.held_of(report, office)
    reports.take_source_away(opened(report), held, held.sources[0].id, by=office.officer)
    assert make.held_of(report, office).sources == ()
    assert report.record.versions.count() == 3
    with pytest.raises(Refused, match="no such source"):
        reports.take_source_away(opened(report), Held.of({}), "none", by=office.officer)


def test_only_a_report_has_sources(office, report):
    paper = papers.save(report.visit, "statement", {}, read=0, by=office.officer)
    held = Held({"good": "Well done."}, (), ())
    with pytest.raises(Refused, match="no such paragraph"):
        reports.give_source(paper, held, Source("", "", "law", "a"), 1, by=office.officer)
