import pytest

from tests.recommendations.states import STATES


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Exerland", "XEX"),
        ("xex", "XEX"),
        ("the United States", "USA"),
        ("Turkey", "TUR"),
        ("TÜRKIYE", "TUR"),
        ("Iran", "IRN"),
        ("Iran (Islamic Republic of)", "IRN"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_state_is_found_by_any_of_its_names(name, code):
    assert STATES.find(name) == code


@pytest.mark.parametrize(
    ("text", "codes", "unknown"),
    [
        ("Chile; Turkey", ["CHL", "TUR"], []),
        ("Chile, Trinidad and Tobago and Turkey", ["CHL", "TTO", "TUR"], []),
        ("Chile\nChile", ["CHL"], []),
        ("(Chile); (Turkey)", ["CHL", "TUR"], []),
        ("Chile - Atlantis", ["CHL"], ["Atlantis"]),
    ],
)
def test_a_list_of_states_gives_each_once_and_keeps_what_is_not_known(text, codes, unknown):
    assert STATES.several(text) == (codes, unknown)


def test_only_brackets_that_name_states_alone_are_taken_from_a_text():
    text = (
        "Ratify (Turkey) and carry out (by law) the Protocol (Chile) (Iran (Islamic Republic of));"
    )
    codes, rest = STATES.in_brackets(text)
    assert codes == ["TUR", "CHL", "IRN"]
    assert " ".join(rest.split()) == "Ratify and carry out (by law) the Protocol ;"
