"""Loading registers: twice as once, doubles and conflicts told, nothing written over unseen."""

from datetime import timedelta

import pytest

from rapporteur.communications.actions.registering import load, load_draft, look
from rapporteur.communications.models import Communication, EarlierLetter, RegisterDraft
from rapporteur.communications.register import exporting, files
from rapporteur.kernel import clock
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.publication.models import PublishedEarlierLetter
from tests.factories.communications import make_letter
from tests.factories.people import make_desk, make_member
from tests.factories.registers import ADDRESS, LINE, PUBLIC, SOURCE, make_csv, make_line

pytestmark = pytest.mark.django_db
BY = "command:letters"
SECOND = make_line(reference="AL XEX 4/2008", replies="none")
UNNUMBERED = make_line(reference="", number="17", addressee="XEX", date_sent="1994-05", replies="")


@pytest.fixture
def desk():
    return make_desk()


def take(desk, *lines, by=BY, skip=False):
    return load(files.read("a.csv", make_csv(*lines)), desk, by=by, skip_refused=skip)


def counts(told):
    return told.added, told.changed, told.unchanged, told.refused


def reasons(told):
    return [(one.line, one.column, one.weight, one.reason) for one in told.findings]


def out(desk):
    return "".join(exporting.csv_of(EarlierLetter.objects.of_desk(desk).in_order()))


@pytest.mark.requirement("C2")
def test_a_second_run_changes_no_row(desk):
    lines = [LINE, SECOND, UNNUMBERED]
    assert counts(take(desk, *lines)) == (3, 0, 0, 0)
    before = list(EarlierLetter.objects.order_by("pk").values())
    assert counts(take(desk, *lines)) == (0, 0, 3, 0)
    assert list(EarlierLetter.objects.order_by("pk").values()) == before


def test_each_line_keeps_its_source_its_day_and_where_it_was_read(desk):
    take(desk, UNNUMBERED, LINE)
    found = EarlierLetter.objects.get(number="17")
    assert (found.source, found.as_of, found.file, found.line) == (SOURCE, "2009-03-01", "a.csv", 2)
    assert (str(found), found.key, found.sent_on, found.answered) == (
        *("line 17 of the register", None, "1994-05", ""),
    )


def test_what_is_written_out_is_read_back_as_it_was(desk):
    lines = [
        *(LINE, SECOND, UNNUMBERED, {**PUBLIC, "reference": "JUA Food (2000-9) XEX 5/2008"}),
        make_line(reference="OTH 6/2008", public="yes", source_address=ADDRESS, subject="=1+1",
                  addressee_name="'-x; “y”, é", kind="JOL", mandates="SALECHILD; Food"),
        make_line(reference="", number="+18", addressee="XEX", date_sent="", replies="none"),
    ]  # fmt: skip
    take(desk, *lines)
    written = out(desk)
    assert counts(load(files.read("b.csv", written.encode()), desk, by=BY, skip_refused=False)) == (
        *(0, 0, 6, 0),
    )
    other = make_desk("FOOD")
    PublishedEarlierLetter.objects.all().delete()  # a letter is public once
    load(files.read("c.csv", written.encode()), other, by=BY, skip_refused=False)
    assert out(other) == written
    assert "'=1+1" in written
    assert EarlierLetter.objects.filter(subject="=1+1").count() == 2


def test_nothing_is_loaded_where_a_line_is_refused(desk):
    bad = make_line(reference="nothing")
    told = take(desk, LINE, bad)
    assert (counts(told), told.nothing) == ((1, 0, 0, 1), True)
    assert not EarlierLetter.objects.exists()
    assert not Entry.objects.filter(verb="load register").exists()


def test_the_rest_is_loaded_where_a_person_says_so(desk):
    told = take(desk, LINE, make_line(reference="nothing"), SECOND, skip=True)
    assert (counts(told), told.nothing) == ((2, 0, 0, 1), False)
    assert set(EarlierLetter.objects.values_list("reference_number", flat=True)) == {3, 4}


def test_the_journal_keeps_counts_and_no_content(desk):
    take(desk, LINE, make_line(reference="nothing"), skip=True)
    entry = Entry.objects.get(verb="load register")
    digest = entry.detail.pop("sha256")
    assert (entry.by, entry.subject_id, len(digest)) == (BY, str(desk.pk), 64)
    assert entry.detail == {"added": 1, "changed": 0, "unchanged": 0, "refused": 1}


