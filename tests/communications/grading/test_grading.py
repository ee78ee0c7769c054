"""A reply, question by question: passages, two grades given alone, what is settled and by whom."""

import pytest
from django.db import IntegrityError, transaction

from rapporteur.circles.records import records_of
from rapporteur.communications import questions
from rapporteur.communications.actions import grading as actions
from rapporteur.communications.grading import reading
from rapporteur.communications.grading.rules import sees
from rapporteur.communications.grading.workflow import STEPS, GradingState
from rapporteur.communications.models import Communication, Grade, GradeRule, Grading, Passage
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories.communications import (
    FOUND,
    make_mission,
    make_reply,
    make_sent,
    make_signed,
    opened,
)
from tests.factories.people import make_desk, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("C15")]
ASKED = questions.Asked("", ("What was found?", "Who looks into it?"))
TEXT = "The authorities look into it.\n\nA court sits  in May. It will hear the family."
PARAGRAPHS = questions.paragraphs_of(TEXT)


@pytest.fixture
def reply(office):
    return make_reply(office, text=TEXT)


def begin(reply, office, question=1, **more):
    given = {"asked": ASKED, "by": office.officer, **more}
    return actions.begin(reply.communication, question=question, **given)


def choose(grading, reply, office, **more):
    given = {"paragraph": 1, "paragraphs": PARAGRAPHS, "by": office.officer, **more}
    return actions.choose(grading, reply, **given)


def fresh(grading):
    return Grading.objects.get(pk=grading.pk)


def graded(reply, office, codes, question=1):
    """Grade a question by the officer and then by the second person."""
    grading = begin(reply, office, question)
    choose(grading, reply, office)
    for code, person in zip(codes, (office.officer, office.second), strict=False):
        grading = actions.grade(grading, code=code, why=FOUND, by=person)
    return fresh(grading)


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (GradingState.OPEN, {"grade first"}),
        (GradingState.ONCE, {"grade alike", "grade differently"}),
        (GradingState.ALIKE, set()),
        (GradingState.DIFFER, {"propose grade", "settle grade"}),
        (GradingState.PROPOSED, {"propose grade", "agree on grade", "settle grade"}),
        (GradingState.SETTLED, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


def test_the_questions_are_those_that_the_addressee_read(office):
    letter = make_sent(office)
    sent = opened(letter.rendition.versions.get(), office)
    assert len(questions.asked_in(sent).questions) > 1
    assert questions.asked_in({"parts": []}) == questions.Asked("", ())


def test_a_passage_is_words_of_a_paragraph_sealed_to_the_desk_alone(office):
    make_mission(office)
    reply = make_reply(office, text=TEXT)
    grading = begin(reply, office)
    part = choose(grading, reply, office, paragraph=2, words="court sits in\nMay.")
    whole = choose(grading, reply, office, paragraph=1)
    assert opened(part.sealed, office) == {"text": "court sits in May."}
    assert opened(whole.sealed, office) == {"text": PARAGRAPHS[0]}
    assert (part.copied, part.paragraph) == (False, 2)
    readers = part.sealed.wraps.values_list("epoch__recipient__kind", flat=True)
    assert set(readers) == {"desk"}
    assert {part.sealed.record_id, whole.sealed.record_id} <= records_of(
        [reply.communication.case_id]
    )


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"paragraph": 3}, "no such paragraph"),
        ({"paragraph": 0}, "no such paragraph"),
        ({"words": "A court sits in May."}, "do not stand so"),
        ({"words": "x" * 4001}, "not the whole reply"),
        ({"paragraphs": ()}, "Type the words"),
    ],
)
def test_a_passage_that_does_not_stand_there_is_refused(office, reply, more, why):
    grading = begin(reply, office)
    with pytest.raises(Refused, match=why):
        choose(grading, reply, office, **more)
    assert not Passage.objects.exists()


def test_words_from_a_file_are_typed_and_marked_so(office, reply):
    part = choose(begin(reply, office), reply, office, paragraphs=(), words=" as on the page ")
    assert (part.copied, opened(part.sealed, office)) == (True, {"text": "as on the page"})


