"""Beginning and writing letters: on what they rest, to whom they go, who joins, which number."""

import pytest
from django.db import IntegrityError, transaction

from rapporteur.cases import consents
from rapporteur.communications import grounds
from rapporteur.communications.actions import drafting
from rapporteur.communications.models import Communication, Invitation
from rapporteur.communications.workflow import State
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.world.models import Country
from tests.factories import cases as make
from tests.factories.communications import (
    make_approved,
    make_decided_case,
    make_letter,
    make_signed,
    make_submitted,
    make_written,
    opened,
    words_of,
    write,
)
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R31.2")
@pytest.mark.parametrize("kind", ["UA", "AL", "OL"])
def test_a_letter_of_each_kind_is_begun_from_its_blocks(office, kind):
    letter = make_letter(office, kind=kind)
    words = words_of(letter, office)
    assert (letter.state, letter.version, letter.kind) == (State.DRAFT, 1, kind)
    assert sorted(words.blocks) == list(range(1, 12))
    assert words.facts == ()
    assert letter.code.startswith("L-")
    assert letter.facts_on == "2026-03"
    assert letter.scope_codes == ["SALE.ADOPTION"]


@pytest.mark.requirement("R28.3")
@pytest.mark.parametrize("addressee_kind", ["company", "organization", "other"])
def test_a_letter_goes_to_whoever_is_no_state_and_the_name_is_sealed(office, addressee_kind):
    letter = make_letter(
        office, addressee_kind=addressee_kind, addressee="A canary of an addressee"
    )
    assert letter.addressee_state is None
    assert words_of(letter, office).addressee == "A canary of an addressee"
    assert "canary" not in letter.addressed_to


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"state": None}, "names the State"),
        ({"addressee_kind": "company"}, "Say to whom"),
    ],
)
def test_an_addressee_is_needed(office, more, why):
    with pytest.raises(Refused, match=why):
        make_letter(office, **more)


@pytest.mark.parametrize(
    ("iso3", "why"), [("FRA", "Exerland only"), ("ALA", "a State of the list")]
)
def test_an_exercise_writes_to_exerland_alone(office, iso3, why):
    with pytest.raises(Refused, match=why):
        make_letter(office, state=Country.objects.get(iso3=iso3))


@pytest.mark.parametrize("kind", ["UA", "OL"])
def test_a_kind_that_was_not_decided_on_is_refused(office, kind):
    case = make_decided_case(office, "ACT_AL")
    with pytest.raises(Refused, match="not decided on"):
        make_letter(office, case, kind=kind)
    assert grounds.kinds_decided(case) == ["AL"]


@pytest.mark.requirement("R24.1")
def test_no_letter_before_a_decision_and_an_overlap_check(office):
    case = make.make_case(office)
    with pytest.raises(Refused, match="not decided on"):
        make_letter(office, case)
    triage = make.make_triage(office, case)
    assert grounds.no_overlap_check(triage.case)
    assert grounds.no_known_source(triage.case) == grounds.UNDECIDED
    assert grounds.no_consent(triage.case, names_child=False, shared=False) == grounds.UNDECIDED
    assert grounds.invited(triage.case) == []


def test_a_case_that_was_never_triaged_has_nothing_to_rest_on(office):
    case = make.make_case(office)
    assert (grounds.month_of(case), grounds.scope_of(case), grounds.states_of(case)) == ("", [], [])


def test_consent_that_was_taken_back_stops_a_letter(office):
    case = make_decided_case(office)
    submission = case.joined.get().submission
    consents.change(
        case, submission, "may_send", "no", told="message", said_on=today(), by=office.officer
    )
    with pytest.raises(Refused, match="has not allowed us to write"):
        make_letter(office, case)


@pytest.mark.requirement("A11")
def test_a_child_is_named_with_consent_only(office):
    with pytest.raises(Refused, match="no consent to name the child"):
        make_letter(office, names_child=True)
    case = make_decided_case(office, may_name_child="yes")
    assert make_letter(office, case, names_child=True).names_child


@pytest.mark.requirement("A11")
def test_a_choice_of_names_asks_consent_again(office):
    letter = make_letter(office, make_decided_case(office, may_name_child="yes"))
    named = drafting.choose(letter, names_child=True, continuing=True, by=office.officer)
    assert (named.names_child, named.continuing) == (True, True)
    case, submission = letter.case, letter.case.joined.get().submission
    consents.change(
        case, submission, "may_name_child", "no", told="spoken", said_on=today(), by=office.officer
    )
    with pytest.raises(Refused, match="no consent to name"):
        drafting.choose(letter, names_child=True, continuing=True, by=office.officer)


def test_choices_are_made_in_a_draft_by_the_desk(office):
    letter = make_approved(office)
    with pytest.raises(Refused, match="Only a draft"):
        drafting.choose(letter, names_child=False, continuing=True, by=office.officer)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        drafting.choose(make_letter(office), names_child=False, continuing=True, by=stranger)


def test_other_desks_begin_nothing(office):
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        make_letter(office, by=stranger)


def test_each_saving_is_a_version_and_names_its_writer(office):
    letter = write(make_letter(office), office, subject="another subject")
    assert letter.version == 2
    assert letter.writers == [str(office.officer.pk)]
    letter = write(letter, office, by=office.second, facts=("It is reported so.",))
    assert letter.writers == [str(office.officer.pk), str(office.second.pk)]
    assert words_of(letter, office).facts == ("It is reported so.",)
    versions = letter.record.versions.order_by("number")
    assert [version.number for version in versions] == [1, 2, 3]
    assert opened(versions[1], office)["subject"] == "another subject"


def test_what_someone_else_saved_is_not_overwritten(office):
    letter = make_letter(office)
    words = words_of(letter, office)
    write(letter, office)
    with pytest.raises(Refused, match="saved this letter meanwhile"):
        drafting.write(letter, words, read=1, by=office.second)


