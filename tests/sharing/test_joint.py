"""Joint action: who is asked, who may answer until when, and what becomes of a letter."""

from datetime import timedelta

import pytest

from rapporteur.circles.records import records_of
from rapporteur.communications.actions import annexing, drafting
from rapporteur.communications.models import AnnexLine, Communication, Invitation, Policy
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.refusals import Refused
from rapporteur.sharing import joint
from tests.factories import communications as letters
from tests.factories.cases import make_office
from tests.factories.joint import answer, ask, fresh, keys_of, make_country_mandate, waits
from tests.sharing.conftest import YES

pytestmark = pytest.mark.requirement("R26.2", "R28.1", "R28.3")


@pytest.fixture
def office(db):
    """Nothing is opened here, so no test needs a database of its own."""
    return make_office()


@pytest.fixture
def other(office):
    """Of the mandates on slavery, the one that stands today."""
    return make_office("SLAVTRAF")


@pytest.fixture
def letter(office):
    case = letters.make_decided_case(office, **YES)
    return letters.make_written(office, letters.make_letter(office, case))


def test_how_a_child_is_told_of_is_an_edit_too(office, other, letter):
    [one] = ask(office, letter)
    answer(other, one, "joins")
    drafting.choose(fresh(letter), names_child=False, continuing=True, by=office.officer)
    one.refresh_from_db()
    assert one.is_void
    assert not fresh(letter).is_joint


def test_what_is_cited_otherwise_is_an_edit_and_a_note_is_none(office, other, letter):
    [line] = annexing.propose(letter, by=office.officer)[:1]
    [one] = ask(office, letter)
    answer(other, one, "joins")
    letters.settle(fresh_line(line), office, "internal")
    assert fresh(letter).is_joint
    letters.confirm(fresh_line(line), office)
    one.refresh_from_db()
    assert one.is_void
    assert not fresh(letter).is_joint


def test_asked_anew_what_was_sealed_before_stays_in_reach_of_the_case(office, other, letter):
    [one] = ask(office, letter)
    answer(other, one, "edits", edits="Say when.")
    one.refresh_from_db()
    edits = one.edits
    ask(office, letter)
    one.refresh_from_db()
    assert one.edits is None
    [former] = one.former.all()
    assert former.sealed == edits
    assert edits.record_id in records_of([letter.case_id])
    assert str(former) == f"{one.pk} {today()}"


def fresh_line(line):
    return AnnexLine.objects.get(pk=line.pk)


def test_who_declines_loses_the_key(office, other, letter):
    [one] = ask(office, letter)
    answer(other, one, "declines")
    assert keys_of(other, letter) == 0
    assert not waits(letter)
    one.refresh_from_db()
    with pytest.raises(Refused, match="not open to you"):
        joint.open_draft(one, other.keyring, by=other.holder)


def test_no_answer_is_not_joined(office, other, letter):
    [one] = ask(office, letter)
    past = now() - timedelta(hours=1)
    Invitation.objects.update(asked_at=past - timedelta(days=5), closes_at=past)
    assert not waits(letter)
    assert not fresh(letter).is_joint
    with pytest.raises(Refused, match="window is closed"):
        answer(other, one, "joins")


def test_lead_closes_a_window_with_a_reason(office, other, letter):
    [one] = ask(office, letter)
    with pytest.raises(Refused, match="Give the reason"):
        joint.close(one, words=" ", by=office.officer)
    with pytest.raises(Refused, match="Only members"):
        joint.close(one, words="we are", by=other.officer)
    joint.close(one, words="it cannot wait", by=office.officer)
    assert not waits(letter)
    with pytest.raises(Refused, match="window is closed"):
        answer(other, one, "joins")


