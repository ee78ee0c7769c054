from itertools import combinations, permutations

import pytest

from rapporteur.kernel.vault import shares
from rapporteur.kernel.vault.faults import WrongShares
from rapporteur.kernel.vault.hidden import Hidden
from rapporteur.kernel.vault.suites import new_pair

SECRET = Hidden(bytes(range(33)))


@pytest.mark.parametrize(("one", "two"), [*permutations(range(3), 2)])
def test_any_two_shares_give_the_secret_back(one, two):
    cut = shares.cut(SECRET)

    assert shares.put_together(cut[one], cut[two]) == SECRET


def test_one_share_holds_nothing_of_the_secret():
    """Each half is a mask or masked by one: over many cuts every byte takes every value."""
    seen = [set(), set()]
    for _ in range(8000):
        for place, half in enumerate(shares.cut(Hidden(b"\x2a"))[0].halves):
            seen[place].add(half.reveal())
    assert [len(values) for values in seen] == [256, 256]


def test_a_share_survives_paper():
    secret = new_pair()[0]
    one, two, three = (shares.typed(shares.printed(share)) for share in shares.cut(secret))

    for first, second in combinations((one, two, three), 2):
        assert shares.put_together(first, second).reveal() == secret.reveal()


def test_paper_is_read_in_small_letters_with_other_gaps_and_taken_digits():
    text = shares.printed(shares.cut(SECRET)[0])
    typed = text.lower().replace(" ", "  ").replace("o", "0").replace("i", "1")

    assert shares.printed(shares.typed(f"\n{typed}\n\n")) == text


def test_a_slip_is_found_in_its_line():
    lines = shares.printed(shares.cut(SECRET)[0]).splitlines()
    lines[1] = lines[1][:-1] + ("A" if lines[1][-1] != "A" else "B")

    with pytest.raises(WrongShares, match="line 2"):
        shares.typed("\n".join(lines))


@pytest.mark.parametrize("words", ["", "1: ", "1: !!!", "nothing"])
def test_what_is_no_share_is_refused(words):
    with pytest.raises(WrongShares):
        shares.typed(words)


def test_swapped_or_missing_lines_are_found():
    lines = shares.printed(shares.cut(SECRET)[0]).splitlines()

    with pytest.raises(WrongShares, match="line 1"):
        shares.typed("\n".join([lines[1], lines[0], *lines[2:]]))
    with pytest.raises(WrongShares, match="missing"):
        shares.typed("\n".join(lines[:-1]))


def test_shares_that_do_not_belong_together_are_refused():
    one, two, _ = shares.cut(SECRET)
    stranger = shares.cut(SECRET)[1]
    longer = shares.Share(2, one.mark, (Hidden(b"a"), Hidden(b"b")))

    with pytest.raises(WrongShares, match="two different"):
        shares.put_together(one, one)
    with pytest.raises(WrongShares, match="same set"):
        shares.put_together(one, stranger)
    with pytest.raises(WrongShares, match="same set"):
        shares.put_together(one, longer)
    assert shares.put_together(one, two) == SECRET