def test_only_a_draft_is_written_and_by_the_desk(office):
    letter = make_approved(office)
    with pytest.raises(Refused, match="Only a draft"):
        write(letter, office)
    auditor = make_member(office.desk, "auditor").account
    with pytest.raises(Refused, match="Only members"):
        write(make_letter(office), office, by=auditor)


def joint_case(office):
    """Return a case whose triage invites every mandate that it may."""
    case = make.make_case(office)
    triage = make.describe(make.make_triage(office, case), office)
    triage = make.weigh_all(triage, office)
    proposals = make.rules.proposals_of(triage)
    given = {
        one.target: ("leave_out" if one.no_invitation else "invite", make.REASON)
        for one in proposals
    }
    triage = make.saving.involve(
        triage, given, opened=make.words_of(triage, office), by=office.officer
    )
    triage = make.propose(triage, office, attitude="CROSS_CUTTING")
    triage = make.triages.submit(triage, by=office.officer)
    make.triages.decide(
        triage, "ACT_AL", make.REASON, opened=make.words_of(triage, office), by=office.holder
    )
    return type(case).objects.get(pk=case.pk)


@pytest.mark.requirement("R28.3", "C2")
def test_a_letter_is_joint_once_an_invited_mandate_joins(office):
    letter = make_letter(office, joint_case(office))
    invitations = list(letter.invitations.all())
    assert invitations
    assert not letter.is_joint

    drafting.answer_invitation(invitations[0], answer="joins", means="mail", by=office.officer)
    letter = Communication.objects.get(pk=letter.pk)
    assert letter.mandates == ["SALECHILD", invitations[0].mandate]
    assert letter.is_joint

    drafting.answer_invitation(invitations[0], answer="declines", means="mail", by=office.officer)
    assert not Communication.objects.get(pk=letter.pk).is_joint
    drafting.answer_invitation(invitations[0], answer="none", by=office.officer)
    assert Invitation.objects.get(pk=invitations[0].pk).answered_on is None


def test_an_answer_is_of_the_scale_and_comes_before_approval(office):
    letter = make_letter(office, joint_case(office))
    invitation = letter.invitations.first()
    with pytest.raises(Refused, match="Choose what"):
        drafting.answer_invitation(invitation, answer="perhaps", means="mail", by=office.officer)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        drafting.answer_invitation(invitation, answer="joins", means="mail", by=stranger)
    make_approved(office, make_submitted(office, make_written(office, letter)))
    with pytest.raises(Refused, match="text is settled"):
        drafting.answer_invitation(invitation, answer="joins", means="mail", by=office.officer)


def test_sharing_that_was_refused_stops_a_joint_letter(office):
    case = joint_case(office)
    submission = case.joined.get().submission
    consents.change(
        case, submission, "may_share", "no", told="spoken", said_on=today(), by=office.officer
    )
    with pytest.raises(Refused, match="other mandates that sign"):
        make_letter(office, case)


@pytest.mark.requirement("C2")
def test_the_official_reference_is_kept_when_it_comes(office):
    letter = make_signed(office)
    assert letter.reference == ""
    known = drafting.record_reference(letter, "AL XEX 3/2026", by=office.officer)
    assert known.reference == "AL XEX 3/2026"
    assert str(known) == "AL XEX 3/2026"
    with pytest.raises(Refused, match="has its reference already"):
        drafting.record_reference(known, "AL XEX 4/2026", by=office.officer)


@pytest.mark.requirement("C2")
@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("UA XEX 3/2026", "another kind"),
        ("AL FRA 3/2026", "another addressee"),
        ("AL OTH 3/2026", "another addressee"),
        ("XEX", "not an official reference"),
    ],
)
def test_a_reference_that_does_not_fit_is_refused(office, text, why):
    with pytest.raises(Refused, match=why):
        drafting.record_reference(make_signed(office), text, by=office.officer)


@pytest.mark.requirement("C2")
def test_one_reference_is_of_one_letter_whatever_its_kind(office):
    drafting.record_reference(make_signed(office), "XEX 3/2026", by=office.officer)
    other = make_signed(office, make_approved(office, kind="UA"))
    with pytest.raises(Refused, match="Another letter has this reference"):
        drafting.record_reference(other, "UA XEX 3/2026", by=office.officer)


def test_a_draft_has_no_official_reference(office):
    with pytest.raises(Refused, match="once it is approved"):
        drafting.record_reference(make_letter(office), "AL XEX 3/2026", by=office.officer)
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    with pytest.raises(Refused, match="Only members"):
        drafting.record_reference(make_signed(office), "AL XEX 3/2026", by=stranger)


def test_a_company_is_numbered_with_others(office):
    letter = make_signed(
        office, make_approved(office, addressee_kind="company", addressee="A firm")
    )
    assert drafting.record_reference(letter, "OTH 9/2026", by=office.officer).reference == (
        "AL OTH 9/2026"
    )


def test_the_database_keeps_addressee_and_reference_whole(office):
    letter = make_letter(office)
    for change in (
        {"addressee_kind": "company"},
        {"reference_addressee": "XEX"},
        {"second_reader": office.officer},
        {"state": "sent"},
        {"state": "lost"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Communication.objects.filter(pk=letter.pk).update(**change)


def test_a_letter_is_visible_to_its_desk_alone(office):
    letter = make_letter(office)
    others = make_member(make_desk("OTHER"), "desk_officer").account
    auditor = make_member(office.desk, "auditor").account
    assert list(Communication.objects.visible_to(office.officer)) == [letter]
    assert list(Communication.objects.visible_to(others)) == []
    assert list(Communication.objects.visible_to(auditor)) == []
