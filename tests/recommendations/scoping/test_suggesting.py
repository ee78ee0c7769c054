import pytest

from rapporteur.recommendations.scoping.suggesting import Suggestions, suggest

TEXT = "Continue to combat trafficking in children and to assist victims in Exerland"


def targets(found: Suggestions) -> dict[str, list[str]]:
    return {
        "scope": [one.target for one in found.scope],
        "labels": [one.target for one in found.labels],
        "pillars": [one.target for one in found.pillars],
        "persons": [one.target for one in found.persons],
    }


@pytest.mark.requirement("R50.2")
def test_all_that_is_suggested_for_a_text() -> None:
    assert targets(suggest(TEXT, "en")) == {
        "scope": ["TRAFFICKING"],
        "labels": ["trafficking", "rights of the child"],
        "pillars": ["prevention", "rehabilitation"],
        "persons": ["children", "victims"],
    }


def test_each_suggestion_names_its_words() -> None:
    first = suggest(TEXT, "en").scope[0]
    assert first.words == ("children", "trafficking", "trafficking in children")


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("Seek the assistance of others", "1"),
        ("Continue its efforts", "2"),
        ("Consider ratifying the Convention", "3"),
        ("Take measures for children", "4"),
        ("Ratify the Convention", "5"),
    ],
)
def test_the_action_is_named_by_the_opening(text: str, action: str) -> None:
    found = suggest(text, "en").action
    assert found is not None
    assert found.target == action


def test_two_rows_make_a_suggestion_sure() -> None:
    assert [one.sure for one in suggest(TEXT, "en").scope] == [True]
    assert [one.sure for one in suggest("Prohibit child marriage", "en").scope] == [False]


def test_a_text_about_something_else_is_suggested_nothing() -> None:
    found = suggest("Abolish the death penalty", "en")
    assert targets(found)["scope"] == []
    assert targets(found)["labels"] == []


def test_a_language_without_terms_is_not_read() -> None:
    assert suggest(TEXT, "de") == Suggestions(read=False)


def test_a_text_without_words_has_no_action() -> None:
    assert suggest(" … ", "en").action is None


def test_a_model_speaks_beside_the_terms() -> None:
    def model(_text: str) -> dict[str, float]:
        return {"CEFM": 0.97, "TRAFFICKING": 0.2}

    found = suggest(TEXT, "en", model=model)
    assert [(one.target, one.probability, one.sure) for one in found.scope] == [
        ("CEFM", 0.97, True)
    ]
    lower = suggest(TEXT, "en", model=model, thresholds={"TRAFFICKING": 0.15})
    assert [one.target for one in lower.scope] == ["CEFM", "TRAFFICKING"]


def test_a_model_is_not_asked_about_a_language_that_it_did_not_learn() -> None:
    text = "Lutter contre la traite des enfants"
    found = suggest(text, "fr", model=lambda _text: {"TRAFFICKING": 0.0})
    assert [one.target for one in found.scope] == ["TRAFFICKING"]
