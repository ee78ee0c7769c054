"""One event, several letters: what a sister starts from, where facts differ, what is taken over."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from rapporteur.communications import sisters, threads
from rapporteur.communications.actions import annexing, drafting, grouping, reviewing
from rapporteur.communications.letters import Child, Letter
from rapporteur.communications.models import Communication, Role, TextBlock
from rapporteur.communications.models.groups import KIND_OF
from rapporteur.communications.workflow import State
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import communications as make
from tests.factories.people import make_desk, make_member

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("C16")]
Part = TextBlock.Part


def fresh(letter):
    return Communication.objects.get(pk=letter.pk)


def write(letter, office, **more):
    """Save a draft as the page does: it says what the words were before."""
    before = make.words_of(letter, office)
    words = Letter(**{**vars(before), **more})
    return drafting.write(
        fresh(letter), words, read=fresh(letter).version, by=office.officer, before=before
    )


def take_over(letter, sister, office, **more):
    letter, sister = fresh(letter), fresh(sister)
    given = {
        "own": make.words_of(letter, office),
        "theirs": make.words_of(sister, office),
        "read": letter.version,
        "read_there": sister.version,
        "by": office.officer,
        **more,
    }
    return grouping.take_over(letter, sister, **given)


@pytest.fixture
def first(office):
    return make.make_written(office)


@pytest.fixture
def company(office, first):
    return make.make_sister(office, first)


def test_each_role_fits_a_kind_of_addressee():
    assert set(KIND_OF) == set(Role)


def test_a_sister_starts_from_facts_and_questions_of_the_first(office, first):
    asked = "Which steps were taken?"
    write(first, office, blocks={**make.words_of(first, office).blocks, Part.QUESTIONS: asked})
    sister = make.make_sister(office, first, role="company", addressee="A made-up firm")
    told, words = make.words_of(first, office), make.words_of(sister, office)
    assert words.event() == told.event()
    assert (words.subject, words.addressee) == (told.subject, "A made-up firm")
    assert words.blocks[Part.QUESTIONS] == asked
    first = fresh(first)
    assert (first.place, first.role, sister.place, sister.role) == (1, "concerned", 2, "company")
    assert (first.group, first.code) == (sister.group, fresh(first).code)
    assert sister.code != first.code
    assert sister.record_id != first.record_id


def test_a_sister_in_another_language_has_its_blocks_and_waits_for_its_translation(office, first):
    sister = make.make_sister(office, first, language="fr")
    words = make.words_of(sister, office)
    assert words.blocks[Part.CLOSING] != make.words_of(first, office).blocks[Part.CLOSING]
    assert words.facts == make.words_of(first, office).facts
    with pytest.raises(Refused, match="still stand in the language"):
        reviewing.submit(sister, words, read=1, by=office.officer)
    sister = write(sister, office, facts=("Selon les informations reçues, un enfant.",))
    assert sister.facts_edition == fresh(first).facts_edition
    done = grouping.say_translated(sister, by=office.officer)
    assert reviewing.submit(done, words, read=2, by=office.officer).state == State.REVIEW
    with pytest.raises(Refused, match="nothing to translate"):
        grouping.say_translated(done, by=office.officer)


def test_law_is_copied_and_what_binds_is_asked_anew(office, first):
    annexing.propose(first, by=office.officer)
    binding = first.lines.filter(provision__instrument__binding=True).first()
    make.confirm(binding, office)
    make.settle_all(first, office)
    sister = make.make_sister(office, fresh(first), role="home", state=make.exerland())
    lines = {one.provision_id: one for one in sister.lines.all()}
    assert len(lines) == first.lines.count()
    assert lines[binding.provision_id].use == "proposed"
    others = [one for key, one in lines.items() if key != binding.provision_id]
    assert {one.use for one in others} == {"internal"}
    assert {one.settled_by for one in others} == {office.officer}


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"role": "friend"}, "Say as what the addressee is written to"),
        ({"own_role": ""}, "Say as what the addressee of the first letter"),
        ({"own_role": "company"}, "Say as what the addressee of the first letter"),
        ({"role": "host", "addressee": ""}, "names the State"),
        ({"addressee": " "}, "Say to whom"),
        ({"read": 9}, "saved this letter meanwhile"),
    ],
)
def test_a_sister_that_does_not_fit_is_refused_and_leaves_no_group(office, first, more, why):
    with pytest.raises(Refused, match=why):
        make.make_sister(office, first, **more)
    assert (fresh(first).group, Communication.objects.count()) == (None, 1)


def test_sisters_are_of_the_desk_and_begin_from_a_letter_that_stands(office, first):
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        make.make_sister(office, first, by=stranger)
    with pytest.raises(Refused, match="Only members"):
        grouping.let_be_named(first, named=False, by=stranger)
    with pytest.raises(Refused, match="Only members"):
        grouping.say_translated(first, by=stranger)
    withdrawn = reviewing.withdraw(first, words="not needed", by=office.officer)
    with pytest.raises(Refused, match="was withdrawn"):
        make.make_sister(office, withdrawn)


def test_a_change_of_facts_in_one_is_seen_from_all(office, first, company):
    assert threads.thread_of(fresh(first), office.officer, today()).in_step
    write(company, office, facts=("It is reported that the firm knew.",))
    lines = threads.thread_of(fresh(first), office.officer, today()).lines
    assert [line.differs for line in lines] == [True, False]


def test_other_words_are_no_change_of_facts(office, first, company):
    blocks = {**make.words_of(company, office).blocks, Part.CONCERNS: "We are concerned."}
    assert write(company, office, blocks=blocks).facts_edition == 1


def test_without_the_words_from_before_a_saving_counts_as_a_change(office, first, company):
    assert make.write(fresh(company), office).facts_edition == 2


def test_facts_are_taken_over_by_a_step_and_only_then(office, first, company):
    told = ("It is reported that the firm knew.", "It is reported that it went on.")
    write(company, office, facts=told)
    assert make.words_of(fresh(first), office).facts != told
    done = take_over(first, company, office)
    assert make.words_of(done, office).facts == told
    assert threads.thread_of(done, office.officer, today()).in_step
    entry = Entry.objects.get(verb="take over facts")
    assert entry.detail["from"] == str(company.pk)


@pytest.mark.parametrize("state", ["review", "approved", "signed"])
def test_taking_over_voids_what_was_approved(office, first, company, state):
    write(company, office, facts=("It is reported that the firm knew.",))
    made = make.make_submitted(office, fresh(first))
    if state != "review":
        made = make.make_approved(office, made)
    if state == "signed":
        made = make.make_signed(office, made)
    with pytest.raises(Refused, match=r"Give the reason|Write what should"):
        take_over(first, company, office)
    done = take_over(first, company, office, words="the firm's letter says more")
    assert (done.state, done.second_reader, done.signed_by) == (State.DRAFT, None, None)
    assert not any(one.version == done.version for one in done.reviews.all())


def test_what_was_sent_is_not_changed(office, first, company):
    sent = make.make_sent(
        office,
        make.make_signed(office, make.make_approved(office, make.make_submitted(office, first))),
    )
    write(company, office, facts=("It is reported so.",))
    with pytest.raises(Refused, match="not changed any more"):
        take_over(sent, company, office)


def test_only_letters_of_one_event_and_as_they_were_read_are_brought_into_step(office, first):
    other = make.make_written(office)
    with pytest.raises(Refused, match="not about the same event"):
        take_over(first, other, office)
    sister = make.make_sister(office, first)
    with pytest.raises(Refused, match="Compare them again"):
        take_over(first, sister, office, read_there=9)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        take_over(first, sister, office, by=stranger)


def join(letter, first, office, **more):
    given = {"role": "company", "own_role": "concerned", "by": office.officer, **more}
    return grouping.join(fresh(letter), fresh(first), **given)


def begun_apart(office, first, **more):
    given = {"addressee_kind": "company", "addressee": "A made-up firm", **more}
    return make.make_letter(office, first.case, **given)


def test_a_letter_that_was_begun_alone_joins_and_counts_as_different(office, first):
    alone = begun_apart(office, first)
    done = join(alone, first, office)
    assert (done.group, done.place, done.role) == (fresh(first).group, 2, "company")
    lines = threads.thread_of(done, office.officer, today()).lines
    assert [line.differs for line in lines] == [True, False]
    more = join(begun_apart(office, first), first, office, own_role="")
    assert (more.place, more.facts_edition) == (3, 3)
    assert Entry.objects.filter(verb="join group of letters").count() == 2


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"role": "host"}, "addressee of this letter"),
        ({"role": "friend"}, "addressee of this letter"),
        ({"own_role": "company"}, "addressee of the first letter"),
    ],
)
def test_a_letter_joins_in_a_role_that_fits(office, first, more, why):
    with pytest.raises(Refused, match=why):
        join(begun_apart(office, first), first, office, **more)
    assert fresh(first).group is None


def test_only_a_letter_of_the_case_that_stands_alone_joins(office, first, company):
    with pytest.raises(Refused, match="stands alone joins"):
        join(company, first, office)
    with pytest.raises(Refused, match="stands alone joins"):
        join(begun_apart(office, make.make_letter(office)), first, office)
    alone = begun_apart(office, first)
    with pytest.raises(Refused, match="Choose another letter"):
        join(alone, alone, office)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        join(alone, first, office, by=stranger)


def test_a_name_goes_only_where_the_letter_names_the_child():
    theirs = Letter(facts=("one",), children=(Child("A.B.", "9", "A made-up name"),))
    assert Letter().telling(theirs, named=True).children[0].name == "A made-up name"
    assert Letter().telling(theirs, named=False).children == (Child("A.B.", "9"),)


def test_what_differs_is_marked_word_by_word_on_both_sides():
    own = Letter(facts=("It is reported that one child was moved.", "Same."))
    theirs = Letter(facts=("It is reported that two children were moved.", "Same.", "More."))
    first, same, more = sisters.side_by_side(own, theirs, "en")
    assert [piece.text for piece in first.own if piece.differs] == ["one", "child", "was"]
    assert [piece.text for piece in first.theirs if piece.differs] == ["two", "children", "were"]
    assert not same.differs
    assert ("".join(one.text for one in more.own), more.differs) == ("", True)


def test_long_facts_are_compared_as_a_whole():
    long = "word " * 2_000
    assert not sisters.compared(long, long).differs
    assert sisters.compared(long, long + "more").own[0].differs


def make_out(letter, office):
    signed = make.make_signed(
        office, make.make_approved(office, make.make_submitted(office, letter))
    )
    return make.make_sent(office, signed)


def test_a_sister_is_named_once_sent_and_where_someone_said_so(office, first, company):
    company = write(company, office, facts=("It is reported so.",))
    assert not sisters.nameable(fresh(first)).exists()
    out = make_out(company, office)
    assert not sisters.nameable(fresh(first)).exists()
    grouping.let_be_named(out, named=True, by=office.officer)
    assert list(sisters.nameable(fresh(first))) == [out]
    grouping.let_be_named(out, named=False, by=office.officer)
    assert not sisters.nameable(fresh(first)).exists()


def test_who_may_be_a_person_is_never_named_to_others(office, first):
    other = make.make_sister(office, first, role="authority", addressee="Somebody")
    with pytest.raises(Refused, match="Only a State, a company"):
        grouping.let_be_named(other, named=True, by=office.officer)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        ([], []),
        ([("", "company")], [Role.HOST, Role.HOME]),
        ([("company", "company"), ("concerned", "state")], [Role.HOME]),
        ([("parent", "company"), ("host", "state"), ("home", "state")], []),
        ([("host", "state"), ("organization", "organization")], []),
    ],
)
def test_home_and_host_state_are_called_to_mind_with_a_company(made, expected):
    letters = [Communication(role=role, addressee_kind=kind) for role, kind in made]
    assert sisters.missing(letters) == expected
    withdrawn = [Communication(role="company", addressee_kind="company", state="withdrawn")]
    assert sisters.missing(withdrawn) == []


def test_the_database_keeps_group_place_and_role_together(office, first, company):
    for change in ({"group": None}, {"place": None}, {"role": ""}, {"role": "host"}, {"place": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Communication.objects.filter(pk=company.pk).update(**change)


@pytest.mark.parametrize("more", [3, pytest.param(30, marks=pytest.mark.full)])
def test_a_thread_takes_the_same_number_of_queries(office, first, more):
    for _one in range(more - 1):
        make.make_sister(office, fresh(first))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        thread = threads.thread_of(fresh(first), office.officer, today())
    assert len(thread.lines) == more
    assert len(asked) == 6
