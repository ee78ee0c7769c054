"""Visits for tests: all of Exerland, all made up."""

from rapporteur.kernel.clock import now
from rapporteur.visits.cycles.acceptances import actions as acceptances
from rapporteur.visits.cycles.actions import visits as actions
from rapporteur.visits.cycles.actions.visits import Happened
from rapporteur.visits.cycles.models import Paper, RegisterEvent, Visit
from rapporteur.visits.cycles.papers import actions as papers
from rapporteur.visits.cycles.reports import actions as reports
from rapporteur.visits.cycles.reports.proposals import Held, Proposal
from rapporteur.visits.cycles.reports.sources import Source
from rapporteur.visits.cycles.terms import Guarantee
from rapporteur.visits.models import VisitEvent
from rapporteur.world.models import Country
from tests.factories.communications import opened


def state(code="XEX"):
    return Country.objects.get(iso3=code)


def make_visit(office, *codes, by=None, **more):
    return actions.begin(
        office.desk, [state(code) for code in codes or ("XEX",)], by=by or office.officer, **more
    )


def happen(office, visit, kind, day="2026-02-03", *, code="XEX", by=None, **more):
    told = Happened(kind, day, **more)
    return actions.happen(fresh(visit), state(code), told, by=by or office.officer)


def fresh(visit):
    return Visit.objects.with_chains().get(pk=visit.pk)


def make_agreed(office, visit, code="XEX", *, starts_on="2026-06-01", ends_on="2026-06-05"):
    """Tell of a visit that was asked for long ago, and whose days are agreed."""
    happen(office, visit, "requested", "2024-05", code=code)
    happen(office, visit, "accepted", "2025-01-10", code=code)
    accept_terms(office, visit, code)
    happen(
        office, visit, "dates_agreed", "2026-03-02", code=code, starts_on=starts_on, ends_on=ends_on
    )
    return fresh(visit)


def accept_terms(office, visit, code="XEX", *, but=()):
    """Let a State accept every guarantee, but for some."""
    for one in Guarantee:
        if one not in but:
            acceptances.answer(fresh(visit), state(code), one, "yes", by=office.officer)


def make_visited(office, visit=None, code="XEX"):
    """Tell of a visit that took place."""
    visit = make_agreed(office, visit or make_visit(office, code), code)
    happen(office, visit, "completed", "2026-06-05", code=code, starts_on="2026-06-01")
    return fresh(visit)


def make_report(office, visit, code="XEX", **sections):
    words = {"sections": {"conclusions": "What was found.", **sections}}
    return papers.save(
        fresh(visit), "report", words, read=0, by=office.officer, country=state(code)
    )


def held_of(paper, office):
    """Open the newest words of a paper without the journal, which commits apart."""
    paper = Paper.objects.whole().get(pk=paper.pk)
    return Held.of(opened(paper.record.versions.get(number=paper.version), office))


def propose(paper, office, text="Set up a helpline.", **more):
    paper = Paper.objects.whole().get(pk=paper.pk)
    given = {"addressees": ["government"], "tag": "PROGRAMME_NEW", "programme": "Helpline", **more}
    one = Proposal(given.pop("id", ""), text=text, **given)
    return reports.propose(paper, held_of(paper, office), one, by=office.officer)


def give_source(paper, office, number=1, kind="ngo", what="what was received, code 7", **more):
    paper = Paper.objects.whole().get(pk=paper.pk)
    one = Source(more.pop("id", ""), "", kind, what, **more)
    return reports.give_source(paper, held_of(paper, office), one, number, by=office.officer)


def make_document_event(**more):
    """Make an event as a public document would tell it; what it tells is made up."""
    given = {
        "mandate_id": "SALECHILD",
        "country_id": "XEX",
        "kind": "completed",
        "starts_on": "2024-05-06",
        "ends_on": "2024-05-10",
        "source": "A/HRC/99/9, para. 13",
        "as_of": "2025-01",
        "evidence": "document",
    }
    return VisitEvent.objects.create(**{**given, **more})


def make_register_event(**more):
    """Make a line as the public register of visits would tell it; what it tells is made up."""
    given = {
        "mandate_id": "SALECHILD",
        "country_id": "XEX",
        "kind": "completed",
        "word": "Completed",
        "starts_on": "2024-05-06",
        "ends_on": "2024-05-10",
        "source": "OHCHR, register of country visits",
        "as_of": "2026-11",
        "by": "command:test",
        "at": now(),
    }
    return RegisterEvent.objects.create(**{**given, **more})
