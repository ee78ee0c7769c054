"""A press statement from its draft to its hour, its correction and its withdrawal (R31.4)."""

from datetime import timedelta

import pytest

from rapporteur.cases.models import Consent
from rapporteur.communications.models import Communication
from rapporteur.kernel import clock
from rapporteur.kernel.clock import today
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.press import actions, chores, rules, sealing
from rapporteur.press.models import PressStatement
from rapporteur.press.workflow import STEPS, State
from rapporteur.publication.models import SearchEntry
from rapporteur.statements import queries
from rapporteur.statements.models import PublicStatement
from tests.factories import communications as letters
from tests.factories import press as make
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db


def seen():
    return list(queries.seen())


def found():
    return SearchEntry.objects.filter(kind="press").count()


def journalled(verb):
    return [one.detail for one in Entry.objects.filter(verb=verb).order_by("at")]


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.DRAFT, {"approve", "rewrite", "drop"}),
        (State.APPROVED, {"hold statement to its hour", "publish", "rewrite", "drop"}),
        (State.EMBARGO, {"release", "rewrite", "drop"}),
        (State.PUBLISHED, {"correct", "withdraw"}),
        (State.CORRECTING, {"correct", "approve correction", "withdraw"}),
        (State.WITHDRAWN, set()),
        (State.DROPPED, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    found = {step.verb.removesuffix(" statement") for step in STEPS if state in step.sources}
    assert found == verbs


@pytest.mark.requirement("R31.4")
def test_from_a_draft_over_its_embargo_to_the_public(office):
    statement = make.make_held(office)
    assert (statement.state, statement.approved_by) == (State.EMBARGO, office.second)
    assert seen() == []
    assert chores.due() == []
    with pytest.raises(Refused, match="embargo is not over"):
        actions.release(statement)
    make.hour_has_come(statement)
    assert chores.due() == [statement.pk]
    assert chores.release(statement.pk)
    [copy] = seen()
    assert (copy.title, copy.text, copy.language) == (make.TITLE, make.TEXT, "en")
    assert make.fresh(statement).state == State.PUBLISHED
    assert found()
    assert not chores.release(statement.pk)
    assert not chores.release(new_id())


@pytest.mark.requirement("R31.4")
def test_without_an_hour_it_is_public_at_once(office):
    approved = make.make_approved(office)
    with pytest.raises(Refused, match="no hour ahead"):
        make.act("hold", approved, office)
    statement = make.act("publish", approved, office)
    assert [one.key for one in seen()] == [statement.public_key]
    held = make.make_approved(office, embargo_at=make.in_hours(1))
    with pytest.raises(Refused, match="embargo is not over"):
        make.act("publish", held, office)


@pytest.mark.requirement("R31.4")
def test_whoever_wrote_any_of_it_does_not_approve_it_and_an_edit_voids_approval(office):
    statement = make.make_statement(office)
    make.answer(statement, office)
    with pytest.raises(Refused, match="wrote none of it"):
        make.approve(statement, office, by=office.officer)
    approved = make.approve(statement, office)
    written = make.write(approved, office, by=office.second)
    assert (written.state, written.approved_by, written.version) == (State.DRAFT, None, 2)
    make.answer(written, office)
    with pytest.raises(Refused, match="wrote none of it"):
        make.approve(written, office)
    assert make.approve(written, office, by=office.holder).state == State.APPROVED


def test_an_edit_takes_it_from_its_embargo_and_its_copy_with_it(office):
    statement = make.make_held(office)
    assert PublicStatement.objects.count() == 1
    written = make.write(statement, office)
    assert (written.state, written.embargo_at, written.public_key) == (State.DRAFT, None, "")
    assert not PublicStatement.objects.exists()


@pytest.mark.requirement("R29.1", "R31.4")
def test_it_is_not_approved_while_the_checklist_has_no_answer(office):
    statement = make.make_statement(office)
    with pytest.raises(Refused, match=r"no answer yet to: Code of Conduct, art. 8 \(b\);"):
        make.approve(statement, office)
    make.answer(statement, office)
    later = make.write(statement, office)
    with pytest.raises(Refused, match="no answer yet"):
        make.approve(later, office)


@pytest.mark.requirement("R31.4")
def test_it_is_refused_while_a_letter_is_confidential(office):
    letter = make.make_letter(office, days_ago=0)
    statement = make.make_statement(office, letter)
    make.answer(statement, office)
    with pytest.raises(Refused, match="confidential still"):
        make.approve(statement, office)
    Communication.objects.filter(pk=letter.pk).update(public_from=today())
    assert make.approve(statement, office).state == State.APPROVED


@pytest.mark.requirement("R31.4")
def test_an_exception_has_its_reason_a_second_person_and_its_place_in_the_journal(office):
    letter = make.make_letter(office, days_ago=0)
    with pytest.raises(Refused, match="with its reason"):
        make.make_statement(office, letter, exception="grave")
    said = make.words(why=make.REASON)
    statement = make.make_statement(office, letter, exception="grave", words=said)
    make.answer(statement, office)
    with pytest.raises(Refused, match="approve the exception"):
        make.approve(statement, office)
    done = make.approve(statement, office, agrees=True)
    assert done.exception_by == office.officer
    assert journalled("choose exception") == [{"ground": "grave"}]
    assert journalled("approve exception") == [{"ground": "grave"}]
    assert make.REASON not in str([vars(one) for one in Entry.objects.all()])
    make.write(done, office, letters=[letter])
    assert journalled("choose exception")[-1] == {"ground": "none"}


@pytest.mark.requirement("R31.4")
def test_no_exception_is_for_a_letter_that_was_not_sent(office):
    letter = letters.make_signed_on(office)
    said = make.words(why=make.REASON)
    statement = make.make_statement(office, letter, exception="silence", words=said)
    make.answer(statement, office)
    with pytest.raises(Refused, match="was not sent"):
        make.approve(statement, office, agrees=True)


def test_the_day_that_counts_is_that_of_its_hour(office):
    letter = make.make_letter(office, days_ago=0)
    Communication.objects.filter(pk=letter.pk).update(public_from=today() + timedelta(days=3))
    statement = make.make_statement(office, letter, embargo_at=make.in_hours(96))
    assert rules.may_be_told(None, statement) is None
    sooner = make.make_statement(office, letter, embargo_at=make.in_hours(24))
    assert rules.may_be_told(None, sooner) == rules.CONFIDENTIAL
    assert rules.day_of(make.make_statement(office, embargo_at=make.in_hours(-72))) == today()


@pytest.mark.requirement("R31.4")
def test_at_its_hour_letters_are_asked_anew(office):
    letter = make.make_letter(office)
    statement = make.make_held(office, letter)
    make.hour_has_come(statement)
    later = today() + timedelta(days=9)
    Communication.objects.filter(pk=letter.pk).update(public_from=later)
    assert not chores.release(statement.pk)
    assert seen() == []
    Communication.objects.filter(pk=letter.pk).update(public_from=today())
    assert chores.release(statement.pk)


def test_sources_must_allow_it_and_no_name_of_a_letter_stands_in_it(office):
    letter = letters.make_sent(office, days_ago=61)
    statement = make.make_statement(office, letter)
    make.answer(statement, office)
    with pytest.raises(Refused, match="publication"):
        make.approve(statement, office)
    assert Consent.objects.exists()
    public = make.make_letter(office)
    said = make.words(texts={"en": "Exercise: A.B. was promised away."})
    named = make.make_statement(office, public, words=said)
    make.answer(named, office)
    with pytest.raises(Refused, match=r"still stands in it: A\.B\."):
        make.approve(named, office, bases=[make.base(public, office)])


def test_what_is_written_is_sealed_and_lies_nowhere_in_the_clear(office):
    statement = make.make_statement(office)
    assert make.words_of(statement, office) == make.words()
    assert make.TITLE not in str(vars(statement))
    saving = make.answer(statement, office)
    assert saving.reasons is None
    given = {"S-CODE-13A": actions.Given("no", make.REASON)}
    saving = actions.answer(statement, given, read=1, by=office.officer)
    assert letters.opened(saving.reasons, office) == {"S-CODE-13A": make.REASON}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"titles": {}}, "in English"),
        ({"texts": {"fr": "Exercice."}, "titles": {"fr": "Exercice"}}, "in English"),
        ({"titles": {"en": "Exercise", "fr": "Exercice"}}, "a title and a text"),
    ],
)
def test_words_that_no_statement_has_are_refused(office, said, why):
    with pytest.raises(Refused, match=why):
        make.make_statement(office, words=make.words(**said))


