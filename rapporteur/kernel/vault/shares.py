"""A secret in three printed shares, any two of which give it back: no single person can open.

For each pair of officers the secret is cut in two by a random mask, one half for each of the
two. So an officer holds two halves, both random; two officers hold one whole pair. Nothing but
XOR and random bytes: ADR 0036.

A share is printed as groups of five letters and digits (base32), each line with a checksum, so
that a slip of the pen is found in its line.
"""

import os
from base64 import b32decode, b32encode
from dataclasses import dataclass
from hashlib import sha256

from rapporteur.kernel.vault.faults import WrongShares
from rapporteur.kernel.vault.hidden import Hidden
from rapporteur.kernel.vault.wraps import combined

PAIRS = ((1, 2), (2, 3), (1, 3))  # the first of each holds the mask, the second the rest
MARK_BYTES = 4  # tells which shares belong together
CHECK_BYTES = 2
LINE_BYTES = 18  # with its checksum 20 bytes: 32 letters, no rest


@dataclass(frozen=True, repr=False)
class Share:
    """One officer's share: which of three, of which set, and a half of each of two pairs."""

    number: int
    mark: bytes
    halves: tuple[Hidden, Hidden]  # in the order of PAIRS

    def __repr__(self) -> str:
        return f"<Share {self.number}>"


def cut(secret: Hidden) -> tuple[Share, Share, Share]:
    """Return the three shares of a secret."""
    raw, mark = secret.reveal(), os.urandom(MARK_BYTES)
    held: dict[int, list[Hidden]] = {1: [], 2: [], 3: []}
    for first, second in PAIRS:
        mask = os.urandom(len(raw))
        held[first].append(Hidden(mask))
        held[second].append(Hidden(combined(mask, raw)))
    one, two, three = (Share(n, mark, (halves[0], halves[1])) for n, halves in held.items())
    return one, two, three


def put_together(one: Share, two: Share) -> Hidden:
    """Return the secret from any two shares. Raises WrongShares."""
    first, second = sorted((one, two), key=lambda share: share.number)
    pair = (first.number, second.number)
    if pair not in PAIRS:
        raise WrongShares("Bring two different shares of the three.")
    if one.mark != two.mark:
        raise WrongShares("These shares are not of the same set.")
    half_of_first, half_of_second = (
        share.halves[[p for p in PAIRS if share.number in p].index(pair)].reveal()
        for share in (first, second)
    )
    if len(half_of_first) != len(half_of_second):
        raise WrongShares("These shares are not of the same set.")
    return Hidden(combined(half_of_first, half_of_second))


def check(line: int, raw: bytes) -> bytes:
    return sha256(b"rapporteur share\0" + bytes([line]) + raw).digest()[:CHECK_BYTES]


def printed(share: Share) -> str:
    """Return the lines to print: groups of five, a checksum at the end of each line."""
    halves = [half.reveal() for half in share.halves]
    raw = bytes([share.number]) + share.mark + bytes([len(halves[0])]) + b"".join(halves)
    lines = []
    for number, start in enumerate(range(0, len(raw), LINE_BYTES), start=1):
        part = raw[start : start + LINE_BYTES]
        letters = b32encode(part + check(number, part)).decode().rstrip("=")
        groups = " ".join(letters[at : at + 5] for at in range(0, len(letters), 5))
        lines.append(f"{number}: {groups}")
    return "\n".join(lines)


def typed(text: str) -> Share:
    """Return the share that someone typed from paper. Raises WrongShares naming the line."""
    raw = b""
    lines = [line for line in text.splitlines() if line.strip()]
    for number, line in enumerate(lines, start=1):
        letters = (
            "".join(line.partition(":")[2].split()).upper().replace("0", "O").replace("1", "I")
        )
        try:
            decoded = b32decode(letters + "=" * (-len(letters) % 8))
        except ValueError:
            decoded = b""
        part, sum_of_line = decoded[:-CHECK_BYTES], decoded[-CHECK_BYTES:]
        if not part or check(number, part) != sum_of_line:
            raise WrongShares(f"There is a slip in line {number}.")
        raw += part
    if len(raw) < 2 + MARK_BYTES:
        raise WrongShares("A line is missing.")
    number, mark, length, rest = (
        raw[0],
        raw[1 : 1 + MARK_BYTES],
        raw[1 + MARK_BYTES],
        raw[2 + MARK_BYTES :],
    )
    if number not in {1, 2, 3} or not length or len(rest) != 2 * length:
        raise WrongShares("A line is missing.")
    return Share(number, mark, (Hidden(rest[:length]), Hidden(rest[length:])))