def test_only_the_mandate_holder_of_that_desk_answers(office, other, letter):
    [one] = ask(office, letter)
    with pytest.raises(Refused, match="Only the mandate-holder"):
        answer(other, one, "joins", by=other.officer)
    with pytest.raises(Refused, match="Another desk"):
        answer(other, one, "joins", by=office.holder)
    with pytest.raises(Refused, match="Another desk"):
        joint.open_draft(one, office.keyring, by=office.officer)
    with pytest.raises(Refused, match="Choose what"):
        answer(other, one, "none")
    with pytest.raises(Refused, match="asks you anew"):
        joint.answer(one, answer="joins", read=1, by=other.holder)
    with pytest.raises(Refused, match="at its own desk"):
        drafting.answer_invitation(one, answer="joins", means="mail", by=office.officer)


def test_the_country_mandate_of_the_addressee_is_always_asked(office, other, letter):
    make_country_mandate()
    rows = {one.mandate: one for one in ask(office, letter)}
    assert rows.keys() == {"SLAVTRAF", "XEXM"}
    assert rows["XEXM"].desk is None
    drafting.answer_invitation(
        rows["XEXM"], answer="joins", means="mail", on=today(), by=office.officer
    )
    assert fresh(letter).mandates == ["SALECHILD", "XEXM"]
    rows["XEXM"].refresh_from_db()
    assert rows["XEXM"].means == "mail"
    assert {one.mandate for one in ask(office, letter)} == {"SLAVTRAF"}


@pytest.mark.parametrize(
    ("means", "days"), [("", 0), ("pigeon", 0), ("mail", 1)], ids=["no way", "unknown", "to come"]
)
def test_an_answer_from_outside_has_a_way_and_a_day(office, letter, means, days):
    [one] = ask(office, letter, "SLAVTRAF")
    on = today() + timedelta(days=days)
    with pytest.raises(Refused, match="which way"):
        drafting.answer_invitation(one, answer="joins", means=means, on=on, by=office.officer)


def test_without_consent_to_share_nobody_is_asked(office, other):
    case = letters.make_decided_case(office)
    letter = letters.make_written(office, letters.make_letter(office, case))
    with pytest.raises(Refused, match="other mandates"):
        ask(office, letter)
    assert keys_of(other, letter) == 0


def test_whom_one_asks_stands_and_signs(office, other, letter):
    for code in ("NOBODY", "SALECHILD"):
        with pytest.raises(Refused, match="Choose mandates"):
            ask(office, letter, code)
    Policy.objects.filter(purpose="joining").delete()
    with pytest.raises(Refused, match="No policy"):
        ask(office, letter)


def test_a_settled_text_is_not_offered(office, other, letter):
    with pytest.raises(Refused, match="Only members"):
        joint.ask(letter, ["SLAVTRAF"], keyring=other.keyring, by=other.officer)
    [one] = ask(office, letter)
    Communication.objects.filter(pk=letter.pk).update(state="approved")
    with pytest.raises(Refused, match="text is settled"):
        ask(office, letter)
    with pytest.raises(Refused, match="text is settled"):
        answer(other, one, "joins")


def test_who_is_denied_the_case_gets_no_draft_through_another_desk(office, other, letter):
    ask(office, letter)
    assert joint.stop_where([letter.case_id], other.officer, by=office.officer) == 1
    assert keys_of(other, letter) == 0
    assert joint.stop_where([letter.case_id], office.second, by=office.officer) == 0


def test_urgent_appeals_have_the_shorter_window(db):
    moment = now()
    assert joint.closing("UA", moment) - moment == timedelta(hours=48)
    assert joint.closing("OL", moment) - moment == timedelta(days=5)


def test_a_letter_that_waits_is_not_approved_and_who_does_not_sign_is_informed(
    office, other, letter
):
    [one] = ask(office, letter)
    submitted = letters.make_submitted(office, fresh(letter))
    letters.review_all(submitted, office)
    with pytest.raises(Refused, match="may still answer"):
        letters.reviewing.approve(submitted, words="read", by=office.second)
    answer(other, one, "declines")
    sent = letters.make_sent(
        office, letters.make_signed(office, letters.make_approved(office, fresh(letter)))
    )
    assert sent.mandates == ["SALECHILD"]
    one.refresh_from_db()
    assert one.informed_on == today()
