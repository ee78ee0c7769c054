"""Accounts of Missions: who invites them, and the Mission's key from hand to hand."""

from datetime import timedelta

import pytest
from django.core import mail

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault.models import MemberKey, MemberWrap, RenewalDue
from rapporteur.kernel.vault.recipients import fingerprint
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import missions, queries
from rapporteur.people.desks.models import MissionMembership
from rapporteur.world.models import Country
from tests.factories.law import make_country
from tests.factories.people import make_account, make_desk, make_member
from tests.factories.vaults import BY, make_keyring

pytestmark = pytest.mark.django_db


def exerland():
    return Country.objects.get(iso3="XEX")


class Envoy:
    """Someone of a Mission, with a vault key of their own unless told otherwise."""

    def __init__(self, country=None, *, vault=True, **more):
        self.account = make_account("missions")
        given = {"country": country or exerland(), "since": today(), **more}
        self.membership = MissionMembership.objects.create(account=self.account, **given)
        self.ring = make_keyring(self.account.pk) if vault else None

    def hand(self, other, **more):
        """Hand the Mission's key over, as after comparing the fingerprint."""
        person = Account.objects.get(pk=self.account.pk)
        given = {"keyring": self.ring, "by": person, **more}
        if "fingerprint" not in given:
            given["fingerprint"] = fingerprint(other.ring.key.public) if other.ring else ""
        missions.hand_over(other.membership, **given)


@pytest.fixture
def first():
    """The officer who holds the key of Exerland's Mission."""
    envoy = Envoy()
    vault.found_group("mission", "mission/XEX", "Mission of Exerland", envoy.ring, by=BY)
    return envoy


def group():
    return missions.group_of("XEX").pk


def states_of(person):
    return {one.membership.account_id: one.state for one in missions.colleagues(person)}


# Inviting


def invite(by, country=None, email="envoy@mission.exercise.invalid", language="en"):
    return missions.invite(
        country or exerland(), email=email, name="N. Envoy", language=language, by=by
    )


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_the_desk_opens_an_account_without_password_or_key(
    role, django_capture_on_commit_callbacks
):
    by = make_member(make_desk(), role).account

    with django_capture_on_commit_callbacks(execute=True):
        membership = invite(by)

    account = membership.account
    assert (account.door, account.has_usable_password()) == ("missions", False)
    assert (membership.country_id, membership.since) == ("XEX", today())
    assert not MemberKey.objects.of(account.pk).exists()
    assert Entry.objects.get(verb="invite to mission").detail == {
        "account": str(account.pk),
        "state": "XEX",
    }
    (sent,) = mail.outbox
    assert sent.to == [account.email]
    assert "/account/password/reset/" in sent.body


@pytest.mark.parametrize("role", ["desk_officer", "mandate_holder", "auditor", "reference_editor"])
def test_no_other_role_invites_to_a_mission(role):
    with pytest.raises(Refused):
        invite(make_member(make_desk(), role).account)
    assert not MissionMembership.objects.exists()


def test_an_account_of_a_mission_invites_nobody(first):
    with pytest.raises(Refused):
        invite(first.account)


def test_an_address_is_invited_once():
    by = make_member(make_desk(), "coordinator").account
    invite(by)

    with pytest.raises(Refused, match="already"):
        invite(by, email="Envoy@Mission.exercise.invalid")
    assert MissionMembership.objects.count() == 1


@pytest.mark.parametrize("iso3", ["EGY", "GRL"])
def test_an_exercise_invites_to_its_own_state_only(iso3):
    by = make_member(make_desk(), "coordinator").account

    with pytest.raises(Refused, match="letters may go to"):
        invite(by, Country.objects.get(iso3=iso3))


# Handing over


@pytest.mark.requirement("R12.3")
def test_a_holder_hands_the_key_to_a_colleague(first):
    second = Envoy()
    assert states_of(first.account) == {first.account.pk: "held", second.account.pk: "waiting"}

    first.hand(second)

    assert second.ring.holds(group())
    assert states_of(second.account) == {first.account.pk: "held", second.account.pk: "held"}
    entry = Entry.objects.get(verb="let in with key")
    assert (entry.by, entry.detail["account"]) == (str(first.account.pk), str(second.account.pk))
    with pytest.raises(Refused, match="holds the key already"):
        first.hand(second)


@pytest.mark.requirement("R12.3")
def test_nobody_of_another_state_gets_or_gives_the_key(first):
    other = Envoy(make_country("XQQ"))
    vault.found_group("mission", "mission/XQQ", "Another Mission", other.ring, by=BY)
    second = Envoy()

    for giver, taker in ((first, other), (other, second)):
        with pytest.raises(Refused, match="same State"):
            giver.hand(taker)
    with pytest.raises(Refused, match="same State"):
        first.hand(second, by=make_member(make_desk(), "coordinator").account)
    assert other.account.pk not in states_of(first.account)
    assert MemberWrap.objects.filter(epoch__recipient=group()).count() == 1


