"""Setting up, unlocking, changing and giving up one's own vault."""

import pytest

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import actions as vault
from rapporteur.kernel.vault.models import MemberKey, MemberWrap
from rapporteur.people.vaults import actions
from tests.factories.people import PASSWORD, make_account, make_desk, make_member
from tests.factories.vaults import CHEAP, PHRASE, make_group, make_keyring

pytestmark = pytest.mark.django_db
OTHER = "eight loud geese left in autumn"


@pytest.fixture
def officer():
    return make_member(make_desk(), "desk_officer").account


def test_a_vault_is_set_up_once(officer):
    keyring = actions.set_up(officer, PHRASE, cost=CHEAP)

    assert keyring.key.owner == officer.pk
    assert Entry.objects.get(verb="set up vault").by == str(officer.pk)
    with pytest.raises(Refused, match="already"):
        actions.set_up(officer, PHRASE, cost=CHEAP)


def test_without_another_word_a_vault_has_the_default_cost(officer):
    key = actions.set_up(officer, PHRASE).key

    assert (key.memory, key.passes, key.lanes) == (65_536, 3, 1)


@pytest.mark.parametrize("role", ["auditor", "administrator", "reference_editor"])
def test_whoever_reads_nothing_sealed_has_no_vault(role):
    with pytest.raises(Refused, match="no vault"):
        actions.set_up(make_member(make_desk(), role).account, PHRASE, cost=CHEAP)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [("too short", "16 characters"), (PASSWORD, "password for signing in")],
)
def test_a_passphrase_that_is_not_fit_is_refused(officer, typed, reason):
    with pytest.raises(Refused, match=reason):
        actions.set_up(officer, typed, cost=CHEAP)
    assert not MemberKey.objects.exists()


def test_the_password_in_another_spelling_is_no_passphrase(officer):
    with pytest.raises(Refused, match="password for signing in"):
        actions.set_up(officer, f"  {PASSWORD.replace(' ', '   ')} ", cost=CHEAP)


def test_a_vault_opens_with_its_passphrase(officer):
    key = actions.set_up(officer, PHRASE, cost=CHEAP).key

    assert actions.unlock(officer, PHRASE).key == key
    assert Entry.objects.get(verb="unlock").subject_id == str(key.pk)


def test_a_password_that_became_the_passphrase_opens_nothing(officer):
    actions.set_up(officer, PHRASE, cost=CHEAP)
    officer.set_password(PHRASE)
    officer.save()

    with pytest.raises(Refused, match="password for signing in"):
        actions.unlock(officer, PHRASE)


def test_without_a_vault_there_is_nothing_to_unlock(officer):
    with pytest.raises(Refused, match="no vault key yet"):
        actions.unlock(officer, PHRASE)


def test_a_passphrase_is_changed(officer):
    actions.set_up(officer, PHRASE, cost=CHEAP)

    actions.change(officer, PHRASE, OTHER, cost=CHEAP)

    assert actions.unlock(officer, OTHER)
    assert Entry.objects.get(verb="change passphrase").outcome == "done"
    with pytest.raises(Refused, match="16 characters"):
        actions.change(officer, OTHER, "short", cost=CHEAP)


def test_a_lost_key_is_given_up_while_a_colleague_holds_what_it_held(officer):
    mine = actions.set_up(officer, PHRASE, cost=CHEAP)
    group = make_group(make_keyring(), mine)

    actions.give_up(officer, PASSWORD)

    assert not MemberKey.objects.of(officer.pk).in_use().exists()
    assert not MemberWrap.objects.filter(member_key=mine.key).exists()
    fresh = actions.set_up(officer, OTHER, cost=CHEAP)
    assert not fresh.holds(group.pk)


@pytest.mark.parametrize("password", ["", OTHER, PHRASE, PASSWORD.upper()])
def test_a_key_is_given_up_by_whoever_knows_the_password_only(officer, password):
    mine = actions.set_up(officer, PHRASE, cost=CHEAP)
    make_group(make_keyring(), mine)

    with pytest.raises(Refused, match="not your password"):
        actions.give_up(officer, password)

    assert MemberWrap.objects.filter(member_key=mine.key).exists()


def test_the_only_holder_of_a_key_does_not_give_it_up(officer):
    make_group(actions.set_up(officer, PHRASE, cost=CHEAP), name="Desk of one")

    with pytest.raises(Refused, match="You alone hold the key of Desk of one"):
        actions.give_up(officer, PASSWORD)

    assert MemberKey.objects.of(officer.pk).in_use().exists()


def test_whoever_was_a_holder_in_an_older_epoch_only_may_give_up(officer):
    mine, other = actions.set_up(officer, PHRASE, cost=CHEAP), make_keyring()
    group = make_group(mine, other)
    vault.open_epoch(group.pk, other, without=[officer.pk], by="x")

    actions.give_up(officer, PASSWORD)

    assert not MemberKey.objects.of(officer.pk).in_use().exists()


def test_whoever_has_no_key_gives_none_up():
    with pytest.raises(Refused, match="no vault key yet"):
        actions.give_up(make_account(), PASSWORD)
