"""Whom the table proposes, by today's names, each with the rule behind it."""

from datetime import date

import pytest

from rapporteur.cases import joining
from rapporteur.cases.facts import Fact
from rapporteur.cases.joining import Kind
from rapporteur.law.models import ScopeCode
from rapporteur.people.mandates.models import Mandate

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2025, 6, 1), date(2026, 11, 1)  # the merger was decided in October 2025


def targets(*, codes=(), facts=(), states=(), on=BEFORE, kind=Kind.PROPOSE):
    found = joining.proposals(joining.asked_with(codes, facts, states, on))
    return {one.target for one in found if one.kind == kind}


@pytest.mark.requirement("R28.2")
@pytest.mark.parametrize(
    ("codes", "facts", "expected"),
    [
        (["SALE.ORGANS"], [], {"HEALTH", "TRAFFICKING"}),
        ([], ["MISSING"], {"WGEID"}),
        ([], ["DEATH"], {"EXECUTIONS"}),
        ([], ["ILL_TREATMENT"], {"TORTURE"}),
        (["TRAFFICKING"], [], {"TRAFFICKING"}),
        (["SALE.MARRIAGE"], [], {"VAWG", "WGDAWG"}),
        (["EXPLPROST"], ["GIRL"], {"TRAFFICKING", "VAWG"}),
        (["EXPLPROST.OFFER"], [], {"TRAFFICKING"}),
        (["CSAM"], [], {"PRIVACY"}),
        (["SECTT"], [], {"BUSINESS"}),
        ([], ["DETAINED"], {"WGAD", "JUDGES"}),
        ([], ["CLIMATE"], {"CLIMATE", "IDP"}),
        ([], ["AID_WORKER"], {"@INVESTIGATION"}),
        (["SALE.SPORT"], [], {"TRAFFICKING", "SLAVERY"}),
    ],
)
def test_the_table_proposes(codes, facts, expected):
    assert targets(codes=codes, facts=facts) == expected


@pytest.mark.parametrize(
    ("codes", "facts", "target", "is_there"),
    [
        (["TRAFFICKING"], [], "MIGRANTS", False),
        (["TRAFFICKING"], ["CROSS_BORDER"], "MIGRANTS", True),
        (["SALE.ORGANS"], [], "WGEID", False),
        (["SALE.ADOPTION"], ["HISTORIC"], "TJ", True),
        (["SALE.ADOPTION"], [], "JUDGES", True),
    ],
)
def test_a_condition_opens_what_it_names(codes, facts, target, is_there):
    assert (target in targets(codes=codes, facts=facts, kind=Kind.CONDITION)) is is_there


def test_bodies_that_sign_nothing_are_informed():
    [one] = [
        one
        for one in joining.proposals(joining.asked_with(["SALE.ADOPTION"], [], [], BEFORE))
        if one.target == "CED"
    ]
    assert (one.kind, one.rule) == (Kind.INFORM, "SALE.ADOPTION>CED")
    assert "informed" in str(one.no_invitation)


def test_two_mandates_that_merged_are_proposed_as_one_with_both_rules():
    found = joining.proposals(joining.asked_with(["SALE.SPORT"], [], [], AFTER))
    [one] = [one for one in found if one.kind == Kind.PROPOSE]
    assert one.target == "SLAVTRAF"
    assert {line.key for line in one.lines} == {"SALE.SPORT>TRAFFICKING", "SALE.SPORT>SLAVERY"}


def test_since_2023_abuse_without_anything_in_return_has_rules_of_its_own():
    girl = {"codes": ["CSA"], "facts": ["NOT_COMMERCIAL", "GIRL"]}
    assert targets(**girl, on=date(2023, 4, 4)) == {"VAWG"}
    assert targets(**girl, on=date(2023, 4, 3)) == set()


def test_a_country_mandate_on_one_of_the_states_is_proposed():
    assert "MMR" in targets(states=["XEX", "MMR"])
    assert targets(states=["XEX"]) == set()


@pytest.mark.requirement("B7")
def test_every_proposal_shows_the_rule_behind_it():
    found = joining.proposals(
        joining.asked_with(
            ScopeCode.objects.values_list("pk", flat=True), Fact.values, ["MMR"], BEFORE
        )
    )
    keys = {line.key for line in joining.table()}
    assert all(one.rule in keys and one.lines and str(one.name) for one in found)
    assert found == sorted(found, key=lambda one: list(Kind).index(one.kind))


def test_the_number_of_queries_does_not_grow(django_assert_max_num_queries):
    for facts in (["DEATH"], Fact.values):
        with django_assert_max_num_queries(6):
            joining.proposals(joining.asked_with(["SALE"], facts, ["MMR"], BEFORE))


def test_each_line_names_what_exists():
    lines = joining.table()
    codes = set(ScopeCode.objects.values_list("pk", flat=True))
    facts = {*Fact.values, "NOT_COMMERCIAL"}
    mandates = set(Mandate.objects.values_list("pk", flat=True))
    assert len({line.key for line in lines}) == len(lines) == 106
    for line in lines:
        kind, _, wanted = line.trigger.partition(":")
        assert wanted in {"scope": codes, "fact": facts, "country": {""}}[kind], line.key
        assert set(line.conditions) <= facts, line.key
        assert line.target in {*mandates, *joining.CHANNELS, joining.COUNTRY}, line.key


def test_a_body_to_inform_signs_no_letters():
    informed = {line.target for line in joining.table() if line.kind == Kind.INFORM}
    assert informed
    assert not Mandate.objects.filter(pk__in=informed, may_cosign=True).exists()
