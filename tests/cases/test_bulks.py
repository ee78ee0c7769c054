"""Many rows at once: all or none, an entry each, and undone where nobody has changed it since."""

from datetime import timedelta

import pytest

from rapporteur.cases import actions as cases
from rapporteur.cases.bulks import actions
from rapporteur.cases.bulks.rules import AT_MOST
from rapporteur.cases.models import Bulk, BulkItem, Case, HeldBack
from rapporteur.cases.queries.received import Wanted, received
from rapporteur.intake.models import Submission
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.people.desks.models import Membership
from tests.factories import cases as make

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B9")]
DAY = today() + timedelta(days=9)


def many(office, count):
    """Make cases without words, as many as wanted; return their ids."""
    rows = [
        Case(
            desk=office.desk,
            reference=f"X-{number:04d}",
            owner=office.officer,
            opened_on=today(),
            opened_by=office.officer,
        )
        for number in range(count)
    ]
    Case.objects.bulk_create(rows)
    return [row.pk for row in rows]


def leave(person):
    Membership.objects.filter(account=person).update(roles=["auditor"])


def owners():
    return set(Case.objects.values_list("owner", flat=True))


def test_500_change_hands_at_once_with_an_entry_each_and_back(
    office, django_assert_max_num_queries
):
    wanted = many(office, AT_MOST)
    with django_assert_max_num_queries(AT_MOST + 20):
        bulk = actions.assign(wanted, office.second, by=office.officer)
    assert owners() == {office.second.pk}
    entries = Entry.objects.filter(verb="change many", by=str(office.officer.pk))
    assert set(entries.values_list("subject_id", flat=True)) == {str(one) for one in wanted}
    assert bulk.items.count() == AT_MOST

    undone = actions.undo(bulk, by=office.officer)
    assert (undone.rows, undone.stay) == (AT_MOST, [])
    assert owners() == {office.officer.pk}
    assert Entry.objects.filter(verb="undo").count() == AT_MOST


def test_a_day_is_put_in_the_place_of_the_rule_and_back(office):
    wanted = many(office, 2)
    Case.objects.filter(pk=wanted[0]).update(due_chosen=today())
    bulk = actions.choose_day(wanted, DAY, by=office.officer)
    assert [case.due.on for case in Case.objects.all()] == [DAY, DAY]
    actions.undo(bulk, by=office.officer)
    assert set(Case.objects.values_list("due_chosen", flat=True)) == {today(), None}
    actions.choose_day([wanted[0]], None, by=office.officer)
    assert set(Case.objects.values_list("due_chosen", flat=True)) == {None}


def queue(office, *, held=False):
    return {one.pk for one in received(office.officer, Wanted(held=held))}


def test_submissions_are_held_back_and_let_in_and_back(office):
    calm, flood = make.make_submission(office), make.make_submission(office)
    Submission.objects.filter(pk=flood.pk).update(held=True)
    held = actions.hold([calm.pk, flood.pk], held=True, by=office.officer)
    assert [str(item) for item in held.items.all()] == [str(calm.pk)]
    assert queue(office, held=True) == {calm.pk, flood.pk}
    let_in = actions.hold([calm.pk, flood.pk], held=False, by=office.officer)
    assert queue(office) == {calm.pk, flood.pk}
    assert actions.undo(let_in, by=office.officer).rows == 2
    assert queue(office, held=True) == {calm.pk, flood.pk}
    cases.release(calm, by=office.officer)
    assert queue(office) == {calm.pk}
    assert HeldBack.objects.count() == 1
    assert actions.undo(held, by=office.officer).rows == 0


def test_holding_back_is_undone(office):
    calm = make.make_submission(office)
    bulk = actions.hold([calm.pk], held=True, by=office.officer)
    assert actions.undo(bulk, by=office.officer).rows == 1
    assert queue(office) == {calm.pk}


