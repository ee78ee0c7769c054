"""A mission to several States, with several mandates: one visit, and each State has its own of everything."""

import pytest

from rapporteur.documents.tree import paragraphs, plain
from rapporteur.kernel.clock import today
from rapporteur.recommendations.models import Recommendation
from rapporteur.visits.chains import Status
from rapporteur.visits.cycles import queries
from rapporteur.visits.cycles.letters import actions
from rapporteur.visits.cycles.letters.words import Said, document
from rapporteur.visits.cycles.models import Paper, VisitLetter
from rapporteur.visits.cycles.reports import actions as reports
from tests.factories import visits as make
from tests.factories.communications import opened

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("D11", "R33.1", "R46.2")]
FIRST, SECOND = "A/HRC/99/9/ADD.1", "A/HRC/99/9/ADD.2"
TOGETHER = {"kind": "regional", "name": "Corridor", "co_mandates": ["SLAVTRAF"]}


def whole(paper):
    return Paper.objects.whole().get(pk=paper.pk)


def published(office, visit, code, text, symbol):
    """Report on one State of a mission, with one recommendation to it, and publish that."""
    paper = make.make_report(office, visit, code, conclusions=f"What was found in {code}.")
    make.give_source(paper, office)
    make.propose(paper, office, text)
    held = make.held_of(paper, office)
    reports.send_advance(whole(paper), held, by=office.holder)
    reports.finish(whole(paper), held, by=office.officer)
    return reports.publish(whole(paper), held, symbol, "en", by=office.holder)


def test_each_state_of_a_mission_has_its_own_status_and_its_own_report(office):
    visit = make.make_visit(office, "XEX", "CHL", **TOGETHER)
    for code in ("XEX", "CHL"):
        make.make_visited(office, visit, code)
    published(office, visit, "XEX", "Set up a helpline.", FIRST)
    told = {one.country.pk: one.status for one in queries.chains_of(make.fresh(visit))}
    assert told == {"XEX": Status.REPORTED, "CHL": Status.COMPLETED}
    assert [one.states for one in Recommendation.objects.filter(symbol=FIRST)] == [["XEX"]]
    published(office, visit, "CHL", "Widen the helpline.", SECOND)
    told = {one.country.pk: one.status for one in queries.chains_of(make.fresh(visit))}
    assert set(told.values()) == {Status.REPORTED}
    assert Recommendation.objects.get(symbol=SECOND).states == ["CHL"]


def words_of(letter, office):
    letter = VisitLetter.objects.whole().get(pk=letter.pk)
    said = Said.of(opened(letter.record.versions.get(number=letter.version), office))
    return " ".join(plain(one.runs) for one in paragraphs(document(letter, said, on=today()).body))


def test_each_state_is_asked_by_a_letter_that_names_who_goes_along(office):
    visit = make.make_visit(office, "XEX", "CHL", **TOGETHER)
    asked = [
        actions.draft(
            visit, make.state(code), "requested", Said(purpose="x"), "en", by=office.officer
        )
        for code in ("XEX", "CHL")
    ]
    for letter, other in zip(asked, ("Chile", "Exerland"), strict=True):
        words = words_of(letter, office)
        assert (
            "proposed together with: Special Rapporteur on contemporary forms of slavery" in words
        )
        assert other not in words
    alone = make.make_visit(office, "PER")
    letter = actions.draft(
        alone, make.state("PER"), "requested", Said(purpose="x"), "en", by=office.officer
    )
    assert "together with" not in words_of(letter, office)
