"""How far two people agree: worked examples, odd cases, and another's calculation of the same."""

import random
import warnings

import pytest
from sklearn.metrics import cohen_kappa_score

from rapporteur.communications.grading.agreement import Agreement, agreement

pytestmark = pytest.mark.requirement("C15")
CODES = ("ANSWERED", "PARTLY", "NOT_ADDRESSED", "ELSEWHERE", "CANNOT_TELL")


def table(**cells):
    """Return pairs from cells named after both grades: ab=3 is three times (a, b)."""
    return [(pair[0], pair[1]) for pair, count in cells.items() for _ in range(count)]


@pytest.mark.parametrize(
    ("cells", "alike", "kappa"),
    [
        # by hand: po 35/50, pe 0.5 * 0.6 + 0.5 * 0.4
        ({"yy": 20, "yn": 5, "ny": 10, "nn": 15}, 35, 0.4),
        ({"yy": 45, "yn": 15, "ny": 25, "nn": 15}, 60, 0.06 / 0.46),
        ({"aa": 3, "bb": 3}, 6, 1.0),
        ({"ab": 3, "ba": 3}, 0, -1.0),
        ({"aa": 1, "ab": 1, "ba": 1, "bb": 1}, 2, 0.0),
    ],
)
def test_worked_examples(cells, alike, kappa):
    found = agreement(table(**cells))
    assert (found.count, found.alike) == (sum(cells.values()), alike)
    assert found.kappa == pytest.approx(kappa)
    assert found.share == pytest.approx(alike / found.count)


def test_nothing_graded_has_neither_share_nor_kappa():
    found = agreement([])
    assert (found, found.share) == (Agreement(0, 0, None), None)


def test_one_grade_throughout_tells_nothing_of_chance():
    assert agreement([("ANSWERED", "ANSWERED")] * 7) == Agreement(7, 7, None)


def test_a_thousand_sets_agree_with_an_independent_calculation():
    chosen = random.Random(29)
    for _set in range(1000):
        some = chosen.sample(CODES, chosen.randint(1, 5))
        pairs = [(chosen.choice(some), chosen.choice(some)) for _ in range(chosen.randint(1, 40))]
        found = agreement(pairs).kappa
        if found is None:
            assert len({code for pair in pairs for code in pair}) == 1
            continue
        first, second = zip(*pairs, strict=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            other = cohen_kappa_score(first, second)
        assert found == pytest.approx(other)
