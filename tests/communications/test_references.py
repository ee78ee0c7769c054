"""References: ours are random; official ones are read as letters and reports print them."""

import re

import pytest

from rapporteur.communications import references
from rapporteur.communications.references import Official, parse
from rapporteur.kernel.refusals import Refused


@pytest.mark.requirement("C2")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UA SYR 3/2014", Official("UA", "SYR", 3, 2014)),
        ("SYR 3/2014", Official("", "SYR", 3, 2014)),
        ("AL CAN 3/2026", Official("AL", "CAN", 3, 2026)),
        ("JUA TUN 4/2026", Official("UA", "TUN", 4, 2026)),
        ("JOL EGY 7/2025", Official("OL", "EGY", 7, 2025)),
        ("OTH 12/2019", Official("", "OTH", 12, 2019)),
        ("PSE 1/2018", Official("", "PSE", 1, 2018)),
        ("REFERENCE: AL  XEX 10/2026", Official("AL", "XEX", 10, 2026)),
        (
            "UA Housing (2000-9) Food (2000-9) SYR 3/2014",
            Official("UA", "SYR", 3, 2014, ("Housing (2000-9)", "Food (2000-9)")),
        ),
        (
            "UA G/SO 218/2 (107-9) Sale of children (2000-9) XEX 3/2014",
            Official("UA", "XEX", 3, 2014, ("G/SO 218/2 (107-9)", "Sale of children (2000-9)")),
        ),
    ],
)
def test_an_official_reference_is_read(text, found):
    assert parse(text) == found
    assert found.key == f"{found.addressee} {found.number}/{found.year}"


@pytest.mark.requirement("C2")
@pytest.mark.parametrize(
    "text",
    [
        *("", "SYR", "SYR 3", "SYR 0/2014", "SYR 3/14", "syr 3/2014", "SYRIA 3/2014"),
        *("SYR 03/2014", "SYR 12345/2014", "SYR 3/2114", "XX SYR 3/2014", "UASYR 3/2014"),
        *("UA SYR 3/2014 and more", "UA some words SYR 3/2014", "SYR 3-2014"),
    ],
)
def test_what_is_no_official_reference_is_refused(text):
    with pytest.raises(Refused):
        parse(text)


def test_our_references_are_random_and_can_be_read_aloud():
    made = {references.own() for _one in range(200)}
    assert len(made) == 200
    assert all(re.fullmatch(r"L-[A-HJKMNP-Z2-9]{4}-[A-HJKMNP-Z2-9]{4}", one) for one in made)


def test_a_code_of_authenticity_is_long_enough_to_guess_nothing():
    codes = {references.authenticity_code() for _one in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"([A-HJKMNP-Z2-9]{4}-){3}[A-HJKMNP-Z2-9]{4}", one) for one in codes)
