"""The two groups of a desk that hold the halves of the key to names."""

import json

from rapporteur.kernel.vault import actions, recipients
from rapporteur.kernel.vault.apart import SIDES, half_of, subject_of
from rapporteur.kernel.vault.envelopes import open_body
from rapporteur.kernel.vault.models import Kind, Recipient
from rapporteur.kernel.vault.records import opened
from rapporteur.kernel.vault.wraps import joined
from tests.factories.vaults import BY, make_keyring


def make_pair(desk, first=None, second=None):
    """Found what a desk, a recipient's id, lacks of its two groups; return both keyrings."""
    subject = recipients.newest(desk).recipient.subject
    rings = [first or make_keyring(), second or make_keyring()]
    for side, ring in zip(SIDES, rings, strict=True):
        stands_for = subject_of(subject, side)
        if not Recipient.objects.filter(subject=stands_for, closed_on__isnull=True).exists():
            actions.found_group(Kind.IDENTITY, stands_for, f"names {side}", ring, by=BY)
    return rings


def body_apart(version, *rings):
    """Open a version whose key is in two halves, as two people could together, without a journal."""
    one, two = (
        opened(half_of(version, part), version, ring)
        for part, ring in zip((1, 2), (rings[0], rings[-1]), strict=True)
    )
    return json.loads(open_body(bytes(version.envelope), joined(one, two), version.place))
