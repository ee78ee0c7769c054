"""Search over what lies sealed: what is found, in which order, how far, and what the journal says."""

import pytest

from rapporteur.cases import actions, received
from rapporteur.cases.finding import searching
from rapporteur.cases.finding.pieces import What, pieces, text_of
from rapporteur.cases.finding.searching import search, words_asked
from rapporteur.intake import threads
from rapporteur.intake.models import Submission
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault import erasure, records
from rapporteur.kernel.vault.scanning import Scan
from tests.factories import cases as make
from tests.factories.vaults import make_keyring

SIX = {
    "en": ("They met at the Lower Exe market every week.", "lower EXE"),
    "fr": ("Une élève de l'École du Bas-Exe a écrit.", "ECOLE eleve"),
    "es": ("Una niña contó lo que pasó en el patio.", "NINA paso"),
    "ar": ("ذهبت المعلّمةُ إلى مـــدرسة القرية في ٢٠٢٦", "المعلمه مدرسه 2026"),
    "ru": ("Ещё один ребёнок не ходит в школу.", "еще РЕБЕНОК"),
    "zh": ("孩子们在铁路旁的砖场搬砖。", "砖场 铁路"),
}


def asked(office, words, **more):
    return search(words_asked(words), office.keyring, by=office.officer, **more)


def shown(found):
    return [(line.piece.what, line.piece.under) for line in found.lines]


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("short", "short", "short"),
        ("ab " * 30, "ab " * 25 + "ab…", "…" + "ab " * 26),
        ("儿童" * 50, "儿童" * 39 + "儿…", "…童" + "儿童" * 39),
    ],
    ids=["short", "cut between words", "without spaces"],
)
def test_a_line_is_cut_between_words_and_shows_that_it_goes_on(words, first, last):
    assert (searching.first_of(words), searching.last_of(words)) == (first, last)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("École  école ÉCOLE", ("ecole",)),
        ("a ab 1 12", ("ab", "12")),
        ("孩 子们", ("孩", "子们")),
        ("“Lower” L’École", ("lower", "ecole")),
        (" \n", ()),
        ("\u0301\u0301", ()),
    ],
)
def test_words_are_folded_and_short_ones_left_out(text, words):
    assert words_asked(text) == words


def test_it_finds_in_six_languages_however_it_is_spelled(committed, office):
    kept = {code: make.make_submission(office, what=text) for code, (text, _) in SIX.items()}
    for code, (text, words) in SIX.items():
        found = asked(office, words)
        assert shown(found) == [(What.SUBMISSION, kept[code].pk)], code
        (line,) = found.lines
        assert line.before + line.hit + line.after == text, code
        assert (found.reached, found.of, found.goes_on) == (6, 6, None)


def test_messages_and_notes_are_searched_and_names_and_choices_are_not(committed, office):
    submission = make.make_submission(office, what="A first word.\nZyxquorum stands here.\nA last.")
    said = received.open_submission(submission, office.keyring, by=office.officer)
    received.write_back(submission, "We asked about zyxquorum.", said=said, by=office.officer)
    receipt = office.receipts[submission.pk]
    threads.write_again(receipt, threads.read(receipt), "ZYXQUORUM again")
    case = actions.open_case(submission, said.answers, by=office.officer)
    actions.note(case, "x" * 300 + " zyxquorum " + "y" * 300, by=office.officer)

    found = asked(office, "zyxquorum")

    assert sorted(shown(found)) == sorted(
        [(What.SUBMISSION, submission.pk), (What.NOTE, case.pk)]
        + [(What.MESSAGE, submission.pk)] * 2
    )
    lines = {line.piece.what: line for line in found.lines}
    sent = lines[What.SUBMISSION]
    assert (sent.before, sent.hit, sent.after) == ("", "Zyxquorum", " stands here.")
    note = lines[What.NOTE]
    assert len(note.before) == len(note.after) == searching.AROUND
    for words in ("A. Source", "relative", "zyxquorum nowhere"):
        assert asked(office, words).lines == []

    entries = Entry.objects.filter(verb="search").order_by("pk")
    assert {"opened": 4, "passed": 0, "shown": 4} in [one.detail for one in entries]
    records = {str(line.piece.record) for line in found.lines}
    named = Entry.objects.filter(verb="find")
    assert {one.subject_id for one in named} == records
    assert not [one for one in Entry.objects.all() if "zyx" in f"{one.why}{one.detail}".lower()]
    # a search reads nothing for good: the word of the source still waits for a person
    assert Entry.objects.filter(verb="read", detail__kind="intake.message").count() == 0


def test_it_ends_by_time_or_a_full_page_and_goes_on_where_it_stopped(
    committed, office, monkeypatch
):
    kept = {make.make_submission(office, what="zyxquorum").pk for _ in range(5)}
    monkeypatch.setattr(searching, "A_PAGE", 2)
    seen, after, counts = [], None, []
    for _page in range(3):
        found = asked(office, "zyxquorum", after=after)
        seen += [under for _what, under in shown(found)]
        counts.append((found.reached, found.of))
        after = found.goes_on
    assert after is None
    assert counts == [(2, 5), (4, 5), (5, 5)]
    assert len(seen) == 5
    assert set(seen) == kept
    hurried = asked(office, "zyxquorum", seconds=-1)
    assert (hurried.reached, len(hurried.lines)) == (1, 1)


def test_what_does_not_open_or_does_not_fit_is_passed_over(committed, office):
    good, erased, forged = (make.make_submission(office, what="zyxquorum") for _ in range(3))
    erasure.erase([erased.sealed.record_id], by="command:test")
    spare = records.keep(threads.SUBMISSION, b"zyxquorum: no JSON", [good.desk], by="a thief")
    Submission.objects.filter(pk=forged.pk).update(sealed=spare)
    assert [under for _what, under in shown(asked(office, "zyxquorum"))] == [good.pk]
    assert Entry.objects.get(verb="search").detail == {"opened": 2, "passed": 0, "shown": 1}

    stranger = search(("zyxquorum",), make_keyring(), by=office.officer)
    assert (stranger.lines, stranger.reached, stranger.of) == ([], 2, 2)
    assert Entry.objects.filter(verb="search", detail__passed=2, detail__opened=0).exists()


@pytest.mark.django_db
def test_a_body_that_was_hung_on_another_row_is_no_text(office):
    one, other = (make.make_submission(office, what="zyxquorum") for _ in range(2))
    first, second = sorted(pieces(office.officer), key=lambda piece: piece.under == other.pk)
    ((_version, body),) = Scan(office.keyring).bodies([first.version])
    assert "zyxquorum" in text_of(first, body)
    assert text_of(second, body) is None
    assert first.under == one.pk


@pytest.mark.requirement("RX.1")
@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_only_ones_own_desks_are_searched_with_three_queries(
    office, django_assert_num_queries, rows
):
    elsewhere = make.make_office("OTHER")
    make.make_case(elsewhere)
    own = {make.make_submission(office).pk for _ in range(rows)}
    pieces(office.officer)  # who reads which desk is kept for the request
    with django_assert_num_queries(3):
        found = pieces(office.officer)
    assert {one.under for one in found} == own
