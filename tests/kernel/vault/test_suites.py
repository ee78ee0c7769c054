import pytest

from rapporteur.kernel.vault import suites
from rapporteur.kernel.vault.faults import CannotOpen, UnknownSuite, UnusableKey
from rapporteur.kernel.vault.hidden import PrivateHalf
from rapporteur.kernel.vault.suites import CLASSIC, HYBRID, PublicHalf

BOTH = pytest.mark.parametrize("suite", [CLASSIC, HYBRID], ids=lambda suite: suite.number)


@BOTH
def test_what_is_sealed_to_a_key_opens_with_its_private_half(suite):
    private, public = suites.new_pair(suite)

    sealed = suites.seal_to(public, b"word", info=b"here")

    assert sealed[:1] == public[:1] == private.reveal()[:1] == suite.lead
    assert b"word" not in sealed
    assert suites.open_with(private, sealed, info=b"here") == b"word"
    assert suites.public_of(private) == public


@BOTH
def test_sealing_twice_gives_different_bytes(suite):
    _, public = suites.new_pair(suite)

    assert suites.seal_to(public, b"a", info=b"") != suites.seal_to(public, b"a", info=b"")


@BOTH
@pytest.mark.parametrize(
    "changed",
    [
        lambda s: s[:1],
        lambda s: s[:20],
        lambda s: s[:-1],
        lambda s: s + b"\0",
        lambda s: s[:-1] + bytes([s[-1] ^ 1]),
        lambda s: s[:1] + bytes([s[1] ^ 1]) + s[2:],
    ],
)
def test_what_was_changed_or_cut_does_not_open(suite, changed):
    private, public = suites.new_pair(suite)
    sealed = suites.seal_to(public, b"word", info=b"here")

    with pytest.raises(CannotOpen):
        suites.open_with(private, changed(sealed), info=b"here")


@BOTH
def test_another_key_or_another_purpose_does_not_open(suite):
    private, public = suites.new_pair(suite)
    stranger, _ = suites.new_pair(suite)
    sealed = suites.seal_to(public, b"word", info=b"here")

    with pytest.raises(CannotOpen):
        suites.open_with(stranger, sealed, info=b"here")
    with pytest.raises(CannotOpen):
        suites.open_with(private, sealed, info=b"there")


def test_the_suite_of_a_seal_cannot_be_changed():
    private, public = suites.new_pair(CLASSIC)
    sealed = suites.seal_to(public, b"word", info=b"")
    stranger, _ = suites.new_pair(HYBRID)

    with pytest.raises(CannotOpen, match="another suite"):
        suites.open_with(private, HYBRID.lead + sealed[1:], info=b"")
    with pytest.raises(CannotOpen, match="another suite"):
        suites.open_with(stranger, sealed, info=b"")


@pytest.mark.parametrize("lead", [b"", b"\0x", b"\3x", b"\xffx"])
def test_an_unknown_suite_is_refused_in_words(lead):
    private, _ = suites.new_pair()

    for refused in (
        lambda: suites.suite_of(lead),
        lambda: suites.seal_to(PublicHalf(lead), b"word", info=b""),
        lambda: suites.open_with(private, lead, info=b""),
        lambda: suites.public_of(PrivateHalf(lead)),
    ):
        with pytest.raises(UnknownSuite, match="does not know"):
            refused()


@BOTH
def test_bytes_that_are_no_key_are_refused(suite):
    _, public = suites.new_pair(suite)
    sealed = suites.seal_to(public, b"word", info=b"")

    with pytest.raises(UnusableKey):
        suites.seal_to(PublicHalf(suite.lead + b"short"), b"word", info=b"")
    with pytest.raises(UnusableKey):
        suites.public_of(PrivateHalf(suite.lead + b"short"))
    with pytest.raises(UnusableKey):
        suites.open_with(PrivateHalf(suite.lead + b"short"), sealed, info=b"")


def test_a_key_of_small_order_is_refused():
    with pytest.raises(UnusableKey):
        suites.seal_to(PublicHalf(CLASSIC.lead + bytes(32)), b"word", info=b"")


def test_suite_1_is_the_default_and_each_has_its_own_byte():
    assert suites.DEFAULT is CLASSIC
    assert {number: suite.number for number, suite in suites.SUITES.items()} == {1: 1, 2: 2}
