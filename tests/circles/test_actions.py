"""Who may deny whom a case, what else happens in the same step, and what stays refused."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.cases import actions as of_cases
from rapporteur.cases import received, rules
from rapporteur.cases.models import Asking, Case, ReprisalIncident
from rapporteur.cases.queries import cases as lists
from rapporteur.cases.queries import received as queue
from rapporteur.cases.reprisals import actions as reprisals
from rapporteur.cases.shifts import actions as shifts
from rapporteur.circles import actions, queries
from rapporteur.circles.records import records_of
from rapporteur.communications.models import Communication
from rapporteur.intake import threads
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault import recipients
from rapporteur.kernel.vault.models import Barred, Epoch, MemberWrap, Recipient, Wrap
from rapporteur.people.accounts.models import Account
from tests.circles.conftest import add_member, deny, ring_of
from tests.circles.test_arithmetic import opened_by
from tests.factories import cases as make
from tests.factories import communications as letters
from tests.factories.people import make_member

pytestmark = [
    pytest.mark.requirement("SG12"),
    pytest.mark.requirement("B2"),
    pytest.mark.requirement("R29.2"),
    pytest.mark.usefixtures("committed"),
]


def person(account):
    """Return someone as a new request knows them."""
    return Account.objects.get(pk=account.pk)


def test_lists_do_not_show_it_and_it_goes_to_somebody_else(office):
    case = letters.make_decided_case(office)
    letter = letters.make_letter(office, case)
    done = deny(office, case)
    denied = person(office.officer)

    assert done.owner == office.second
    assert not lists.listed(denied).exists()
    assert not queue.received(denied).exists()
    assert not Communication.objects.visible_to(denied).exists()
    assert not Asking.objects.visible_to(denied).exists()
    assert lists.by_owner(denied) == []
    assert letter in Communication.objects.visible_to(person(office.second))
    assert [one.whom for one in queries.denied(done)] == [office.officer]
    assert queries.denied(make.make_case(office)) == []


def test_it_is_in_the_journal_with_the_ground_and_without_the_words(office, case):
    deny(office, case, words="a cousin in the ministry")
    entry = Entry.objects.get(verb="deny case")
    assert entry.detail["account"] == str(office.officer.pk)
    assert entry.detail["owner"] == str(office.second.pk)
    assert entry.why == "state"
    assert "cousin" not in "".join(str(one.detail) + one.why for one in Entry.objects.all())
    assert Entry.objects.filter(verb="bar from circle").count() == 1


def test_nothing_can_be_done_with_it_any_more(office, case):
    case = deny(office, case)
    submission = case.joined.get().submission
    ring = ring_of(office, office.officer)
    refused = "denied this case"
    with pytest.raises(Refused, match=refused):
        of_cases.note(case, "x", by=office.officer)
    with pytest.raises(Refused, match=refused):
        received.open_submission(submission, ring, by=person(office.officer))
    with pytest.raises(Refused, match=refused):
        of_cases.own(case, office.officer, by=office.second)
    assert "denied" in str(rules.is_not_denied(office.officer, case))
    assert rules.decides_on(office.holder, case) is None


def test_at_least_two_readers_remain(office, case):
    case = deny(office, case)
    with pytest.raises(Refused, match="At least two"):
        deny(office, case, office.holder)
    assert opened_by(ring_of(office, office.holder), case)
    assert Barred.objects.count() == 1


def test_the_first_denial_leaves_two_as_well(office, case):
    MemberWrap.objects.filter(member_key=office.rings[2].key).delete()
    with pytest.raises(Refused, match="At least two"):
        deny(office, case)
    case.refresh_from_db()
    assert case.circle is None
    assert not Barred.objects.exists()


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"by": "officer", "whom": "holder"}, "Only a coordinator"),
        ({"ground": "whim"}, "Say why"),
        ({"words": " "}, "Say why"),
        ({"to": "officer"}, "choose who takes it over"),
    ],
)
def test_what_is_refused(office, case, given, why):
    people = {"by", "whom", "to"}
    said = {key: getattr(office, one) if key in people else one for key, one in given.items()}
    with pytest.raises(Refused, match=why):
        deny(office, case, **said)
    assert not Recipient.objects.filter(kind="case").exists()


def test_it_goes_to_nobody_who_cannot_read_it(office, case):
    stranger = make_member(office.desk, "administrator").account
    with pytest.raises(Refused, match="Only members"):
        deny(office, case, to=stranger)


def test_nobody_is_denied_twice_and_the_denied_denies_nobody(office, case):
    case = deny(office, case)
    with pytest.raises(Refused, match="denied the case already"):
        deny(office, case)
    with pytest.raises(Refused, match="denied this case"):
        deny(office, case, office.holder, by=office.officer)


def test_only_another_coordinator_lifts_and_says_why(office, case):
    case = deny(office, case)

    def lift(by, words="an error"):
        ring = ring_of(office, by)
        return actions.lift(case, office.officer, words, keyring=ring, by=by)

    with pytest.raises(Refused, match="denied this case"):
        lift(office.officer)
    with pytest.raises(Refused, match="Only a coordinator"):
        lift(office.holder)
    with pytest.raises(Refused, match="Give the reason"):
        lift(office.second, " ")
    lift(office.second)
    assert Entry.objects.filter(verb="lift denial").exists()
    assert Barred.objects.get().lifted_by == office.second.pk


def test_merged_cases_go_along_and_others_do_not_join_them(office, case):
    other = make.make_case(office)
    merged = shifts.merge(other, case, "the same", by=office.officer)
    with pytest.raises(Refused, match="was merged"):
        deny(office, Case.objects.get(pk=other.pk))
    deny(office, merged)
    other.refresh_from_db()
    assert other.circle == Case.objects.get(pk=case.pk).circle
    assert other.owner == office.second
    third = make.make_case(office)
    with pytest.raises(Refused, match="kept from a member"):
        shifts.merge(third, Case.objects.get(pk=case.pk), "x", by=office.second)


def test_what_is_split_off_stays_in_the_circle(office, case):
    more = make.make_submission(office)
    of_cases.join(case, more, make.ADULT, by=office.officer)
    case = deny(office, case)
    new = shifts.split(case, [more.pk], "another matter", by=office.second)
    assert new.circle == case.circle
    assert opened_by(ring_of(office, office.officer), new) == []


def test_a_reprisal_noted_with_the_case_is_kept_too(office, case):
    case = deny(office, case)
    told = reprisals.Told(
        process=ReprisalIncident._meta.get_field("process").choices[0][0],
        act=ReprisalIncident._meta.get_field("act").choices[0][0],
        case=case,
    )
    reprisals.tell(office.desk, told, "what happened", by=office.second)
    assert opened_by(ring_of(office, office.officer), case) == []
    assert not ReprisalIncident.objects.visible_to(person(office.officer)).exists()


def test_unsigned_keys_take_what_is_there_and_nothing_new(office, case, monkeypatch):
    """In real work the operator signs later: the denial holds at once, the note waits."""
    monkeypatch.setattr(vault, "is_exercise", lambda: False)
    case = deny(office, case)
    assert opened_by(ring_of(office, office.officer), case) == []
    with pytest.raises(Refused, match="cannot be trusted"):
        of_cases.note(case, "x", by=office.second)
    receipt = office.receipts[case.joined.get().submission_id]
    threads.write_again(receipt, threads.read(receipt), "news")
    assert actions.settle(office.second, ring_of(office, office.second)) == 0
    vault.sign(recipients.newest(case.circle), recipients.exercise_key(), by="operator")
    assert actions.settle(office.second, ring_of(office, office.second)) == 1


def test_a_key_that_was_spoilt_stops_the_denial_whole(office, case):
    kept = Wrap.objects.filter(version__record__in=records_of([case.pk])).first()
    Wrap.objects.filter(pk=kept.pk).update(wrapped=bytes(kept.wrapped)[:-1] + b"\0")
    with pytest.raises(Refused, match="do not open"):
        deny(office, case)
    case.refresh_from_db()
    assert case.circle is None


def test_a_hold_that_was_spoilt_is_said(office, case):
    case = deny(office, case)
    fourth = add_member(office)
    MemberWrap.objects.filter(epoch__recipient=case.circle).update(voucher=b"0" * 32)
    with pytest.raises(Refused, match="Your own hold"):
        deny(office, case, fourth)


def test_queries_do_not_grow_with_what_is_kept(office, case):
    def counted(one):
        with CaptureQueriesContext(connection) as found:
            deny(office, one)
        return len(found)

    few = counted(case)
    busy = make.make_case(office)
    for number in range(12):
        of_cases.note(busy, f"note {number}", by=office.officer)
    assert counted(busy) <= few <= 70


def test_without_a_circle_settling_asks_one_question(office):
    with CaptureQueriesContext(connection) as found:
        assert actions.settle(office.second, ring_of(office, office.second)) == 0
    assert len(found) == 1
    assert Epoch.objects.filter(recipient__kind="case").count() == 0


def test_a_row_that_names_another_reader_is_refused(office, case):
    """Who writes to the database cannot have a case sealed to a Mission, signed as it is."""
    letters.make_mission(office)
    mission = Recipient.objects.get(kind="mission")
    Case.objects.filter(pk=case.pk).update(circle=mission.pk)
    with pytest.raises(Refused, match="cannot be trusted"):
        of_cases.note(Case.objects.get(pk=case.pk), "x", by=office.officer)
