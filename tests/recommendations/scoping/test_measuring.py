import numpy as np
import pytest

from rapporteur.recommendations.scoping import measuring

TRUE = np.array([True, True, False, False, True])
SAID = np.array([0.9, 0.2, 0.6, 0.1, 0.95])


def test_counts_of_a_threshold() -> None:
    counts = measuring.count(TRUE, SAID, 0.5)
    assert counts == measuring.Counts(found=2, in_vain=1, missed=1, left=1)
    assert counts.precision == counts.recall == counts.f1 == pytest.approx(2 / 3)
    assert counts.cost(5) == 6


def test_nothing_found_has_no_precision() -> None:
    counts = measuring.count(TRUE, SAID, 2.0)
    assert (counts.precision, counts.recall, counts.f1) == (0.0, 0.0, 0.0)


def test_a_brier_score_is_the_mean_squared_distance() -> None:
    distances = [0.01, 0.64, 0.36, 0.01, 0.0025]
    assert measuring.brier(TRUE, SAID) == pytest.approx(sum(distances) / 5)


def test_bins_hold_what_was_said_and_what_was_so() -> None:
    last = measuring.bins(TRUE, SAID)[-1]
    assert last == measuring.Bin(0.9, 1.0, 2, pytest.approx(0.925), 1.0)


def test_probabilities_that_come_true_have_no_error() -> None:
    said = np.full(10, 0.3)
    true = np.arange(10) < 3
    assert measuring.calibration_error(true, said) == pytest.approx(0.0)


def test_better_is_said_only_where_it_is_measurable() -> None:
    true = np.ones(40, dtype=bool)
    all_found, one_missed = true.copy(), true.copy()
    one_missed[0] = False
    half = np.arange(40) % 2 == 0
    names = [str(at) for at in range(40)]
    assert measuring.is_better(true, all_found, half, names, 5)
    assert not measuring.is_better(true, half, all_found, names, 5)
    assert not measuring.is_better(true, all_found, one_missed, names, 5)
    assert not measuring.is_better(true, half, half, names, 5)


def test_a_text_that_is_repeated_counts_as_one() -> None:
    true = np.ones(40, dtype=bool)
    assert not measuring.is_better(true, true, ~true, ["the same"] * 40, 5)