def test_a_passage_is_of_a_reply_to_the_same_letter(office, reply):
    other = make_reply(office)
    with pytest.raises(Refused, match="not open for passages"):
        choose(begin(reply, office), other, office)


def test_passages_stand_still_once_one_has_graded(office, reply):
    grading = begin(reply, office)
    part = choose(grading, reply, office)
    dropped = actions.drop(choose(grading, reply, office, paragraph=2), by=office.second)
    actions.grade(grading, code="ANSWERED", why=FOUND, by=office.officer)
    assert (dropped.dropped, fresh(grading).chosen) == (True, [part])
    with pytest.raises(Refused, match="same passages"):
        choose(grading, reply, office)
    with pytest.raises(Refused, match="same passages"):
        actions.drop(part, by=office.second)


def test_a_question_that_was_graded_takes_no_more_passages(office, reply):
    grading = graded(reply, office, ("PARTLY", "PARTLY"))
    Grade.objects.all().delete()
    with pytest.raises(Refused, match="not open for passages"):
        choose(grading, reply, office)


@pytest.mark.parametrize("question", [0, 3])
def test_only_a_question_of_the_letter_is_graded(office, reply, question):
    with pytest.raises(Refused, match="no such question"):
        begin(reply, office, question)


def test_nothing_is_graded_without_a_reply_or_a_letter_that_is_out(office):
    sent = make_sent(office)
    for letter, why in ((sent, "No reply"), (make_signed(office), "not sent")):
        with pytest.raises(Refused, match=why):
            actions.begin(letter, question=1, asked=ASKED, by=office.officer)


def test_without_a_rubric_of_the_day_nothing_is_graded(office, reply):
    GradeRule.objects.update(valid_to="2026-11-02", valid_from="2026-11-01")
    with pytest.raises(Refused, match="No rubric holds"):
        begin(reply, office)


def test_two_alike_are_a_result(office, reply):
    grading = graded(reply, office, ("PARTLY", "PARTLY"))
    assert (grading.state, grading.result) == (GradingState.ALIKE, "PARTLY")
    assert grading.result_label == "answered in part"
    assert grading.edition == "2026-11"


def test_the_second_does_not_see_the_first_until_both_are_given(office, reply):
    grading = graded(reply, office, ("PARTLY",))
    assert [one.code for one in sees(office.officer, grading)] == ["PARTLY"]
    assert sees(office.second, grading) == []
    assert sees(office.holder, grading) == []
    assert (grading.result, grading.result_label) == ("", "")
    done = actions.grade(grading, code="ANSWERED", why=FOUND, by=office.second)
    for person in (office.officer, office.second, office.holder):
        assert [one.code for one in sees(person, fresh(done))] == ["PARTLY", "ANSWERED"]


def test_the_journal_says_who_graded_and_not_how(office, reply):
    grading = graded(reply, office, ("PARTLY",))
    told = Entry.objects.about("communications_grading", grading.pk)
    assert "grade first" in {one.verb for one in told}
    assert "PARTLY" not in str([vars(one) for one in told])


