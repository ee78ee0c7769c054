"""The same recommendation in two sources is one, and nothing else is (ADR 0159)."""

import random
from dataclasses import replace

import pytest

from rapporteur.recommendations import matching
from rapporteur.recommendations.readers.given import Given, Kind
from tests.recommendations.states import STATES

TEXT = "Do not detain children for more than 24 hours, and enact Law No. 7 by 2016"
ROW = Given(
    line=1,
    text=f"115.1. {TEXT} (Chile, Turkey);",
    kind=Kind.THEMATIC,
    states=["XEX"],
    recommending=["CHL", "TUR"],
    symbol="A/HRC/28/15",
    session=20,
    paragraph="115.1",
)
OTHER = Given(
    line=1, text=f"{TEXT}.", kind=Kind.UPR_INFO, states=["XEX"], recommending=["TUR"], session=20
)


def is_same(one, other):
    keys = [
        matching.key_of(matching.normal(row.text, row.paragraph, STATES), row.states)
        for row in (one, other)
    ]
    marks = map(matching.mark_of, (one, other))
    return keys[0] == keys[1] and matching.same(*marks, one_source=one.kind == other.kind)


@pytest.mark.requirement("R50.1")
def test_number_brackets_case_and_signs_part_no_two_sources():
    assert is_same(ROW, OTHER)
    assert is_same(ROW, replace(OTHER, text=f"  {TEXT.upper()} !"))


@pytest.mark.parametrize(
    "change",
    [
        {"text": TEXT.replace("not ", "")},
        {"text": TEXT.replace("24", "48")},
        {"text": TEXT.replace("Law No. 7", "Law No. 8")},
        {"text": TEXT.replace("more", "less")},
        {"states": ["CHL"]},
        {"states": ["XEX", "CHL"]},
        {"recommending": ["IRN"]},
        {"session": 21},
        {"session": None},
        {"paragraph": "115.2"},
        {"symbol": "A/HRC/28/16"},
    ],
)
def test_any_other_word_number_state_or_place_makes_another_recommendation(change):
    assert not is_same(ROW, replace(OTHER, **change))


def test_a_number_that_begins_a_text_is_taken_off_only_where_it_is_the_paragraph():
    assert matching.normal("2.5 million homes", "115.1", STATES) == "2 5 million homes"
    assert matching.normal("115.1 homes", "115.1", STATES) == "homes"


def test_within_one_source_without_paragraphs_other_states_are_more_of_the_same():
    assert is_same(OTHER, replace(OTHER, recommending=["IRN"]))


def near_misses(number):
    """Make rows that differ from ROW in one thing: a word, a number, a negation, a State."""
    chance = random.Random(9)
    words = TEXT.split()
    for _count in range(number):
        place, kind = chance.randrange(len(words)), chance.randrange(4)
        made = list(words)
        if kind == 0:
            made[place] = "else"
        elif kind == 1:
            made[made.index("24")] = str(chance.choice([n for n in range(1, 999) if n != 24]))
        elif kind == 2:
            made.insert(place, chance.choice(["never", "without", "also"]))
        else:
            yield replace(OTHER, recommending=[chance.choice(["IRN", "USA", "AND", "TTO"])])
            continue
        yield replace(OTHER, text=" ".join(made))


def test_among_ten_thousand_near_misses_none_is_joined():
    assert [row for row in near_misses(10_000) if is_same(ROW, row)] == []
