"""The receipt code: its digits in every script, and what it opens."""

import pytest

from rapporteur.intake import receipts
from rapporteur.kernel.environment import Misconfigured

CODE = "0123456789012345678901234"


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


def test_a_code_has_25_digits_and_no_two_are_alike():
    codes = {receipts.new_code() for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {25}
    assert all(code.isascii() and code.isdecimal() for code in codes)


def test_a_code_is_shown_in_five_groups():
    assert receipts.grouped(CODE) == "01234 56789 01234 56789 01234"


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        receipts.grouped(CODE),
        " 01234-56789-01234-56789-01234\n",
        "٠١٢٣٤ ٥٦٧٨٩ ٠١٢٣٤ ٥٦٧٨٩ ٠١٢٣٤",
        "۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴",
        "０１２３４－５６７８９".replace("－", "–") + "01234 56789 01234",
        "\u200f01234\u200e 56789\u200b 01234 56789 01234",
        "០១២៣៤៥៦៧៨៩០១២៣៤៥៦៧៨៩០១២៣៤",
        "๐๑๒๓๔๕๖๗๘๙๐๑๒๓๔๕๖๗๘๙๐๑๒๓๔",
    ],
)
def test_a_code_is_read_in_any_scripts_digits(text):
    assert receipts.read(text) == CODE


@pytest.mark.parametrize(
    "text", ["", "0123", CODE + "5", CODE[:-1] + "x", "drop table", "½" * 25, "一" * 25]
)
def test_what_is_no_code_is_none(text):
    assert receipts.read(text) is None


def test_the_last_group_confirms_a_code_and_nothing_else_does():
    assert receipts.is_confirmed(CODE, "01234")
    assert receipts.is_confirmed(CODE, "٠١٢٣٤")
    assert not receipts.is_confirmed(CODE, "01235")
    assert not receipts.is_confirmed(CODE, "")
    assert not receipts.is_confirmed(CODE, "hello")


def test_look_up_value_and_seed_are_apart_and_always_the_same():
    first, again = receipts.receipt_of(CODE), receipts.receipt_of(CODE)
    assert first == again
    assert len(first.lookup) == len(first.seed) == 32
    assert first.lookup != first.seed


def test_another_code_opens_something_else():
    assert receipts.receipt_of(CODE).lookup != receipts.receipt_of(CODE[::-1]).lookup


def test_another_pepper_opens_something_else(monkeypatch):
    before = receipts.receipt_of(CODE)
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "q" * 43)
    after = receipts.receipt_of(CODE)
    assert (before.lookup, before.seed) != (after.lookup, after.seed)


def test_a_later_version_has_a_pepper_of_its_own(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER_2", "r" * 43)
    assert receipts.receipt_of(CODE, version=2).pepper_version == 2
    assert receipts.receipt_of(CODE, version=2).lookup != receipts.receipt_of(CODE).lookup


def test_a_short_pepper_stops_everything(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "short")
    with pytest.raises(Misconfigured, match="too short"):
        receipts.receipt_of(CODE)


def test_a_receipt_does_not_show_its_seed():
    assert repr(receipts.receipt_of(CODE).seed) not in repr(receipts.receipt_of(CODE))