def test_nobody_passes_over_what_someone_else_saved(office):
    statement = make.make_statement(office)
    make.write(statement, office)
    for act in (
        lambda: make.write(statement, office),
        lambda: make.answer(statement, office),
        lambda: make.approve(statement, office),
        lambda: make.act("hold", statement, office),
        lambda: make.act("publish", statement, office),
    ):
        with pytest.raises(Refused, match="Someone else has saved this meanwhile"):
            act()


def test_it_is_of_its_desk_alone(office):
    other = make_member(make_desk("OTHER"), "desk_officer").account
    statement = make.make_statement(office)
    assert "Only members of its desk" in str(rules.works_on(other, statement))
    assert not PressStatement.objects.visible_to(other).exists()
    with pytest.raises(Refused, match="Only members"):
        make.make_statement(office, by=other)
    with pytest.raises(Refused, match="Only members"):
        make.answer(statement, office, by=other)
    with pytest.raises(Refused, match="Only members"):
        make.write(statement, office, by=other)
    letter = make.make_letter(office)
    Communication.objects.filter(pk=letter.pk).update(desk=make_desk("OTHER"))
    with pytest.raises(Refused, match="letters of its own desk"):
        make.make_statement(office, letter)


def test_whoever_is_denied_the_case_of_a_letter_works_on_no_statement_of_it(office, monkeypatch):
    statement = make.make_statement(office, make.make_letter(office))
    assert rules.works_on(office.officer, statement) is None
    monkeypatch.setattr(rules, "is_not_denied", lambda _person, _case: "denied")
    assert rules.works_on(office.officer, statement) == "denied"
    with pytest.raises(Refused, match="denied"):
        make.write(make.make_statement(office), office, letters=[statement.letters.get()])


