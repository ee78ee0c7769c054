"""Sharing with another mandate: what must stand first, what is told, and what stops it."""

import pytest

from rapporteur.cases import actions as of_cases
from rapporteur.cases import consents, received
from rapporteur.cases.models import Case, Consent
from rapporteur.intake import threads
from rapporteur.intake.models import Message
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import erasure
from rapporteur.kernel.vault.models import Epoch, Version, Wrap
from rapporteur.people.desks.models import Desk
from rapporteur.retention.models import Purge
from rapporteur.retention.queries import records_of
from rapporteur.sharing import actions, queries, reading
from rapporteur.sharing.models import SharedSource, Sharing
from tests.factories import cases as make
from tests.factories.people import make_desk
from tests.sharing.conftest import YES, share

pytestmark = pytest.mark.requirement("R26.2")


def says(office, case, answer, told="spoken", submission=None):
    submission = submission or case.joined.get().submission
    return consents.change(
        case, submission, "may_share", answer, told=told, said_on=today(), by=office.officer
    )


def test_the_journal_says_what_to_whom_and_by_whom_and_no_word(office, other, case):
    made = share(office, other, case, summary="quiet herons", reason="for the river")
    entry = Entry.objects.get(verb="share with desk")
    assert entry.subject_id == str(made.pk)
    assert entry.detail == {
        "case": str(case.pk),
        "to": str(other.desk.pk),
        "submissions": 1,
        "summary": 1,
    }
    assert Entry.objects.filter(verb="share key", by=str(office.officer.pk)).count() == 1
    actions.stop(made, by=office.second)
    assert Entry.objects.get(verb="stop sharing").by == str(office.second.pk)
    assert Entry.objects.filter(verb="take shared key").count() == 3
    told = " ".join(f"{one.why} {one.detail}" for one in Entry.objects.all())
    assert "herons" not in told
    assert "river" not in told


@pytest.mark.parametrize("answer", ["no", "", "I do not know"])
def test_without_a_yes_nothing_is_shared(office, other, answer):
    case = make.make_case(office, may_share=answer)
    with pytest.raises(Refused, match="has not said yes"):
        share(office, other, case)
    with pytest.raises(Refused, match="has not said yes"):
        share(office, other, case, submissions=[], summary="in our own words")
    assert not Sharing.objects.exists()
    assert not Version.objects.filter(record__kind__startswith="sharing.").exists()


def test_what_was_said_last_counts(office, other, case):
    says(office, case, "no")
    with pytest.raises(Refused, match="has not said yes"):
        share(office, other, case)
    says(office, case, "yes")
    assert share(office, other, case).stands


def test_a_no_in_another_case_is_not_passed_over(office, other, case):
    submission = case.joined.get().submission
    second = make.make_case(office, **YES)
    of_cases.join(second, submission, {**make.ADULT, **YES}, by=office.officer)
    says(office, second, "no", submission=submission)
    with pytest.raises(Refused, match="has not said yes"):
        share(office, other, case)


def test_a_summary_draws_on_every_source(office, other, case):
    quiet = make.make_submission(office)
    of_cases.join(case, quiet, make.ADULT, by=office.officer)
    first = case.joined.exclude(submission=quiet).get().submission_id
    with pytest.raises(Refused, match="has not said yes"):
        share(office, other, case, submissions=[first], summary="of all of them")
    made = share(office, other, case, submissions=[first])
    assert [one.submission_id for one in made.sources.all()] == [first]


def test_a_summary_alone_names_its_sources_and_opens_none(office, other, case):
    made = share(office, other, case, submissions=[], summary="in our own words")
    assert list(made.sources.values_list("whole", flat=True)) == [False]
    opened = reading.open_received(made, other.keyring, by=other.officer)
    assert opened.submissions == []
    assert opened.summary.text == "in our own words"


def test_who_was_not_asked_has_not_said_yes(office, other, case):
    Consent.objects.all().delete()
    with pytest.raises(Refused, match="was not asked"):
        share(office, other, case)
    empty = Case.objects.create(
        desk=office.desk, reference="XEX-0000-01", opened_on=today(), opened_by=office.officer
    )
    with pytest.raises(Refused, match="No source of this case"):
        share(office, other, empty, summary="of nobody")


