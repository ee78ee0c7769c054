"""Recommendations to Exerland and what becomes of them, for tests. All of it made up."""

from datetime import timedelta

from rapporteur.follow_up.actions import assessing, commitments, evidence, following, reporting
from rapporteur.follow_up.actions.assessing import Grade
from rapporteur.follow_up.actions.evidence import Finding, Given, Words
from rapporteur.follow_up.actions.following import Next
from rapporteur.follow_up.models import Mark, Strength
from rapporteur.kernel.clock import today
from rapporteur.recommendations.models import Recommendation, Standing
from tests.factories.law import make_country

TAGS = {"pillars": ["prevention"], "sectors": ["justice"], "levels": ["national"]}
TEXT = "Exercise: enact a law that prohibits the sale of children in all its forms"


def make_recommendation(text=TEXT, *, mechanism="own_visit", states=("XEX",), **more):
    country = make_country(states[0]) if len(states) == 1 else None
    made = {
        "match_key": text[:64],
        "mechanism": mechanism,
        "symbol": "A/HRC/99/9/Add.1",
        "paragraph": "88",
        "language": "en",
        "country": country,
        "source": "a test",
        "as_of": "2025",
        **more,
    }
    return in_scope(Recommendation.objects.create(text=text, states=list(states), **made))


def in_scope(recommendation):
    """Let a recommendation be in scope, as a person would decide."""
    Standing.objects.create(
        recommendation=recommendation, in_scope=True, codes=["SALE.ADOPTION"], **TAGS
    )
    return recommendation


def then(office, days=30, words="Ask the Mission what was done", owner=None):
    return Next(words, today() + timedelta(days=days), owner or office.officer)


def make_following(office, recommendation=None, *, days=30, by=None):
    return following.follow(
        recommendation or make_recommendation(),
        make_country("XEX"),
        desk=office.desk,
        then=then(office, days),
        by=by or office.officer,
    )


def make_evidence(office, one, text="A bill was tabled", *, voice="ngo", by=None, **more):
    words = Words(text, issuer=more.pop("issuer", "Children First, Exerland"))
    file, link = more.pop("file", None), more.pop("link", "")
    if link:
        words = Words(text, issuer=words.issuer, link=link)
    given = Given(voice, **{"attribution": "by_kind", **more})
    return evidence.bring_in(one, words, given, by=by or office.officer, file=file)


def count(office, item, strength="NGO_CHILD_REPORT", *, by=None, **more):
    found = Finding(
        "read with its annex",
        Strength.objects.get(pk=strength),
        **{"summary": "A bill was tabled in March.", **more},
    )
    return evidence.review(item, found, counts=True, by=by or office.second)


def grade(mark="INTERNAL/PARTIAL", kind="mandate", **more):
    given = {"dated": today().isoformat(), "view": "The law is not in force yet.", **more}
    return Grade(kind, Mark.objects.select_related("scale").get(pk=mark), **given)


def assess(office, one, items=(), *, by=None, **more):
    return assessing.assess(one, grade(**more), list(items), by=by or office.officer)


def promise(**more):
    given = {
        "words": "Put the law into force",
        "source": "A/HRC/99/9/Add.2, para. 4",
        "due": "2027-03",
        "responsible": "Ministry of Justice of Exerland",
    }
    return commitments.Promise(**{**given, **more})


def approve(office, report):
    """Let a report be handed up, approved by another, and shown to the State, which said nothing."""
    reporting.hand_up(report, by=office.officer)
    reporting.approve(report, by=office.second)
    day = today() - timedelta(days=1)
    return reporting.show_to_state(report, shown_on=day, comments_until=day, by=office.officer)


def release(office, report, *, by=None, **more):
    """Release what is read of a report at this moment."""
    report.refresh_from_db()
    seen = reporting.copy_of(report).mark
    return reporting.publish(report, **{"seen": seen, "by": by or office.holder, **more})
