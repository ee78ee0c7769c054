"""The checklist of a letter: who answers it, when it counts, and what it stops."""

from datetime import date

import pytest

from rapporteur.checklists.answers import Given
from rapporteur.checklists.models import ChecklistItem
from rapporteur.communications import checklists, rules
from rapporteur.communications.actions import checking, reviewing, sending
from rapporteur.communications.models import LetterChecklist
from rapporteur.kernel import clock
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from tests.factories import communications as make

pytestmark = pytest.mark.django_db
CANARY = "zyxquorum-reason"


def answer(office, letter, given=None, **more):
    given = given or {"L-CODE-6A": Given("no", CANARY)}
    return checking.answer(letter, given, **{"read": letter.version, "by": office.officer, **more})


@pytest.mark.requirement("R29.1")
def test_no_letter_is_approved_while_an_item_has_no_answer(office):
    letter = make.make_submitted(office)
    make.review_all(letter, office)
    LetterChecklist.objects.all().delete()
    with pytest.raises(Refused, match=r"no answer yet to: Code of Conduct, art. 6 \(a\);"):
        reviewing.approve(letter, words="read", by=office.second)
    given = {one.code: Given("yes") for one in make.asked(letter)[1:]}
    answer(office, letter, given)
    with pytest.raises(Refused, match=r"no answer yet to: Code of Conduct, art. 6 \(a\)\."):
        reviewing.approve(letter, words="read", by=office.second)
    make.answer_checklist(letter, office)
    assert reviewing.approve(letter, words="read", by=office.second).state == "approved"


def test_a_reason_is_sealed_and_the_journal_has_none_of_it(office):
    letter = make.make_written(office)
    saving = answer(office, letter)
    assert saving.answers["L-CODE-6A"]["answer"] == "no"
    assert CANARY not in str(vars(saving))
    assert make.opened(saving.reasons, office) == {"L-CODE-6A": CANARY}
    entry = Entry.objects.get(verb="answer checklist")
    assert entry.detail == {"version": letter.version, "answers": 1}
    assert str(saving) == f"version {letter.version}, 1 answers"
    assert answer(office, letter, {"L-CODE-6A": Given("yes")}).reasons is None


@pytest.mark.requirement("R29.1")
def test_what_was_answered_for_an_earlier_version_does_not_count(office):
    letter = make.make_approved(office)
    letter = reviewing.reopen(letter, words="a date is wrong", by=office.officer)
    assert rules.has_answered_checklist(office.officer, letter) is None
    letter = make.write(letter, office)
    assert "no answer yet" in str(rules.has_answered_checklist(office.officer, letter))


@pytest.mark.requirement("R29.1")
def test_a_text_that_changes_after_approval_is_asked_anew_before_the_letter_goes(
    office, monkeypatch
):
    letter = make.make_signed(office)
    old = ChecklistItem.objects.get(code="L-CODE-8B")
    values = {one.name: getattr(old, one.name) for one in old._meta.fields if one.name != "id"}
    ChecklistItem.objects.filter(pk=old.pk).update(valid_to=clock.today().isoformat())
    new = {"valid_from": clock.today().isoformat(), "edition": "2026-11"}
    ChecklistItem.objects.create(**{**values, **new})
    words = make.words_of(letter, office)
    with pytest.raises(Refused, match=r"art. 8 \(b\)"):
        sending.send(letter, words, read=letter.version, by=office.officer)
    make.answer_checklist(letter, office)
    sent = sending.send(letter, words, read=letter.version, by=office.officer)
    assert sent.state == "sent"
    first, last = letter.checklists.all()
    assert first.answers["L-CODE-8B"]["edition"] == "2007-06-18"
    assert last.answers["L-CODE-8B"]["edition"] == "2026-11"


def test_it_is_answered_by_the_desk_before_the_letter_is_sent_and_as_it_was_read(office):
    letter = make.make_written(office)
    with pytest.raises(Refused, match="Only members of its desk"):
        answer(office, letter, by=make.make_account("missions"))
    with pytest.raises(Refused, match="saved this letter meanwhile"):
        answer(office, letter, read=letter.version + 1)
    sent = make.make_sent(office)
    with pytest.raises(Refused, match="before a letter is sent"):
        answer(office, sent)


def test_the_page_shows_what_the_steps_ask_and_what_was_answered(office, monkeypatch):
    letter = make.make_written(office)
    monkeypatch.setattr(
        checklists.sealing, "read", lambda version, *_a, **_k: make.opened(version, office)
    )
    held = dict(checklists.held(letter, office.officer))
    by_gate = {item.gate: reason for item, reason in held.items()}
    assert by_gate["decision"] is None
    assert set(by_gate) == set(checklists.GATES)
    assert checklists.last(letter, office.keyring, by=office.officer) is None
    answer(office, letter)
    found = checklists.last(letter, office.keyring, by=office.officer)
    assert found.given == {"L-CODE-6A": Given("no", CANARY)}
    assert found.counts
    answer(office, letter, {"L-CODE-6B": Given("yes")})
    assert not checklists.last(make.write(letter, office), office.keyring, by=office.officer).counts


def test_it_is_dated_by_what_is_asked_on_its_day(office, monkeypatch):
    monkeypatch.setattr(rules, "today", lambda: date(2007, 1, 1))
    assert rules.asked_of(make.make_letter(office)) == []