def test_a_child_is_guarded(office, other):
    case = make.make_child_case(office)
    with pytest.raises(Refused, match="A child is not asked this"):
        share(office, other, case)
    says(office, case, "yes", told="spoken")
    with pytest.raises(Refused, match="A guardian or a protection partner"):
        share(office, other, case)
    says(office, case, "yes", told="guardian")
    with pytest.raises(Refused, match="best interests comes first"):
        share(office, other, case)
    make.make_triage(office, case)
    with pytest.raises(Refused, match="best interests"):
        share(office, other, Case.objects.get(pk=case.pk))
    assert not Sharing.objects.exists()


def test_a_word_that_waits_or_a_wish_to_be_deleted_stops_it(office, other, case):
    submission = case.joined.get().submission
    receipt = office.receipts[submission.pk]
    threads.write_again(receipt, threads.read(receipt), "a word")
    with pytest.raises(Refused, match="has written since"):
        share(office, other, case)
    received.open_submission(submission, office.keyring, by=office.officer)
    first = share(office, other, case)
    actions.stop(first, by=office.officer)
    threads.write_again(receipt, threads.read(receipt), "delete it", Message.Kind.DELETION)
    received.open_submission(submission, office.keyring, by=office.officer)
    with pytest.raises(Refused, match="asks for deletion"):
        share(office, other, case)


def test_what_is_about_to_be_erased_or_was_is_not_shared(office, other, case):
    purge = Purge.objects.create(
        case=case,
        kept_class="unsent",
        asked_by=office.officer,
        asked_on=today(),
        not_before=today(),
    )
    with pytest.raises(Refused, match="be erased"):
        share(office, other, case)
    purge.delete()
    erasure.erase([case.joined.get().submission.sealed.record_id], by="command:test")
    with pytest.raises(Refused, match="It was erased"):
        share(office, other, case)
    Case.objects.filter(pk=case.pk).update(state="erased")
    with pytest.raises(Refused, match="was erased"):
        share(office, other, case)


def test_a_case_that_was_merged_is_shared_where_it_went(office, other, case):
    into = make.make_case(office, **YES)
    Case.objects.filter(pk=case.pk).update(state="merged", merged_into=into)
    with pytest.raises(Refused, match="merged into another"):
        share(office, other, case)


def test_erasing_takes_what_was_shared_along(office, other, case):
    made = share(office, other, case, summary="in our own words")
    bare = share(office, make.make_office("FOOD"), case)
    found = records_of(case)
    assert {made.reason.record_id, made.summary_id, bare.reason.record_id} <= found
    assert None not in found
    erasure.erase(found, by="command:test")
    with pytest.raises(Refused, match="erased by two people"):
        reading.open_received(Sharing.objects.get(pk=made.pk), other.keyring, by=other.officer)


def test_only_another_desk_with_a_key_that_can_be_trusted(office, other, case):
    with pytest.raises(Refused, match="another mandate"):
        share(office, office, case)
    keyless = make.Office(make_desk("FOOD"), None, None, None, None)
    with pytest.raises(Refused, match="that has a key"):
        share(office, keyless, case)
    Epoch.objects.filter(recipient=other.desk.recipient).update(signature=b"x" * 96)
    with pytest.raises(Refused, match="cannot be trusted"):
        share(office, other, case)
    assert list(queries.desks_for(case)) == [other.desk]
    assert not Sharing.objects.exists()


def test_what_is_missing_is_asked_for(office, other, case):
    with pytest.raises(Refused, match="Say why"):
        share(office, other, case, reason=" ")
    with pytest.raises(Refused, match="Choose a submission"):
        share(office, other, case, submissions=[], summary=" ")
    foreign = make.make_submission(office, **YES)
    with pytest.raises(Refused, match="does not belong"):
        share(office, other, case, submissions=[foreign.pk])
    with pytest.raises(Refused, match="Only members of its desk"):
        actions.share(case, other.desk, [], "x", "y", keyring=other.keyring, by=other.officer)


