"""What can go wrong in the vault. No text holds content, a passphrase or a key.

VaultFault             something of the vault cannot be used
├── UnknownSuite       the byte that leads an envelope, wrap or key names no suite of ours
├── UnusableKey        these bytes are no key of their suite
├── CannotOpen         wrong key, or moved, changed or cut: which of them is not told
│   └── NoWayIn        nobody handed this person the key that would open it
│       └── Erased     its keys were destroyed on purpose
└── Untrusted          a public key that nothing may be sealed to
    ├── Unsigned       the offline key of this installation has not signed it
    ├── WrongEpoch     it is not the newest key of its recipient, or of no recipient at all
    ├── Revoked        it was withdrawn
    ├── NoPair         a desk has not the two groups that names are kept under
    └── Unvouched      a member's key that no holder of the group's key has vouched for
WrongShares            printed shares that were mistyped or do not belong together

A person who may not do something gets `kernel.refusals.Refused`, as everywhere.
"""


class VaultFault(Exception):  # noqa: N818  the tree above names them for what they say
    """Something of the vault cannot be used; the text holds no content."""


class UnknownSuite(VaultFault):
    """The leading byte names no suite of ours."""


class UnusableKey(VaultFault):
    """These bytes are no key of their suite."""


class CannotOpen(VaultFault):
    """The key does not open it, or it was moved, changed or cut."""


class NoWayIn(CannotOpen):
    """This person holds no key that leads to it."""


class Erased(NoWayIn):
    """Its keys were destroyed on purpose, by two people."""


class Untrusted(VaultFault):
    """Nothing may be sealed to this public key."""


class Unsigned(Untrusted):
    """The offline key of this installation has not signed it."""


class WrongEpoch(Untrusted):
    """It is not the newest key of its recipient."""


class Revoked(Untrusted):
    """It was withdrawn."""


class NoPair(Untrusted):
    """A desk has not the two groups that names are kept under."""


class Unvouched(Untrusted):
    """No holder of the group's key has vouched for this member's key."""


class WrongShares(Exception):  # noqa: N818  as above
    """The shares were mistyped or do not belong together."""
