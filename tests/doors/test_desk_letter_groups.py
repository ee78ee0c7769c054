"""The letters of an event as pages: a sister, two side by side, follow-ups, the thread."""

import pytest
from django.urls import reverse

from rapporteur.communications import threads
from rapporteur.communications.actions import following, grouping
from rapporteur.communications.models import Communication, FollowUpStep, Rung
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.people.accounts.models import Account
from tests.doors.test_desk_circles import deny
from tests.doors.test_desk_letters import CANARY, page, text
from tests.factories import cases as make_cases
from tests.factories import communications as make
from tests.factories.people import make_desk

pytestmark = pytest.mark.requirement("C16")
REMINDER = "normally written to as well"


@pytest.fixture
def office(committed, at_work, beside):
    at_work.reader, at_work.holder = beside("coordinator"), beside("mandate_holder")
    at_work.office = make_cases.office_of(at_work, at_work.reader.person, at_work.holder.person)
    return at_work.office


def fresh(letter):
    return Communication.objects.get(pk=letter.pk)


def asked(**more):
    """Return what the page of a sister letter sends back."""
    given = {"own_role": "concerned", "role": "company", "language": "en", "state": ""}
    return {**given, "addressee": "A made-up firm", **more}


def make_out(letter, office):
    signed = make.make_signed(
        office, make.make_approved(office, make.make_submitted(office, fresh(letter)))
    )
    return make.make_sent(office, signed)


@pytest.mark.requirement("C1")
def test_one_event_leads_to_a_company_and_its_home_state_on_one_page(office, at_work):
    first = make.make_written(office)
    answer = at_work.post(page("sister", first.pk), asked())
    company = fresh(first).group.letters.get(role="company")
    assert answer.url == page("write", company.pk)
    assert "promised to a family abroad" in text(at_work.get(answer.url))
    shown = text(at_work.get(page("thread", first.pk)))
    assert REMINDER in shown
    assert "home State." in shown
    at_work.post(page("sister", company.pk), asked(role="home", state="XEX", addressee=""))
    for name in ("thread", "letter"):
        shown = text(at_work.get(page(name, first.pk)))
        assert REMINDER not in shown
        assert "Home State" in shown or "home State" in shown
        assert shown.count("It is being written.") == (3 if name == "thread" else 2)


def test_a_letter_to_a_company_alone_calls_the_states_to_mind_and_blocks_nothing(office, at_work):
    letter = make.make_written(office, addressee_kind="company", addressee="A made-up firm")
    assert REMINDER in text(at_work.get(page("letter", letter.pk)))
    at_work.post(page("step", letter.pk, "submit"))
    assert fresh(letter).state == "review"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"own_role": ""}, "required"),
        ({"role": "host"}, "names the State"),
        ({"addressee": ""}, "Say to whom"),
        ({"state": "\0"}, "valid choice"),
        ({"addressee": f"{CANARY}\u202e"}, "hidden mark"),
    ],
)
def test_a_sister_that_does_not_fit_is_told_and_what_was_typed_stays(office, at_work, more, why):
    first = make.make_written(office)
    given = asked(addressee=CANARY) | more
    shown = text(at_work.post(page("sister", first.pk), given))
    assert why in shown
    assert (CANARY in shown) == (CANARY in given["addressee"])
    assert Communication.objects.count() == 1


FORMS = [
    ("sister", asked(addressee=CANARY)),
    ("follow_up", {"questions": [1, 2], "why": CANARY}),
]


@pytest.mark.parametrize(("name", "given"), FORMS)
def test_what_was_typed_comes_back_where_the_vault_locked_meanwhile(office, at_work, name, given):
    letter = make.make_sent(office)
    at_work.post(reverse("vault_lock"))
    shown = text(at_work.post(page(name, letter.pk), given))
    assert "locked meanwhile" in shown
    assert CANARY in shown
    assert Communication.objects.count() == 1


def test_two_letters_are_compared_and_facts_taken_over(office, at_work):
    first = make.make_written(office)
    sister = make.make_sister(office, first)
    make.write(fresh(sister), office, facts=("It is reported that [child 1] was sold.",))
    assert "tell different facts" in text(at_work.get(page("letter", first.pk)))
    shown = text(at_work.get(page("compare", first.pk, sister.pk)))
    assert "<mark>sold</mark>" in shown
    for record in (first.record_id, sister.record_id):
        assert Entry.objects.filter(verb="read", subject_id=str(record)).exists()
    at_work.post(
        page("compare", first.pk, sister.pk),
        {"read": fresh(first).version, "read_there": fresh(sister).version},
    )
    assert make.words_of(fresh(first), office).facts == ("It is reported that [child 1] was sold.",)
    assert "tell different facts" not in text(at_work.get(page("letter", first.pk)))