def test_the_same_is_not_shared_twice_with_a_desk(office, other, case):
    made = share(office, other, case)
    with pytest.raises(Refused, match="shared with that desk already"):
        share(office, other, case)
    actions.stop(made, by=office.officer)
    again = share(office, other, case)
    assert reading.open_received(again, other.keyring, by=other.officer).summary is None
    assert queries.of_case(case).count() == 2


def test_a_summary_is_changed_by_whoever_read_it(office, other, case):
    made = share(office, other, case, summary="first")
    with pytest.raises(Refused, match="Write something"):
        actions.rewrite(made, " ", number=1, by=office.officer)
    with pytest.raises(Refused, match="Somebody else has written"):
        actions.rewrite(made, "x", number=0, by=office.officer)
    bare = share(office, make.make_office("FOOD"), case)
    with pytest.raises(Refused, match="Write something"):
        actions.rewrite(bare, "x", number=1, by=office.officer)
    says(office, case, "no")
    with pytest.raises(Refused, match="has not said yes"):
        actions.rewrite(made, "second", number=1, by=office.officer)


def test_a_consent_that_was_taken_back_is_told_and_stops_what_is_new(office, other, case):
    made = share(office, other, case, summary="first")
    assert queries.to_stop(office.officer) == []
    says(office, case, "no")
    assert queries.to_stop(office.officer) == [queries.ToStop(made, queries.Why.CONSENT)]
    assert queries.to_stop(other.officer) == []
    assert queries.taken_back([made]) == {made.pk}
    actions.stop(made, by=office.officer)
    assert queries.to_stop(office.officer) == []
    assert queries.taken_back([]) == set()


def test_stopping_is_the_giving_desks(office, other, case):
    made = share(office, other, case)
    with pytest.raises(Refused, match="Only members"):
        actions.stop(made, by=other.officer)
    actions.stop(made, by=office.holder)
    with pytest.raises(Refused, match="stopped already"):
        actions.stop(made, by=office.officer)


def test_a_desk_that_lost_its_group_is_told(office, other, case):
    made = share(office, other, case)
    Desk.objects.filter(pk=other.desk.pk).update(recipient=None)
    with pytest.raises(Refused, match="another desk"):
        reading.open_received(Sharing.objects.get(pk=made.pk), other.keyring, by=other.officer)
    with pytest.raises(Refused, match="that has a key"):
        actions.recipient_at(Desk.objects.get(pk=other.desk.pk))
    assert not actions.stop(made, by=office.officer).stands
    assert not Wrap.objects.filter(epoch__recipient=made.recipient).exists()


def test_rows_that_were_changed_show_nothing(office, other, case):
    made = share(office, other, case, summary="first")
    second = share(office, make.make_office("FOOD"), case, reason="another")
    kept = made.reason
    Sharing.objects.filter(pk=second.pk).update(reason=make.make_submission(office).sealed)
    with pytest.raises(Refused, match="changed in the database"):
        reading.open_given(Sharing.objects.get(pk=second.pk), office.keyring, by=office.officer)
    Sharing.objects.filter(pk=made.pk).update(reason=make.make_submission(office).sealed)
    Sharing.objects.filter(pk=second.pk).update(reason=kept)
    with pytest.raises(Refused, match="changed in the database"):
        reading.open_given(Sharing.objects.get(pk=second.pk), office.keyring, by=office.officer)
    Sharing.objects.filter(pk=made.pk).update(
        reason=Version.objects.create(record=kept.record, number=2, envelope=kept.envelope)
    )
    with pytest.raises(Refused, match="does not open"):
        reading.open_given(Sharing.objects.get(pk=made.pk), office.keyring, by=office.officer)


def test_texts_of_rows(office, other, case):
    made = share(office, other, case)
    assert str(made) == str(made.pk)
    row = SharedSource.objects.get()
    assert str(row) == f"{row.submission_id} in {made.pk}"
