"""Pictures of one bit a dot: enough to read a scan by, and nothing is left of a photograph."""

import struct
import zlib

MARK = b"\x89PNG\r\n\x1a\n"
DARK = 150  # of 255: what is darker is ink
BITS = bytes(48 if value < DARK else 49 for value in range(256))  # the digits 0 and 1


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def one_bit(grey: bytes, width: int, height: int, stride: int) -> bytes:
    """Return a picture of one byte a dot as a PNG of one bit a dot. `stride` is bytes a row."""
    digits = grey.translate(BITS)
    length = -(-width // 8)
    rows = bytearray()
    for row in range(height):
        bits = digits[row * stride : row * stride + width].ljust(length * 8, b"1")
        rows += b"\x00" + int(bits, 2).to_bytes(length, "big")
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        MARK
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(rows), 6))
        + chunk(b"IEND", b"")
    )
