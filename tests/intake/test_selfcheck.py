"""Ten sample cases of the self-check, and that nobody is ever sent away."""

from datetime import date

import pytest

from rapporteur.intake.selfcheck import CODES, Given, Matter, Route, YesNo, check
from rapporteur.law.models import ScopeRule

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 24)
BEFORE_2023 = date(2023, 4, 3)
YES, NO = YesNo.YES, YesNo.NO


@pytest.mark.requirement("R38.1")
@pytest.mark.parametrize(
    ("given", "first"),
    [
        (Given(Matter.SOLD, under_18=YES), Route.HERE),
        (Given(Matter.ADOPTED, under_18=YES), Route.HERE),
        (Given(Matter.ABUSED, under_18=YES), Route.HERE),
        (Given(Matter.MOVED), Route.HERE),
        (Given(Matter.IMAGES, under_18=YES), Route.HOTLINE),
        (Given(Matter.BEATEN, under_18=YES), Route.NATIONAL_SERVICE),
        (Given(Matter.PARENT), Route.NATIONAL_SERVICE),
        (Given(Matter.SOLD, under_18=NO), Route.OTHER_MANDATE),
        (Given(Matter.DETAINED, under_18=YES), Route.OTHER_MANDATE),
        (Given(Matter.USED, under_18=YES, danger_now=YES), Route.NATIONAL_SERVICE),
    ],
    ids=lambda value: value.matter if isinstance(value, Given) else str(value),
)
def test_ten_sample_cases_lead_where_they_should(given, first):
    assert check(given, DAY).first == first


@pytest.mark.parametrize("matter", Matter.values)
@pytest.mark.parametrize("under_18", YesNo.values)
def test_writing_here_is_open_whatever_the_answer(matter, under_18):
    assert Route.HERE in check(Given(matter, under_18=under_18), DAY).routes


@pytest.mark.requirement("R17.2")
def test_the_answer_is_that_of_the_mandate_of_the_day():
    given = Given(Matter.ABUSED, under_18=YES)
    assert check(given, BEFORE_2023).fit == ScopeRule.Answer.BORDERLINE
    assert check(given, DAY).fit == ScopeRule.Answer.FITS


def test_whether_something_was_given_in_return_changes_the_answer():
    bare = check(Given(Matter.MARRIED, in_return=NO), DAY)
    paid = check(Given(Matter.MARRIED, in_return=YES), DAY)
    assert bare.fit == ScopeRule.Answer.BORDERLINE
    assert paid.fit == ScopeRule.Answer.FITS


def test_every_answer_of_law_comes_with_a_reason():
    for matter in CODES:
        assert check(Given(matter), DAY).reasons


def test_other_bodies_are_named_by_their_codes():
    assert check(Given(Matter.SOLDIER), DAY).bodies == ("SRSG-CAAC",)
