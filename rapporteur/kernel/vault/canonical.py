"""The bytes under which things are bound to their place: one meaning, one spelling.

A label, then each part behind its length in four bytes. Texts are UTF-8 in NFC, numbers eight
bytes, identifiers sixteen. No part can run into the next, and no label is the start of another.
"""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

Part = str | int | UUID | bytes


def canonical(label: str, *parts: Part) -> bytes:
    """Return the canonical bytes of a label and its parts. The label fixes what each part is."""
    return b"".join(framed(part) for part in (f"rapporteur vault {label}", *parts))


def framed(part: Part) -> bytes:
    raw = spelled(part)
    return len(raw).to_bytes(4) + raw


def spelled(part: Part) -> bytes:
    if isinstance(part, str):
        return unicodedata.normalize("NFC", part).encode()
    if isinstance(part, UUID):
        return part.bytes
    return part.to_bytes(8) if isinstance(part, int) else part


@dataclass(frozen=True)
class Place:
    """What an envelope belongs to: a kind of record, one record, one version of it."""

    kind: str
    record: UUID
    version: int

    def parts(self) -> tuple[Part, ...]:
        return (self.kind, self.record, self.version)
