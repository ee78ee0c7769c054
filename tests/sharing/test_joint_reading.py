"""Joint action: a mandate reads the draft under its own key, and what changed since."""

from datetime import timedelta

import pytest

from rapporteur.communications.actions import annexing
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.law.citations import citation
from rapporteur.sharing import joint
from tests.factories import communications as letters
from tests.factories.cases import make_office
from tests.factories.joint import answer, ask, fresh, keys_of, waits
from tests.sharing.conftest import YES

pytestmark = pytest.mark.requirement("R26.2", "R28.1", "R28.3")


@pytest.fixture
def other(office):
    """Of the mandates on slavery, the one that stands today."""
    return make_office("SLAVTRAF")


@pytest.fixture
def letter(office):
    case = letters.make_decided_case(office, **YES)
    return letters.make_written(office, letters.make_letter(office, case))


@pytest.mark.requirement("C4")
def test_a_mandate_reads_the_draft_under_its_own_key_and_joins(office, other, letter):
    assert keys_of(other, letter) == 0
    [one] = ask(office, letter)
    assert keys_of(other, letter) == 1
    assert (one.desk, one.asked_version, one.answer) == (other.desk, letter.version, "none")
    assert one.closes_at - one.asked_at == timedelta(days=5)
    draft = joint.open_draft(one, other.keyring, by=other.officer)
    assert draft.words == letters.words_of(letter, office)
    assert "may still answer" in waits(letter)
    answer(other, one, "joins")
    assert fresh(letter).mandates == ["SALECHILD", "SLAVTRAF"]
    assert fresh(letter).is_joint
    assert not waits(letter)
    verbs = set(Entry.objects.values_list("verb", flat=True))
    assert {"ask to join", "share key", "answer invitation"} <= verbs
    with pytest.raises(Refused, match="joins already"):
        ask(office, letter)


def test_a_mandate_reads_the_law_that_will_be_printed_and_no_note_beside_it(office, other, letter):
    lines = annexing.propose(letter, by=office.officer)
    assert lines or letter.lines.exists()
    first, second, *rest = letter.lines.select_related("provision__instrument")
    letters.settle(first, office, "internal", note="It is not bound, we think.")
    letters.confirm(second, office)
    [one] = ask(office, fresh(letter))
    draft = joint.open_draft(one, other.keyring, by=other.officer)
    told = [line["citation"] for line in draft.law["binding"]]
    assert told == [str(citation(second.provision))]
    assert draft.law["standard"] == []
    assert "not bound" not in str(draft)
    assert all(str(citation(line.provision)) not in told for line in [first, *rest])


@pytest.mark.requirement("C4")
def test_an_edit_voids_and_both_desks_see_what_changed(office, other, letter):
    [one] = ask(office, letter)
    answer(other, one, "joins")
    later = letters.write(fresh(letter), office, facts=("Another fact is reported.",))
    one.refresh_from_db()
    assert one.voided
    assert one.is_void
    assert later.mandates == ["SALECHILD"]
    assert "approved other words" in waits(later)
    with pytest.raises(Refused, match="asks you anew"):
        answer(other, one, "joins")
    draft, edits = joint.open_at_lead(one, office.keyring, by=office.officer)
    [row] = draft.changed
    assert "promised" in "".join(piece.text for piece in row.then)
    assert "".join(piece.text for piece in row.now) == "Another fact is reported."
    assert edits == ""
    [anew] = ask(office, later)
    assert joint.open_draft(anew, other.keyring, by=other.holder).changed == draft.changed
    answer(other, anew, "joins")
    assert fresh(letter).mandates == ["SALECHILD", "SLAVTRAF"]
    assert Entry.objects.filter(verb="void approvals").count() == 1


def test_edits_are_sealed_to_both_and_sign_nothing(office, other, letter):
    [one] = ask(office, letter)
    with pytest.raises(Refused, match="what should be changed"):
        answer(other, one, "edits")
    with pytest.raises(Refused, match="what should be changed"):
        answer(other, one, "joins", edits="quiet herons")
    answer(other, one, "edits", edits="quiet herons")
    one.refresh_from_db()
    assert joint.open_at_lead(one, office.keyring, by=office.officer)[1] == "quiet herons"
    assert not fresh(letter).is_joint
    assert "with edits" in waits(letter)
    assert "herons" not in str(list(Entry.objects.values_list("detail", "why")))
    joint.close(one, words="they are not taken up", by=office.officer)
    assert not waits(letter)
    with pytest.raises(Refused, match="Nothing of this mandate"):
        joint.close(one, words="again", by=office.officer)
