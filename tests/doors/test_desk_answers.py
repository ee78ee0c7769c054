"""What a reply answers, as pages: passages, a grade given alone, what the other sees and when."""

import pytest
from django.urls import reverse

from rapporteur.communications.models import Grade, Grading, Passage
from rapporteur.kernel.journal.models import Entry
from tests.doors.test_desk_letters import page, text
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_desk

pytestmark = pytest.mark.requirement("C15")
TEXT = "The authorities look into it.\n\nA court sits in May."
FIRST, SECOND = "reason-canary-of-the-first", "reason-canary-of-the-second"


@pytest.fixture
def office(committed, at_work, beside):
    at_work.reader, at_work.holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = make_cases.office_of(at_work, at_work.reader.person, at_work.holder.person)
    return at_work.office


@pytest.fixture
def reply(office):
    return make.make_reply(office, text=TEXT)


def choose(client, reply, place=1, **more):
    given = {"do": "choose", "choose-where": f"{reply.pk}:{place}", "choose-words": "", **more}
    return client.post(page("answer", reply.communication_id, 1), given)


def grade(client, reply, code, why=FIRST, do="grade"):
    given = {"do": do, f"{do}-code": code, f"{do}-why": why}
    return client.post(page("answer", reply.communication_id, 1), given)


def shown(client, reply):
    return text(client.get(page("answer", reply.communication_id, 1)))


def test_two_people_grade_apart_and_a_third_settles(office, at_work, reply):
    answers = page("answers", reply.communication_id)
    assert answers in text(at_work.get(page("letter", reply.communication_id)))
    assert "not begun" in text(at_work.get(answers))
    assert choose(at_work, reply, 2).status_code == 302
    assert "A court sits in May." in shown(at_work, reply)
    assert grade(at_work, reply, "PARTLY").status_code == 302

    assert FIRST in shown(at_work, reply)
    for client in (at_work.reader, at_work.holder):
        seen = shown(client, reply)
        assert "A court sits in May." in seen
        assert FIRST not in seen
        assert "<strong>answered in part</strong> <bdi" not in seen
        assert "waits for a second grade" in text(client.get(answers))
    assert "Your grade is kept" in shown(at_work, reply)

    grade(at_work.reader, reply, "ANSWERED", SECOND)
    for client in (at_work, at_work.reader, at_work.holder):
        seen = shown(client, reply)
        assert FIRST in seen
        assert SECOND in seen
    assert grade(at_work, reply, "PARTLY", do="settle").status_code == 200
    assert grade(at_work.holder, reply, "ANSWERED", do="settle").status_code == 302
    assert Grading.objects.get().result == "ANSWERED"
    assert "answered" in text(at_work.get(answers))
    assert "settled by" in shown(at_work, reply)
    graded = text(at_work.get(page("graded")))
    assert "A clear no, or a disagreement" in graded
    assert "(0 %)" in graded


def test_the_two_agree_on_what_one_proposes(office, at_work, reply):
    choose(at_work, reply)
    grade(at_work, reply, "PARTLY")
    grade(at_work.reader, reply, "ANSWERED", SECOND)
    grade(at_work, reply, "ANSWERED", do="propose")
    assert "proposes: answered" in shown(at_work.reader, reply)
    assert Grading.objects.get().state == "proposed"
    at_work.reader.post(page("answer", reply.communication_id, 1), {"do": "agree"})
    assert Grading.objects.get().state == "settled"


def test_a_passage_can_be_taken_back_before_anyone_grades(office, at_work, reply):
    choose(at_work, reply)
    passage = Passage.objects.get()
    address = page("answer", reply.communication_id, 1)
    assert at_work.post(address, {"do": "drop", "passage": "none"}).status_code == 404
    at_work.post(address, {"do": "drop", "passage": str(passage.pk)})
    passage.refresh_from_db()
    assert passage.dropped
    assert "No passage was chosen." in shown(at_work, reply)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"choose-words": "not there"}, "do not stand so"),
        ({"choose-where": "elsewhere:1"}, "valid choice"),
    ],
)
def test_a_passage_that_is_refused_comes_back_with_the_reason(office, at_work, reply, more, why):
    answer = choose(at_work, reply, **more)
    assert (answer.status_code, Passage.objects.count()) == (200, 0)
    assert why in text(answer)


def test_a_grade_needs_its_passage_and_says_so(office, at_work, reply):
    answer = grade(at_work, reply, "ANSWERED")
    assert "choose the part of the reply" in text(answer)
    assert FIRST in text(answer)
    assert not Grade.objects.exists()


def test_what_is_read_is_in_the_journal_and_no_grade_is(office, at_work, reply):
    choose(at_work, reply)
    grade(at_work, reply, "PARTLY")
    shown(at_work.reader, reply)
    entries = Entry.objects.all()
    read = entries.filter(by=str(at_work.reader.person.pk), verb__contains="read")
    assert read.exists()
    assert FIRST not in str([vars(one) for one in entries])
    assert "PARTLY" not in str([vars(one) for one in entries])


def test_who_may_not_see_the_letter_sees_nothing_of_it(office, at_work, reply, with_vault):
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    for name, more in (("answers", ()), ("answer", (1,))):
        address = page(name, reply.communication_id, *more)
        assert stranger.get(address).status_code == 404
    draft = make.make_letter(office)
    assert at_work.get(page("answers", draft.pk)).status_code == 404
    assert at_work.get(page("answer", reply.communication_id, 99)).status_code == 404
    assert "No question was graded" in text(stranger.get(page("graded")))


def test_a_locked_vault_is_opened_first_and_keeps_what_was_typed(office, at_work, reply):
    choose(at_work, reply)
    at_work.post(reverse("vault_lock"))
    assert "unlock" in at_work.get(page("answers", reply.communication_id)).url
    answer = grade(at_work, reply, "PARTLY")
    assert "locked meanwhile" in text(answer)
    assert FIRST in text(answer)
    assert not Grade.objects.exists()
