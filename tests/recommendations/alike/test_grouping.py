"""Groups of what asks the same of one State, as suggested and as people ruled."""

from rapporteur.recommendations.alike import grouping
from rapporteur.recommendations.alike.asks import read
from rapporteur.recommendations.alike.grouping import Groups, grouped, near

TEXTS = (
    "Ratify the Optional Protocol to the Convention against Torture",
    "Abolish the death penalty",
    "Consider ratifying OP-CAT",
    "Take steps to abolish the death penalty",
    "Continue its efforts",
)
ASKS = [read(text) for text in TEXTS]


def test_what_asks_the_same_is_one_group_and_the_rest_stands_alone():
    assert grouped(ASKS) == [[0, 2], [1, 3], [4]]


def test_pairs_are_found_across_blocks_and_of_nothing_there_is_none(monkeypatch):
    monkeypatch.setattr(grouping, "BLOCK", 1)
    assert list(near(ASKS)) == [(0, 2), (1, 3)]
    assert list(near([read(""), read("")])) == []
    assert grouped([]) == []


def test_what_a_person_joined_is_one_and_what_they_parted_is_not():
    assert grouped(ASKS, joined=[(0, 4)]) == [[0, 2, 4], [1, 3]]
    assert grouped(ASKS, parted=[(0, 2)]) == [[0], [1, 3], [2], [4]]
    assert grouped(ASKS, joined=[(0, 2), (0, 4), (2, 4)]) == [[0, 2, 4], [1, 3]]


def test_groups_are_joined_where_half_of_their_pairs_agree_and_none_was_parted():
    chain = Groups(4, [(0, 1), (1, 2), (2, 3)], [])
    for pair in ((0, 1), (1, 2), (2, 3), (0, 1)):
        chain.join(pair)
    assert chain.members() == [[0, 1, 2], [3]]
    parted = Groups(3, [(0, 1), (1, 2)], [(0, 2)])
    for pair in ((0, 1), (1, 2)):
        parted.join(pair)
    assert parted.members() == [[0, 1], [2]]
