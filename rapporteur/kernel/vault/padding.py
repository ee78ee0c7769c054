"""Hide how long a text is: at least 4 KiB, then steps that grow with the length (Padmé).

The real length stands in front, inside the encryption, so it is as authentic as the rest. Padmé
leaks O(log log n) bits and costs at most 12 %: Nikitin and others, *Reducing Metadata Leakage
from Encrypted Files and Communication with PURBs*, PETS 2019.
"""

from rapporteur.kernel.vault.faults import CannotOpen

AT_LEAST = 4096  # bytes
LENGTH_BYTES = 8


def padme(length: int) -> int:
    """Return the smallest length of at least `length` bytes whose binary form ends in zeros."""
    exponent = length.bit_length() - 1
    last_bits = exponent - exponent.bit_length()
    mask = (1 << last_bits) - 1
    return (length + mask) & ~mask


def padded_length(length: int) -> int:
    """Return how many bytes a text of `length` bytes takes, its length in front counted."""
    return padme(max(AT_LEAST, LENGTH_BYTES + length))


def pad(text: bytes) -> bytes:
    return (len(text).to_bytes(LENGTH_BYTES) + text).ljust(padded_length(len(text)), b"\0")


def unpad(padded: bytes) -> bytes:
    """Return the text. Raises CannotOpen where this is not what `pad` made."""
    length = int.from_bytes(padded[:LENGTH_BYTES])
    end = LENGTH_BYTES + length
    if len(padded) < AT_LEAST or len(padded) != padded_length(length) or any(padded[end:]):
        raise CannotOpen("The padding of this body is not ours.")
    return padded[LENGTH_BYTES:end]
