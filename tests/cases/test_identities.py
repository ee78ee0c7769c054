"""Who a source is opens by two people with a reason, once; every other way is shut."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.cases.identities import actions, rules
from rapporteur.cases.identities.workflow import State
from rapporteur.cases.models import Asking
from rapporteur.intake.models import Identity
from rapporteur.kernel.clock import now
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import MemberKey, MemberWrap, Wrap
from rapporteur.people.desks.models import Desk
from tests.factories.cases import make_office, make_submission
from tests.kernel.vault.test_groups import again

pytestmark = [
    pytest.mark.usefixtures("committed"),
    pytest.mark.requirement("SG8"),
    pytest.mark.requirement("B4"),
    pytest.mark.requirement("SG12"),
]
WHY = "a relative must be reached before the hearing"


@pytest.fixture
def office():
    return make_office()


@pytest.fixture
def first(office):
    """The coordinator, who holds half a, with the open vault."""
    return office.second, office.rings[1]


@pytest.fixture
def other(office):
    """The mandate-holder, who holds half b."""
    return office.holder, office.rings[2]


@pytest.fixture
def submission(office):
    return make_submission(office, name="A. Source", contact="by the well")


@pytest.fixture
def asking(submission, first):
    return actions.ask(submission, WHY, by=first[0])


def fresh(asking):
    return Asking.objects.get(pk=asking.pk)


def release(asking, other):
    return actions.release(fresh(asking), again(other[1]), by=other[0])


def open_name(asking, first):
    return actions.open_name(fresh(asking), again(first[1]), by=first[0])


def test_it_opens_by_two_people_with_a_reason_and_once(asking, first, other):
    assert actions.why_of(asking, again(other[1]), by=other[0]) == WHY
    released = release(asking, other)
    assert released.state == State.RELEASED
    assert released.released

    assert open_name(asking, first) == actions.Name("A. Source", "by the well")

    done = fresh(asking)
    assert (done.state, bytes(done.released)) == (State.OPENED, b"")
    with pytest.raises(Refused, match="state has changed"):
        open_name(asking, first)
    verbs = list(Entry.objects.filter(by=str(first[0].pk)).values_list("verb", flat=True))
    assert {"ask who the source is", "open who the source is", "read"} <= set(verbs)
    assert Entry.objects.filter(verb="release half of a name", by=str(other[0].pk)).count() == 1
    assert not Entry.objects.filter(why__contains="hearing").exists()
    assert str(done) == str(done.pk)


def test_the_holder_of_the_other_half_may_ask_as_well(submission, first, other):
    asking = actions.ask(submission, WHY, by=other[0])
    release(asking, first)
    assert open_name(asking, other).name == "A. Source"


def test_nobody_answers_themselves_or_without_a_half(office, asking, first):
    with pytest.raises(Refused, match="does not open"):
        actions.release(asking, again(first[1]), by=first[0])
    with pytest.raises(Refused, match="second person"):
        actions.refuse(asking, by=first[0])
    with pytest.raises(Refused, match="other half"):
        actions.refuse(asking, by=office.officer)
    with pytest.raises(Refused, match="does not open"):
        actions.release(asking, again(office.keyring), by=office.officer)
    assert fresh(asking).state == State.ASKED


def test_refusing_ends_it(asking, first, other):
    assert actions.refuse(asking, by=other[0]).state == State.REFUSED
    with pytest.raises(Refused, match="state has changed"):
        release(asking, other)
    with pytest.raises(Refused, match="state has changed"):
        open_name(asking, first)


def test_only_who_asked_opens_it(office, asking, other):
    release(asking, other)
    for person, ring in (other, (office.officer, office.keyring)):
        with pytest.raises(Refused, match="Only who asked"):
            actions.open_name(asking, again(ring), by=person)
    assert fresh(asking).state == State.RELEASED


@pytest.mark.parametrize("why", ["", "  "])
def test_a_reason_is_needed(submission, first, why):
    with pytest.raises(Refused, match="Give the reason"):
        actions.ask(submission, why, by=first[0])


def test_who_holds_no_half_or_is_of_another_desk_does_not_ask(office, submission, asking):
    with pytest.raises(Refused, match="half of the key"):
        actions.ask(submission, WHY, by=office.officer)
    elsewhere = make_office("OTHER")
    with pytest.raises(Refused, match="another desk"):
        actions.ask(submission, WHY, by=elsewhere.second)
    with pytest.raises(Refused, match="another desk"):
        actions.why_of(asking, again(elsewhere.rings[1]), by=elsewhere.second)
    assert rules.reads_at_the_desk(elsewhere.second, asking)
    assert not Asking.objects.visible_to(elsewhere.second).exists()


def test_where_nothing_was_said_or_it_was_erased_nothing_is_asked(office, submission, first):
    unnamed = make_submission(office, name="")
    with pytest.raises(Refused, match="Nothing is kept"):
        actions.ask(unnamed, WHY, by=first[0])
    identity = Identity.objects.get(submission=submission)
    Wrap.objects.filter(version=identity.sealed).delete()
    with pytest.raises(Refused, match="half of the key"):
        actions.ask(submission, WHY, by=first[0])


def test_an_old_asking_and_an_old_release_are_over(asking, first, other):
    Asking.objects.update(asked_at=now() - timedelta(days=15))
    with pytest.raises(Refused, match="14 days"):
        release(asking, other)
    Asking.objects.update(asked_at=now())
    release(asking, other)
    Asking.objects.update(until=now() - timedelta(minutes=1))
    with pytest.raises(Refused, match="expired"):
        open_name(asking, first)
    assert actions.clear_expired() == 1
    assert bytes(fresh(asking).released) == b""


def test_a_reader_of_no_role_any_more_does_nothing(asking, other, office):
    office.holder.memberships.update(roles=["auditor"])
    person = type(office.holder).objects.get(pk=office.holder.pk)
    with pytest.raises(Refused):
        actions.refuse(asking, by=person)


def test_a_half_is_released_to_no_key_that_nobody_vouched_for(asking, office, other):
    group = office.desk.recipient
    wrap = MemberWrap.objects.get(epoch__recipient=group, member_key__owner=office.second.pk)
    kept = bytes(wrap.voucher)
    MemberWrap.objects.filter(pk=wrap.pk).update(voucher=b"x" * 32)
    with pytest.raises(Refused, match="does not hold the key"):
        release(asking, other)
    MemberWrap.objects.filter(pk=wrap.pk).update(voucher=kept)
    stranger = MemberKey.objects.get(owner=office.officer.pk)
    MemberKey.objects.filter(owner=office.second.pk).update(public_half=stranger.public_half)
    with pytest.raises(Refused, match="does not hold the key"):
        release(asking, other)
    MemberWrap.objects.filter(pk=wrap.pk).delete()
    with pytest.raises(Refused, match="does not hold the key"):
        release(asking, other)


def test_a_desk_whose_key_is_gone_answers_nothing(asking, other):
    Desk.objects.update(recipient=None)
    with pytest.raises(Refused, match="no key yet"):
        release(asking, other)
    with pytest.raises(Refused, match="another desk"):
        actions.why_of(fresh(asking), again(other[1]), by=other[0])


def test_rows_that_were_exchanged_show_nothing(office, submission, asking, first, other):
    second = make_submission(office, name="B. Another")
    later = actions.ask(second, "another reason", by=first[0])
    reason, swapped = later.sealed_id, asking.sealed_id
    Asking.objects.filter(pk=asking.pk).delete()
    Asking.objects.filter(pk=later.pk).update(sealed=swapped)
    with pytest.raises(Refused, match="not what was asked"):
        actions.why_of(fresh(later), again(other[1]), by=other[0])
    Asking.objects.filter(pk=later.pk).update(sealed=reason)
    one, two = (Identity.objects.get(submission=each) for each in (submission, second))
    one_sealed = one.sealed_id
    one.delete()
    Identity.objects.filter(pk=two.pk).update(sealed=one_sealed)
    release(later, other)
    with pytest.raises(Refused, match="changed in the database"):
        open_name(later, first)
    assert fresh(later).state == State.RELEASED


def test_the_database_lets_nobody_answer_themselves(asking, first):
    with pytest.raises(IntegrityError), transaction.atomic():
        Asking.objects.update(state=State.REFUSED, answered_by=first[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Asking.objects.update(released=b"half")
