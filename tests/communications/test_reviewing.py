"""From a draft to a signature: who reads, who approves, what must stand, what falls away."""

from datetime import date

import pytest

from rapporteur.communications import rules
from rapporteur.communications.actions import annexing, reviewing
from rapporteur.communications.letters import Child
from rapporteur.communications.models import Review
from rapporteur.communications.workflow import OUT, STEPS, State
from rapporteur.kernel import clock
from rapporteur.kernel.refusals import Refused
from tests.factories.communications import (
    FOUND,
    answer_checklist,
    confirm,
    make_approved,
    make_letter,
    make_signed,
    make_submitted,
    make_written,
    opened,
    review_all,
    settle_all,
    words_of,
    write,
)
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.DRAFT, {"submit", "withdraw"}),
        (State.REVIEW, {"return", "approve", "withdraw"}),
        (State.APPROVED, {"sign", "reopen", "withdraw"}),
        (State.SIGNED, {"send", "reopen", "withdraw"}),
        (State.SENT, {"reply in part", "reply", "publish"}),
        (State.PARTLY, {"reply", "publish"}),
        (State.REPLIED, {"publish"}),
        (State.PUBLISHED, {"back to sent", "back to replied in part", "back to replied"}),
        (State.WITHDRAWN, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


def test_what_is_out_is_known_to_the_addressee():
    assert set(OUT) == {State.SENT, State.PARTLY, State.REPLIED, State.PUBLISHED}


# who may (True: lets through)
@pytest.mark.parametrize(
    ("role", "works", "may_sign"),
    [
        ("mandate_holder", True, True),
        ("desk_officer", True, False),
        ("coordinator", True, False),
        ("reference_editor", False, False),
        ("auditor", False, False),
        ("administrator", False, False),
    ],
)
def test_who_works_on_a_letter_and_who_signs(office, role, works, may_sign):
    letter = make_letter(office)
    person = make_member(office.desk, role).account
    assert (rules.works_on(person, letter) is None) == works
    assert (rules.signs(person, letter) is None) == may_sign
    elsewhere = make_member(make_desk("OTHER"), role).account
    assert rules.works_on(elsewhere, letter)
    assert rules.signs(elsewhere, letter)


@pytest.mark.requirement("R31.2")
def test_the_way_of_a_letter_from_draft_to_signature(office):
    letter = make_signed(office)
    assert letter.state == State.SIGNED
    assert (letter.drafter, letter.second_reader, letter.signed_by) == (
        office.officer,
        office.second,
        office.holder,
    )
    kinds = list(letter.reviews.values_list("kind", flat=True))
    assert sorted(kinds) == ["gender", "interests", "reading"]
    assert opened(letter.reviews.first().sealed, office) == {"words": FOUND}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"facts": ()}, "subject and the facts"),
        ({"subject": " "}, "subject and the facts"),
        ({"facts": ("It is reported of [child 2].",)}, r"\[child 2\] stands for no child"),
        (
            {"facts": ("It is reported of Ana.",), "children": (Child("A.", "9", "Ana"),)},
            "name of a child stands in the text",
        ),
    ],
)
def test_a_draft_that_is_not_ready_is_not_handed_in(office, change, why):
    letter = write(make_letter(office), office, **change)
    with pytest.raises(Refused, match=why):
        make_submitted(office, letter)


def test_words_that_are_not_the_newest_are_not_handed_in(office):
    letter = make_written(office)
    words = words_of(letter, office)
    current = write(letter, office)
    with pytest.raises(Refused, match="meanwhile"):
        reviewing.submit(current, words, read=2, by=office.officer)


@pytest.mark.requirement("R31.2")
def test_whoever_wrote_any_of_it_does_not_approve_it(office):
    letter = write(make_written(office), office, by=office.second)
    letter = make_submitted(office, letter)
    for writer in (office.officer, office.second):
        with pytest.raises(Refused, match="wrote none of it"):
            reviewing.approve(letter, words=FOUND, by=writer)
        with pytest.raises(Refused, match="wrote none of it"):
            reviewing.review(letter, kind="gender", words=FOUND, by=writer)


