"""Thousands of made-up sealed texts in six languages, for search and likeness over them."""

import json
from collections.abc import Callable
from difflib import SequenceMatcher
from functools import cache
from itertools import cycle
from random import Random
from time import perf_counter
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rapporteur.cases.folding import Folded, fold
from rapporteur.cases.likeness.signatures import (
    Signature,
    degree_of,
    packed,
    signature_of,
    unpacked,
)
from rapporteur.kernel.vault.canonical import Place
from rapporteur.kernel.vault.envelopes import seal
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Epoch, SealedRecord, Version, Wrap
from rapporteur.kernel.vault.scanning import Scan
from rapporteur.kernel.vault.suites import CLASSIC
from rapporteur.kernel.vault.wraps import wrap
from tests.cases.alike import LANGUAGES, Pair, held_out, pairs, texts, translations

TEXTS, LIKENESSES, SOME = 20_000, 20_000, 2_000
LENGTH = 10_000  # bytes of a text
A_BATCH = 500
SOUGHT = fold("Zyxquorum")
Row = tuple[str, float, str, str, float]


def long_texts() -> list[str]:
    """Return ten texts of 10 kB a language, in which seven words of ten are of the shipped set.

    The others are put together of two of them and hardly ever come again, so that nothing gains
    from a small stock of words.
    """
    chosen = Random(90210)
    return [long_text(language, chosen) for _number in range(10) for language in LANGUAGES]


def long_text(language: str, chosen: Random) -> str:
    told = " ".join(texts(language).values())
    words = list(told) if language == "zh" else told.split()
    found: list[str] = []
    while len(found) * 2 < LENGTH:
        one, other = chosen.choice(words), chosen.choice(words)
        found.append(one if chosen.random() < 0.7 else one[:5] + other[-5:])
    joined = ("" if language == "zh" else " ").join(found)
    return joined.encode()[:LENGTH].decode(errors="ignore")


def keep_all(group: Epoch, bodies: list[bytes], count: int) -> list[UUID]:
    """Seal `count` records to a group, taking the bodies in turn; without the journal."""
    kept: list[UUID] = []
    source = cycle(bodies)
    while len(kept) < count:
        records = [SealedRecord(kind="bench") for _ in range(A_BATCH)]
        versions, wraps = [], []
        for record in records:
            version = Version(record=record, number=1)
            place = Place("bench", record.pk, 1)
            key, version.envelope = seal(next(source), place)
            versions.append(version)
            wraps.append(Wrap(version=version, epoch=group, wrapped=wrap(key, place, group.reader)))
        for model, rows in ((SealedRecord, records), (Version, versions), (Wrap, wraps)):
            model.objects.bulk_create(rows)
        kept += [version.pk for version in versions]
    return kept[:count]


def seconds(keyring: Keyring, versions: list[UUID], look: Callable[[bytes], object]) -> float:
    """Return how long it takes to open all and to look into each."""
    start = perf_counter()
    for _version, body in Scan(keyring).bodies(versions):
        assert body is not None
        look(body)
    return perf_counter() - start


def bare_opening(count: int) -> float:
    """Return the seconds of as many bare HPKE and AES openings of 10 kB, without a database."""
    hpke, private = CLASSIC.hpke, X25519PrivateKey.generate()
    key = AESGCM(bytes(32))
    sealed = hpke.encrypt(bytes(32), private.public_key(), b"")
    body = key.encrypt(bytes(12), b"x" * LENGTH, b"")
    start = perf_counter()
    for _ in range(count):
        hpke.decrypt(sealed, private, b"")
        key.decrypt(bytes(12), body, b"")
    return perf_counter() - start


def folded_when_read() -> Callable[[bytes], object]:
    """Return how a search looks into a body."""
    folding = Folded()
    return lambda body: SOUGHT in folding.text(json.loads(body)["text"])


def folded_when_sealed(body: bytes) -> object:
    """Look into a body that holds its folded form too; the text is needed to show a line of it."""
    said = json.loads(body)
    return SOUGHT in said["folded"], said["text"]