@pytest.mark.requirement("C2")
def test_a_letter_that_stands_twice_in_a_file_is_told(desk):
    other = make_line(date_sent="2008-07-30")
    told = take(desk, LINE, other, SECOND, SECOND, skip=True)
    assert reasons(told) == [
        (2, "reference", "refused", "the same letter stands in line 3"),
        (3, "reference", "refused", "the same letter stands in line 2"),
        (5, "reference", "refused", "the same letter stands in line 4"),
    ]
    assert counts(told) == (1, 0, 0, 3)


def test_a_number_that_stands_twice_is_told_by_source(desk):
    twice = [UNNUMBERED, {**UNNUMBERED, "date_sent": "1995"}, {**UNNUMBERED, "source": "another"}]
    told = take(desk, *twice, skip=True)
    out = [(line, column) for line, column, weight, _reason in reasons(told) if weight == "refused"]
    assert out == [(2, "number"), (3, "number")]
    assert counts(told) == (1, 0, 0, 2)


def test_the_same_source_may_say_more_later_and_it_is_told(desk):
    take(desk, UNNUMBERED)
    later = {**UNNUMBERED, "reference": "UA XEX 1/1994", "date_sent": "1994-05-03", "as_of": "2010"}
    told = take(desk, later)
    assert counts(told) == (0, 1, 0, 0)
    changes = [
        (column, reason) for _l, column, weight, reason in reasons(told) if weight == "change"
    ]
    assert changes == [
        ("reference", "not held becomes “UA XEX 1/1994”"),
        ("kind", "not held becomes “UA”"),
        ("date_sent", "“1994-05” becomes “1994-05-03”"),
        ("as_of", "“2009-03-01” becomes “2010”"),
    ]
    found = EarlierLetter.objects.get()
    assert (found.reference, found.sent_on, found.as_of) == ("UA XEX 1/1994", "1994-05-03", "2010")
    assert counts(take(desk, later)) == (0, 0, 1, 0)


def test_another_source_that_says_otherwise_is_a_conflict(desk):
    take(desk, LINE)
    told = take(desk, make_line(source="another", date_sent="2008-07-28", kind="JUA"), skip=True)
    other = f"another source says otherwise: {SOURCE} (as of 2009-03-01)"
    assert reasons(told)[:2] == [
        (2, "date_sent", "conflict", other),
        (2, "mandates", "doubt", "the letter says it is joint, and one mandate stands here"),
    ]
    assert counts(told) == (0, 0, 0, 1)
    assert EarlierLetter.objects.get().sent_on == "2008-07-29"


def test_another_source_that_says_the_same_changes_nothing(desk):
    take(desk, LINE)
    assert counts(take(desk, make_line(source="another", as_of="2020"))) == (0, 0, 1, 0)
    assert EarlierLetter.objects.get().source == SOURCE


def test_another_source_that_says_more_changes_nothing_and_it_is_told(desk):
    take(desk, make_line(mandates="", replies=""))
    more = {**PUBLIC, "source": "another", "number": "9", "replies": "none"}
    told = take(desk, more)
    assert counts(told) == (0, 0, 1, 0)
    assert [(column, weight) for _line, column, weight, _reason in reasons(told)] == [
        *(("mandates", "doubt"), ("public", "doubt"), ("subject", "doubt")),
        *(("text_address", "doubt"), ("replies", "doubt")),
    ]
    assert not PublishedEarlierLetter.objects.exists()


def test_an_older_file_does_not_undo_a_newer_one(desk):
    take(desk, make_line(as_of="2010"))
    told = take(desk, make_line(replies="none"))
    assert reasons(told) == [(2, "as_of", "conflict", "what is on record is newer, as of 2010")]


def test_one_line_is_not_two_letters_on_record(desk):
    take(desk, LINE, UNNUMBERED)
    told = take(desk, {**UNNUMBERED, "reference": "UA XEX 3/2008", "date_sent": "2008"})
    both = "the reference and the number are those of two letters on record"
    assert (2, "reference", "conflict", both) in reasons(told)


def test_registers_of_two_desks_do_not_know_each_other(desk):
    take(desk, LINE)
    assert counts(take(make_desk("FOOD"), make_line(date_sent="2008-07-28"))) == (1, 0, 0, 0)


def test_a_letter_of_the_desk_itself_is_no_earlier_letter(office):
    letter = make_letter(office)
    Communication.objects.filter(pk=letter.pk).update(
        reference_addressee="XEX", reference_number=3, reference_year=2008
    )
    told = take(letter.desk, LINE)
    ours = "this is a letter of this desk itself, which is kept with its text"
    assert reasons(told) == [(2, "reference", "conflict", ours)]


