"""The vault's acts beside the bare calls of the library that they cannot do without."""

import os
from collections.abc import Callable
from statistics import median
from time import perf_counter
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.management import call_command

from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.models import Instance
from rapporteur.kernel.instance.queries import mode
from rapporteur.kernel.vault import actions, envelopes, phrases, records, suites, wraps
from rapporteur.kernel.vault.canonical import Place
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import MemberKey
from rapporteur.kernel.vault.recipients import newest
from tests.bench import sealed
from tests.bench.scratch import scratch_cluster

BODY = b"x" * 4096
PHRASE = "seven quiet herons cross the river"
BY = "command:bench"
RECORDS = 1000
Row = tuple[str, float, str, str, float]


def milliseconds(act: Callable[[], object], times: int) -> float:
    """Return the median of `times` runs."""
    took = []
    for _ in range(times):
        start = perf_counter()
        act()
        took.append((perf_counter() - start) * 1000)
    return median(took)


def sealing(suite: suites.Suite) -> tuple[float, float]:
    """Return how long sealing a 4 kB record for two readers takes, and opening it for one."""
    (private, public), (_, other) = suites.new_pair(suite), suites.new_pair(suite)
    place = Place("bench", uuid4(), 1)
    first, second = wraps.Reader(uuid4(), 1, public), wraps.Reader(uuid4(), 1, other)

    def seal() -> tuple[bytes, bytes]:
        key, envelope = envelopes.seal(BODY, place, suite=suite)
        wrapped, _ = (wraps.wrap(key, place, reader) for reader in (first, second))
        return envelope, wrapped

    envelope, wrapped = seal()

    def open_it() -> None:
        key = wraps.unwrap(wrapped, private, place, recipient=first.recipient, epoch=1)
        assert envelopes.open_body(envelope, key, place) == BODY

    return milliseconds(seal, 500), milliseconds(open_it, 500)


def bare_aes() -> tuple[float, float]:
    key, nonce = AESGCM(os.urandom(32)), os.urandom(12)
    sealed = key.encrypt(nonce, BODY, b"")
    return (
        milliseconds(lambda: key.encrypt(nonce, BODY, b""), 500),
        milliseconds(lambda: key.decrypt(nonce, sealed, b""), 500),
    )


def on_bytes() -> list[Row]:
    """Return rows on sealing and opening, of both suites, without a database."""
    bare_seal, bare_open = bare_aes()
    found: list[Row] = []
    first = sealing(suites.CLASSIC)
    for act, took, bare in zip(("seal", "open"), first, (bare_seal, bare_open), strict=True):
        what = f"vault: {act} 4 kB, {'2 readers' if act == 'seal' else '1 reader'}, suite 1"
        found.append((what, took, "ms", f"AES-256-GCM alone ({bare:.4f} ms)", took / bare))
    for act, took, before in zip(("seal", "open"), sealing(suites.HYBRID), first, strict=True):
        what = f"vault: {act} 4 kB, {'2 readers' if act == 'seal' else '1 reader'}, suite 2"
        found.append((what, took, "ms", f"suite 1 ({before:.3f} ms)", took / before))
    return found


def unlocking(keyring: Keyring) -> Row:
    key, salt = MemberKey.objects.get(pk=keyring.key.pk), os.urandom(16)
    bare = milliseconds(lambda: phrases.derive(PHRASE, salt, phrases.COST), 7)
    took = milliseconds(lambda: actions.open_member_key(key, PHRASE), 7)
    return ("vault: unlock", took, "ms", f"Argon2id alone ({bare:.0f} ms)", took / bare)


def bare_hpke(count: int) -> float:
    """Return the seconds of opening and sealing as many keys with the library and nothing else."""
    hpke, private = suites.CLASSIC.hpke, X25519PrivateKey.generate()
    public = private.public_key()
    sealed = [hpke.encrypt(bytes(32), public, b"") for _ in range(count)]
    start = perf_counter()
    for one in sealed:
        hpke.encrypt(hpke.decrypt(one, private, b""), public, b"")
    return perf_counter() - start


def changing_epochs(keyring: Keyring) -> list[Row]:
    """Return rows on a removal, and on moving a thousand record keys after it."""
    group = actions.found_group("desk", "desk/bench", "Desk of the bench", keyring, by=BY)
    for _ in range(9):
        other = actions.make_member_key(uuid4(), PHRASE, by=BY, cost=phrases.Cost(8, 1, 1))
        actions.add_member(group.pk, other.key, keyring, by=BY)
    for _ in range(RECORDS):
        records.keep("bench", BODY, [group.pk], by=BY)
    start = perf_counter()
    actions.open_epoch(group.pk, keyring, without=[other.key.owner], by=BY)
    opening = perf_counter() - start
    fresh = Keyring(keyring.key, keyring.half)
    start = perf_counter()
    while records.rewrap(group.pk, fresh, by=BY):
        pass
    moving = perf_counter() - start
    nine, thousand = bare_hpke(9), bare_hpke(RECORDS)
    return [
        (
            "vault: open an epoch for 9 who stay",
            opening * 1000,
            "ms",
            f"9 bare HPKE opens and seals ({nine * 1000:.1f} ms)",
            opening / nine,
        ),
        (
            f"vault: move {RECORDS:,} record keys, database and all",
            moving,
            "s",
            f"{RECORDS:,} bare HPKE opens and seals ({thousand:.2f} s)",
            moving / thousand,
        ),
    ]


def run() -> list[Row]:
    """Return name, value, unit, baseline and the ratio to it."""
    rows = on_bytes()
    with scratch_cluster():
        for app in ("instance", "vault"):
            call_command("migrate", app, verbosity=0)
        mode.cache_clear()
        Instance.objects.create(mode=Instance.Mode.EXERCISE, created_on=today())
        keyring = actions.make_member_key(uuid4(), PHRASE, by=BY)
        rows.append(unlocking(keyring))
        rows += changing_epochs(keyring)
        group = actions.found_group("desk", "desk/sealed", "Desk of many texts", keyring, by=BY)
        epoch = newest(group.pk)
        rows += sealed.searching(keyring, epoch)
        rows += sealed.comparing(keyring, epoch)
    return rows + sealed.recalling()