def searching(keyring: Keyring, group: Epoch) -> list[Row]:
    """Return rows on search over sealed texts, and on keeping the folded form beside the text."""
    plain = [json.dumps({"text": text}, ensure_ascii=False).encode() for text in long_texts()]
    both = [
        json.dumps({"text": text, "folded": fold(text)}, ensure_ascii=False).encode()
        for text in long_texts()
    ]
    kept = keep_all(group, plain, TEXTS)
    opening = seconds(keyring, kept, len)
    scanning = seconds(keyring, kept, folded_when_read())
    bare = bare_opening(TEXTS)
    few, folded = kept[:SOME], keep_all(group, both, SOME)
    on_reading = min(seconds(keyring, few, folded_when_read()) for _ in range(3))
    on_sealing = min(seconds(keyring, folded, folded_when_sealed) for _ in range(3))
    return [
        (
            f"search: open {TEXTS:,} of 10 kB, database and all",
            opening,
            "s",
            f"as many bare HPKE and AES openings ({bare:.1f} s)",
            opening / bare,
        ),
        (
            f"search: open, fold and scan {TEXTS:,} of 10 kB",
            scanning,
            "s",
            f"opening alone ({opening:.1f} s); DESIGN, with libsodium: 1.3 s",
            scanning / opening,
        ),
        (
            f"search: {SOME:,} of 10 kB, folded form kept inside",
            on_sealing,
            "s",
            f"folded when read ({on_reading:.2f} s)",
            on_sealing / on_reading,
        ),
    ]


def figures(wanted: list[bool], found: list[bool]) -> tuple[float, float]:
    """Return recall and precision."""
    right = sum(1 for one, other in zip(wanted, found, strict=True) if one and other)
    return right / sum(wanted), right / sum(found) if any(found) else 0.0


signed = cache(signature_of)  # made once a text, as at its first opening


def is_alike(pair: Pair) -> bool:
    one, other = signed(pair.one), signed(pair.other)
    return bool(one and other and degree_of(one, other))


def judged(found: Callable[[Pair], bool], asked: list[Pair]) -> tuple[float, float, float]:
    """Return recall, precision and seconds of one way to say that a pair is alike."""
    start = perf_counter()
    said = [found(pair) for pair in asked]
    took = perf_counter() - start
    return (*figures([pair.wanted for pair in asked], said), took)


def is_equal(pair: Pair) -> bool:
    return "".join(fold(pair.one).split()) == "".join(fold(pair.other).split())


def is_close(pair: Pair) -> bool:
    """Say it as Python's own library would, from both whole texts."""
    return SequenceMatcher(None, fold(pair.one), fold(pair.other), autojunk=False).ratio() >= 0.5


def recalling() -> list[Row]:
    """Return rows on what likeness finds on the shipped set, beside two ways that need the texts."""
    asked = pairs()
    ours, equal, close = (judged(way, asked) for way in (is_alike, is_equal, is_close))
    told = f"{len(asked)} pairs in six languages"
    rows: list[Row] = []
    for place, name in enumerate(("recall", "precision")):
        rows.append(
            (
                f"likeness: {name}, {told}",
                ours[place],
                "of 1",
                f"equal once folded ({equal[place]:.2f}); difflib ({close[place]:.2f})",
                ours[place] / equal[place],
            )
        )
    again = [is_alike(pair) for pair in translations()]
    others = held_out()
    mine, same = (judged(way, others) for way in (is_alike, is_equal))
    for place, name in enumerate(("recall", "precision")):
        rows.append(
            (
                f"likeness: {name}, {len(others):,} pairs held out",
                mine[place],
                "of 1",
                f"equal once folded ({same[place]:.2f})",
                mine[place] / same[place] if same[place] else 0.0,
            )
        )
    rows += [
        (
            "likeness: time of all pairs",
            ours[2] * 1000,
            "ms",
            f"difflib on the same pairs ({close[2] * 1000:.0f} ms)",
            ours[2] / close[2],
        ),
        (
            f"likeness: of {len(again)} translations found",
            float(sum(again)),
            "pairs",
            "all of them; none is expected",
            sum(again) / len(again),
        ),
    ]
    return rows


def comparing(keyring: Keyring, group: Epoch) -> list[Row]:
    """Return a row on comparing one signature with thousands of sealed ones."""
    own, *others = [signature for text in long_texts() if (signature := signature_of(text))]
    bodies = [json.dumps(packed(one)).encode() for one in (own, *others)]
    kept = keep_all(group, bodies, LIKENESSES)
    opening = seconds(keyring, kept, len)

    def compare(body: bytes) -> object:
        other: Signature = unpacked(json.loads(body))
        return degree_of(own, other)

    took = seconds(keyring, kept, compare)
    return [
        (
            f"likeness: one compared with {LIKENESSES:,} sealed",
            took,
            "s",
            f"opening them alone ({opening:.1f} s)",
            took / opening,
        )
    ]