def test_letters_that_are_kept_from_different_people_need_a_statement_each(office, monkeypatch):
    first, second = make.make_letter(office), make.make_letter(office)
    first.case.circle, second.case.circle = new_id(), new_id()
    with pytest.raises(Refused, match="a statement on each"):
        sealing.kept_for(office.desk, [first, second])
    monkeypatch.setattr(sealing.circles, "within", lambda _desk, circle: circle)
    assert sealing.kept_for(office.desk, [first]) == first.case.circle


@pytest.mark.requirement("R31.4")
def test_a_correction_is_public_once_someone_else_approved_it_and_is_told(office):
    statement = make.make_public(office)
    with pytest.raises(Refused, match="what is corrected"):
        make.write(statement, office)
    said = make.words(texts={"en": "Exercise: corrected."}, correction="The number was wrong.")
    waiting = make.write(statement, office, said)
    assert waiting.state == State.CORRECTING
    [copy] = seen()
    assert copy.text == make.TEXT
    make.answer(waiting, office)
    with pytest.raises(Refused, match="wrote none of it"):
        make.approve(waiting, office, by=office.officer)
    done = make.approve(waiting, office)
    [copy] = seen()
    assert (done.state, copy.text) == (State.PUBLISHED, "Exercise: corrected.")
    told = {"on": clock.today().isoformat(), "words": "The number was wrong."}
    assert copy.corrections == [told]
    assert done.published_at == statement.published_at


@pytest.mark.requirement("R31.4")
def test_what_is_withdrawn_keeps_its_address_and_loses_its_words(office):
    statement = make.make_public(office)
    with pytest.raises(Refused, match="why it is withdrawn"):
        actions.withdraw(statement, why=" ", by=office.officer)
    assert found()
    actions.withdraw(statement, why="It told of another month.", by=office.officer)
    [copy] = seen()
    assert (copy.title, copy.text) == ("", "")
    assert copy.why_withdrawn == "It told of another month."
    assert not found()
    assert Entry.objects.filter(verb="withdraw statement").exists()


def test_what_is_not_said_leaves_nothing_behind(office):
    statement = actions.drop(make.make_held(office), by=office.officer)
    assert statement.state == State.DROPPED
    assert not PublicStatement.objects.exists()
    assert not statement.may_be_written
    assert str(statement).startswith("P-")


def test_a_desk_without_a_key_seals_nothing(office):
    office.desk.recipient = None
    with pytest.raises(Refused, match="no key yet"):
        sealing.kept_for(office.desk, [])
    statement = PressStatement(desk=office.desk)
    with pytest.raises(Refused, match="no key yet"):
        sealing.desk_of(statement)
