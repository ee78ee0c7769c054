"""Merging, taking apart and splitting: submissions move, consent goes along, nothing is lost."""

import pytest
from django.db import IntegrityError, transaction

from rapporteur.cases import actions as cases
from rapporteur.cases import consents
from rapporteur.cases.handovers import actions as handovers
from rapporteur.cases.models import Case, Consent, Moved, Shift
from rapporteur.cases.queries.cases import timeline
from rapporteur.cases.shifts import actions
from rapporteur.cases.triages import rules as triage_rules
from rapporteur.cases.workflow import State
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make
from tests.factories import communications as letters
from tests.factories.people import make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("B9")]
WHY = "it is one family"


def held(case):
    return set(case.joined.values_list("submission_id", flat=True))


def said(case, purpose="may_send"):
    return {one: row[purpose].answer for one, row in consents.standing(case).items()}


@pytest.fixture
def two(office):
    return make.make_case(office, may_send="no"), make.make_case(office)


def test_a_merged_case_leads_to_the_other_with_all_it_held(office, two, as_role):
    away, into = two
    all_held, rows = held(away) | held(into), Consent.objects.count()
    with as_role("desk"):
        actions.merge(away, into, WHY, by=office.officer)
    away.refresh_from_db()
    assert (away.state, away.merged_into) == (State.MERGED, into)
    assert held(into) == all_held
    assert held(away) == set()
    assert sorted(said(into).values()) == ["no", "yes"]
    assert said(away) == {}
    assert not consents.is_given(into, "may_send")
    assert Consent.objects.count() > rows
    assert Entry.objects.filter(verb="merge", subject_id=str(into.pk)).count() == 1
    assert timeline(into)[-1].what == f"merged: {away} into {into}"


def test_taken_apart_each_has_its_own_again(office, two, as_role):
    away, into = two
    before = held(away), held(into)
    merged = actions.merge(away, into, WHY, by=office.officer)
    later = consents.change(
        merged,
        merged.joined.get(submission__in=before[0]).submission,
        "may_send",
        "yes",
        told="message",
        said_on=today(),
        by=office.officer,
    )
    away.refresh_from_db()
    rows = set(Consent.objects.values_list("pk", flat=True))
    with as_role("desk"):
        back = actions.take_apart(away, "they are two", by=office.second)
    assert (back.state, back.merged_into, back.reopened_on) == (State.REOPENED, None, today())
    assert (held(back), held(into)) == before
    assert said(back) == {later.submission_id: "yes"}
    assert rows <= set(Consent.objects.values_list("pk", flat=True))
    assert Shift.objects.get().undone_by == office.second
    assert any(one.what.startswith("taken apart again") for one in timeline(into))
    again = actions.merge(back, into, WHY, by=office.officer)
    assert held(again) == before[0] | before[1]


def test_no_saying_is_written_twice(office, two):
    away, into = two
    actions.merge(away, into, WHY, by=office.officer)
    rows = into.consents.count()
    for _ in range(2):
        away.refresh_from_db()
        actions.take_apart(away, WHY, by=office.officer)
        away.refresh_from_db()
        actions.merge(away, into, WHY, by=office.officer)
    assert into.consents.count() == rows


def test_a_submission_of_both_stays_in_both_and_no_later_no_is_lost(office, two):
    away, into = two
    shared = into.joined.get().submission
    cases.join(away, shared, make.ADULT, by=office.officer)
    no = {"told": "spoken", "said_on": today(), "by": office.officer}
    consents.change(away, shared, "may_send", "no", **no)
    actions.merge(away, into, WHY, by=office.officer)
    assert shared.pk in held(away) & held(into)
    assert said(into)[shared.pk] == "no"
    assert Moved.objects.count() == 1
    away.refresh_from_db()
    consents.change(into, shared, "may_publish", "no", **no)
    actions.take_apart(away, WHY, by=office.officer)
    assert said(away, "may_publish")[shared.pk] == "no"


def test_what_went_elsewhere_meanwhile_is_left_there(office, two):
    away, into = two
    (moved,) = held(away)
    merged = actions.merge(away, into, WHY, by=office.officer)
    third = actions.split(merged, [moved], WHY, by=office.officer)
    away.refresh_from_db()
    actions.take_apart(away, WHY, by=office.officer)
    assert held(third) == {moved}
    assert held(away) == set()


