from dataclasses import replace
from uuid import uuid4

import pytest

from rapporteur.kernel.vault import phrases, rules
from rapporteur.kernel.vault.faults import CannotOpen, UnknownSuite
from rapporteur.kernel.vault.phrases import COST, Cost
from rapporteur.kernel.vault.suites import new_pair
from tests.factories.vaults import CHEAP, PHRASE

KEY, OWNER = uuid4(), uuid4()


def sealed(half=None, cost=CHEAP):
    half = half or new_pair()[0]
    return half, phrases.seal_half(half, PHRASE, key_id=KEY, owner=OWNER, cost=cost)


def test_the_default_cost_is_what_the_design_asks():
    assert Cost(memory=64 * 1024, passes=3, lanes=1) == COST


def test_a_half_opens_with_its_passphrase_at_the_default_cost():
    half, kept = sealed(cost=COST)

    assert kept.cost == COST
    assert phrases.open_half(kept, PHRASE, key_id=KEY, owner=OWNER) == half
    assert half.reveal()[1:] not in kept.sealed


@pytest.mark.parametrize(
    "typed",
    ["seven quiet herons cross the riveR", "seven quiet herons cross the", "", PHRASE + "."],
)
def test_another_passphrase_does_not_open(typed):
    _, kept = sealed()

    with pytest.raises(CannotOpen, match="passphrase does not open"):
        phrases.open_half(kept, typed, key_id=KEY, owner=OWNER)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cafe\u0301 noir", "caf\u00e9 noir"),
        ("  two\u3000words ", "two words"),
        ("two\t words", "two words"),
    ],
)
def test_the_same_words_are_one_passphrase_from_any_keyboard(one, other):
    assert phrases.one_form(one) == other
    assert phrases.derive(one, b"s" * 16, CHEAP) == phrases.derive(other, b"s" * 16, CHEAP)


@pytest.mark.parametrize(
    "changed",
    [
        lambda k: replace(k, salt=bytes(16)),
        lambda k: replace(k, cost=replace(k.cost, passes=2)),
        lambda k: replace(k, sealed=k.sealed[:-1]),
        lambda k: replace(k, sealed=k.sealed[:1]),
        lambda k: replace(k, sealed=b"\2" + k.sealed[1:]),
    ],
)
def test_a_changed_row_does_not_open(changed):
    _, kept = sealed()

    with pytest.raises(CannotOpen):
        phrases.open_half(changed(kept), PHRASE, key_id=KEY, owner=OWNER)


def test_a_row_put_in_anothers_place_does_not_open():
    _, kept = sealed()

    with pytest.raises(CannotOpen):
        phrases.open_half(kept, PHRASE, key_id=uuid4(), owner=OWNER)
    with pytest.raises(CannotOpen):
        phrases.open_half(kept, PHRASE, key_id=KEY, owner=uuid4())
    with pytest.raises(UnknownSuite):
        phrases.open_half(replace(kept, sealed=b"\5abc"), PHRASE, key_id=KEY, owner=OWNER)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "16 characters"),
        ("short words", "16 characters"),
        ("a               b", "16 characters"),
        ("abababababababababab", "repeats itself"),
        ("\u4e00" * 12, "repeats itself"),
        ("Amina Person 12", "16 characters"),
        ("amina.person@desk.example", "name or address"),
        ("1q2w3e4r5t6y7u8i9o0p", "common"),
    ],
)
def test_a_weak_passphrase_is_refused_with_the_reason(typed, reason):
    known = ("amina.person@desk.example", "Amina Person", "")

    assert reason in str(rules.is_strong(typed, known=known))


@pytest.mark.parametrize(
    "typed",
    [PHRASE, "abcd-efgh-jkmn-pqrs-tuvw", "\u6c34\u706b\u6728\u91d1\u571f\u65e5\u6708\u5c71"],
)
def test_a_strong_passphrase_is_taken_in_any_script(typed):
    assert rules.is_strong(typed, known=("a@b.org",)) is None
