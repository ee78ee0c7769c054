"""Accounts of partners: who invites them, and the partner's key from hand to hand."""

import pytest
from django.core import mail

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import MemberKey, MemberWrap, RenewalDue
from rapporteur.kernel.vault.recipients import fingerprint
from rapporteur.partners import colleagues, exercise, rules
from rapporteur.partners.actions import register
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.exercise import seed_exercise
from tests.factories.partners import make_organisation, make_partner
from tests.factories.people import make_account
from tests.factories.vaults import CHEAP, make_keyring

pytestmark = pytest.mark.django_db


def person(account):
    return Account.objects.get(pk=account.pk)


@pytest.fixture
def first(office):
    """The account that holds the key of its organisation."""
    return make_partner(office)


@pytest.fixture
def second(office, first):
    """A colleague with a vault key who waits for that of the organisation."""
    found = make_partner(office, key=False, organisation=first.organisation)
    found.ring = make_keyring(found.account.pk)
    return found


def group(partner):
    return colleagues.group_of(partner.organisation.pk).pk


def hand(giver, taker, **more):
    given = {
        "keyring": giver.ring,
        "by": person(giver.account),
        "fingerprint": fingerprint(taker.ring.key.public) if taker.ring else "",
        **more,
    }
    colleagues.hand_over(taker.membership, **given)


def states(partner):
    found = colleagues.colleagues(person(partner.account))
    return {one.membership.account_id: one.state for one in found}


def invite(office, organisation, by=None, email="n@partner.exercise.invalid"):
    return colleagues.invite(
        organisation, email=email, name="N. Partner", language="fr", by=by or office.second
    )


def test_the_desk_opens_an_account_without_password_or_key(
    office, django_capture_on_commit_callbacks
):
    made = make_organisation(office)
    with django_capture_on_commit_callbacks(execute=True):
        membership = invite(office, made)
    account = membership.account
    assert (account.door, account.has_usable_password()) == ("partners", False)
    assert (membership.organisation, membership.since) == (made, today())
    assert not MemberKey.objects.of(account.pk).exists()
    (sent,) = mail.outbox
    assert sent.to == [account.email]
    assert "8004/account/password/reset/" in sent.body
    with pytest.raises(Refused, match="has an account at the partners door already"):
        invite(office, made)


def test_only_who_invites_does_so_and_only_a_vetted_organisation_that_may_be_contacted(office):
    made = make_organisation(office)
    with pytest.raises(Refused, match="Only whoever invites"):
        invite(office, made, by=office.officer)
    with pytest.raises(Refused, match="not vetted yet"):
        invite(office, make_organisation(office, vetted=False))
    register.leave_alone(made, why="it could harm them", by=office.officer)
    with pytest.raises(Refused, match="not to be contacted"):
        invite(office, made)


def test_a_colleague_who_holds_the_key_hands_it_over_once_compared(office, first, second):
    assert states(first) == {first.account.pk: "held", second.account.pk: "waiting"}
    bare = make_partner(office, key=False, organisation=first.organisation)
    for act, words in (
        (lambda: hand(first, bare), "has not set up a vault key"),
        (lambda: hand(first, second, fingerprint="x"), "changed since you looked"),
        (lambda: hand(first, second, keyring=None), "Unlock your vault first"),
        (lambda: hand(second, first), "do not hold the key"),
        (lambda: hand(first, first), "Nobody does this to themselves"),
        (lambda: hand(first, make_partner(office)), "Only an account of this organization"),
    ):
        with pytest.raises(Refused, match=words):
            act()
    hand(first, second)
    assert second.ring.holds(group(first))
    assert states(first)[second.account.pk] == "held"
    assert states(first)[bare.account.pk] == "missing"


def test_without_a_group_or_a_membership_there_is_no_key_to_hand(office):
    bare = make_partner(office, key=False)
    other = make_partner(office, key=False, organisation=bare.organisation)
    other.ring = make_keyring(other.account.pk)
    assert states(bare)[other.account.pk] == "waiting"
    with pytest.raises(Refused, match="do not hold the key"):
        hand(bare, other, keyring=other.ring)
    assert colleagues.colleagues(make_account("partners")) == []


@pytest.mark.parametrize("number", [1, 3])
def test_colleagues_take_the_same_number_of_queries(
    office, first, django_assert_num_queries, number
):
    for _ in range(number):
        make_partner(office, key=False, organisation=first.organisation)
    account = person(first.account)
    with django_assert_num_queries(5):
        assert len(colleagues.colleagues(account)) == number + 1


def end(first, other, **more):
    given = {"keyring": first.ring, "why": "Left.", "by": person(first.account), **more}
    return colleagues.end(other.membership, **given)


def test_a_colleague_ends_an_account_and_its_hold_of_the_key(
    office, first, second, as_role, settings
):
    hand(first, second)
    settings.DOOR = "partners"
    with as_role("partners"):
        done = end(first, second)
    assert done.until == today()
    assert not person(second.account).is_active
    assert not MemberWrap.objects.filter(member_key__owner=second.account.pk).exists()
    assert RenewalDue.objects.filter(epoch__recipient=group(first)).exists()
    assert Entry.objects.filter(verb="end partner account", by=str(first.account.pk)).exists()
    bare = make_partner(office, key=False, organisation=first.organisation)
    assert end(first, bare).until == today()
    third = make_partner(office, key=False, organisation=first.organisation)
    for more, words in (({"why": " "}, "Give the reason"), ({"keyring": None}, "Unlock your")):
        with pytest.raises(Refused, match=words):
            end(first, third, **more)
    with pytest.raises(Refused, match="to themselves"):
        end(first, first)


def test_the_exercise_has_a_partner_that_opens_what_it_was_told(settings):
    seed_exercise(cost=CHEAP)
    told = [exercise.seed_partner(cost=CHEAP) for _ in range(2)][1]
    account = Account.objects.get(door="partners")
    assert account.check_password(told["password"])
    assert told["address"] == "http://localhost:8004/"
    membership = rules.membership_of(account)
    assert membership.organisation.is_vetted
    assert states_of(account) == {account.pk: "held"}


def states_of(account):
    return {one.membership.account_id: one.state for one in colleagues.colleagues(account)}


def test_real_work_has_no_partner_of_an_exercise(monkeypatch):
    monkeypatch.setattr(exercise, "is_exercise", lambda: False)
    with pytest.raises(Refused, match="no place in a real"):
        exercise.seed_partner(cost=CHEAP)


def test_who_has_no_door_of_partners_or_is_nobody_is_told(office):
    from django.contrib.auth.models import AnonymousUser

    assert rules.is_of_a_partner(AnonymousUser())
    assert rules.is_of_a_partner(office.officer)
    assert rules.is_of_a_partner(make_account("partners")) is None