@pytest.mark.parametrize("move", ["merge", "split", "apart"])
def test_no_reason_no_key_and_nothing_moves(office, two, move):
    away, into = two
    other = make.make_submission(office)
    cases.join(into, other, make.ADULT, by=office.officer)
    if move == "apart":
        actions.merge(away, into, WHY, by=office.officer)
        away.refresh_from_db()
    acts = {
        "merge": lambda why, by: actions.merge(away, into, why, by=by),
        "split": lambda why, by: actions.split(into, [other.pk], why, by=by),
        "apart": lambda why, by: actions.take_apart(away, why, by=by),
    }
    before = held(away), held(into)
    with pytest.raises(Refused, match="Give the reason"):
        acts[move](" ", office.officer)
    with pytest.raises(Refused, match="members of its desk"):
        acts[move](WHY, make_member(office.desk, "auditor").account)
    assert (held(away), held(into)) == before


def test_what_cannot_be_merged_is_said(office, two):
    away, into = two

    def refused(one, other, why):
        with pytest.raises(Refused, match=why):
            actions.merge(one, other, WHY, by=office.officer)

    refused(into, into, "into itself")
    refused(make.make_triage(office).case, into, "state has changed")
    elsewhere = make.make_office("OTHER")
    foreign = make.make_case(elsewhere)
    refused(away, foreign, "members of its desk")
    make_member(elsewhere.desk, "desk_officer", account=office.officer)
    refused(away, foreign, "of one desk")
    offer = handovers.offer(away, office.second, "note", by=office.officer)
    refused(away, into, "offered to a colleague")
    handovers.take_back(offer, by=office.officer)
    actions.merge(away, into, WHY, by=office.officer)
    refused(into, make.make_case(office), "Others were merged")
    away.refresh_from_db()
    refused(make.make_case(office), away, "closed, or merged")


def test_a_case_with_a_letter_is_not_merged_away_and_the_other_way_it_is(office):
    letter = letters.make_letter(office)
    case = make.make_case(office)
    with pytest.raises(Refused, match="A letter stands"):
        actions.merge(letter.case, case, WHY, by=office.officer)
    assert actions.merge(case, letter.case, WHY, by=office.officer) == letter.case
    letter.refresh_from_db()
    assert letter.case_id == letter.case.pk


def test_what_cannot_be_taken_apart_or_split_is_said(office, two):
    away, into = two
    with pytest.raises(Refused, match="not merged"):
        actions.take_apart(away, WHY, by=office.officer)
    for wrong in ([], list(held(into)), list(held(away))):
        with pytest.raises(Refused, match="at least one stays"):
            actions.split(into, wrong, WHY, by=office.officer)
    own = list(held(into))
    actions.merge(away, into, WHY, by=office.officer)
    away.refresh_from_db()
    with pytest.raises(Refused, match="split that one"):
        actions.split(away, own, WHY, by=office.officer)
    with pytest.raises(Refused, match="join it there"):
        cases.join(away, make.make_submission(office), make.ADULT, by=office.officer)
    actions.split(into, own, WHY, by=office.officer)
    with pytest.raises(Refused, match="with nothing"):
        actions.take_apart(away, WHY, by=office.officer)


def test_a_split_is_undone_by_merging_back(office, two, as_role):
    case, _other = two
    other = make.make_submission(office)
    cases.join(case, other, make.ADULT, by=office.officer)
    before = held(case)
    with as_role("desk"):
        new = actions.split(case, [other.pk], WHY, by=office.second)
        assert (new.owner, new.state, held(new)) == (office.second, State.OPEN, {other.pk})
        assert said(new) == {other.pk: "yes"}
        assert "yes" not in said(case).values()
        actions.merge(new, case, WHY, by=office.officer)
    assert held(case) == before
    told = {one.what for one in timeline(case)}
    assert {f"split: from {case} to {new}", f"merged: {new} into {case}"} <= told


def test_what_is_left_to_a_child_alone_is_guarded_though_it_was_decided(office):
    case = make.make_child_case(office)
    adult = make.make_submission(office)
    cases.join(case, adult, make.ADULT, by=office.officer)
    triage = make.make_triage(office, case)
    assert triage_rules.child_is_guarded(triage) is None
    Case.objects.filter(pk=case.pk).update(state="decided")
    actions.split(case, [adult.pk], WHY, by=office.officer)
    assert "best interests" in triage_rules.child_is_guarded(triage)


def test_the_database_holds_it_too(office, two):
    away, into = two
    with pytest.raises(IntegrityError, match="leads_somewhere"), transaction.atomic():
        Case.objects.filter(pk=away.pk).update(state="merged")
    actions.merge(away, into, WHY, by=office.officer)
    shift = Shift.objects.get()
    assert "merge" in str(shift)
    assert str(shift.pk) in str(shift.moved.get())
