"""Two who change the same group at once take their turn."""

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from rapporteur.kernel.vault import actions, groups
from rapporteur.kernel.vault.faults import VaultFault
from rapporteur.kernel.vault.models import Epoch
from tests.factories.vaults import BY, make_group, make_keyring
from tests.kernel.vault.test_groups import again

pytestmark = pytest.mark.usefixtures("committed")


def at_once(first, second):
    """Begin `first`, let `second` try while it is not committed, and end both."""
    begun, faults = threading.Event(), []

    def late():
        try:
            begun.wait(5)
            second()
        except (DatabaseError, VaultFault) as fault:
            faults.append(repr(fault))
        finally:
            connection.close()

    other = threading.Thread(target=late)
    other.start()
    with transaction.atomic():
        first()
        begun.set()
        other.join(0.7)  # with the lock it cannot end before we do
    other.join(10)
    return faults


def test_two_removals_at_once_are_two_epochs():
    mine, theirs, gone, also_gone = (make_keyring() for _ in range(4))
    group = make_group(mine, theirs, gone, also_gone)

    faults = at_once(
        lambda: actions.open_epoch(group.pk, again(mine), without=[gone.key.owner], by=BY),
        lambda: actions.open_epoch(group.pk, again(theirs), without=[also_gone.key.owner], by=BY),
    )

    assert faults == []
    assert Epoch.objects.of(group.pk).count() == 3
    owners = {wrap.member_key.owner for wrap in groups.holders(group.pk)}
    assert owners == {mine.key.owner, theirs.key.owner}


def test_who_is_let_in_during_a_removal_holds_the_new_key():
    mine, theirs, gone, fresh = (make_keyring() for _ in range(4))
    group = make_group(mine, theirs, gone)

    faults = at_once(
        lambda: actions.open_epoch(group.pk, again(mine), without=[gone.key.owner], by=BY),
        lambda: actions.add_member(group.pk, fresh.key, again(theirs), by=BY),
    )

    assert faults == []
    assert again(fresh).current(group.pk)[0].number == 2
    assert not again(gone).holds(group.pk)