def test_nobody_grades_twice(office, reply):
    grading = graded(reply, office, ("PARTLY",))
    with pytest.raises(Refused, match="has not graded"):
        actions.grade(grading, code="PARTLY", why=FOUND, by=office.officer)
    grading = graded(reply, office, ("PARTLY", "PARTLY"), 2)
    with pytest.raises(Refused, match="state has changed"):
        actions.grade(grading, code="PARTLY", why=FOUND, by=office.holder)
    grade = grading.given[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Grade.objects.filter(pk=grading.given[1].pk).update(grader=grade.grader)


@pytest.mark.parametrize(
    ("code", "why", "reason"),
    [
        ("BEST", FOUND, "one of the grades"),
        ("PARTLY", " ", "Give the reason"),
        ("PARTLY", FOUND, "choose the part"),
        ("ANSWERED", FOUND, "choose the part"),
        ("ELSEWHERE", FOUND, "choose the part"),
    ],
)
def test_a_grade_needs_the_rubric_a_reason_and_what_shows_it(office, reply, code, why, reason):
    with pytest.raises(Refused, match=reason):
        actions.grade(begin(reply, office), code=code, why=why, by=office.officer)
    assert not Grade.objects.exists()


@pytest.mark.parametrize("code", ["NOT_ADDRESSED", "CANNOT_TELL"])
def test_where_nothing_answers_no_passage_is_needed(office, reply, code):
    done = actions.grade(begin(reply, office), code=code, why=FOUND, by=office.officer)
    assert done.state == GradingState.ONCE


def test_a_third_settles_what_two_see_differently(office, reply):
    grading = graded(reply, office, ("PARTLY", "ANSWERED"))
    assert (grading.state, grading.result) == (GradingState.DIFFER, "")
    with pytest.raises(Refused, match="has not graded"):
        actions.settle(grading, code="PARTLY", why=FOUND, by=office.second)
    done = actions.settle(grading, code="PARTLY", why=FOUND, by=office.holder)
    assert (fresh(done).result, done.settled_by) == ("PARTLY", office.holder)
    assert opened(done.reason, office) == {"why": FOUND}


def test_the_two_settle_together_by_one_proposing_and_the_other_agreeing(office, reply):
    grading = graded(reply, office, ("PARTLY", "ANSWERED"))
    with pytest.raises(Refused, match="Only the two"):
        actions.propose(grading, code="ANSWERED", why=FOUND, by=office.holder)
    grading = actions.propose(grading, code="ANSWERED", why=FOUND, by=office.officer)
    assert fresh(grading).result == ""
    for person, why in ((office.officer, "The other of the two"), (office.holder, "Only the two")):
        with pytest.raises(Refused, match=why):
            actions.agree(grading, by=person)
    done = actions.agree(grading, by=office.second)
    assert (fresh(done).result, done.settled_by) == ("ANSWERED", office.second)


def test_a_third_may_settle_what_was_proposed(office, reply):
    grading = graded(reply, office, ("PARTLY", "ANSWERED"))
    actions.propose(grading, code="ANSWERED", why=FOUND, by=office.officer)
    done = actions.settle(grading, code="ELSEWHERE", why=FOUND, by=office.holder)
    assert (done.result, done.proposed_by) == ("ELSEWHERE", None)


def test_a_later_reply_opens_another_round_and_keeps_the_first(office, reply):
    first = graded(reply, office, ("PARTLY", "PARTLY"))
    assert begin(reply, office) == first
    later = make_reply(office, Communication.objects.get(pk=reply.communication_id), text=TEXT)
    second = begin(later, office)
    assert (second.round, second.replies, second.state) == (2, 2, GradingState.OPEN)
    assert begin(later, office) == second
    assert Grading.objects.of(reply.communication) == [second]
    assert fresh(first).result == "PARTLY"


def test_only_members_of_the_desk_grade(office, reply):
    grading = begin(reply, office)
    part = choose(grading, reply, office)
    for person in (
        make_member(make_desk("OTHER"), "desk_officer").account,
        make_member(office.desk, "auditor").account,
        make_mission(office)[0],
    ):
        for act in (
            lambda by: begin(reply, office, 2, by=by),
            lambda by: choose(grading, reply, office, by=by),
            lambda by: actions.drop(part, by=by),
            lambda by: actions.grade(grading, code="CANNOT_TELL", why=FOUND, by=by),
        ):
            with pytest.raises(Refused, match="Only members"):
                act(person)


def test_agreement_is_over_letters_by_edition_and_of_what_each_gave_alone(
    office, reply, django_assert_num_queries
):
    grading = graded(reply, office, ("PARTLY", "ANSWERED"))
    actions.settle(grading, code="PARTLY", why=FOUND, by=office.holder)
    graded(reply, office, ("PARTLY", "PARTLY"), 2)
    other = make_reply(office, text=TEXT)
    graded(other, office, ("ANSWERED", "ANSWERED"))
    graded(other, office, ("ANSWERED",), 2)
    letters = Communication.objects.visible_to(office.officer)
    with django_assert_num_queries(1):
        [found] = reading.agreed(letters.values("pk"))
    assert (found.edition, found.letters) == ("2026-11", 2)
    assert (found.found.count, found.found.alike) == (3, 2)
    assert found.found.kappa == pytest.approx((2 / 3 - 4 / 9) / (5 / 9))
    assert reading.agreed([reply.communication])[0].found.count == 2
