"""Long things sealed in one file: read and written in chunks, each of which is checked by itself.

    MAGIC | length (4) | head | length (4) | wrap | chunk | chunk | … | last chunk

The head lies in the clear and says what the file is. A fresh key is sealed to one public half,
bound to the head. Each chunk is AES-256-GCM of CHUNK bytes, the last of what is left; its nonce
is the chunk's number (11 bytes) and whether it is the last (1 byte), its associated data the
hash of all that stands before the chunks. So what was cut, swapped, appended to or changed does
not open: not the chunk, and not the file, whose last chunk alone carries the mark. ADR 0114.

A nonce is never used twice: the key is of this one file, and its chunks are counted.
"""

import os
from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rapporteur.kernel.vault.canonical import canonical
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.hidden import PrivateHalf, RecordKey
from rapporteur.kernel.vault.suites import PublicHalf, open_with, seal_to

MAGIC = b"rapporteur sealed file 1\n"
CHUNK = 1 << 20  # bytes in the clear
TAG_BYTES = 16
LONGEST = 64_000  # bytes of a head or wrap: what a file may make us read before it is checked
COUNTER_BYTES, MARK_BYTES = 11, 1


def framed(part: bytes) -> bytes:
    return len(part).to_bytes(4) + part


def bound_to(head: bytes) -> bytes:
    return canonical("sealed file", sha256(head).digest())


def nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(COUNTER_BYTES) + int(last).to_bytes(MARK_BYTES)


class Sealing:
    """A file that is being sealed. What is not finished opens nowhere: it has no last chunk."""

    def __init__(self, file: BinaryIO, public: PublicHalf, head: bytes) -> None:
        """Write the head and the wrap. Raises UnknownSuite, UnusableKey."""
        key = RecordKey(os.urandom(32))
        wrapped = seal_to(public, key.reveal(), info=bound_to(head))
        before = MAGIC + framed(head) + framed(wrapped)
        self._file, self._cipher = file, AESGCM(key.reveal())
        self._before = sha256(before).digest()
        self._number, self._waiting = 0, bytearray()
        file.write(before)

    def write(self, part: bytes) -> int:
        """Take some bytes; a full chunk is written once it is known not to be the last."""
        self._waiting += part
        while len(self._waiting) > CHUNK:
            self._seal(bytes(self._waiting[:CHUNK]), last=False)
            del self._waiting[:CHUNK]
        return len(part)

    def finish(self) -> None:
        """Write the last chunk, with its mark."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, chunk: bytes, *, last: bool) -> None:
        sealed = self._cipher.encrypt(nonce(self._number, last=last), chunk, self._before)
        self._file.write(sealed)
        self._number += 1


def part_of(file: BinaryIO) -> bytes:
    """Return a part behind its length. Raises CannotOpen where it is cut or absurdly long."""
    length = int.from_bytes(file.read(4))
    part = file.read(min(length, LONGEST))
    if len(part) != length:
        raise CannotOpen("The beginning of this file was changed or cut.")
    return part


def head_of(file: BinaryIO) -> bytes:
    """Return the head, which is not checked before the file is opened. Raises CannotOpen."""
    if file.read(len(MAGIC)) != MAGIC:
        raise CannotOpen("This file is none of ours.")
    return part_of(file)


class Opening:
    """A sealed file that is being read, from its start. Nothing comes out that was not checked."""

    def __init__(self, file: BinaryIO, private: PrivateHalf) -> None:
        """Raises CannotOpen where the key is another or the beginning was changed."""
        self.head = head_of(file)
        wrapped = part_of(file)
        key = open_with(private, wrapped, info=bound_to(self.head))
        before = MAGIC + framed(self.head) + framed(wrapped)
        self._file, self._cipher = file, AESGCM(key)
        self._before = sha256(before).digest()
        self._chunks, self._left = self.chunks(), b""

    def chunks(self) -> Iterator[bytes]:
        """Yield the chunks in the clear, one in memory at a time. Raises CannotOpen."""
        number, sealed = 0, self._file.read(CHUNK + TAG_BYTES)
        while True:
            after = self._file.read(CHUNK + TAG_BYTES)
            mark = nonce(number, last=not after)
            try:
                chunk = self._cipher.decrypt(mark, sealed, self._before)
            except InvalidTag:
                raise CannotOpen(
                    f"This file was changed, cut or appended to, at part {number + 1}."
                ) from None
            yield chunk
            if not after:
                return
            number, sealed = number + 1, after

    def read(self, size: int) -> bytes:
        """Return up to `size` bytes, fewer only at the end. Raises CannotOpen."""
        while len(self._left) < size:
            more = next(self._chunks, None)
            if more is None:
                break
            self._left += more
        found, self._left = self._left[:size], self._left[size:]
        return found
