from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from rapporteur.kernel.vault import envelopes
from rapporteur.kernel.vault.canonical import Place
from rapporteur.kernel.vault.faults import CannotOpen, UnknownSuite
from rapporteur.kernel.vault.hidden import RecordKey
from rapporteur.kernel.vault.suites import HYBRID

HERE = Place("test", UUID("00000000-0000-4000-8000-000000000001"), 1)
CANARY = "what nobody else may read \u0627\u0644".encode()


def test_a_body_opens_in_its_place_with_its_key():
    key, envelope = envelopes.seal(CANARY, HERE)

    assert CANARY not in envelope
    assert envelope[:1] == b"\1"
    assert len(envelope) == 1 + 12 + 4096 + 16
    assert envelopes.open_body(envelope, key, HERE) == CANARY


def test_each_sealing_has_a_fresh_key():
    first, one = envelopes.seal(CANARY, HERE)
    second, two = envelopes.seal(CANARY, HERE)

    assert first != second
    assert one[1:13] != two[1:13]
    with pytest.raises(CannotOpen):
        envelopes.open_body(one, second, HERE)


@pytest.mark.parametrize(
    "there", [{"kind": "other"}, {"record": uuid4()}, {"version": 2}], ids=lambda there: str(*there)
)
def test_an_envelope_does_not_open_in_another_place(there):
    key, envelope = envelopes.seal(CANARY, HERE)

    with pytest.raises(CannotOpen):
        envelopes.open_body(envelope, key, replace(HERE, **there))


@pytest.mark.parametrize(
    "changed",
    [
        lambda e: e[:1],
        lambda e: e[:10],
        lambda e: e[:30],
        lambda e: e[:-1],
        lambda e: e[:1] + bytes([e[1] ^ 1]) + e[2:],
        lambda e: e[:-1] + bytes([e[-1] ^ 1]),
        lambda e: b"\2" + e[1:],
    ],
)
def test_a_changed_envelope_does_not_open(changed):
    key, envelope = envelopes.seal(CANARY, HERE)

    with pytest.raises(CannotOpen):
        envelopes.open_body(changed(envelope), key, HERE)


def test_an_unknown_suite_is_refused_and_nothing_else_is_tried():
    key, envelope = envelopes.seal(CANARY, HERE)

    with pytest.raises(UnknownSuite):
        envelopes.open_body(b"\x09" + envelope[1:], key, HERE)


def test_a_wrong_key_does_not_open():
    _, envelope = envelopes.seal(CANARY, HERE, suite=HYBRID)

    assert envelope[:1] == b"\2"
    with pytest.raises(CannotOpen):
        envelopes.open_body(envelope, RecordKey(bytes(32)), HERE)