def test_taking_over_into_what_was_handed_in_takes_a_reason_and_keeps_it(office, at_work):
    first = make.make_written(office)
    sister = make.make_sister(office, first)
    make.write(fresh(sister), office, facts=("It is reported so.",))
    make.make_submitted(office, fresh(first))
    where = page("compare", first.pk, sister.pk)
    given = {"read": fresh(first).version, "read_there": fresh(sister).version}
    assert "Write what should be changed" in text(at_work.post(where, {**given, "words": ""}))
    stale = at_work.post(where, {**given, "read": 1, "words": CANARY})
    assert "Compare them again" in text(stale)
    assert CANARY in text(stale)
    at_work.post(reverse("vault_lock"))
    assert CANARY in text(at_work.post(where, {**given, "words": CANARY}))
    assert fresh(first).state == "review"


def test_letters_in_two_languages_are_shown_without_marks(office, at_work):
    first = make.make_written(office)
    sister = make.make_sister(office, first, language="fr")
    shown = text(at_work.get(page("compare", first.pk, sister.pk)))
    assert "words are not compared" in shown
    assert "<mark>" not in shown
    assert "It is translated" in text(at_work.get(page("letter", sister.pk)))
    assert at_work.get(page("translated", sister.pk)).status_code == 200
    assert at_work.post(page("translated", sister.pk)).status_code == 302
    assert not fresh(sister).to_translate
    assert "nothing to translate" in text(at_work.post(page("translated", sister.pk)))


def test_a_letter_that_was_begun_alone_is_put_with_another(office, at_work):
    first = make.make_written(office)
    assert page("join", first.pk) not in text(at_work.get(page("thread", first.pk)))
    alone = make.make_letter(
        office, first.case, addressee_kind="company", addressee="A made-up firm"
    )
    assert page("join", alone.pk) in text(at_work.get(page("thread", alone.pk)))
    given = {"first": first.pk, "role": "company", "own_role": "concerned"}
    wrong = text(at_work.post(page("join", alone.pk), {**given, "own_role": ""}))
    assert "addressee of the first letter" in wrong
    other = make.make_letter(office)
    assert at_work.post(page("join", alone.pk), {**given, "first": other.pk}).status_code == 200
    assert at_work.post(page("join", alone.pk), given).status_code == 302
    assert fresh(alone).group == fresh(first).group


def test_only_sisters_are_compared(office, at_work):
    first, other = make.make_written(office), make.make_written(office)
    make.make_sister(office, first)
    assert at_work.get(page("compare", first.pk, other.pk)).status_code == 404


def test_a_letter_names_a_company_that_was_written_to_once_someone_allows_it(office, at_work):
    first = make.make_written(office)
    company = make_out(make.make_sister(office, first, addressee="A made-up firm"), office)
    assert "A made-up firm" not in text(at_work.get(page("read", first.pk)))
    at_work.post(page("naming", company.pk), {"named": "on"})
    assert "others may name it" in text(at_work.get(page("thread", first.pk)))
    told = "Letters on the same matter were sent to: A made-up firm."
    assert told in text(at_work.get(page("read", first.pk)))
    make.make_signed(office, make.make_approved(office, make.make_submitted(office, fresh(first))))
    assert at_work.post(page("step", first.pk, "send")).status_code == 302
    assert told in text(at_work.get(page("read", first.pk)))


def test_who_may_be_a_person_is_not_named(office, at_work):
    first = make.make_written(office)
    other = make.make_sister(office, first, role="authority", addressee="Somebody")
    shown = text(at_work.post(page("naming", other.pk), {"named": "on"}))
    assert "Only a State, a company" in shown
    assert at_work.get(page("naming", other.pk)).status_code == 200


def test_a_follow_up_is_written_from_a_letter_that_was_sent(office, at_work):
    sent = make.make_sent(office, days_ago=70)
    shown = text(at_work.get(page("follow_up", sent.pk)))
    assert "all are open" in shown
    answer = at_work.post(page("follow_up", sent.pk), {"questions": ["2"], "why": "no reply"})
    made = sent.follow_ups.get()
    assert answer.url == page("write", made.pk)
    shown = text(at_work.get(page("letter", made.pk)))
    assert "follow-up to" in shown
    assert sent.code in shown
    shown = text(at_work.get(page("thread", made.pk)))
    assert f"follow-up letter: decided by {office.officer}" in shown


