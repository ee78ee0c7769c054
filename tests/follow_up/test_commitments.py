"""Commitments: versions only, dates as exact as their source, indicators of three kinds."""

from datetime import date

import pytest
from django.db import IntegrityError

from rapporteur.follow_up import queries
from rapporteur.follow_up.actions import commitments, following
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from tests.factories.cases import make_office
from tests.factories.follow_up import make_following, promise

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("E4", "R35.1")
def test_a_commitment_has_an_owner_and_a_day_as_exact_as_its_source(office):
    said = commitments.write_down(make_following(office), promise(), by=office.officer)
    assert (said.responsible, said.due, said.due_by) == (
        "Ministry of Justice of Exerland",
        "2027-03",
        date(2027, 3, 31),
    )


@pytest.mark.requirement("E9")
def test_a_revision_is_a_version_and_the_same_words_are_none(office):
    first = commitments.write_down(make_following(office), promise(), by=office.officer)
    second = commitments.revise(first.commitment, promise(due="2028"), by=office.second)
    again = commitments.revise(first.commitment, promise(due="2028"), by=office.officer)
    assert (second.number, again) == (2, second)
    assert list(first.commitment.versions.values_list("due", flat=True)) == ["2027-03", "2028"]
    first.commitment.versions.filter(number=2).update(made_on=date(2099, 1, 1))
    assert queries.versions_on([first.commitment], today()) == [first]


@pytest.mark.requirement("E5")
def test_an_indicator_is_of_a_kind(office):
    one = make_following(office)
    for bad in ({"indicator": "convictions"}, {"indicator_kind": "outcome"}):
        with pytest.raises(Refused, match="structure, process or outcome"):
            commitments.write_down(one, promise(**bad), by=office.officer)
    good = promise(indicator="convictions a year", indicator_kind="outcome")
    said = commitments.write_down(one, good, by=office.officer)
    with pytest.raises(IntegrityError):
        type(said).objects.filter(pk=said.pk).update(indicator_kind="")


def test_a_commitment_says_what_and_where_it_was_made(office):
    one = make_following(office)
    for bad in (promise(words=" "), promise(source="")):
        with pytest.raises(Refused, match="where the State made it"):
            commitments.write_down(one, bad, by=office.officer)


@pytest.mark.requirement("E5")
def test_what_is_due_and_unsettled_is_told(office):
    one = make_following(office)
    late = commitments.write_down(one, promise(due="2026-01"), by=office.officer)
    commitments.write_down(one, promise(due="2026-01", progress="done"), by=office.officer)
    commitments.write_down(one, promise(due=""), by=office.officer)
    assert queries.commitments_due(office.officer, today()) == [late]
    commitments.revise(
        late.commitment, promise(due="2026-01", progress="dropped"), by=office.officer
    )
    assert queries.commitments_due(office.officer, today()) == []
    assert late.commitment.versions.last().is_settled


def test_who_does_not_follow_writes_nothing_down_and_nothing_to_what_is_closed(office):
    one = make_following(office)
    said = commitments.write_down(one, promise(), by=office.officer)
    other = make_office("EDUCATION").officer
    with pytest.raises(Refused, match="Only members"):
        commitments.write_down(one, promise(), by=other)
    with pytest.raises(Refused, match="Only members"):
        commitments.revise(said.commitment, promise(due="2030"), by=other)
    following.close(one, why="carried out", by=office.officer)
    one.refresh_from_db()
    with pytest.raises(Refused, match="no longer followed"):
        commitments.write_down(one, promise(), by=office.officer)


def test_a_commitment_without_a_version_is_a_fault(office):
    said = commitments.write_down(make_following(office), promise(), by=office.officer)
    said.delete()
    with pytest.raises(ValueError, match="without a version"):
        commitments.revise(said.commitment, promise(), by=office.officer)
