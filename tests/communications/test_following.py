"""Where no full answer came: the ladder, follow-up letters, and the thread of both."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.communications import questions, threads
from rapporteur.communications.actions import following, grouping, replies, sending
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Communication, FollowUpStep, Rung, TextBlock
from rapporteur.communications.publishing import bases
from rapporteur.communications.publishing.redaction import left, redacted
from rapporteur.communications.questions import Asked
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import communications as make
from tests.factories.people import make_desk, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("C16")]
Part = TextBlock.Part
ASKED = "We would be grateful for your observations:\n\n1. Who?\n\n2. When,\nand where?\n\n3) Why?"


def fresh(letter):
    return Communication.objects.get(pk=letter.pk)


def line_of(letter, office, on=None):
    thread = threads.thread_of(fresh(letter), office.officer, on or today())
    return next(line for line in thread.lines if line.letter == letter)


@pytest.fixture
def sent(office):
    return make.make_sent(office, days_ago=70)


def test_questions_are_read_from_their_numbers_and_numbered_anew():
    asked = Asked.of(ASKED)
    assert asked.questions == ("Who?", "When,\nand where?", "Why?")
    assert asked.only([3, 2]) == (
        "We would be grateful for your observations:\n\n1. When,\nand where?\n\n2. Why?"
    )
    assert Asked.of("Please comment.").only([1]) == "Please comment."
    assert Asked.of(" ").questions == ()


@pytest.mark.parametrize("kind", ["UA", "AL", "OL"])
@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_the_questions_of_our_own_blocks_are_found(db, kind, language):
    block = TextBlock.objects.get(kind=kind, number=Part.QUESTIONS, valid_to="")
    asked = Asked.of(block.texts[language])
    assert len(asked.questions) >= 3
    assert asked.only(range(1, len(asked.questions) + 1)) == block.texts[language]


def test_without_a_reply_all_questions_are_open_after_one_nobody_knows(office, sent):
    asked = Asked.of(ASKED)
    assert questions.open_of(sent, asked) == questions.Open((1, 2, 3), is_known=True)
    reply = make.make_reply(office, sent)
    assert not questions.open_of(fresh(sent), asked).is_known
    replies.classify(reply, reply_class="ACKNOWLEDGEMENT_ONLY", why="thanks", by=office.officer)
    assert questions.open_of(fresh(sent), asked).is_known


def test_a_follow_up_has_its_own_reference_and_asks_what_is_open(office, sent):
    made = make.make_follow_up(office, sent, questions=[2, 4])
    words, before = make.words_of(made, office), make.words_of(sent, office)
    old = Asked.of(before.blocks[Part.QUESTIONS]).questions
    new = Asked.of(words.blocks[Part.QUESTIONS]).questions
    assert new == (old[1], old[3])
    assert (made.follows_up, made.state, made.version) == (sent, "draft", 1)
    assert made.code != sent.code
    assert (made.case, made.addressee_state) == (sent.case, sent.addressee_state)
    assert words.blocks[Part.SUBJECT].startswith(f"We refer to our letter {sent.code} of ")
    assert words.facts == before.facts
    assert made.lines.count() == sent.lines.count()
    assert fresh(sent).steps_up.get().rung == Rung.LETTER


@pytest.mark.parametrize("language", ["fr", "es"])
def test_a_follow_up_refers_to_the_earlier_letter_in_its_language(office, language):
    earlier = make.make_sent(office, make.make_signed_on(office, language=language))
    told = make.words_of(make.make_follow_up(office, earlier), office).blocks[Part.SUBJECT]
    assert earlier.code in told
    assert "We refer" not in told


def test_a_follow_up_to_a_sister_stays_in_the_group_and_tells_its_own_facts(office, sent):
    sister = make.make_sister(office, sent)
    made = make.make_follow_up(office, fresh(sent))
    assert (made.group, made.role, made.place) == (sister.group, "concerned", 3)
    assert not made.tells_the_event
    thread = threads.thread_of(sister, office.officer, today())
    assert [(line.letter, line.depth) for line in thread.lines] == [
        (sent, 0),
        (made, 1),
        (sister, 0),
    ]


def test_a_chain_without_a_group_is_one_thread_and_no_other_letter_is_in_it(office, sent):
    other = make.make_letter(office, sent.case)
    again = make.make_follow_up(office, sent)
    thread = threads.thread_of(again, office.officer, today())
    assert [line.letter for line in thread.lines] == [sent, again]
    assert [line.letter for line in threads.thread_of(other, office.officer, today()).lines] == [
        other
    ]


@pytest.mark.parametrize(
    ("more", "why"),
    [({"questions": []}, "at least one question"), ({"why": " "}, "Give the reason")],
)
def test_a_follow_up_without_question_or_reason_is_refused(office, sent, more, why):
    with pytest.raises(Refused, match=why):
        make.make_follow_up(office, sent, **more)
    assert (Communication.objects.count(), FollowUpStep.objects.count()) == (1, 0)


def test_only_what_was_sent_is_followed_up(office):
    draft = make.make_written(office)
    with pytest.raises(Refused, match="was not sent"):
        make.make_follow_up(office, draft)
    with pytest.raises(ValueError, match="was sent"):
        following.going_on(Letter(), draft, today(), [1])


def test_the_ladder_goes_up_and_says_who_decided(office, sent):
    assert line_of(sent, office).next_rung == Rung.REMINDER
    following.decide(sent, rung=Rung.REMINDER, why="no reply", by=office.officer)
    following.decide(sent, rung=Rung.REMINDER, why="still none", by=office.officer)
    line = line_of(sent, office)
    assert [one.decided_by for one in line.steps] == [office.officer, office.officer]
    assert line.next_rung == Rung.LETTER
    following.decide(sent, rung=Rung.VISIT, why="a visit comes", by=office.holder)
    assert line_of(sent, office).next_rung is None
    with pytest.raises(Refused, match="decided on already"):
        following.decide(fresh(sent), rung=Rung.LETTER, why="late", by=office.officer)


@pytest.mark.parametrize("rung", [Rung.STATEMENT, Rung.REPORT, Rung.VISIT])
def test_what_others_hear_of_is_decided_by_the_mandate_holder(office, sent, rung):
    with pytest.raises(Refused, match="mandate-holder decides"):
        following.decide(sent, rung=rung, why="no reply", by=office.officer)
    assert following.decide(sent, rung=rung, why="no reply", by=office.holder).rung == rung


@pytest.mark.parametrize(
    ("rung", "why", "refusal"), [(9, "no reply", "Choose the step"), (1, "", "Give the reason")]
)
def test_a_step_is_one_of_the_ladder_and_has_a_reason(office, sent, rung, why, refusal):
    with pytest.raises(Refused, match=refusal):
        following.decide(sent, rung=rung, why=why, by=office.officer)


def test_steps_are_decided_by_the_desk(office, sent):
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        following.decide(sent, rung=Rung.REMINDER, why="no reply", by=stranger)


def test_the_reason_of_a_step_is_sealed(office, sent):
    step = following.decide(sent, rung=Rung.REMINDER, why="zyxquorum", by=office.officer)
    assert make.opened(step.sealed, office)["words"] == "zyxquorum"
    assert not Entry.objects.filter(why__contains="zyxquorum").exists()


def test_the_database_knows_the_steps_of_the_ladder(office, sent):
    step = following.decide(sent, rung=Rung.REMINDER, why="no reply", by=office.officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        FollowUpStep.objects.filter(pk=step.pk).update(rung=6)


@pytest.mark.requirement("C1")
def test_each_letter_says_what_it_waits_for(office, sent):
    def waits(letter):
        return line_of(letter, office).waits

    assert "No reply received as of" in waits(sent)
    reply = make.make_reply(office, sent)
    assert waits(sent) == "A reply waits to be classified."
    replies.classify(reply, reply_class="PARTIAL", why="some", by=office.officer)
    assert "replied in part" in waits(sent)
    until = today() + timedelta(days=9)
    replies.ask_time(fresh(sent), until=until, why="much", by=office.officer)
    assert "more time" in waits(sent)
    drafted = make.make_letter(office)
    assert waits(drafted) == "It is being written."
    new = make.make_sent(office)
    assert "asked for by" in waits(new)
    assert line_of(new, office).next_rung is None


def test_a_full_answer_asks_for_no_step(office, sent):
    reply = make.make_reply(office, sent)
    replies.classify(reply, reply_class="SUBSTANTIVE", why="all", by=office.officer)
    assert line_of(sent, office).next_rung is None


def signed_beside(office, sent, **more):
    sister = make.make_sister(office, sent, **more)
    return make.make_signed(office, make.make_approved(office, make.make_submitted(office, sister)))


def part_10(letter, office):
    told = make.opened(letter.rendition.versions.get(), office)
    return told, next(part["text"] for part in told["parts"] if part["number"] == Part.PUBLICITY)


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "were sent to: "), ("fr", "ont été adressées à : "), ("es", "Se enviaron cartas")],
)
def test_a_sister_that_may_be_named_stands_in_what_becomes_public(office, sent, language, words):
    signed = signed_beside(office, sent)
    Communication.objects.filter(pk=signed.pk).update(language=language)
    grouping.let_be_named(sent, named=True, by=office.officer)
    names = {sent.pk: "the Republic of Exerland"}
    out = sending.send(
        fresh(signed),
        make.words_of(signed, office),
        read=signed.version,
        by=office.officer,
        sisters=names,
    )
    told, text = part_10(out, office)
    assert words in text
    assert text.endswith("the Republic of Exerland.")
    assert told["sisters"] in text


def test_who_may_not_be_named_when_it_is_sent_is_not(office, sent):
    signed = signed_beside(office, sent)
    out = sending.send(
        signed,
        make.words_of(signed, office),
        read=signed.version,
        by=office.officer,
        sisters={sent.pk: "the Republic of Exerland"},
    )
    told, text = part_10(out, office)
    assert told["sisters"] == ""
    assert "Exerland" not in text


def test_the_public_version_names_no_sister(office, sent):
    signed = signed_beside(office, sent)
    grouping.let_be_named(sent, named=True, by=office.officer)
    words = make.words_of(signed, office)
    out = sending.send(
        signed, words, read=signed.version, by=office.officer, sisters={sent.pk: "Exerland"}
    )
    told, _text = part_10(out, office)
    base = bases.of_letter(out, words, told)
    assert told["sisters"] in base.hidden
    assert told["sisters"] in left(base, redacted(base))
