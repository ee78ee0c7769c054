"""Without consent no name of a child is in a letter, however it is written, and none is let through."""

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from rapporteur.communications.letters import Child, Letter

SCRIPTS = [
    (0x41, 0x5A),
    (0xC0, 0x17F),
    (0x410, 0x44F),
    (0x621, 0x64A),
    (0x4E00, 0x4FFF),
    (0x1780, 0x17A2),
]
LETTERS = some.one_of(
    *(some.text(some.characters(min_codepoint=a, max_codepoint=z), min_size=3) for a, z in SCRIPTS)
)
NAMES = some.builds(" ".join, some.lists(LETTERS, min_size=1, max_size=3))
CHANGES = some.sampled_from(
    [
        str.upper,
        str.casefold,
        lambda name: unicodedata.normalize("NFD", name),
        "\u200b".join,
        lambda name: name.replace(" ", "\n"),
        lambda name: name.replace(" ", "-"),
        lambda name: name.replace(" ", "\u00a0"),
    ]
)


@pytest.mark.requirement("A11")
@settings(max_examples=400, deadline=None)
@given(name=NAMES, change=CHANGES, before=some.text(max_size=20), after=some.text(max_size=20))
def test_a_name_that_was_typed_into_the_text_is_always_seen(name, change, before, after):
    assume(any(one.isalpha() for one in name))
    fact = f"{before} {change(name)} {after}"
    for letter in (
        Letter(children=(Child("A.B.", "9", name),), facts=(fact,)),
        Letter(children=(Child("A.B.", "9", name),), subject=fact),
        Letter(children=(Child("A.B.", "9", name),), blocks={5: fact}),
    ):
        assert letter.names_in_text() == [name]


@pytest.mark.requirement("A11")
@settings(max_examples=200, deadline=None)
@given(name=NAMES, before=some.text(max_size=30), after=some.text(max_size=30))
def test_where_it_is_not_named_only_initials_stand_in_the_place_of_a_mark(name, before, after):
    child = Child("A.B.", "9", name)
    letter = Letter(children=(child,), facts=(f"{before}[child 1]{after}",))
    assume(name not in before + after)
    assume(not letter.names_in_text())
    told = letter.shown(letter.facts[0], "en", named=False)
    assert name not in told
    assert "A.B., aged 9" in told


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("José Bel", "JOSE BEL was seen."),
        ("أنس", "وأنَس كان هناك"),
        ("Семён", "Семен был там"),
        ("Anab Bel", "Of Ana\u00adb  Bel nothing is known."),
    ],
)
def test_the_ways_people_write_a_name(name, text):
    assert Letter(children=(Child("A.", "9", name),), facts=(text,)).names_in_text() == [name]


def test_a_letter_without_the_name_passes():
    letter = Letter(children=(Child("A.B.", "9", "Anab Bel"),), facts=("[child 1] was promised.",))
    assert letter.names_in_text() == []
