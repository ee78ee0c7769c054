"""Many sealed bodies opened one after another in the process of their reader: search, likeness.

Nothing here enters the journal: one entry for each of thousands would bury those that matter. So
whoever scans says in the journal, before anything is shown, how many were opened, and names each
record of which something is shown. What this reader cannot open is passed over and counted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from rapporteur.kernel.vault.canonical import Place
from rapporteur.kernel.vault.envelopes import open_body
from rapporteur.kernel.vault.faults import CannotOpen, VaultFault
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Wrap
from rapporteur.kernel.vault.wraps import unwrap

A_BATCH = 100  # bodies in memory at once: some megabytes
COLUMNS = (
    "version_id",
    "version__record__kind",
    "version__record_id",
    "version__number",
    "version__envelope",
    "wrapped",
    "epoch__recipient_id",
    "epoch__number",
)


@dataclass(frozen=True)
class Way:
    """One wrap of a version: the place of the body, the body, and a key of it sealed to a group."""

    kind: str
    record: UUID
    number: int
    envelope: bytes
    wrapped: bytes
    recipient: UUID
    epoch: int

    @property
    def place(self) -> Place:
        return Place(self.kind, self.record, self.number)


@dataclass
class Scan:
    """One passage over sealed bodies with an open keyring, in one request."""

    keyring: Keyring
    opened: int = 0
    passed_over: int = 0
    shut: set[UUID] = field(default_factory=set)  # groups that this reader holds no key of

    def bodies(self, versions: Sequence[UUID]) -> Iterator[tuple[UUID, bytes | None]]:
        """Yield each version with its body, None where it does not open; in the order given.

        One query for a hundred; whoever stops early has opened no more than was taken.
        """
        for start in range(0, len(versions), A_BATCH):
            batch = versions[start : start + A_BATCH]
            ways = ways_into(batch)
            for version in batch:
                yield version, self.counted(ways.get(version, ()))

    def counted(self, ways: Sequence[Way]) -> bytes | None:
        body = self.body(ways)
        if body is None:
            self.passed_over += 1
        else:
            self.opened += 1
        return body

    def body(self, ways: Sequence[Way]) -> bytes | None:
        """Return the body by the first of its ways that this reader can go."""
        for way in ways:
            if way.recipient in self.shut:
                continue
            try:
                half = self.keyring.half_of(way.recipient, way.epoch)
            except CannotOpen:
                self.shut.add(way.recipient)
                continue
            try:
                key = unwrap(way.wrapped, half, way.place, recipient=way.recipient, epoch=way.epoch)
                return open_body(way.envelope, key, way.place)
            except VaultFault:
                continue  # cut, moved or changed: said where it is opened alone
        return None


def ways_into(versions: Sequence[UUID]) -> dict[UUID, list[Way]]:
    """Return the whole wraps of these versions, under the newest epochs first. One query."""
    wraps = Wrap.objects.filter(version__in=versions, part=0).order_by("-epoch__number", "pk")
    found: dict[UUID, list[Way]] = {}
    for version, kind, record, number, envelope, wrapped, *reader in wraps.values_list(*COLUMNS):
        way = Way(kind, record, number, bytes(envelope), bytes(wrapped), *reader)
        found.setdefault(version, []).append(way)
    return found
