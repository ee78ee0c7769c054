"""What the pages of the vault refuse, in words: a refusal is committed at once, so each test has a
database of its own.
"""

import pytest
from django.urls import reverse

from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Epoch, MemberKey
from rapporteur.people.desks import actions
from rapporteur.people.desks.models import Membership
from tests.doors.test_vault_members import exact, hand, shown
from tests.factories.people import make_account, make_member, sign_in
from tests.factories.vaults import make_keyring

pytestmark = pytest.mark.usefixtures("committed")


@pytest.mark.parametrize("role", ["auditor", "administrator", "reference_editor"])
def test_who_reads_nothing_sealed_sees_no_vault(at_desk, role):
    client = at_desk(role)

    page = shown(client)

    assert 'class="row lock"' not in page
    assert reverse("vault") not in page
    for name in ("vault", "vault_set_up", "vault_unlock", "vault_change", "vault_give_up"):
        assert client.get(reverse(name)).status_code == 403


def test_whoever_speaks_for_no_state_has_no_vault(door):
    client = sign_in(door("missions"), make_account("missions"))

    assert client.get(reverse("vault")).status_code == 403
    assert 'class="row lock"' not in shown(client)


def test_a_locked_coordinator_is_told_before_anything_is_typed(with_vault):
    client = with_vault("coordinator")
    invited = make_member(client.desk, "desk_officer", state="invited")
    keyring = make_keyring(invited.account_id)
    client.post(reverse("vault_lock"))
    address = reverse("members_let_in", args=[invited.pk])

    page = shown(client, "members_let_in", invited.pk)
    answer = client.post(address, {"fingerprint": exact(keyring)})

    assert f"{reverse('vault_unlock')}?next={address}" in page
    assert answer.status_code == 403
    assert "Unlock your vault first" in answer.content.decode()
    assert Membership.objects.get(pk=invited.pk).state == "invited"


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("members_remove", {"why": "left the Office"}),
        ("members_roles", {"why": "left the Office", "roles": ["auditor"]}),
    ],
)
def test_a_locked_remover_loses_nothing_typed(with_vault, name, given):
    client = with_vault("coordinator")
    leaver = make_member(client.desk, "desk_officer")
    hand(client, leaver, make_keyring(leaver.account_id))
    client.post(reverse("vault_lock"))
    assert "your vault is locked" in shown(client, name, leaver.pk)

    page = client.post(reverse(name, args=[leaver.pk]), given).content.decode()

    assert "Unlock your vault first" in page
    assert "left the Office" in page
    assert Membership.objects.get(pk=leaver.pk).state == "let_in"
    assert Epoch.objects.filter(recipient__kind="desk").count() == 1


def test_a_locked_coordinator_changes_no_key_and_keeps_what_was_typed(with_vault):
    client = with_vault("coordinator")
    client.post(reverse("vault_lock"))
    address = reverse("vault_new_key", args=[client.desk.pk])
    assert "your vault is locked" in shown(client, "vault_new_key", client.desk.pk)

    page = client.post(address, {"why": "lost laptop"}).content.decode()

    assert "Unlock your vault first" in page
    assert "lost laptop" in page
    assert Epoch.objects.filter(recipient__kind="desk").count() == 1


def test_an_officer_is_offered_no_change_of_the_key(with_vault, at_desk):
    client = with_vault("coordinator")
    other = at_desk("desk_officer", desk=client.desk)
    make_keyring(other.person.pk)

    assert reverse("vault_new_key", args=[client.desk.pk]) not in shown(other, "vault")
    assert other.get(reverse("vault_new_key", args=[client.desk.pk])).status_code == 403


@pytest.mark.requirement("R12.3")
def test_an_account_without_a_key_is_refused_whatever_the_page(with_vault, at_desk):
    client = with_vault("coordinator")
    waiting = make_member(client.desk, "desk_officer")
    keyring = make_keyring(waiting.account_id)
    administrator = at_desk("administrator", desk=client.desk)

    assert hand(administrator, waiting, keyring).status_code == 403
    with pytest.raises(Refused):
        actions.remove(waiting, why="x", by=administrator.person)
    assert MemberKey.objects.count() == 2
    assert not keyring.holds(client.desk.recipient)
