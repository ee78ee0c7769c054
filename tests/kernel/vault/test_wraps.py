from dataclasses import replace
from uuid import uuid4

import pytest

from rapporteur.kernel.vault import envelopes, wraps
from rapporteur.kernel.vault.canonical import Place
from rapporteur.kernel.vault.faults import CannotOpen, UnknownSuite
from rapporteur.kernel.vault.hidden import RecordKey
from rapporteur.kernel.vault.suites import CLASSIC, HYBRID, new_pair
from rapporteur.kernel.vault.wraps import Reader

HERE = Place("test", uuid4(), 1)


def reader(suite=CLASSIC, epoch=1):
    private, public = new_pair(suite)
    return private, Reader(uuid4(), epoch, public)


@pytest.mark.parametrize("suite", [CLASSIC, HYBRID], ids=lambda suite: suite.number)
def test_a_wrapped_key_opens_the_body_for_its_reader(suite):
    private, to = reader(suite)
    key, envelope = envelopes.seal(b"word", HERE, suite=suite)

    wrapped = wraps.wrap(key, HERE, to)

    again = wraps.unwrap(wrapped, private, HERE, recipient=to.recipient, epoch=1)
    assert again == key
    assert envelopes.open_body(envelope, again, HERE) == b"word"


MOVED = {
    "kind": {"place": replace(HERE, kind="other")},
    "record": {"place": replace(HERE, record=uuid4())},
    "version": {"place": replace(HERE, version=2)},
    "recipient": {"recipient": uuid4()},
    "epoch": {"epoch": 2},
}


@pytest.mark.parametrize("what", MOVED)
def test_a_wrap_cannot_be_moved_to_another(what):
    private, to = reader()
    key, _ = envelopes.seal(b"word", HERE)
    wrapped = wraps.wrap(key, HERE, to)
    asked = {"place": HERE, "recipient": to.recipient, "epoch": 1, **MOVED[what]}

    with pytest.raises(CannotOpen):
        wraps.unwrap(wrapped, private, asked.pop("place"), **asked)


def test_a_wrap_opens_for_nobody_else():
    _, to = reader()
    stranger, _ = reader()
    key, _ = envelopes.seal(b"word", HERE)

    with pytest.raises(CannotOpen):
        wraps.unwrap(wraps.wrap(key, HERE, to), stranger, HERE, recipient=to.recipient, epoch=1)


def test_an_unknown_suite_of_a_wrap_is_refused():
    private, to = reader()

    with pytest.raises(UnknownSuite):
        wraps.unwrap(b"\x07abc", private, HERE, recipient=to.recipient, epoch=1)


def test_a_key_apart_takes_both_readers():
    (first_half, first), (second_half, second) = reader(), reader()
    key, envelope = envelopes.seal(b"a name", HERE)

    one, two = wraps.wrap_apart(key, HERE, first, second)
    opened_one = wraps.unwrap(one, first_half, HERE, recipient=first.recipient, epoch=1, part=1)
    opened_two = wraps.unwrap(two, second_half, HERE, recipient=second.recipient, epoch=1, part=2)

    assert wraps.joined(opened_one, opened_two) == key
    assert envelopes.open_body(envelope, wraps.joined(opened_two, opened_one), HERE) == b"a name"
    assert key not in (opened_one, opened_two)
    with pytest.raises(CannotOpen):
        envelopes.open_body(envelope, wraps.joined(opened_one, opened_one), HERE)


def test_a_half_is_no_whole_key_and_no_other_half():
    (private, first), (_, second) = reader(), reader()
    key, _ = envelopes.seal(b"a name", HERE)
    one, _ = wraps.wrap_apart(key, HERE, first, second)

    with pytest.raises(CannotOpen):
        wraps.unwrap(one, private, HERE, recipient=first.recipient, epoch=1)
    with pytest.raises(CannotOpen):
        wraps.unwrap(one, private, HERE, recipient=first.recipient, epoch=1, part=2)


def test_two_halves_for_one_reader_are_refused():
    _, to = reader()
    key, _ = envelopes.seal(b"a name", HERE)

    with pytest.raises(ValueError, match="one reader"):
        wraps.wrap_apart(key, HERE, to, to)


def test_halves_of_different_length_do_not_join():
    with pytest.raises(CannotOpen, match="belong together"):
        wraps.joined(RecordKey(b"ab"), RecordKey(b"a"))
