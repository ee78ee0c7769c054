"""The published vectors open, with our code and with the bare library by the published format."""

import json
import sys
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rapporteur.kernel.vault import envelopes, padding, phrases, wraps
from rapporteur.kernel.vault.canonical import Place, canonical
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.hidden import PrivateHalf, RecordKey
from rapporteur.kernel.vault.suites import SUITES, public_of

VECTORS = json.loads(Path("docs/vault/vectors.json").read_text())
READ = {"str": str, "int": int, "UUID": UUID, "bytes": bytes.fromhex}


def each(name):
    return pytest.mark.parametrize("vector", VECTORS[name], ids=range(len(VECTORS[name])))


@each("padding")
def test_lengths_are_padded_as_published(vector):
    assert padding.padded_length(vector["length"]) == vector["padded"]


@each("canonical")
def test_canonical_bytes_are_as_published(vector):
    told = [READ[kind](value) for part in vector["parts"] for kind, value in part.items()]
    assert canonical(vector["label"], *told).hex() == vector["bytes"]


@each("envelopes")
def test_published_envelopes_open(vector):
    place = Place(vector["kind"], UUID(vector["record"]), vector["version"])
    private = PrivateHalf(bytes.fromhex(vector["private_half"]))
    key = wraps.unwrap(
        bytes.fromhex(vector["wrap"]),
        private,
        place,
        recipient=UUID(vector["recipient"]),
        epoch=vector["epoch"],
    )

    assert public_of(private).hex() == vector["public_half"]
    assert key == RecordKey(bytes.fromhex(vector["record_key"]))
    body = envelopes.open_body(bytes.fromhex(vector["envelope"]), key, place)
    assert body.decode() == vector["body"]


@each("halves")
def test_published_halves_open_together(vector):
    place = Place(vector["kind"], UUID(vector["record"]), vector["version"])
    rows = zip(
        vector["wraps"],
        vector["private_halves"],
        vector["recipients"],
        vector["epochs"],
        strict=True,
    )
    one, two = (
        wraps.unwrap(
            bytes.fromhex(wrap),
            PrivateHalf(bytes.fromhex(private)),
            place,
            recipient=UUID(recipient),
            epoch=epoch,
            part=part,
        )
        for part, (wrap, private, recipient, epoch) in enumerate(rows, start=1)
    )

    key = wraps.joined(one, two)

    assert key.reveal().hex() == vector["record_key"]
    body = envelopes.open_body(bytes.fromhex(vector["envelope"]), key, place)
    assert body.decode() == vector["body"]


@each("parts")
def test_published_parts_open_in_their_place_alone(vector):
    key = RecordKey(bytes.fromhex(vector["key"]))
    place = Place(vector["kind"], UUID(vector["record"]), vector["version"])
    envelope = bytes.fromhex(vector["envelope"])

    assert envelopes.open_part(envelope, key, place, vector["number"]).decode() == vector["body"]
    with pytest.raises(CannotOpen):
        envelopes.open_part(envelope, key, place, vector["number"] + 1)


def test_a_published_part_opens_by_the_format_alone():
    vector = VECTORS["parts"][1]
    place = (b"test", UUID(vector["record"]).bytes, vector["version"].to_bytes(8))
    envelope, key = bytes.fromhex(vector["envelope"]), bytes.fromhex(vector["key"])
    bound = b"\1" + framed(b"rapporteur vault part", *place, vector["number"].to_bytes(8))
    padded = AESGCM(key).decrypt(envelope[1:13], envelope[13:], bound)

    assert padded[8 : 8 + int.from_bytes(padded[:8])].decode() == vector["body"]


def test_every_suite_has_published_vectors():
    assert {vector["suite"] for vector in VECTORS["envelopes"]} == set(SUITES)


def framed(*parts):
    return b"".join(len(part).to_bytes(4) + part for part in parts)


def test_a_published_envelope_opens_by_the_format_alone():
    """Nothing of ours is used here: another program can do the same."""
    vector = VECTORS["envelopes"][1]
    record, recipient = UUID(vector["record"]).bytes, UUID(vector["recipient"]).bytes
    place = (b"test", record, vector["version"].to_bytes(8))
    envelope, wrap = bytes.fromhex(vector["envelope"]), bytes.fromhex(vector["wrap"])
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)
    private = X25519PrivateKey.from_private_bytes(bytes.fromhex(vector["private_half"])[1:])

    epoch, whole = vector["epoch"].to_bytes(8), bytes(8)
    info = b"\1" + framed(b"rapporteur vault wrap", *place, recipient, epoch, whole)
    key = suite.decrypt(wrap[1:], private, info)
    bound = b"\1" + framed(b"rapporteur vault body", *place)
    padded = AESGCM(key).decrypt(envelope[1:13], envelope[13:], bound)

    assert (envelope[0], wrap[0], len(padded)) == (1, 1, 4096)
    assert padded[8 : 8 + int.from_bytes(padded[:8])].decode() == vector["body"]


@each("passphrases")
def test_passphrases_give_the_published_keys(vector):
    cost = phrases.Cost(vector["memory_kib"], vector["passes"], vector["lanes"])
    derived = phrases.derive(vector["typed"], bytes.fromhex(vector["salt"]), cost)

    assert phrases.one_form(vector["typed"]) == vector["one_form"]
    assert derived.reveal().hex() == vector["derived"]


def test_the_tool_writes_what_these_tests_read(tmp_path, monkeypatch):
    import importlib.util

    path = Path("tools/vectors.py").resolve()
    spec = importlib.util.spec_from_file_location("vectors_tool", path)
    tool = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "path", list(sys.path))
    spec.loader.exec_module(tool)
    monkeypatch.setattr(tool, "PAGE", tmp_path / "vault" / "vectors.json")

    assert tool.main() == 0

    made = json.loads(tool.PAGE.read_text())
    assert {name: len(rows) for name, rows in made.items()} == {
        name: len(rows) for name, rows in VECTORS.items()
    }
    assert made["padding"] == VECTORS["padding"]
    assert made["passphrases"] == VECTORS["passphrases"]
