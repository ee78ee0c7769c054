"""What the engine recommends, and what can never stop a letter."""

from dataclasses import fields
from itertools import product

import pytest

from rapporteur.cases import recommending
from rapporteur.cases.criteria import BASES, Criterion, Result
from rapporteur.cases.models import Triage
from rapporteur.cases.outcomes import ACTS, Outcome
from rapporteur.cases.recommending import RULES, Matter, recommend
from rapporteur.cases.triages.saving import Described, Guarded, Proposed
from rapporteur.intake.questions import QUESTIONS

ALL_MET = dict.fromkeys(Criterion.values, Result.PASS)
NEVER = ("exhaust", "remed", "ratif", "party", "status", "ecosoc", "ngo", "accredit")


def matter(*, marks=None, **results):
    given = {getattr(Criterion, name.upper()).value: value for name, value in results.items()}
    return Matter(results={**ALL_MET, **given}, scope="fits", **(marks or {}))


@pytest.mark.parametrize(
    ("given", "rule", "outcome"),
    [
        (matter(), "CANNOT_WAIT", "ACT_UA"),
        (matter(urgent="fail"), "ALLEGATION", "ACT_AL"),
        (matter(urgent="unknown"), "ALLEGATION", "ACT_AL"),
        (matter(marks={"facts": frozenset({"LAW"})}), "LAW", "ACT_OL"),
        (
            matter(marks={"facts": frozenset({"AID_WORKER"})}),
            "INVESTIGATION",
            "INVESTIGATION_CHANNEL",
        ),
        (matter(not_abusive="fail"), "ABUSIVE", "CLOSE_INADMISSIBLE"),
        (matter(not_unfounded="fail"), "UNFOUNDED", "CLOSE_INADMISSIBLE"),
        (matter(scope="fail"), "OUT_OF_SCOPE", "CLOSE_OUT_OF_SCOPE"),
        (matter(no_harm="fail"), "HARM", "REFER_PROTECTION_SERVICE"),
        (matter(marks={"child_unready": True}), "CHILD_ALONE", "REFER_PROTECTION_SERVICE"),
        (matter(marks={"anonymous": True}), "ANONYMOUS", "INFO_FOR_TRENDS"),
        (
            matter(marks={"anonymous": True, "codes": frozenset({"CSAM"})}),
            "MATERIAL_ONLINE",
            "REFER_HOTLINE",
        ),
        (matter(factual="fail"), "NO_FACTS", "REQUEST_MORE_INFO"),
        (matter(not_media_only="fail"), "MEDIA_ONLY", "REQUEST_MORE_INFO"),
        (matter(standing="fail"), "NO_STANDING", "INFO_FOR_TRENDS"),
        (matter(consent="fail"), "NO_CONSENT", "INFO_FOR_TRENDS"),
        (matter(state_or_actor="fail"), "NOBODY_TO_ADDRESS", "INFO_FOR_VISIT"),
        (matter(factual="unknown"), "NOT_KNOWN_YET", "REQUEST_MORE_INFO"),
        (Matter(), "NOT_KNOWN_YET", "REQUEST_MORE_INFO"),
        (Matter(results=ALL_MET, scope="other_body"), "OTHER_BODY", "REFER_OTHER_MANDATE"),
    ],
)
def test_the_first_rule_that_holds_answers(given, rule, outcome):
    found = recommend(given)
    assert (found.key, found.outcome) == (rule, outcome)
    assert str(found.reason)


def test_every_rule_is_reached_by_some_row_above():
    keys = {row[1] for row in test_the_first_rule_that_holds_answers.pytestmark[0].args[1]}
    assert keys == {rule.key for rule in RULES} == set(recommending.BY_KEY)


def test_what_must_never_stop_a_letter_is_no_field_and_no_input():
    names = [
        *(field.name for field in Triage._meta.get_fields()),
        *(one.name for form in (Described, Guarded, Proposed, Matter) for one in fields(form)),
        *(criterion.value for criterion in Criterion),
        *(rule.key for rule in RULES),
    ]
    parts = {part for name in names for part in name.casefold().split("_")}
    assert [word for word in parts if word.startswith(NEVER)] == []


def test_a_letter_is_recommended_whatever_else_is_so():
    """All inputs that the engine has: only what the table names leads away from a letter."""
    others = (Criterion.IDENTIFIED_SOURCE,)
    for urgent, *results in product(Result.values, repeat=1 + len(others)):
        given = {**ALL_MET, Criterion.URGENT.value: urgent}
        given.update(zip((one.value for one in others), results, strict=True))
        for codes, facts in product((frozenset(), frozenset({"SALE", "CSAM"})), repeat=2):
            found = recommend(Matter(results=given, codes=codes, facts=facts, scope="fits"))
            assert found.outcome in ACTS


def test_the_door_says_that_nobody_need_have_been_told_before():
    [steps] = [one for one in QUESTIONS if one.code == "steps"]
    assert "You need not have told anyone before" in str(steps.help)


@pytest.mark.requirement("B3")
def test_every_criterion_cites_what_it_rests_on():
    assert set(BASES) == set(Criterion.values)
    assert all(str(basis.source) for basis in BASES.values())


def test_silence_is_no_outcome():
    assert len(Outcome.values) == 14
    assert not [one for one in Outcome.values if "NOTHING" in one or "SILENCE" in one]