@pytest.mark.parametrize(
    ("left_out", "why"),
    [
        pytest.param("gender", "gender review", marks=pytest.mark.requirement("R40.1")),
        pytest.param("interests", "best-interests note", marks=pytest.mark.requirement("R40.2")),
    ],
)
def test_no_approval_without_each_review(office, left_out, why):
    letter = make_submitted(office)
    for kind in {"gender", "interests"} - {left_out}:
        reviewing.review(letter, kind=kind, words=FOUND, by=office.second)
    with pytest.raises(Refused, match=why):
        reviewing.approve(letter, words=FOUND, by=office.second)
    reviewing.review(letter, kind=left_out, words=FOUND, by=office.second)
    answer_checklist(letter, office)
    assert reviewing.approve(letter, words=FOUND, by=office.second).state == State.APPROVED


@pytest.mark.requirement("R40.2")
def test_comments_on_a_law_need_no_note_on_a_child(office):
    letter = make_submitted(office, kind="OL")
    reviewing.review(letter, kind="gender", words=FOUND, by=office.second)
    answer_checklist(letter, office)
    assert reviewing.approve(letter, words=FOUND, by=office.second).state == State.APPROVED


@pytest.mark.requirement("R40.1", "R40.2")
def test_what_was_said_of_an_older_version_does_not_count(office):
    letter = make_submitted(office)
    review_all(letter, office)
    back = reviewing.give_back(letter, words="say where", by=office.second)
    assert back.state == State.DRAFT
    letter = make_submitted(office, write(back, office))
    with pytest.raises(Refused, match="gender review of this version"):
        reviewing.approve(letter, words=FOUND, by=office.second)


@pytest.mark.parametrize(
    ("given", "why"),
    [({"kind": "reading"}, "Choose what"), ({"words": " "}, "Write what you found")],
)
def test_a_review_is_of_the_list_and_has_words(office, given, why):
    with pytest.raises(Refused, match=why):
        reviewing.review(
            make_submitted(office),
            **{"kind": "gender", "words": FOUND, "by": office.second, **given},
        )
    assert Review.objects.count() == 0


def test_a_draft_is_not_reviewed(office):
    with pytest.raises(Refused, match="once it was handed in"):
        reviewing.review(make_written(office), kind="gender", words=FOUND, by=office.second)


@pytest.mark.parametrize("act", ["approve", "give_back", "reopen", "withdraw"])
def test_each_act_of_a_reader_has_words(office, act):
    made = make_approved(office) if act == "reopen" else make_submitted(office)
    with pytest.raises(Refused, match=r"Write|Give the reason"):
        getattr(reviewing, act)(made, words=" ", by=office.second)


def test_only_the_mandate_holder_signs(office):
    letter = make_approved(office)
    for person in (office.officer, office.second):
        with pytest.raises(Refused, match="Only the mandate-holder"):
            reviewing.sign(letter, by=person)


def test_a_letter_is_not_signed_before_it_is_approved(office):
    with pytest.raises(Refused, match="state has changed"):
        reviewing.sign(make_submitted(office), by=office.holder)


def test_what_is_taken_back_is_approved_and_signed_anew(office):
    letter = reviewing.reopen(make_signed(office), words="a date is wrong", by=office.officer)
    assert letter.state == State.DRAFT
    assert (letter.second_reader, letter.approved_on) == (None, None)
    assert (letter.signed_by, letter.signed_on) == (None, None)
    assert letter.reviews.filter(kind="returned").count() == 1


def test_a_letter_can_be_withdrawn_until_it_is_sent(office):
    letter = reviewing.withdraw(make_signed(office), words="the case is joined", by=office.officer)
    assert letter.state == State.WITHDRAWN


def test_a_line_of_law_that_nobody_settled_stops_approval(office):
    letter = make_submitted(office)
    annexing.propose(letter, by=office.officer)
    review_all(letter, office)
    with pytest.raises(Refused, match="Settle each line"):
        reviewing.approve(letter, words=FOUND, by=office.second)
    settle_all(letter, office)
    assert reviewing.approve(letter, words=FOUND, by=office.second).state == State.APPROVED


def test_what_was_confirmed_last_month_is_confirmed_again(office, monkeypatch):
    letter = make_submitted(office)
    annexing.propose(letter, by=office.officer)
    treaty = letter.lines.filter(provision__instrument__binding=True).first()
    confirm(treaty, office)
    settle_all(letter, office)
    letter = make_approved(office, letter)

    month = clock.today().replace(day=28)
    later = date(month.year + (month.month == 12), month.month % 12 + 1, 1)
    monkeypatch.setattr(rules, "today", lambda: later)
    with pytest.raises(Refused, match="against the depositary this month"):
        reviewing.sign(letter, by=office.holder)
