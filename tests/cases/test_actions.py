"""Cases: made, joined, owned, noted, closed and opened again."""

import re
from uuid import uuid4

import pytest

from rapporteur.cases import actions, references
from rapporteur.cases.models import Case, Consent, Note
from rapporteur.cases.workflow import STEPS, State
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Epoch
from tests.factories import cases as make
from tests.factories.people import make_account, make_desk, make_member

pytestmark = pytest.mark.django_db


def test_a_reference_is_random_readable_and_no_sequence():
    made = {references.new_reference() for _ in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"C-[2-9A-Z]{4}-[2-9A-Z]{4}", one) for one in made)
    assert not set("".join(made)) & set("01ILOU")
    assert references.read(" c-7f3k-92qd ") == "C-7F3K-92QD"


def test_a_reference_that_is_taken_is_not_given_again(office, monkeypatch):
    first = make.make_case(office).reference
    given = iter([first, "C-2222-2222"])
    monkeypatch.setattr(actions, "new_reference", lambda: next(given))
    assert make.make_case(office).reference == "C-2222-2222"


def test_a_case_begins_with_a_submission_and_its_consents(office):
    case = make.make_case(office, may_send="no", may_publish="")
    said = dict(Consent.objects.filter(case=case).values_list("purpose", "answer"))
    assert (said["may_send"], said["may_publish"], said["may_answer"]) == ("no", "skipped", "yes")
    assert "safe_adult" not in said
    joined = case.joined.get()
    assert (joined.writer, case.state, case.owner) == ("relative", State.OPEN, office.officer)
    assert case.title == ""


def test_a_child_is_asked_two_things_and_no_purpose_more_stands_on_record(office):
    case = make.make_child_case(office)
    said = dict(Consent.objects.filter(case=case).values_list("purpose", "answer"))
    assert said == {"may_answer": "yes", "safe_adult": "skipped"}


def test_a_safe_adult_in_words_is_not_read_by_the_machine(office):
    answers = {**dict.fromkeys(make.ADULT, ""), **make.CHILD, "safe_adult": "my aunt"}
    submission = make.make_submission(office, **answers)
    case = actions.open_case(submission, answers, by=office.officer)
    assert case.consents.get(purpose="safe_adult").answer == "words"


def test_cases_and_submissions_are_many_to_many(office):
    one, other = make.make_case(office), make.make_case(office)
    submission = make.make_submission(office)
    for case in (one, other):
        actions.join(case, submission, make.ADULT, by=office.second)
    assert one.joined.count() == other.joined.count() == 2
    assert submission.joined.count() == 2
    with pytest.raises(Refused, match="already"):
        actions.join(one, submission, make.ADULT, by=office.officer)


def test_what_was_sent_to_another_desk_is_not_joined(office):
    elsewhere = make.make_office("OTHER")
    submission = make.make_submission(elsewhere)
    with pytest.raises(Refused, match="another desk"):
        actions.join(make.make_case(office), submission, make.ADULT, by=office.officer)
    with pytest.raises(Refused, match="members of its desk"):
        actions.open_case(submission, make.ADULT, by=office.officer)


@pytest.mark.parametrize("role", ["auditor", "administrator", "reference_editor"])
def test_roles_without_a_key_make_no_case(office, role):
    person = make_member(office.desk, role).account
    with pytest.raises(Refused, match="members of its desk"):
        actions.open_case(make.make_submission(office), make.ADULT, by=person)
    assert not Case.objects.exists()


@pytest.mark.requirement("RX.1")
def test_a_desk_sees_its_own_cases_only(office):
    case = make.make_case(office)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    auditor = make_member(office.desk, "auditor").account
    assert list(Case.objects.visible_to(office.second)) == [case]
    assert not Case.objects.visible_to(stranger).exists()
    assert not Case.objects.visible_to(auditor).exists()


def test_a_case_is_given_to_someone_of_its_desk(office):
    case = actions.own(make.make_case(office), office.second, by=office.officer)
    assert case.owner == office.second
    with pytest.raises(Refused, match="members of its desk"):
        actions.own(case, make_account(), by=office.officer)


def test_a_note_is_sealed_and_an_empty_one_is_none(office):
    case = make.make_case(office)
    note = actions.note(case, "zyxquorum-note", by=office.officer)
    assert b"zyxquorum-note" not in bytes(note.sealed.envelope)
    assert note.sealed.record.kind == "cases.note"
    with pytest.raises(Refused, match="Write something"):
        actions.note(case, "  ", by=office.officer)
    with pytest.raises(Refused, match="members of its desk"):
        actions.note(case, "a word", by=make_account())


def test_without_a_trusted_key_nothing_is_written(office):
    case = make.make_case(office)
    Epoch.objects.update(signature=b"\x00" * 96)
    with pytest.raises(Refused, match="cannot be trusted"):
        actions.note(case, "a word", by=office.officer)
    office.desk.recipient = None
    office.desk.save()
    case = Case.objects.get(pk=case.pk)
    with pytest.raises(Refused, match="no key yet"):
        actions.note(case, "a word", by=office.officer)
    assert not Note.objects.exists()


def test_closing_and_reopening_take_a_reason_that_lies_sealed(office):
    case = make.make_decided(office).case
    with pytest.raises(Refused, match="Give the reason"):
        actions.close(case, " ", by=office.officer)
    closed = actions.close(case, "nothing more to do", by=office.officer)
    opened = actions.reopen(closed, "a second source wrote", by=office.second)
    assert (closed.state, opened.state) == (State.CLOSED, State.REOPENED)
    kinds = list(case.notes.values_list("kind", flat=True))
    assert kinds == ["closing", "reopening"]


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.OPEN, {"begin triage", "merge into another"}),
        (State.TRIAGE, {"decide case"}),
        (State.DECIDED, {"reopen", "close", "merge into another"}),
        (State.REOPENED, {"begin triage", "merge into another"}),
        (State.CLOSED, {"reopen", "erase case", "merge into another"}),
        (State.MERGED, {"take apart again"}),
        (State.ERASED, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


def test_a_case_is_not_closed_before_it_was_decided(office):
    with pytest.raises(Refused, match="state has changed"):
        actions.close(make.make_case(office), "no reason holds", by=office.officer)


def test_what_was_sent_to_another_desk_makes_no_case_here(office):
    submission = make.make_submission(office)
    submission.desk = uuid4()
    with pytest.raises(Refused, match="not here any more"):
        actions.open_case(submission, make.ADULT, by=office.officer)
    with pytest.raises(Refused, match="another desk"):
        actions.join(make.make_case(office), submission, make.ADULT, by=office.officer)


def test_someone_of_another_desk_joins_nothing(office):
    case, submission = make.make_case(office), make.make_submission(office)
    with pytest.raises(Refused, match="members of its desk"):
        actions.join(case, submission, make.ADULT, by=make_account())
    assert not submission.joined.exists()
