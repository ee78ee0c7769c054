"""Whether two recommendations ask the same, measured on pairs that were labelled by hand."""

import csv
from pathlib import Path

import numpy as np
import pytest

from rapporteur.recommendations.alike.asks import read, words_of
from rapporteur.recommendations.alike.likeness import BEGIN, THRESHOLD, WEIGHTS, chance, features

DATA = Path(__file__).parent / "data"


def pairs(name="pairs.csv", **wanted):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if all(row[key] == value for key, value in wanted.items())]


def asks(row):
    language = row.get("language", "en")
    return read(row["text_a"], language), read(row["text_b"], language)


def measured(rows):
    """Return precision, recall and F1 of what is found to ask the same."""
    found = [chance(*asks(row)) >= THRESHOLD for row in rows]
    truly = [row["same"] == "1" for row in rows]
    both = sum(one and other for one, other in zip(found, truly, strict=True))
    precision, recall = both / sum(found), both / sum(truly)
    return precision, recall, 2 * precision * recall / (precision + recall)


@pytest.mark.requirement("E3")
def test_pairs_of_states_that_nothing_was_learnt_from_are_told_well(capsys):
    held = pairs(part="held")
    assert not {row["state"] for row in held} & {row["state"] for row in pairs(part="learn")}
    assert (len(pairs()), len(held)) == (384, 179)
    told = measured(held)
    with capsys.disabled():
        print(f"\nE3, {len(held)} pairs held out: precision, recall, F1 {told}")
    assert told[2] >= 0.85


@pytest.mark.requirement("E3")
@pytest.mark.parametrize("language", ["fr", "es"])
def test_made_up_pairs_in_french_and_spanish_are_told_well(language):
    rows = pairs("made-pairs.csv", language=language)
    assert len(rows) == 24
    assert measured(rows)[2] >= 0.85


def test_names_meet_across_languages():
    one = read("Ratifier le Protocole facultatif à la Convention contre la torture", "fr")
    other = read("Ratify OP-CAT")
    assert one.names == other.names == {"opcat"}
    assert chance(one, other) >= THRESHOLD


def test_the_same_comes_out_both_ways_and_a_text_is_like_itself():
    one, other = (
        read("Abolish the death penalty."),
        read("6.2. Ratify ILO Convention No. 169 (Chile);"),
    )
    assert chance(one, other) == chance(other, one) < THRESHOLD
    assert chance(one, one) > 0.9
    assert other.treaties == {"ilo169"}


def test_a_text_without_a_word_that_counts_is_compared_all_the_same():
    empty = read("")
    assert chance(empty, empty) > 0.9
    assert chance(empty, read("Continue to take all measures")) < 0.9
    assert chance(empty, read("Abolish the death penalty")) < THRESHOLD


def test_a_language_that_is_not_listed_is_read_with_the_english_list():
    assert words_of("ru") == words_of("en")
    assert words_of("fr-CA") == words_of("fr")


@pytest.mark.full
def test_the_weights_are_those_that_are_learnt_from_the_pairs():
    from sklearn.linear_model import LogisticRegression  # heavy, and only here
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows = pairs(part="learn")
    given = np.array([features(*asks(row)) for row in rows])
    learn = LogisticRegression(C=0.3, max_iter=5000)
    model = make_pipeline(StandardScaler(), learn).fit(given, [int(row["same"]) for row in rows])
    weights = learn.coef_[0] / model[0].scale_
    begin = learn.intercept_[0] - (weights * model[0].mean_).sum()
    assert [*weights, begin] == pytest.approx([*WEIGHTS, BEGIN], abs=1e-3)
