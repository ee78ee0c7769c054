import numpy as np
import pytest

from rapporteur.recommendations.scoping import features, linear, training
from rapporteur.recommendations.scoping.labelled import Labelled
from rapporteur.recommendations.scoping.linear import Model
from rapporteur.recommendations.scoping.suggesting import suggest


def test_a_model_learns_what_the_terms_do_not_hold(model: Model) -> None:
    text = "Take measures to look after foundlings at night in the west"
    assert suggest(text, "en").labels == ()
    found = suggest(text, "en", model=model.joining)
    assert [one.target for one in found.labels] == ["rights of the child"]
    assert found.labels[0].probability == pytest.approx(1.0, abs=0.2)


@pytest.mark.requirement("R50.2")
def test_a_model_joins_only_where_it_is_better(model: Model) -> None:
    measured = model.header["held_out"]
    assert measured["rights of the child"]["joins"] is True
    assert measured["trafficking"]["joins"] is False  # one word tells it: the terms miss nothing
    assert set(model.joining("Take measures")) == {"rights of the child"}
    assert set(model.probabilities("Take measures")) == {"rights of the child", "trafficking"}


def test_the_action_is_learnt(model: Model) -> None:
    chances = model.action("Consider how to repair roads in Exerland")
    assert max(chances, key=lambda one: chances[one]) == "3"
    assert sum(chances.values()) == pytest.approx(1.0)


def test_one_file_gives_one_model(known: Labelled, model: Model) -> None:
    again = training.train(known)
    assert np.array_equal(again.weights, model.weights)
    assert np.array_equal(again.slopes, model.slopes)
    assert again.header == model.header


def test_without_actions_none_is_told(known: Labelled) -> None:
    places = [at for at in range(400) if known.actions[at] in {"4", "5"}]
    made = training.train(known.part(places))
    assert made.actions == ()
    assert made.action("Take measures") == {}


def test_no_text_stands_on_both_sides_of_a_fold() -> None:
    groups = [str(at % 40) for at in range(200)]
    for learn, test in training.folds(groups):
        assert {groups[at] for at in learn} & {groups[at] for at in test} == set()


def test_a_missed_one_costs_more_than_one_read_in_vain() -> None:
    assert linear.threshold(1) == 0.5
    assert linear.threshold(5) == pytest.approx(1 / 6)


def test_a_text_without_known_signs_has_a_probability(model: Model) -> None:
    assert 0 <= model.probabilities("…")["trafficking"] < 0.5


def test_words_lose_light_endings() -> None:
    assert {features.of_words(f"combat{end}")[0] for end in ("", "s", "ed", "ing")} == {"combat"}
    assert features.of_words("used laws")[:2] == ["used", "law"]


def test_the_opening_is_marked() -> None:
    assert "^seek help" in features.of_words("Seek help now")
    assert "^help now" not in features.of_words("Seek help now")


def test_letters_do_not_run_over_words() -> None:
    assert features.of_letters("a of") == [" a ", " a ", " a ", " of", "of ", " of ", " of "]


def test_a_model_brings_its_thresholds(model: Model) -> None:
    sixth = pytest.approx(1 / 6)
    assert model.thresholds() == {"rights of the child": sixth, "trafficking": sixth}
