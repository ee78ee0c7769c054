import pytest

from rapporteur.kernel.vault import padding
from rapporteur.kernel.vault.faults import CannotOpen

LENGTHS = [
    (0, 4096),
    (1, 4096),
    (4088, 4096),
    (4089, 4352),
    (5000, 5120),
    (100_000, 100_352),
    (1_000_000, 1_015_808),
]


@pytest.mark.parametrize(("length", "padded"), LENGTHS)
def test_a_length_is_padded_to_the_published_step(length, padded):
    text = b"x" * length

    assert len(padding.pad(text)) == padding.padded_length(length) == padded
    assert padding.unpad(padding.pad(text)) == text


def test_no_length_costs_more_than_an_eighth():
    lengths = range(padding.AT_LEAST, 70_000, 7)

    assert all(length <= padding.padme(length) <= length * 1.125 for length in lengths)
    assert len({padding.padme(length) for length in range(4096, 65_536)}) < 80


def test_padding_is_taken_off_whatever_the_text_ends_with():
    assert padding.unpad(padding.pad(b"a\0\0")) == b"a\0\0"


@pytest.mark.parametrize(
    "changed",
    [
        lambda p: b"",
        lambda p: p[:-1],
        lambda p: p + b"\0",
        lambda p: p[:-1] + b"\1",
        lambda p: (4089).to_bytes(8) + p[8:],
        lambda p: (2**63).to_bytes(8) + p[8:],
        lambda p: (2).to_bytes(8) + p[8:],
    ],
)
def test_what_is_not_our_padding_is_refused(changed):
    with pytest.raises(CannotOpen, match="padding"):
        padding.unpad(changed(padding.pad(b"abc")))