# what is public
def test_only_lines_marked_public_are_copied_for_the_public_door(desk):
    take(desk, PUBLIC, SECOND)
    found = PublishedEarlierLetter.objects.get()
    assert (str(found), found.subject, found.source_address, found.exercise) == (
        *("UA XEX 3/2008", "A made-up matter", ADDRESS, True),
    )
    assert found.pk == EarlierLetter.objects.get(public=True).pk


def test_a_line_that_is_no_longer_public_leaves_the_public_door(desk):
    take(desk, PUBLIC)
    take(desk, make_line(as_of="2010", source_address=ADDRESS))
    assert not PublishedEarlierLetter.objects.exists()


def test_a_letter_is_public_once(desk):
    take(desk, PUBLIC)
    told = take(make_desk("FOOD"), PUBLIC)
    assert reasons(told) == [
        (2, "reference", "conflict", "another desk made this letter public already")
    ]


@pytest.mark.parametrize(
    ("role", "keeps", "publishes"),
    [
        ("mandate_holder", True, True),
        ("desk_officer", True, False),
        ("coordinator", True, False),
        ("reference_editor", False, False),
        ("auditor", False, False),
        ("administrator", False, False),
    ],
)
def test_who_loads_a_register_and_who_its_public_lines(desk, role, keeps, publishes):
    person = make_member(desk, role).account
    for lines, may in (((LINE,), keeps), ((PUBLIC,), publishes)):
        if may:
            assert not take(desk, *lines, by=person).nothing
        else:
            with pytest.raises(Refused):
                take(desk, *lines, by=person)


def test_nobody_loads_the_register_of_another_desk(desk):
    stranger = make_member(make_desk("FOOD"), "mandate_holder").account
    with pytest.raises(Refused):
        take(desk, LINE, by=stranger)
    with pytest.raises(Refused):
        look(files.read("a.csv", make_csv(LINE)), desk, by=stranger)


# looking first
def test_looking_at_a_file_loads_nothing_and_keeps_its_good_lines(desk):
    person = make_member(desk, "desk_officer").account
    sheet = files.read("a.csv", make_csv(LINE, make_line(reference="A secret of a case")))
    draft, told = look(sheet, desk, by=person)
    assert (counts(told), EarlierLetter.objects.exists()) == ((1, 0, 0, 1), False)
    assert "secret" not in str(RegisterDraft.objects.values_list("rows", flat=True))
    assert counts(load_draft(draft, by=person)) == (1, 0, 0, 1)
    assert not RegisterDraft.objects.exists()


def test_a_draft_is_loaded_by_who_made_it_alone(desk):
    draft, _told = look(
        files.read("a.csv", make_csv(LINE)), desk, by=make_member(desk, "desk_officer").account
    )
    with pytest.raises(Refused):
        load_draft(draft, by=make_member(desk, "mandate_holder").account)


def test_what_changed_since_the_look_is_told_and_nothing_is_loaded(desk):
    person = make_member(desk, "desk_officer").account
    draft, _told = look(files.read("a.csv", make_csv(LINE, SECOND)), desk, by=person)
    take(desk, make_line(source="another", date_sent="2008-07-01"))
    told = load_draft(draft, by=person)
    assert (told.nothing, told.refused, EarlierLetter.objects.count()) == (True, 1, 1)
    assert RegisterDraft.objects.exists()


def test_drafts_that_were_left_are_removed_with_the_next_look(desk, monkeypatch):
    first, second = (make_member(desk, "desk_officer").account for _one in range(2))
    sheet = files.read("a.csv", make_csv(LINE))
    look(sheet, desk, by=first)
    look(sheet, desk, by=first)
    assert RegisterDraft.objects.count() == 1
    moment = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: moment)
    look(sheet, desk, by=second)
    assert RegisterDraft.objects.get().by == second.pk


def test_the_whole_path_needs_no_more_than_the_rights_of_the_desk(desk, as_role):
    person = make_member(desk, "mandate_holder").account
    with as_role("desk"):
        draft, _told = look(files.read("a.csv", make_csv(PUBLIC, SECOND)), desk, by=person)
        load_draft(draft, by=person)
        later = make_line(as_of="2010", source_address=ADDRESS)
        assert counts(take(desk, later, by=person)) == (0, 1, 0, 0)
        assert out(desk).count("\r\n") == 3
        assert not PublishedEarlierLetter.objects.exists()
