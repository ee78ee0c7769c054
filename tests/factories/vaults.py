"""Open vaults and groups for tests, with cheap keys. The default cost is shown in tests of its own."""

from uuid import uuid4

from rapporteur.kernel.vault import actions
from rapporteur.kernel.vault.models import Kind
from rapporteur.kernel.vault.phrases import Cost

CHEAP = Cost(memory=8, passes=1, lanes=1)
PHRASE = "seven quiet herons cross the river"
BY = "command:test"


def make_keyring(owner=None):
    """Return the open keyring of a new member."""
    return actions.make_member_key(owner or uuid4(), PHRASE, by=BY, cost=CHEAP)


def make_group(*members, kind=Kind.DESK, name="A desk"):
    """Return a group that these members hold the key of."""
    first, *others = members
    group = actions.found_group(kind, f"{kind}/{uuid4()}", name, first, by=BY)
    for other in others:
        actions.add_member(group.pk, other.key, first, by=BY)
    return group
