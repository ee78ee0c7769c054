import pytest

from rapporteur.recommendations.scoping import evaluating
from rapporteur.recommendations.scoping.labelled import Labelled
from rapporteur.recommendations.scoping.linear import Model


def test_by_sessions_the_test_is_later_and_its_texts_unseen(known: Labelled) -> None:
    parts = evaluating.splits(known, "sessions")
    assert len(parts) == 3
    for part in parts:
        learnt = {known.groups[at] for at in part.learn}
        assert max(known.sessions[at] for at in part.learn) < min(
            known.sessions[at] for at in part.test
        )
        assert not learnt & {known.groups[at] for at in part.test}


def test_without_sessions_texts_are_parted(known: Labelled) -> None:
    bare = Labelled(**{**known.__dict__, "sessions": ()})
    assert evaluating.splits(bare, "sessions")[0].name == "fold 1"
    assert len(evaluating.splits(known, "texts")) == 5


@pytest.mark.requirement("R50.2")
def test_four_methods_stand_side_by_side(known: Labelled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evaluating, "SHARES", (0.7,))
    heard: list[str] = []
    told = evaluating.evaluate(known, "sessions", 5.0, heard.append)
    rights = told["questions"]["rights of the child"]["methods"]
    assert list(rights) == ["keyword", "plain", "terms", "trained"]
    assert rights["keyword"]["usual"]["f1"] < rights["terms"]["usual"]["f1"]
    assert rights["terms"]["usual"]["f1"] < rights["trained"]["usual"]["f1"]
    assert sum(one["count"] for one in rights["trained"]["bins"]) == told["splits"][0]["tested"]
    assert told["action"]["trained"]["accuracy"] == 1.0
    assert heard == ["sessions to 6, tested on those after"]


def test_a_model_at_hand_is_tested_beside_the_terms(known: Labelled, model: Model) -> None:
    told = evaluating.test(known, model, 5.0)
    assert list(told["questions"]["trafficking"]["methods"]) == ["keyword", "terms", "trained"]
    assert told["splits"] == [{"name": "the whole file", "tested": 400}]
