"""What another desk opens of a case: exactly what was shared with it, while sharing stands."""

import pytest

from rapporteur.cases import actions as of_cases
from rapporteur.circles.records import records_of
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.models import Wrap
from rapporteur.sharing import actions, reading
from rapporteur.sharing.models import Sharing
from tests.circles.conftest import deny
from tests.factories import cases as make
from tests.factories.people import make_member
from tests.factories.vaults import BY, make_keyring
from tests.sharing.conftest import YES, ring_of, share

pytestmark = pytest.mark.requirement("R26.2")


def opened_by(ring):
    """Return every version in the database of which this vault opens a key, by any wrap."""
    found = set()
    for kept in Wrap.objects.select_related("version__record", "epoch"):
        try:
            records.opened(kept, kept.version, ring)
        except CannotOpen:
            continue
        found.add((kept.version.record_id, kept.version.number))
    return found


def test_it_opens_exactly_what_was_shared(office, other, case):
    make.make_submission(office, **YES)
    of_cases.note(case, "of this desk alone", by=office.officer)
    assert opened_by(other.keyring) == set()
    made = share(office, other, case, summary="in our own words")
    of_submission = case.joined.get().submission.sealed.record_id
    expected = {of_submission, made.reason.record_id, made.summary_id}
    assert opened_by(other.keyring) == {(record, 1) for record in expected}

    opened = reading.open_received(made, other.keyring, by=other.officer)
    assert opened.reason == "they look at the same"
    assert opened.summary.text == "in our own words"
    said = {line.code: line.answer for line in opened.submissions[0].lines}
    assert said["what"] == make.ADULT["what"]
    assert "name" not in said


def test_a_later_version_only_while_it_stands(office, other, case):
    made = share(office, other, case, summary="first")
    actions.rewrite(made, "second", number=1, by=office.officer)
    assert (made.summary_id, 2) in opened_by(other.keyring)
    assert reading.open_received(made, other.keyring, by=other.officer).summary.text == "second"

    stopped = actions.stop(made, by=office.second)
    assert opened_by(other.keyring) == set()
    with pytest.raises(Refused, match="stopped already"):
        actions.rewrite(stopped, "third", number=2, by=office.officer)
    with pytest.raises(Refused, match="has stopped sharing"):
        reading.open_received(stopped, other.keyring, by=other.officer)
    reason, summary = reading.open_given(stopped, office.keyring, by=office.officer)
    assert (reason, summary.text, summary.number) == ("they look at the same", "second", 2)


def test_the_denied_lose_what_was_written_for_another_desk(office, other, case):
    made = share(office, other, case, summary="in our own words")
    assert {made.reason.record_id, made.summary_id} <= records_of([case.pk])
    deny(office, case)
    assert opened_by(ring_of(office, office.officer)) == set()
    assert reading.open_received(made, other.keyring, by=other.officer).summary is not None
    later = actions.rewrite(made, "by the circle", number=1, by=office.second)
    assert (later.record_id, 2) not in opened_by(ring_of(office, office.officer))


def test_the_denied_get_it_not_back_through_another_desk(office, other, case):
    ring = ring_of(office, office.officer)
    vault.add_member(other.desk.recipient, ring.key, other.keyring, by=BY)
    made = share(office, other, case)
    elsewhere = make.make_office("FOOD")
    kept = share(office, elsewhere, case)

    case = deny(office, case)
    assert Sharing.objects.get(pk=made.pk).stopped_by == office.second
    assert Sharing.objects.get(pk=kept.pk).stands
    assert opened_by(type(ring)(ring.key, ring.half)) == set()
    refused = "denied this case belongs to that desk"
    with pytest.raises(Refused, match=refused):
        share(office, other, case, by=office.second)
    third = make.make_office("HOUSING")  # a member who waits for the key is enough
    make_member(third.desk, "desk_officer", account=office.officer)
    with pytest.raises(Refused, match=refused):
        share(office, third, case, by=office.second)


def test_a_member_who_waits_for_the_key_of_the_other_desk_is_enough(office, other, case):
    make_member(other.desk, "desk_officer", account=office.officer)
    made = share(office, other, case)
    deny(office, case)
    assert not Sharing.objects.get(pk=made.pk).stands


def test_who_is_denied_is_shown_no_page_at_the_other_desk(office, other, case):
    case = deny(office, case)
    made = share(office, other, case, by=office.second)
    assert made in Sharing.objects.visible_to(other.officer)
    make_member(other.desk, "desk_officer", account=office.officer)
    assert made not in Sharing.objects.visible_to(office.officer)
    with pytest.raises(Refused, match="denied this case"):
        reading.open_received(made, make_keyring(), by=office.officer)
