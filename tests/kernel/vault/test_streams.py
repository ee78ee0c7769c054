"""A sealed file opens whole or not at all: cut, swapped, appended to and changed are found."""

import io

import pytest

from rapporteur.kernel.vault import streams
from rapporteur.kernel.vault.faults import CannotOpen, VaultFault
from rapporteur.kernel.vault.streams import Opening, Sealing, head_of
from rapporteur.kernel.vault.suites import HYBRID, new_pair

pytestmark = pytest.mark.requirement("M14")
HEAD = b'{"what":"test"}'
SEALED_CHUNK = 64 + streams.TAG_BYTES


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(streams, "CHUNK", 64)


PRIVATE, PUBLIC = new_pair()


def sealed(body, *, public=PUBLIC, parts=7):
    file = io.BytesIO()
    sealing = Sealing(file, public, HEAD)
    for start in range(0, len(body), parts):
        sealing.write(body[start : start + parts])
    sealing.finish()
    return file.getvalue()


def opened(raw, private=PRIVATE):
    return b"".join(Opening(io.BytesIO(raw), private).chunks())


def beginning():
    return len(sealed(b"")) - streams.TAG_BYTES


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 128, 300])
def test_what_went_in_comes_out(size):
    body = bytes(range(256)) * 2
    assert opened(sealed(body[:size])) == body[:size]


def test_it_opens_with_the_other_suite_too():
    private, public = new_pair(HYBRID)
    assert opened(sealed(b"words", public=public), private) == b"words"


def test_the_head_is_read_without_a_key_and_holds_nothing_of_the_body():
    raw = sealed(b"a canary in the body")
    assert head_of(io.BytesIO(raw)) == HEAD
    assert b"canary" not in raw


def test_reading_gives_as_many_bytes_as_asked_until_the_end():
    reading = Opening(io.BytesIO(sealed(b"x" * 150)), PRIVATE)
    assert [len(reading.read(100)) for _ in range(3)] == [100, 50, 0]


def test_another_key_opens_nothing():
    with pytest.raises(CannotOpen):
        opened(sealed(b"words"), new_pair()[0])


def test_a_bit_changed_anywhere_is_found():
    raw = sealed(b"w" * 150)
    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :]
        with pytest.raises(VaultFault):  # a changed byte of a suite names none
            opened(changed)


def test_cut_anywhere_is_found():
    raw = sealed(b"w" * 150)
    for length in range(len(raw)):
        with pytest.raises(VaultFault):
            opened(raw[:length])


def test_what_was_cut_at_the_end_of_a_chunk_is_found():
    raw = sealed(b"w" * 128)
    with pytest.raises(CannotOpen, match="part 1"):
        opened(raw[: beginning() + SEALED_CHUNK])


@pytest.mark.parametrize("more", [b"x", b"x" * SEALED_CHUNK])
def test_what_was_appended_is_found(more):
    with pytest.raises(CannotOpen):
        opened(sealed(b"w" * 128) + more)


def test_chunks_that_changed_places_are_found():
    raw, start = sealed(b"a" * 64 + b"b" * 64 + b"c"), beginning()
    first, second = raw[start : start + SEALED_CHUNK], raw[start + SEALED_CHUNK :][:SEALED_CHUNK]
    with pytest.raises(CannotOpen, match="part 1"):
        opened(raw[:start] + second + first + raw[start + 2 * SEALED_CHUNK :])


def test_a_chunk_of_another_file_is_found():
    one, other, start = sealed(b"a" * 65), sealed(b"a" * 65), beginning()
    with pytest.raises(CannotOpen):
        opened(one[: start + SEALED_CHUNK] + other[start + SEALED_CHUNK :])


def test_what_was_never_finished_does_not_open():
    file = io.BytesIO()
    Sealing(file, PUBLIC, HEAD).write(b"w" * 200)
    with pytest.raises(CannotOpen):
        opened(file.getvalue())


def test_no_two_files_share_a_key():
    assert sealed(b"w" * 70)[beginning() :] != sealed(b"w" * 70)[beginning() :]


@pytest.mark.parametrize("raw", [b"", b"something else", streams.MAGIC + b"\xff\xff\xff\xff"])
def test_another_file_is_said_to_be_none(raw):
    with pytest.raises(CannotOpen):
        head_of(io.BytesIO(raw))