def test_without_the_key_nothing_is_handed_over(first):
    second, third = Envoy(), Envoy()

    with pytest.raises(Refused, match="do not hold the key"):
        second.hand(third)
    with pytest.raises(Refused, match="Unlock your vault"):
        first.hand(third, keyring=None)
    with pytest.raises(Refused, match="to themselves"):
        second.hand(second, keyring=first.ring)
    assert not third.ring.holds(group())


def test_a_mission_without_a_key_hands_none_over():
    first, second = Envoy(), Envoy()

    with pytest.raises(Refused, match="do not hold the key"):
        first.hand(second)
    assert set(states_of(first.account).values()) == {"waiting"}


def test_the_key_goes_to_the_fingerprint_that_was_compared_only(first):
    second, without = Envoy(), Envoy(vault=False)

    with pytest.raises(Refused, match="has not set up"):
        first.hand(without)
    for wrong in ("", fingerprint(first.ring.key.public)):
        with pytest.raises(Refused, match="changed since you looked"):
            first.hand(second, fingerprint=wrong)
    assert not second.ring.holds(group())


def test_whoever_speaks_for_the_state_no_longer_neither_gets_nor_gives_it(first):
    gone, closed, second = Envoy(until=today()), Envoy(), Envoy()
    Account.objects.filter(pk=closed.account.pk).update(is_active=False)

    for taker in (gone, closed):
        with pytest.raises(Refused, match="no longer"):
            first.hand(taker)
        assert taker.account.pk not in states_of(first.account)
    MissionMembership.objects.filter(account=first.account).update(until=today())
    with pytest.raises(Refused, match="same State"):
        first.hand(second)
    assert missions.colleagues(Account.objects.get(pk=gone.account.pk)) == []


@pytest.mark.parametrize("number", [1, 3])
def test_colleagues_take_the_same_number_of_queries(first, django_assert_num_queries, number):
    for _ in range(number):
        Envoy()

    with django_assert_num_queries(5):
        assert len(missions.colleagues(first.account)) == number + 1


def test_the_desk_counts_accounts_by_state_and_sees_no_more(first):
    Envoy()
    Envoy(make_country("XQQ"))
    Envoy(until=today() - timedelta(days=1), since=today() - timedelta(days=2))

    found = {one.country.pk: (one.accounts, one.has_key) for one in queries.missions()}

    assert found == {"XEX": (2, True), "XQQ": (1, False)}


# Ending


def ended(first, other, **more):
    person = Account.objects.get(pk=first.account.pk)
    given = {"keyring": first.ring, "why": "Left the Mission.", "by": person, **more}
    return missions.end(other.membership, **given)


def test_a_colleague_ends_an_account_and_its_hold_of_the_key(first, as_role, settings):
    other = Envoy()
    first.hand(other)
    settings.DOOR = "missions"
    with as_role("missions"):
        done = ended(first, other)
    assert done.until == today()
    assert not Account.objects.get(pk=other.account.pk).is_active
    assert list(states_of(first.account)) == [first.account.pk]
    assert not MemberWrap.objects.filter(member_key__owner=other.account.pk).exists()
    assert MemberKey.objects.get(owner=other.account.pk).retired_on == today()
    assert RenewalDue.objects.filter(epoch__recipient=group()).exists()
    assert Entry.objects.filter(verb="end mission account", by=str(first.account.pk)).exists()
    with pytest.raises(Refused, match="no longer"):
        ended(first, other)


def test_an_account_without_a_key_is_ended_too(first):
    other = Envoy(vault=False)
    assert ended(first, other).until == today()


def test_who_may_not_end_an_account_changes_nothing(first):
    other, newcomer = Envoy(), Envoy()
    stranger = Envoy(country=make_country("ZZA"))
    itself = Account.objects.get(pk=first.account.pk)
    refusals = [
        (lambda: ended(first, first), "Nobody does this to themselves"),
        (lambda: ended(first, stranger), "same State"),
        (lambda: ended(newcomer, other), "do not hold the key"),
        (lambda: ended(first, other, keyring=None), "Unlock your vault"),
        (lambda: ended(first, other, why=" "), "Give the reason"),
    ]
    for act, words in refusals:
        with pytest.raises(Refused, match=words):
            act()
    assert itself.is_active
    assert not MissionMembership.objects.exclude(until=None).exists()
