"""Assessments stand side by side; no body's grade is given for it; a change needs evidence."""

import pytest

from rapporteur.follow_up.actions import following
from rapporteur.kernel.refusals import Refused
from tests.factories.cases import make_office
from tests.factories.follow_up import (
    assess,
    count,
    make_evidence,
    make_following,
    make_recommendation,
)

pytestmark = pytest.mark.django_db
PAPER = {"source": "CCPR/C/128/3", "assessor": "CCPR"}


def counted(office, one, strength="NGO_CHILD_REPORT"):
    return count(office, make_evidence(office, one), strength)


@pytest.mark.requirement("R50.3", "E7")
def test_the_mandate_and_an_organization_stand_side_by_side(office):
    one = make_following(office, make_recommendation(mechanism="treaty_body"))
    assess(office, one, mark="UPR_INFO/NOT", kind="ngo", source="its report")
    assess(office, one, [counted(office, one)])
    assess(office, one, mark="INTERNAL/FULL", kind="state", source="its report")
    assert list(one.assessments.values_list("assessor_kind", "mark")) == [
        ("ngo", "UPR_INFO/NOT"),
        ("mandate", "INTERNAL/PARTIAL"),
        ("state", "INTERNAL/FULL"),
    ]


@pytest.mark.requirement("R50.3")
@pytest.mark.parametrize("mark", ["CCPR_2017/A", "CRC_OPIC/A", "INTERNAL/FULL"])
def test_no_grade_is_given_in_the_name_of_the_committee_to_its_observations(office, mark):
    one = make_following(office, make_recommendation(mechanism="treaty_body"))
    with pytest.raises(Refused, match="gives no such grade"):
        assess(office, one, mark=mark, kind="treaty_body", assessor="CRC", source="CRC/C/XEX/CO/1")


def test_a_body_gives_its_own_grades_and_nobody_gives_them_for_it(office):
    one = make_following(office, make_recommendation(mechanism="treaty_body"))
    made = assess(office, one, mark="CCPR_2017/B", kind="treaty_body", dated="2020-03", **PAPER)
    assert made.mark.stage == "partial"
    with pytest.raises(Refused, match="its own scale"):
        assess(office, one, [counted(office, one)], mark="CCPR_2017/B")


@pytest.mark.parametrize(
    ("mark", "dated", "why"),
    [
        ("CCPR_2017/B", "2016-05", "was not in force"),
        ("CCPR_2008/B1", "2017-02", "was not in force"),
        ("CCPR_2017/B", "2099", "day to come"),
    ],
)
def test_a_grade_is_of_a_day_on_which_the_scale_was_in_force(office, mark, dated, why):
    one = make_following(office, make_recommendation(mechanism="treaty_body"))
    with pytest.raises(Refused, match=why):
        assess(office, one, mark=mark, kind="treaty_body", dated=dated, **PAPER)


def test_what_others_say_has_a_source(office):
    with pytest.raises(Refused, match="where this was assessed"):
        assess(office, make_following(office), mark="UPR_INFO/NOT", kind="ngo")


@pytest.mark.requirement("E7")
def test_the_mandate_rests_on_evidence_that_counts(office):
    one = make_following(office)
    other = make_following(office, make_recommendation("Exercise: another"))
    for items, more, why in (
        ([], {}, "Name the evidence"),
        ([make_evidence(office, one)], {}, "reviewed and counts"),
        ([counted(office, other)], {}, "another recommendation"),
        ([counted(office, one)], {"view": " "}, "Say why"),
        ([counted(office, one, "INTENTION")], {}, "not implementation"),
    ):
        with pytest.raises(Refused, match=why):
            assess(office, one, items, **more)
    assert assess(office, one, mark="INTERNAL/NO_INFO").evidence.count() == 0


@pytest.mark.requirement("E7")
def test_a_change_needs_evidence_even_to_no_information(office):
    one = make_following(office)
    assess(office, one, [counted(office, one)])
    with pytest.raises(Refused, match="Name the evidence"):
        assess(office, one, mark="INTERNAL/NO_INFO")
    kept = assess(office, one, [counted(office, one)], mark="INTERNAL/NO_INFO")
    assert assess(office, one, mark="INTERNAL/NO_INFO") != kept


def test_who_does_not_follow_assesses_nothing_and_nothing_that_is_closed(office):
    one = make_following(office)
    with pytest.raises(Refused, match="Only members"):
        assess(office, one, by=make_office("EDUCATION").officer)
    following.close(one, why="carried out", by=office.officer)
    with pytest.raises(Refused, match="no longer followed"):
        assess(office, one)
