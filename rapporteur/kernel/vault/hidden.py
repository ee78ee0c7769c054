"""Bytes that must not be seen: they show themselves in no text, and cannot be pickled.

Python keeps copies of bytes where it likes, so nothing here promises to wipe memory; what is
promised is that no repr, message, log line or dump of a form carries a key.
"""

import hmac
from typing import NoReturn


class Hidden:
    """Some secret bytes. `reveal()` is the one way to them, easy to find in the code."""

    __slots__ = ("_raw",)

    def __init__(self, raw: bytes) -> None:
        self._raw = bytes(raw)

    def reveal(self) -> bytes:
        return self._raw

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and hmac.compare_digest(self._raw, other._raw)

    __hash__ = None  # type: ignore[assignment]  # a secret is no key of a dict

    def __reduce__(self) -> NoReturn:
        raise TypeError("A secret is never pickled.")


class RecordKey(Hidden):
    """The 32 bytes that open one version of one record."""

    __slots__ = ()


class PrivateHalf(Hidden):
    """The private half of a key pair: the byte of its suite, then the bytes of the key."""

    __slots__ = ()
