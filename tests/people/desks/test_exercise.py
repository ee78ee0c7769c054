"""The desk of an exercise: everyone can sign in with what was told, and nobody in real work."""

import pytest
from allauth.mfa.models import Authenticator

from rapporteur.kernel.access import roles
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import recipients
from rapporteur.kernel.vault.models import MemberKey, Recipient
from rapporteur.people.accounts import factors
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import exercise, rules
from rapporteur.people.desks.models import Desk, Membership
from rapporteur.people.vaults import actions
from rapporteur.world.models import Country
from tests.factories.vaults import CHEAP

pytestmark = pytest.mark.django_db
ROLES = [role for role in roles.ROLES if role.door in exercise.OF_THIS_ROOM]


@pytest.fixture(autouse=True)
def _exerland():
    Country.objects.get_or_create(
        iso3="XEX", defaults={"names": {"en": "Exerland"}, "standing": "exercise", "source": "x"}
    )


def test_every_role_has_an_account_that_opens_with_what_was_told():
    told = {row["role"]: row for row in exercise.seed_exercise(cost=CHEAP)}

    assert set(told) == {role.code for role in ROLES}
    for role in ROLES:
        row = told[role.code]
        account = Account.objects.get(door=role.door, email=row["email"])
        assert account.check_password(row["password"])
        sealed = Authenticator.objects.get(user=account, type="totp").data["secret"]
        assert factors.unseal(sealed, door=role.door) == row["totp_secret"]
        assert rules.roles_of(account) == {role.code}
        assert bool(row["vault_passphrase"]) is role.holds_key
        assert row["email"].endswith("@exercise.invalid")


def test_secrets_are_long_and_never_alike():
    rows = exercise.seed_exercise(cost=CHEAP)
    secrets = [r[k] for r in rows for k in ("password", "vault_passphrase", "totp_secret") if r[k]]

    assert len(set(secrets)) == len(secrets)
    assert min(map(len, secrets)) >= 24


def test_doing_it_again_makes_nothing_twice_and_tells_new_secrets():
    first = exercise.seed_exercise(cost=CHEAP)
    again = exercise.seed_exercise(cost=CHEAP)

    assert (Desk.objects.count(), Membership.objects.count()) == (1, len(ROLES) - 1)
    assert [r["email"] for r in first] == [r["email"] for r in again]
    account = Account.objects.get(email=first[0]["email"])
    assert not account.check_password(first[0]["password"])
    assert account.check_password(again[0]["password"])


def unlocked(row):
    """Open the vault of an account with what was told of it."""
    account = Account.objects.get(door=row["door"], email=row["email"])
    return actions.unlock(account, row["vault_passphrase"])


@pytest.mark.parametrize("times", [1, 2])
def test_every_told_passphrase_opens_a_vault_that_holds_its_groups_key(times):
    for _ in range(times):
        told = {row["role"]: row for row in exercise.seed_exercise(cost=CHEAP)}

    desk = Desk.objects.get()
    for role in ("coordinator", "desk_officer", "mandate_holder"):
        assert unlocked(told[role]).holds(desk.recipient)
    mission = Recipient.objects.get(kind="mission", closed_on__isnull=True)
    assert (mission.subject, mission.name) == ("mission/XEX", "Permanent Mission of Exerland")
    assert unlocked(told["mission_officer"]).holds(mission.pk)
    assert not unlocked(told["mission_officer"]).holds(desk.recipient)
    for group in (desk.recipient, mission.pk):
        assert recipients.sealable(group).number == 1


def test_an_exercise_takes_the_full_cost_unless_told_otherwise():
    exercise.seed_exercise()

    costs = set(MemberKey.objects.values_list("memory", "passes", "lanes"))
    assert costs == {(65_536, 3, 1)}


def test_a_real_installation_refuses(monkeypatch):
    monkeypatch.setattr(exercise, "is_exercise", lambda: False)

    with pytest.raises(Refused, match="real installation"):
        exercise.seed_exercise(cost=CHEAP)

    assert Account.objects.count() == 0