@pytest.mark.parametrize("given", [{}, {"questions": ["99"], "why": CANARY}, {"why": CANARY}])
def test_a_follow_up_without_questions_is_told_and_nothing_is_lost(office, at_work, given):
    sent = make.make_sent(office)
    shown = text(at_work.post(page("follow_up", sent.pk), given))
    assert (CANARY in shown) == ("why" in given)
    assert Communication.objects.count() == 1


def test_after_a_reply_the_page_says_that_nobody_recorded_which_question_it_answers(
    office, at_work
):
    sent = make.make_sent(office)
    make.make_reply(office, sent)
    assert "so all are chosen" in text(at_work.get(page("follow_up", sent.pk)))


def test_steps_are_decided_on_their_page(office, at_work):
    sent = make.make_sent(office, days_ago=70)
    assert ">Draft a reminder<" in text(at_work.get(page("thread", sent.pk)))
    assert at_work.get(page("rung", sent.pk)).status_code == 200
    at_work.post(page("rung", sent.pk), {"rung": Rung.REMINDER, "why": "no reply"})
    assert ">Follow-up letter<" in text(at_work.get(page("thread", sent.pk)))
    refused = text(at_work.post(page("rung", sent.pk), {"rung": Rung.REPORT, "why": CANARY}))
    assert "mandate-holder decides" in refused
    assert CANARY in refused
    at_work.holder.post(page("rung", sent.pk), {"rung": Rung.REPORT, "why": "no reply"})
    assert FollowUpStep.objects.filter(decided_by=office.holder).exists()
    assert ">Topic of a visit<" in text(at_work.get(page("thread", sent.pk)))


@pytest.mark.requirement("C1")
def test_one_page_shows_allegation_questions_replies_and_next_step(office, at_work):
    sent = make.make_sent(office, days_ago=70)
    shown = text(at_work.get(page("asked", sent.pk)))
    for words in ("A.B., aged 9 was promised", "Please explain", "No reply received", "Reminder"):
        assert words in shown
    make.make_reply(office, sent)
    following.decide(sent, rung=Rung.VISIT, why="a visit", by=office.holder)
    shown = text(at_work.get(page("asked", sent.pk)))
    assert "A reply waits to be classified." in shown
    assert "topic of a visit: decided by" in shown


PAGES = ("join", "thread", "asked", "sister", "translated", "naming", "follow_up", "rung")


@pytest.mark.parametrize("name", PAGES)
def test_a_letter_of_another_desk_is_not_there(office, at_work, with_vault, name):
    letter = make.make_sent(office)
    stranger = with_vault("desk_officer", desk=make_desk("OTHER"))
    assert stranger.get(page(name, letter.pk)).status_code == 404
    assert at_work.get(page(name, letter.pk)).status_code == 200


@pytest.mark.parametrize("name", ["asked", "sister", "follow_up"])
def test_a_locked_vault_leads_to_unlock_and_back(office, at_work, name):
    letter = make.make_sent(office)
    at_work.post(reverse("vault_lock"))
    answer = at_work.get(page(name, letter.pk))
    assert answer.url.startswith(reverse("vault_unlock"))


def test_whoever_is_denied_the_case_sees_no_letter_of_the_group(office, at_work, beside):
    first = make.make_written(office)
    sister = make.make_sister(office, first)
    other = beside("desk_officer")
    pages = [page(name, sister.pk) for name in ("thread", "sister", "asked", "follow_up")]
    pages.append(page("compare", first.pk, sister.pk))
    assert {other.get(one).status_code for one in pages} == {200}
    deny(at_work, first.case, other)
    assert {other.get(one).status_code for one in pages} == {404}
    assert (
        threads.thread_of(fresh(first), Account.objects.get(pk=other.person.pk), today()).lines
        == ()
    )


@pytest.mark.parametrize("letters", [3, pytest.param(30, marks=pytest.mark.full)])
@pytest.mark.parametrize(("name", "queries"), [("thread", 12), ("letter", 32)])
def test_pages_of_a_group_ask_the_same_number_of_queries(
    office, at_work, django_assert_num_queries, letters, name, queries
):
    sent = make.make_sent(office, days_ago=70)
    for _one in range(letters - 2):
        make.make_sister(office, sent)
    make.make_follow_up(office, fresh(sent))
    grouping.let_be_named(fresh(sent), named=True, by=office.officer)
    at_work.get("/")
    with django_assert_num_queries(queries):
        shown = text(at_work.get(page(name, sent.pk)))
    assert shown.count("It is being written.") == letters - 1
