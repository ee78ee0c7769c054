"""Who is denied a case holds no key of it: shown by opening, not by looking at pages."""

import pytest

from rapporteur.cases import actions as of_cases
from rapporteur.cases import received, sealing
from rapporteur.cases.handovers import actions as handovers
from rapporteur.cases.identities import actions as identities
from rapporteur.cases.models import Case, Note
from rapporteur.cases.plans import actions as plans
from rapporteur.circles import actions
from rapporteur.circles.records import records_of
from rapporteur.intake import dialogue, threads
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.models import Version, Wrap
from tests.circles.conftest import add_member, deny, ring_of
from tests.factories import cases as make
from tests.factories import communications as letters

pytestmark = [
    pytest.mark.requirement("SG12"),
    pytest.mark.requirement("B2"),
    pytest.mark.usefixtures("committed"),
]


def opened_by(ring, case):
    """Return which keys of a case, of any record and version, this vault opens by any wrap."""
    found = []
    wraps = Wrap.objects.filter(version__record__in=records_of([case.pk]))
    for kept in wraps.select_related("version__record", "epoch"):
        try:
            records.opened(kept, kept.version, ring)
        except CannotOpen:
            continue
        found.append(kept)
    return found


@pytest.fixture
def full(office):
    """A case with a triage, notes, an offer, a plan, an asking, and a letter with a reply."""
    case = letters.make_decided_case(office)
    of_cases.note(case, "a note", by=office.officer)
    handovers.take_back(
        handovers.offer(case, office.second, "take it", by=office.officer), by=office.officer
    )
    letters.make_reply(office, letters.make_sent(office, letters.make_signed_on(office, case)))
    submission = case.joined.get().submission
    identities.ask(submission, "to answer them", by=office.second)
    return Case.objects.get(pk=case.pk)


def test_the_denied_open_no_key_of_any_record_and_the_others_all(office, full):
    before = records_of([full.pk])
    assert len(before) >= 8
    assert len(opened_by(ring_of(office, office.officer), full)) >= len(before)

    deny(office, full)

    of_desk = office.desk.recipient
    assert opened_by(ring_of(office, office.officer), full) == []
    versions = Version.objects.filter(record__in=records_of([full.pk]))
    for reader in (office.second, office.holder):
        readable = {kept.version_id for kept in opened_by(ring_of(office, reader), full)}
        assert readable == set(versions.values_list("pk", flat=True))
    left = Wrap.objects.filter(version__in=versions, epoch__recipient=of_desk, part=0)
    assert not left.exists()


def test_what_is_written_later_goes_to_the_circle(office, full):
    case = deny(office, full)
    of_cases.note(case, "a note of later", by=office.second)
    submission = case.joined.get().submission
    said = received.open_submission(submission, ring_of(office, office.second), by=office.second)
    received.write_back(submission, "Thank you.", said=said, by=office.second)
    identities.ask(submission, "once more", by=office.holder)
    letter = case.communications.get()
    letters.make_letter(office, case, by=office.second)

    assert opened_by(ring_of(office, office.officer), case) == []
    assert letter is not None
    body = sealing.read(
        Note.objects.latest("at").sealed,
        office.desk.recipient,
        ring_of(office, office.holder),
        by="x",
    )
    assert body == b"a note of later"


def test_what_a_source_sends_later_moves_in_when_a_reader_unlocks(office, case):
    deny(office, case)
    receipt = office.receipts[case.joined.get().submission_id]
    threads.write_again(receipt, threads.read(receipt), "something happened")

    assert len(opened_by(ring_of(office, office.officer), case)) == 1
    assert actions.settle(office.officer, ring_of(office, office.officer)) == 0
    assert actions.settle(office.second, ring_of(office, office.second)) == 1
    assert actions.settle(office.second, ring_of(office, office.second)) == 0

    assert opened_by(ring_of(office, office.officer), case) == []
    said = dialogue.open_submission(
        case.joined.get().submission, ring_of(office, office.holder), by="x"
    )
    assert said.letters[0].text == "something happened"


@pytest.mark.full
def test_a_second_denial_changes_the_key_of_the_circle(office, case):
    fourth = add_member(office)
    case = deny(office, case)
    deny(office, case, fourth)
    assert opened_by(ring_of(office, fourth), case) == []
    assert opened_by(ring_of(office, office.officer), case) == []
    assert opened_by(ring_of(office, office.holder), case)


def test_who_steps_back_reads_nothing_from_then_on(office, case):
    done = deny(office, case, by=office.officer)
    assert done.owner == office.second
    assert opened_by(ring_of(office, office.officer), case) == []
    assert opened_by(ring_of(office, office.second), case)


def test_lifting_hands_the_key_back(office, case):
    case = deny(office, case)
    actions.lift(
        case, office.officer, "an error", keyring=ring_of(office, office.holder), by=office.second
    )
    assert opened_by(ring_of(office, office.officer), case)
    assert case in Case.objects.visible_to(office.officer)
    with pytest.raises(Refused, match="not denied"):
        actions.lift(
            case, office.officer, "x", keyring=ring_of(office, office.second), by=office.second
        )


def test_other_cases_of_the_desk_stay_as_they_were(office, case):
    other = make.make_case(office)
    deny(office, case)
    assert opened_by(ring_of(office, office.officer), other)
    assert plans is not None
