"""What partners bring: sealed, reviewed before it counts, attributed as they say each time."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.files.taking import Taken
from rapporteur.kernel.files.verdicts import Form
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import Repeated
from rapporteur.kernel.vault.models import Version, Wrap
from rapporteur.partners import actions, queries, sealing
from rapporteur.partners.actions import register
from rapporteur.partners.models import Ask, Attribution, Contribution
from rapporteur.partners.workflow import STEPS, State
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country
from tests.factories.cases import make_office
from tests.factories.partners import (
    exerland,
    make_accepted,
    make_ask,
    make_organisation,
    make_partner,
    make_progress,
    make_proposal,
)
from tests.factories.people import make_account, make_member

pytestmark = pytest.mark.django_db


def readers(version):
    wraps = Wrap.objects.filter(version=version)
    return set(wraps.values_list("epoch__recipient__subject", flat=True))


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        (State.SENT, {"accept contribution", "decline contribution", "withdraw contribution"}),
        (State.ACCEPTED, {"decline contribution", "withdraw contribution"}),
        (State.DECLINED, {"accept contribution"}),
        (State.WITHDRAWN, set()),
    ],
)
def test_each_state_opens_only_these_steps(state, verbs):
    assert {step.verb for step in STEPS if state in step.sources} == verbs


@pytest.mark.requirement("R47.5")
def test_a_proposal_is_sealed_to_desk_and_partner_and_counts_for_nothing_yet(office):
    partner = make_partner(office)
    made = make_proposal(partner)

    assert (made.state, made.attribution) == ("sent", "desk_only")
    assert (made.country_id, made.subject) == ("XEX", None)
    assert readers(made.sealed) == {
        *Wrap.objects.filter(epoch__recipient=office.desk.recipient).values_list(
            "epoch__recipient__subject", flat=True
        ),
        f"partner/{partner.organisation.pk}",
    }
    assert not made.counts
    assert queries.vetted_proposals("XEX") == 0
    assert Entry.objects.get(verb="contribute").detail == {"kind": "visit_proposal"}


def test_a_partner_without_a_key_seals_to_the_desk_alone(office):
    made = make_proposal(make_partner(office, key=False))
    assert Wrap.objects.filter(version=made.sealed).count() == 1


def test_a_desk_without_a_key_receives_nothing(office):
    partner = make_partner(office)
    Desk.objects.update(recipient=None)
    with pytest.raises(Refused, match="has no key yet"):
        make_proposal(partner)
    assert not Contribution.objects.exists()


@pytest.mark.requirement("R47.5")
def test_distinct_vetted_partners_count_each_once_and_only_when_accepted(office):
    first, second = make_partner(office), make_partner(office)
    for partner in (first, first, second):
        make_accepted(office, make_proposal(partner))
    make_proposal(make_partner(office))
    declined = make_proposal(make_partner(office))
    make_accepted(office, declined, accept=False)

    assert queries.vetted_proposals("XEX") == 2
    assert queries.vetted_proposals("FRA") == 0
    assert queries.vetted_proposals_by_state() == {"XEX": 2}

    register.vet(second.organisation, fit=False, why="not any more", by=office.officer)
    assert queries.vetted_proposals("XEX") == 1


def test_the_same_form_sent_twice_is_one_contribution(office):
    partner, once = make_partner(office), new_id()
    make_proposal(partner, once=once)
    with pytest.raises(Repeated):
        make_proposal(partner, once=once)
    assert Contribution.objects.count() == 1


def test_a_fault_of_the_database_is_no_repetition(office, monkeypatch):
    partner = make_partner(office)
    with pytest.raises(Refused, match="one of the three"):
        make_proposal(partner, attribution="in capitals")
    with pytest.raises(IntegrityError), transaction.atomic():
        Contribution.objects.create(
            organisation=partner.organisation,
            kind="visit_proposal",
            sent_on=today(),
            sent_by=partner.account.pk,
            sealed=make_proposal(partner).sealed,
        )


def test_what_cannot_be_proposed_is_refused_in_words(office):
    partner = make_partner(office)
    with pytest.raises(Refused, match="why a visit"):
        make_proposal(partner, why=" ")
    for code in ("FRA", "ABW"):  # in an exercise Exerland alone; an area never
        with pytest.raises(Refused, match="can be visited"):
            actions.propose_visit(Country.objects.get(pk=code), why="x", by=partner.account)


def test_only_an_account_that_speaks_for_a_partner_today_brings_anything(office):
    partner = make_partner(office)
    partner.membership.until = today()
    partner.membership.save()
    partner.account.refresh_from_db()
    for by in (partner.account, office.officer, make_account("missions")):
        with pytest.raises(Refused, match="speaks for no organization"):
            actions.propose_visit(exerland(), why="x", by=by)


def test_an_account_whose_role_is_gone_brings_nothing(office):
    partner = make_partner(office)
    partner.account.roles_held = frozenset()
    with pytest.raises(Refused, match="Your roles do not let you"):
        make_proposal(partner)


# What the desk asked, and the answers


@pytest.mark.requirement("R35.4")
def test_progress_is_reported_on_what_was_asked_and_waits_for_review(office):
    partner, asked = make_partner(office), make_ask(office)
    made = make_progress(partner, asked, file=Taken(b"%PDF-", Form.PDF, 2))

    assert (made.kind, made.subject, made.state) == (
        "recommendation_progress", asked.subject, "sent",
    )  # fmt: skip
    assert (made.file.form, made.file.parts) == ("pdf", 2)
    assert readers(made.file.sealed) == readers(made.sealed)
    (found,) = queries.contributions("recommendation_progress", [asked.subject])
    assert (found.pk, found.organisation, found.counts) == (made.pk, partner.organisation, False)


def test_contributions_are_seen_by_their_desk_alone(office, django_assert_num_queries):
    asked = make_ask(office)
    for _number in range(3):
        make_progress(make_partner(office, key=False), asked)
    stranger = make_office("SLAVERY").officer
    with django_assert_num_queries(2):  # the desks of who asks, and all contributions
        found = queries.contributions(asked.kind, [asked.subject], to=office.officer)
        assert [hasattr(one, "file") for one in found] == [False] * 3
        assert all(one.organisation.name for one in found)
    assert queries.contributions(asked.kind, [asked.subject], to=stranger) == []
    assert queries.contributions("visit_proposal", [asked.subject]) == []


def test_what_was_not_asked_or_is_closed_takes_no_answer(office):
    partner, other = make_partner(office), make_partner(office)
    named = make_ask(office, organisations=[other.organisation])
    with pytest.raises(Refused, match="not asked of your"):
        make_progress(partner, named)
    assert make_progress(other, named).ask_id == named.pk
    closed = actions.close(make_ask(office), by=office.officer)
    with pytest.raises(Refused, match="is closed"):
        make_progress(partner, closed)
    with pytest.raises(Refused, match="is closed"):
        actions.close(closed, by=office.officer)
    over = make_ask(office)
    Ask.objects.filter(pk=over.pk).update(until=today() - timedelta(days=1))
    with pytest.raises(Refused, match="is closed"):
        make_progress(partner, over)
    with pytest.raises(Refused, match="add a file"):
        make_progress(partner, make_ask(office), text="")
    visits = make_ask(office, kind="visit_proposal", subject=None)
    with pytest.raises(Refused, match="not asked of your"):
        make_progress(partner, visits)


def test_what_is_asked_of_all_is_asked_of_the_vetted(office):
    asked = make_ask(office, until=today())
    vetted, unknown = make_organisation(office), make_organisation(office, vetted=False)
    assert queries.asked_of(vetted) == [asked]
    assert queries.asked_of(unknown) == []
    assert queries.asked_of(make_organisation(make_office("SLAVERY"))) == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"title": " "}, "Write what is asked"),
        ({"kind": "gossip"}, "Say what it is"),
        ({"subject": None}, "Say what it is"),
        ({"until": today() - timedelta(days=1)}, "not over"),
    ],
)
def test_a_question_that_is_not_whole_is_refused(office, given, words):
    with pytest.raises(Refused, match=words):
        make_ask(office, **given)


def test_nothing_is_asked_of_whom_nobody_vetted_or_who_is_left_alone(office):
    unknown, alone = make_organisation(office, vetted=False), make_organisation(office)
    alone = register.leave_alone(alone, why="it could harm them", by=office.officer)
    elsewhere = make_organisation(make_office("SLAVERY"))
    for one, words in (
        (unknown, "not vetted yet"),
        (alone, "not to be contacted"),
        (elsewhere, "another desk"),
    ):
        with pytest.raises(Refused, match=words):
            make_ask(office, organisations=[one])


def test_only_members_who_read_sealed_things_ask_and_close(office):
    auditor = make_member(office.desk, "auditor").account
    with pytest.raises(Refused, match="Only members of this desk"):
        make_ask(office, by=auditor)
    with pytest.raises(Refused, match="Only members of this desk"):
        actions.close(make_ask(office), by=auditor)


# Review


@pytest.mark.requirement("R29.2")
@pytest.mark.requirement("R35.4")
def test_a_partner_decides_nothing_about_what_it_brought(office):
    partner = make_partner(office)
    made = make_proposal(partner)
    with pytest.raises(Refused, match="Only members of this desk"):
        make_accepted(office, made, by=partner.account)
    made.refresh_from_db()
    assert made.state == "sent"


def test_a_review_has_a_reason_that_the_partner_can_read(office):
    partner = make_partner(office)
    made = make_proposal(partner)
    with pytest.raises(Refused, match="Give the reason"):
        make_accepted(office, made, why=" ")
    accepted = make_accepted(office, made)
    assert (accepted.state, accepted.reviewed_by, accepted.reviewed_on) == (
        "accepted", office.officer, today(),
    )  # fmt: skip
    assert f"partner/{partner.organisation.pk}" in readers(accepted.answer)
    declined = make_accepted(office, accepted, accept=False, why="it was withdrawn elsewhere")
    assert declined.state == "declined"
    assert Version.objects.filter(record__kind=sealing.ANSWER).count() == 2


def test_a_partner_withdraws_what_it_brought_and_nobody_else_does(office):
    partner, other = make_partner(office), make_partner(office)
    made = make_accepted(office, make_proposal(partner))
    for by in (other.account, office.officer):
        with pytest.raises(Refused, match="Only an account of this organization"):
            actions.withdraw(made, by=by)
    assert actions.withdraw(made, by=partner.account).state == "withdrawn"
    assert queries.vetted_proposals("XEX") == 0


def test_the_queue_holds_what_waits_the_oldest_first(office):
    partner = make_partner(office)
    newer, older, done = (make_proposal(partner) for _ in range(3))
    Contribution.objects.filter(pk=older.pk).update(sent_on=today() - timedelta(days=3))
    make_accepted(office, done)
    assert list(queries.to_review(office.officer)) == [older, newer]
    assert list(queries.to_review(make_office("SLAVERY").officer)) == []


# Attribution


def test_attribution_is_desk_only_until_the_partner_says_otherwise_each_time(office):
    partner = make_partner(office)
    made = make_accepted(office, make_proposal(partner, attribution="named"))
    request = actions.ask_attribution(made, publication="Annual report", by=office.officer)
    assert request.agreed == Attribution.DESK_ONLY
    assert queries.to_attribute(partner.organisation) == [request]

    done = actions.answer_attribution(request, attribution="by_kind", by=partner.account)

    assert (done.agreed, done.answered_by, done.answered_on) == (
        "by_kind", partner.account.pk, today(),
    )  # fmt: skip
    assert queries.to_attribute(partner.organisation) == []
    again = actions.ask_attribution(made, publication="Press release", by=office.officer)
    assert again.agreed == Attribution.DESK_ONLY
    with pytest.raises(Refused, match="answered already"):
        actions.answer_attribution(done, attribution="named", by=partner.account)
    with pytest.raises(Refused, match="one of the three"):
        actions.answer_attribution(again, attribution="", by=partner.account)
    with pytest.raises(Refused, match="Only an account of this organization"):
        actions.answer_attribution(again, attribution="named", by=make_partner(office).account)


def test_attribution_is_asked_once_for_what_was_accepted(office):
    made = make_proposal(make_partner(office))
    with pytest.raises(Refused, match="Only what was accepted"):
        actions.ask_attribution(made, publication="Annual report", by=office.officer)
    made = make_accepted(office, made)
    with pytest.raises(Refused, match="in which publication"):
        actions.ask_attribution(made, publication=" ", by=office.officer)
    stranger = make_office("SLAVERY").officer
    with pytest.raises(Refused, match="Only members of this desk"):
        actions.ask_attribution(made, publication="Annual report", by=stranger)
    actions.ask_attribution(made, publication="Annual report", by=office.officer)
    with pytest.raises(Refused, match="already"):
        actions.ask_attribution(made, publication="Annual report ", by=office.officer)


def test_the_partner_alone_changes_its_attribution(office):
    partner = make_partner(office)
    made = make_proposal(partner)
    assert actions.attribute(made, attribution="named", by=partner.account).attribution == "named"
    with pytest.raises(Refused, match="one of the three"):
        actions.attribute(made, attribution="loud", by=partner.account)
    with pytest.raises(Refused, match="Only an account of this organization"):
        actions.attribute(made, attribution="named", by=office.officer)
    assert list(queries.brought_by(partner.organisation)) == [made]
    make_accepted(office, made)
    with pytest.raises(Refused, match="you are asked again"):
        actions.attribute(made, attribution="desk_only", by=partner.account)
