"""The periods: each with its source, assumptions said to be such, and one place for each number."""

import pytest

from rapporteur.intake.chores import KEPT_DAYS
from rapporteur.kernel.reference.models import Evidence
from rapporteur.retention.models import Kept, RetentionClass
from rapporteur.retention.reference import CLASSES

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("SG11")]


def test_every_class_has_its_period_and_says_how_well_it_is_known():
    found = {one.code: one for one in RetentionClass.objects.all()}
    assert set(found) == set(Kept.values)
    assert all(one.source and one.as_of and one.note for one in found.values())
    assert {one.evidence for one in found.values()} == {Evidence.GENERAL}
    assert {code for code, one in found.items() if "assumption" in one.note} == {
        "identity",
        "unsent",
    }
    assert CLASSES.path.parent.joinpath("SOURCES.md").exists()


def test_who_the_sources_are_goes_before_the_rest_and_letters_stay():
    days = dict(RetentionClass.objects.values_list("code", "days"))
    assert days["identity"] < days["unsent"] == 730
    assert days["letter"] is None


def test_drafts_go_by_the_chore_that_the_table_tells():
    assert RetentionClass.objects.get(pk="draft").days == KEPT_DAYS