def test_what_was_changed_since_stays_and_is_named(office):
    wanted = many(office, 3)
    bulk = actions.assign(wanted, office.second, by=office.officer)
    since, closed = (Case.objects.get(pk=pk) for pk in wanted[:2])
    cases.own(since, office.holder, by=office.second)
    Case.objects.filter(pk=closed.pk).update(state="closed")
    undone = actions.undo(bulk, by=office.officer)
    assert undone.rows == 1
    assert {item.case for item in undone.stay} == {since, closed}
    assert set(BulkItem.objects.filter(undone=True).values_list("case", flat=True)) == {wanted[2]}


def test_who_left_the_desk_gets_nothing_back(office):
    wanted = many(office, 2)
    Case.objects.filter(pk=wanted[0]).update(owner=None)
    bulk = actions.assign(wanted, office.second, by=office.holder)
    leave(office.officer)
    undone = actions.undo(bulk, by=office.holder)
    assert [item.case_id for item in undone.stay] == [wanted[1]]
    assert Case.objects.get(pk=wanted[0]).owner is None


def test_one_that_cannot_be_changed_stops_all(office):
    other = make.make_office("OTHER")
    wanted, theirs = many(office, 2), make.make_case(other)
    hurried, calm = make.make_submission(office, soon="yes"), make.make_submission(office)
    by = office.officer
    refusals = [
        ("at least one row", lambda: actions.assign([], office.second, by=by)),
        ("at most 500", lambda: actions.assign([new_id()] * 501, office.second, by=by)),
        ("not there", lambda: actions.assign([*wanted, theirs.pk], office.second, by=by)),
        ("not there", lambda: actions.hold([calm.pk, new_id()], held=True, by=by)),
        ("Only members of its desk", lambda: actions.assign(wanted, other.officer, by=by)),
        ("a day to come", lambda: actions.choose_day(wanted, today() - timedelta(1), by=by)),
        ("cannot wait", lambda: actions.hold([hurried.pk, calm.pk], held=True, by=by)),
        ("so already", lambda: actions.assign(wanted, office.officer, by=by)),
        ("so already", lambda: actions.hold([calm.pk], held=False, by=by)),
    ]
    for why, act in refusals:
        with pytest.raises(Refused, match=why):
            act()
    Case.objects.filter(pk=wanted[1]).update(state="closed")
    with pytest.raises(Refused, match=r"X-0001.*given to nobody"):
        actions.assign(wanted, office.second, by=by)
    with pytest.raises(Refused, match=r"X-0001.*No decision is waited for"):
        actions.choose_day(wanted, DAY, by=by)
    assert (Bulk.objects.count(), HeldBack.objects.count()) == (0, 0)
    assert not Entry.objects.filter(verb="change many").exists()


def test_undoing_is_for_whoever_did_it_once_and_for_15_minutes(office):
    wanted = many(office, 1)
    bulk = actions.assign(wanted, office.second, by=office.officer)
    assert list(Bulk.objects.visible_to(office.second)) == []
    with pytest.raises(Refused, match="Only whoever did this"):
        actions.undo(bulk, by=office.second)
    Bulk.objects.update(at=now() - timedelta(minutes=15, seconds=2))
    with pytest.raises(Refused, match="15 minutes"):
        actions.undo(bulk, by=office.officer)
    Bulk.objects.update(at=now() - timedelta(minutes=14))
    actions.undo(bulk, by=office.officer)
    with pytest.raises(Refused, match="undone already"):
        actions.undo(bulk, by=office.officer)


def test_the_rights_of_the_desk_are_enough(office, as_role):
    wanted = many(office, 2)
    calm = make.make_submission(office)
    with as_role("desk"):
        actions.undo(actions.assign(wanted, office.second, by=office.officer), by=office.officer)
        bulk = actions.hold([calm.pk], held=True, by=office.officer)
        assert actions.undo(bulk, by=office.officer).rows == 1
