"""Recommendations of our own: the four checks, addressees and time frame before they are final."""

import pytest
from django.db import IntegrityError

from rapporteur.follow_up import queries
from rapporteur.follow_up.actions import proposing
from rapporteur.follow_up.actions.proposing import Draft
from rapporteur.follow_up.models import Proposal
from rapporteur.kernel.refusals import Refused
from tests.factories.cases import make_office
from tests.factories.law import make_country

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R53.1")]
WHOLE = {
    "text": "Exercise: open a register of adoptions",
    "symbol": "A/HRC/99/9/Add.1",
    "paragraph": "90 (a)",
    "addressees": ["government", "ngo", "companies"],
    "time_frame": "within two years",
    "concrete": "the Ministry of Justice opens one register",
    "realistic": "a bill lies ready",
    "achievable": "two posts and a database",
    "fits": "adoptions are decided by one court",
}


def propose(office, **more):
    draft = Draft(**{**WHOLE, **more})
    return proposing.propose(office.desk, make_country("XEX"), draft, by=office.officer)


@pytest.mark.requirement("R32.5")
def test_what_passes_the_checks_is_final_and_stands_among_the_recommendations(office):
    done = proposing.finish(propose(office), by=office.second)
    made = done.recommendation
    assert (made.text, made.mechanism, made.states) == (WHOLE["text"], "own_visit", ["XEX"])
    assert (made.symbol, made.paragraph) == ("A/HRC/99/9/Add.1", "90 (a)")
    assert done.addressed_to == ["Government", "non-governmental organizations", "companies"]
    assert (done.state, done.final_by) == ("final", office.second)


@pytest.mark.parametrize(
    ("gap", "why"),
    [
        ("concrete", "who does what"),
        ("realistic", "why it is realistic"),
        ("achievable", "by what means"),
        ("fits", "fits the context"),
        ("addressees", "to whom"),
        ("time_frame", "time frame"),
    ],
)
def test_nothing_is_final_while_one_of_six_is_missing(office, gap, why):
    one = propose(office, **{gap: [] if gap == "addressees" else ""})
    with pytest.raises(Refused, match=why):
        proposing.finish(one, by=office.second)
    proposing.change(one, Draft(**WHOLE), by=office.officer)
    assert proposing.finish(one, by=office.second).state == "final"


def test_the_database_holds_it_too(office):
    done = proposing.finish(propose(office), by=office.second)
    with pytest.raises(IntegrityError):
        Proposal.objects.filter(pk=done.pk).update(concrete="")


@pytest.mark.requirement("R32.4")
def test_other_states_find_it_as_a_lesson_once_it_is_final(office):
    similar = {"relevant_to": ["XQQ"], "similar": "private agencies place children there too"}
    one = propose(office, **similar)
    assert queries.lessons(office.officer, "XQQ") == []
    done = proposing.finish(one, by=office.second)
    (told,) = queries.lessons(office.officer, "XQQ")
    assert (told.recommendation, told.similar) == (done.recommendation_id, done.similar)
    assert queries.lessons(office.officer, "XEX") == []
    assert done.recommendation.states == ["XEX"]


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ({"text": " "}, "Write the recommendation"),
        ({"mechanism": "upr"}, "from the list"),
        ({"addressees": ["nobody"]}, "from the list"),
        ({"relevant_to": ["XEX"], "similar": "a"}, "itself"),
        ({"relevant_to": ["XQQ"]}, "similar"),
    ],
)
def test_what_cannot_be_drafted_is_refused(office, bad, why):
    with pytest.raises(Refused, match=why):
        propose(office, **bad)


def test_what_is_final_changes_no_more_and_the_same_words_are_not_made_twice(office):
    done = proposing.finish(propose(office), by=office.second)
    with pytest.raises(Refused, match="do not change"):
        proposing.change(done, Draft(**WHOLE), by=office.officer)
    with pytest.raises(Refused, match="state has changed"):
        proposing.finish(done, by=office.officer)
    with pytest.raises(Refused, match="same words"):
        proposing.finish(propose(office), by=office.officer)


def test_what_the_recommendations_do_not_take_is_told(office, monkeypatch):
    monkeypatch.setattr(proposing.recommendations, "load", lambda *_args, **_more: None)
    with pytest.raises(Refused, match="cannot be taken in"):
        proposing.finish(propose(office), by=office.second)


def test_another_desk_drafts_changes_and_finishes_nothing(office):
    one, other = propose(office), make_office("EDUCATION").officer
    for act in (
        lambda: proposing.propose(office.desk, make_country("XEX"), Draft(**WHOLE), by=other),
        lambda: proposing.change(one, Draft(**WHOLE), by=other),
        lambda: proposing.finish(one, by=other),
    ):
        with pytest.raises(Refused, match="Only members of its desk"):
            act()
