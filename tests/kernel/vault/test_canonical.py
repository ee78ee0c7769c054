from uuid import UUID

import pytest

from rapporteur.kernel.vault.canonical import Place, canonical

A = UUID("00000000-0000-4000-8000-000000000001")


def test_each_part_stands_behind_its_length():
    assert canonical("x", "é", 3, A, b"\0") == (
        b"\x00\x00\x00\x12rapporteur vault x"
        b"\x00\x00\x00\x02\xc3\xa9"
        b"\x00\x00\x00\x08\x00\x00\x00\x00\x00\x00\x00\x03"
        b"\x00\x00\x00\x10" + A.bytes + b"\x00\x00\x00\x01\x00"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("x", "ab", "c"), ("x", "a", "bc")),
        (("x", "a"), ("x", "a", "")),
        (("x", "a"), ("xa",)),
        (("x", 1, 2), ("x", 2, 1)),
    ],
)
def test_different_parts_never_have_the_same_bytes(one, other):
    assert canonical(*one) != canonical(*other)


def test_the_same_text_typed_in_another_form_has_the_same_bytes():
    assert canonical("x", "e\u0301") == canonical("x", "\u00e9")


def test_a_place_names_kind_record_and_version():
    assert Place("test", A, 2).parts() == ("test", A, 2)
