"""A restored installation proves itself: counts, journal, and a sealed record that opens."""

import json
from dataclasses import dataclass, field

import psycopg

from rapporteur.kernel.environment import Misconfigured
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.shares import Share
from rapporteur.operations import preparing, roles
from rapporteur.operations.backups import counting

BY = "command:restore"


@dataclass
class Manifest:
    """How many rows each table held when the backup was made."""

    counts: dict[str, int] = field(default_factory=dict)

    def fill(self, body: bytes) -> None:
        self.counts = dict(json.loads(body)["counts"])


@dataclass(frozen=True)
class Proof:
    """One proof, in a sentence. What nobody asked for holds, and says that it was not shown."""

    holds: bool
    sentence: str


def all_of(manifest: Manifest, url: str, desk: tuple[Share, Share] | None) -> list[Proof]:
    """Return every proof. Brings the tables up to date and the rights into force on the way."""
    found = [of_counts(manifest, url or roles.known_addresses()["owner"])]
    preparing.set_up_django()
    preparing.migrate()
    preparing.ensure_lasting_secrets()
    return [*found, of_journal(), of_record(desk)]


def of_counts(manifest: Manifest, url: str) -> Proof:
    """Compare each table with the manifest, before anything else is written. Raises Refused."""
    with psycopg.connect(url) as connection:
        found = counting.counts(connection)
    tables = {*found, *manifest.counts}
    wrong = sorted(name for name in tables if found.get(name) != manifest.counts.get(name))
    if wrong or not manifest.counts:
        raise Refused(f"These tables are not as they were, and nothing was kept: {wrong}")
    rows = sum(found.values())
    return Proof(
        holds=True, sentence=f"Counts: {len(found)} tables, {rows:,} rows, as in the backup."
    )


def of_journal() -> Proof:
    from rapporteur.kernel.journal.verification import verify  # models exist only now

    try:
        found = verify()
    except Misconfigured as reason:
        return Proof(holds=False, sentence=f"Journal: {reason}")
    said = found.fault.sentence if found.fault else "nothing was changed."
    return Proof(
        holds=found.is_sound,
        sentence=f"Journal: {found.checkpoints} checkpoints, {found.signed} entries signed for,"
        f" {found.covered} in their place: {said}",
    )


def of_record(desk: tuple[Share, Share] | None) -> Proof:
    """Open one sealed record with the key of a desk, rebuilt from two of its shares."""
    from rapporteur.kernel.vault import records, recovery  # models exist only now
    from rapporteur.kernel.vault.faults import VaultFault, WrongShares
    from rapporteur.kernel.vault.models import Kind, Recipient, Version

    if desk is None:
        return Proof(
            holds=True,
            sentence="Sealed record: not shown, since no shares of a desk were given (--desk-share).",
        )
    for recipient in Recipient.objects.filter(kind=Kind.DESK, closed_on__isnull=True):
        try:
            keyring = recovery.rebuilt(recipient, *desk)
        except WrongShares:
            continue
        sealed = Version.objects.filter(wraps__epoch__recipient=recipient)
        version = sealed.select_related("record").order_by("pk").first()
        if version is None:
            return Proof(holds=False, sentence=f"Sealed record: {recipient} has none yet.")
        try:
            size = len(
                records.read(version, recipient.pk, keyring, by=BY, why="proof of a restore")
            )
        except VaultFault as fault:
            return Proof(holds=False, sentence=f"Sealed record: {version.record_id}: {fault}")
        return Proof(
            holds=True,
            sentence=f"Sealed record: {version.record_id} of {recipient} opened, {size} bytes."
            " The journal says so.",
        )
    return Proof(holds=False, sentence="Sealed record: these shares open no desk of this backup.")
