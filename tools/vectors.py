"""Write the published test vectors of the vault into docs/vault/vectors.json.

Another program can check with them that it pads, spells and opens as we do. Keys and ids are
fixed; sealing is random, so a new run gives other envelopes that open just as well. Run it when
a suite is added, never to make a failing test pass: old vectors must open for ever.
"""

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
PAGE = ROOT / "docs" / "vault" / "vectors.json"
RECORD = UUID("6f1c2d3e-4a5b-4c6d-8e7f-901a2b3c4d5e")
RECIPIENT = UUID("0b1c2d3e-4f50-4162-8374-95a6b7c8d9e0")
BODIES = ("", "A word.", "Un mot. Слово. كلمة. 一个词。", "x" * 5000)


def fixed(label: str, length: int) -> bytes:
    """Return bytes that anyone can make again from the label."""
    return b"".join(sha256(f"{label} {n}".encode()).digest() for n in range(-(-length // 32)))[
        :length
    ]


def canonical_vectors() -> list[dict[str, Any]]:
    from rapporteur.kernel.vault.canonical import canonical

    cases = [("body", ["test", RECORD, 1]), ("wrap", ["test", RECORD, 1, RECIPIENT, 3, 0])]
    cases.append(("recipient", [RECIPIENT, "desk", "desk/e\u0301", "Bureau", 3, b"\x01\x02"]))
    return [
        {
            "label": label,
            "parts": [{type(part).__name__: shown(part)} for part in parts],
            "bytes": canonical(label, *parts).hex(),
        }
        for label, parts in cases
    ]


def shown(part: object) -> object:
    if isinstance(part, bytes):
        return part.hex()
    return part if isinstance(part, int) else str(part)


def envelope_vectors() -> Iterator[dict[str, Any]]:
    from rapporteur.kernel.vault import envelopes, wraps
    from rapporteur.kernel.vault.canonical import Place
    from rapporteur.kernel.vault.hidden import PrivateHalf
    from rapporteur.kernel.vault.suites import SUITES, public_of

    lengths = {1: 32, 2: 96}
    for number, suite in SUITES.items():
        private = PrivateHalf(suite.lead + fixed(f"suite {number}", lengths[number]))
        for version, body in enumerate(BODIES, start=1):
            place = Place("test", RECORD, version)
            key, envelope = envelopes.seal(body.encode(), place, suite=suite)
            reader = wraps.Reader(RECIPIENT, 3, public_of(private))
            yield {
                "suite": number,
                "kind": place.kind,
                "record": str(RECORD),
                "version": version,
                "recipient": str(RECIPIENT),
                "epoch": 3,
                "private_half": private.reveal().hex(),
                "public_half": reader.public.hex(),
                "record_key": key.reveal().hex(),
                "wrap": wraps.wrap(key, place, reader).hex(),
                "envelope": envelope.hex(),
                "body": body,
            }


def half_vectors() -> Iterator[dict[str, Any]]:
    """A key in two halves, each sealed to another recipient: who a source is."""
    from rapporteur.kernel.vault import envelopes, wraps
    from rapporteur.kernel.vault.canonical import Place
    from rapporteur.kernel.vault.hidden import PrivateHalf
    from rapporteur.kernel.vault.suites import CLASSIC, public_of

    private = [PrivateHalf(CLASSIC.lead + fixed(f"half {part}", 32)) for part in (1, 2)]
    readers = [
        wraps.Reader(UUID(bytes=fixed(f"group {part}", 16)), part, public_of(half))
        for part, half in enumerate(private, start=1)
    ]
    place = Place("test", RECORD, 1)
    key, envelope = envelopes.seal(b"A name.", place)
    yield {
        "kind": place.kind,
        "record": str(RECORD),
        "version": 1,
        "recipients": [str(reader.recipient) for reader in readers],
        "epochs": [reader.epoch for reader in readers],
        "private_halves": [half.reveal().hex() for half in private],
        "wraps": [half.hex() for half in wraps.wrap_apart(key, place, *readers)],
        "record_key": key.reveal().hex(),
        "envelope": envelope.hex(),
        "body": "A name.",
    }


def part_vectors() -> Iterator[dict[str, Any]]:
    """A large thing in parts: its key is the body of a record, part 0 is its manifest."""
    from rapporteur.kernel.vault import envelopes
    from rapporteur.kernel.vault.canonical import Place
    from rapporteur.kernel.vault.hidden import RecordKey

    key, place = RecordKey(fixed("key of parts", 32)), Place("test", RECORD, 1)
    bodies = [b"The first part, ", b"and the last."]
    whole = b"".join(bodies)
    said = {"parts": len(bodies), "size": len(whole), "sha256": sha256(whole).hexdigest()}
    for number, body in enumerate([json.dumps(said).encode(), *bodies]):
        yield {
            "kind": place.kind,
            "record": str(RECORD),
            "version": 1,
            "key": key.reveal().hex(),
            "number": number,
            "envelope": envelopes.seal_part(body, key, place, number).hex(),
            "body": body.decode(),
        }


def phrase_vectors() -> Iterator[dict[str, Any]]:
    from rapporteur.kernel.vault.phrases import COST, Cost, derive, one_form

    salt = fixed("salt", 16)
    for typed in ("seven quiet herons cross the river", "  cafe\u0301\tnoir  sans   sucre "):
        for cost in (COST, Cost(memory=256, passes=1, lanes=1)):
            yield {
                "typed": typed,
                "one_form": one_form(typed),
                "salt": salt.hex(),
                "memory_kib": cost.memory,
                "passes": cost.passes,
                "lanes": cost.lanes,
                "derived": derive(typed, salt, cost).reveal().hex(),
            }


def main() -> int:
    from rapporteur.kernel.vault.padding import padded_length

    lengths = (0, 1, 4088, 4089, 5000, 65_535, 100_000, 1_000_000, 123_456_789)
    PAGE.parent.mkdir(exist_ok=True)
    vectors = {
        "padding": [{"length": n, "padded": padded_length(n)} for n in lengths],
        "canonical": canonical_vectors(),
        "envelopes": list(envelope_vectors()),
        "halves": list(half_vectors()),
        "parts": list(part_vectors()),
        "passphrases": list(phrase_vectors()),
    }
    PAGE.write_text(json.dumps(vectors, indent=1, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
