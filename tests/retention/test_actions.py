"""Holds and erasing: two people, never under a hold, and nothing opens afterwards."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from rapporteur.cases import actions as of_cases
from rapporteur.cases import sealing
from rapporteur.cases.likeness import actions as likeness
from rapporteur.cases.models import Case, Likeness, Note
from rapporteur.intake import dialogue, threads
from rapporteur.intake.models import Identity, SourceWrap, Submission, Thread
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.faults import Erased
from rapporteur.kernel.vault.models import Version, Wrap
from rapporteur.retention import actions, queries
from rapporteur.retention.models import Hold, Kept, Purge, RetentionClass
from tests.factories import cases as make
from tests.factories import communications as letters
from tests.retention.conftest import closed_case

pytestmark = [pytest.mark.requirement("SG11"), pytest.mark.usefixtures("committed")]


def ask(case, office, kept=Kept.UNSENT):
    return actions.ask(case, kept, keyring=office.keyring, by=office.officer)


def notice_over(purge):
    """Let the day that the sources were told have come."""
    Purge.objects.filter(pk=purge.pk).update(
        not_before=today(), asked_on=today() - timedelta(days=30)
    )
    purge.refresh_from_db()
    return purge


def receipt_of(case, office):
    return office.receipts[case.joined.get().submission_id]


def test_two_people_erase_a_case_and_its_code_then_opens_nothing(case, office):
    actions.hold(case, "a question of a court", by=office.second)
    actions.lift(Hold.objects.get(), "it was answered", by=office.holder)
    purge = notice_over(ask(case, office))
    kept = queries.records_of(case)
    submission = Submission.objects.get(joined__case=case)

    done = actions.agree(purge, by=office.second)

    case.refresh_from_db()
    assert case.state == "erased"
    assert (done.asked_by, done.agreed_by, done.agreed_on) == (
        office.officer, office.second, today(),
    )  # fmt: skip
    assert done.records == len(kept) + 3  # the report, who it is, the notice to the source
    assert done.keys == done.records + 3  # the source held report and notice; a name has halves
    assert not Wrap.objects.filter(version__record__in=kept).exists()
    assert not SourceWrap.objects.filter(thread=submission.thread_id).exists()
    assert {bytes(v.envelope) for v in Version.objects.filter(record__in=kept)} == {b""}
    with pytest.raises(threads.NoThread):
        threads.read(receipt_of(case, office))
    with pytest.raises(Erased):
        records.read(submission.sealed, submission.desk, office.keyring, by="x")
    note = Note.objects.filter(case=case).first()
    with pytest.raises(Refused, match="erased by two people"):
        sealing.read(note.sealed, submission.desk, office.keyring, by="x")
    assert Entry.objects.filter(verb="erase").count() == done.records


def test_by_what_a_submission_was_compared_goes_too(case, office):
    submission = case.joined.get().submission
    likeness.sign(submission, {"what": " ".join(map(str, range(99)))}, by=office.officer)
    kept = Likeness.objects.get(submission=submission)
    actions.agree(notice_over(ask(case, office)), by=office.second)
    kept.sealed.refresh_from_db()
    assert bytes(kept.sealed.envelope) == b""
    assert not kept.sealed.wraps.exists()


def test_nothing_is_added_to_a_case_that_was_erased(case, office):
    actions.agree(notice_over(ask(case, office)), by=office.second)
    case.refresh_from_db()
    for act in (
        lambda: of_cases.note(case, "news", by=office.officer),
        lambda: of_cases.join(case, make.make_submission(office), {}, by=office.officer),
        lambda: of_cases.reopen(case, "news", by=office.officer),
        lambda: ask(case, office, Kept.IDENTITY),
    ):
        with pytest.raises(Refused):
            act()


def test_the_tombstone_and_the_journal_hold_no_word_of_it(case, office):
    actions.agree(notice_over(ask(case, office)), by=office.second)

    with connection.cursor() as cursor:
        for table in ("retention_purge", "journal_entry", "intake_thread", "vault_version"):
            cursor.execute(f"SELECT string_agg(t::text, '') FROM {table} t")
            text = cursor.fetchone()[0]
            for word in ("promised", "A. Source", "nothing more to do"):
                assert word not in text
                assert word.encode().hex() not in text


def test_the_source_reads_before_on_which_day_and_may_write(case, office):
    purge = ask(case, office)

    said = threads.read(receipt_of(case, office))

    assert purge.not_before == today() + timedelta(days=30)
    assert "will be closed on" in said.letters[-1].text
    assert said.letters[-1].from_desk
    assert "promised" not in said.letters[-1].text
    threads.write_again(receipt_of(case, office), said, "Please keep it.")
    with pytest.raises(Refused, match="A source wrote since"):
        actions.agree(push(purge), by=office.second)


def push(purge):
    """Let the notice be over, the source having written on the day it was told."""
    Purge.objects.filter(pk=purge.pk).update(not_before=today())
    purge.refresh_from_db()
    return purge


def test_it_is_told_in_the_language_of_the_source(office):
    case = closed_case(office, language="fr")
    purge = ask(case, office)
    text = threads.read(receipt_of(case, office)).letters[-1].text
    assert str(purge.not_before.year) in text


def test_nobody_agrees_alone_or_before_the_day(case, office):
    purge = ask(case, office)
    with pytest.raises(Refused, match="another person agrees"):
        actions.agree(purge, by=office.officer)
    with pytest.raises(Refused, match="told a later day"):
        actions.agree(purge, by=office.second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Purge.objects.filter(pk=purge.pk).update(agreed_by=office.officer, agreed_on=today())
    assert not Entry.objects.filter(verb="erase").exists()


def test_nothing_is_erased_under_a_hold(case, office):
    purge = notice_over(ask(case, office))
    actions.hold(case, "a question of a court", by=office.second)

    with pytest.raises(Refused, match="legal hold"):
        actions.agree(purge, by=office.second)
    actions.withdraw(purge, by=office.officer)
    with pytest.raises(Refused, match="legal hold"):
        ask(case, office)
    assert queries.due(office.officer, today()) == []
    assert threads.read(receipt_of(case, office)).sent_on


def test_a_hold_is_a_coordinators_and_another_lifts_it(case, office):
    with pytest.raises(Refused, match="Only a coordinator"):
        actions.hold(case, "x", by=office.officer)
    with pytest.raises(Refused, match="Give the reason"):
        actions.hold(case, " ", by=office.second)
    standing = actions.hold(case, "a court asks", by=office.second)
    with pytest.raises(Refused, match="legal hold stands"):
        actions.hold(case, "again", by=office.second)
    with pytest.raises(Refused, match="Another person lifts"):
        actions.lift(standing, "x", by=office.second)
    with pytest.raises(Refused, match="Only a coordinator or the mandate-holder"):
        actions.lift(standing, "x", by=office.officer)
    with pytest.raises(Refused, match="Give the reason"):
        actions.lift(standing, " ", by=office.holder)
    lifted = actions.lift(standing, "answered", by=office.holder)
    with pytest.raises(Refused, match="lifted already"):
        actions.lift(lifted, "again", by=office.holder)
    assert records.read(
        lifted.lifted_sealed, office.desk.recipient, office.keyring, by="x"
    ) == b"answered"  # fmt: skip


def test_what_was_erased_or_withdrawn_is_over(case, office):
    purge = ask(case, office)
    with pytest.raises(Refused, match="asked for already"):
        ask(case, office)
    actions.withdraw(purge, by=office.second)
    with pytest.raises(Refused, match="erased or withdrawn"):
        actions.agree(purge, by=office.second)
    with pytest.raises(Refused, match="erased or withdrawn"):
        actions.withdraw(purge, by=office.second)


def test_who_the_sources_are_goes_first_and_alone(office):
    case = closed_case(office, ago=timedelta(days=200))
    assert [d.kept_class for d in queries.due(office.officer, today())] == [Kept.IDENTITY]
    with pytest.raises(Refused, match="it is kept"):
        ask(case, office)

    done = actions.agree(ask(case, office, Kept.IDENTITY), by=office.second)

    assert (done.records, done.keys) == (1, 2)  # a half to each role
    assert bytes(Identity.objects.get().sealed.envelope) == b""
    case.refresh_from_db()
    assert case.state == "closed"
    assert threads.read(receipt_of(case, office)).answers["what"]
    assert queries.due(office.officer, today()) == []


def test_what_is_not_due_is_kept(office):
    case = closed_case(office, ago=timedelta(days=179))
    for kept in (*Kept.values, "nonsense"):
        with pytest.raises(Refused, match="it is kept"):
            ask(case, office, kept)
    old = closed_case(office)
    of_cases.reopen(old, "news", by=office.officer)
    with pytest.raises(Refused, match="it is kept"):
        ask(old, office)
    RetentionClass.objects.filter(pk="unsent").update(days=None, counts_from="never")
    with pytest.raises(Refused, match="it is kept"):
        ask(closed_case(office), office)


def test_a_case_with_a_letter_is_kept(office):
    letter = letters.make_letter(office)
    case = letter.case
    Case.objects.filter(pk=case.pk).update(state="closed")
    with pytest.raises(Refused, match="it is kept"):
        ask(case, office)


def test_a_case_that_was_opened_again_meanwhile_is_kept(case, office):
    purge = notice_over(ask(case, office))
    of_cases.reopen(case, "news", by=office.officer)
    with pytest.raises(Refused, match="it is kept"):
        actions.agree(purge, by=office.second)


def test_what_another_case_rests_on_stays(case, office):
    submission = Submission.objects.get(joined__case=case)
    other = make.make_case(office)
    of_cases.join(other, submission, {}, by=office.officer)

    actions.agree(notice_over(ask(case, office)), by=office.second)

    said = dialogue.open_submission(submission, office.keyring, by="x")
    assert said.answers["what"] == "A child was promised to a family abroad."


def test_only_members_of_the_desk(case, office):
    stranger = make.make_office("OTHER")
    with pytest.raises(Refused, match="Only members"):
        ask(case, stranger)
    purge = notice_over(ask(case, office))
    for act in (actions.agree, actions.withdraw):
        with pytest.raises(Refused, match="Only members"):
            act(purge, by=stranger.officer)
    assert list(queries.waiting_for(stranger.officer, today())) == []
    assert list(queries.waiting_for(office.officer, today())) == []
    assert list(queries.waiting_for(office.second, today())) == [purge]


def test_all_or_nothing(case, office, monkeypatch):
    purge = notice_over(ask(case, office))

    def fail(*_given, **_more):
        raise RuntimeError

    monkeypatch.setattr(actions, "take", fail)
    with pytest.raises(RuntimeError):
        actions.agree(purge, by=office.second)
    assert threads.read(receipt_of(case, office)).answers["what"]
    assert Purge.objects.waiting().get() == purge


@pytest.mark.requirement("M14")
def test_the_certificate_names_the_day_the_last_backup_ends(case, office):
    from rapporteur.kernel.journal import actions as journal

    for days in (9, 30, -1):
        ends = today() + timedelta(days=days)
        journal.record("begin backup", None, by="command:backup", detail={"ends": str(ends)})
    done = actions.agree(notice_over(ask(case, office)), by=office.second)
    assert done.backups_end == today() + timedelta(days=30)


def test_without_a_backup_no_day_is_named(case, office):
    done = actions.agree(notice_over(ask(case, office)), by=office.second)
    assert done.backups_end is None


def test_the_desks_rights_suffice(case, office, as_role_committed):
    as_role_committed("desk")
    standing = actions.hold(case, "x", by=office.second)
    actions.lift(standing, "y", by=office.holder)
    purge = ask(case, office)
    as_role_committed(None)
    purge = notice_over(purge)
    as_role_committed("desk")
    actions.agree(purge, by=office.second)
    as_role_committed(None)
    assert Case.objects.get(pk=case.pk).state == "erased"


@pytest.fixture
def as_role_committed(committed):
    """Act with a door's rights where commits are commits; None takes them off."""
    from rapporteur.kernel.environment import role_name

    def wear(role):
        with connection.cursor() as cursor:
            cursor.execute(f'SET ROLE "{role_name(role)}"' if role else "RESET ROLE")

    yield wear
    wear(None)


def test_the_threads_row_leads_nowhere_afterwards(case, office):
    thread = Thread.objects.get()
    actions.agree(notice_over(ask(case, office)), by=office.second)
    after = Thread.objects.get()
    assert bytes(after.lookup) != bytes(thread.lookup)
    assert (bytes(after.public_half), after.day) == (b"", thread.day)
