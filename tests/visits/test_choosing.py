"""The order of States for visits: its parts, what is not known, what would change it, and again."""

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from rapporteur.visits.choosing import runs, steadiness
from rapporteur.visits.choosing.measures import (
    FORM,
    FORMS,
    MOST,
    About,
    Fact,
    Measure,
    Value,
    points,
    table,
)
from rapporteur.visits.choosing.ranking import rank
from rapporteur.visits.choosing.trends import a_year, by_quarter

WEIGHTS = dict(zip(FORMS[FORM], (10, 20, 15, 20, 10, 15, 10, 0, 0, 0, 0), strict=True))
CODES = [f"X{letter}X" for letter in "ABCDEFGHIJ"]  # made-up States of an exercise
AMOUNTS = some.one_of(some.none(), some.integers(0, 20).map(Decimal))
TABLES = some.fixed_dictionaries(
    {(code, measure): AMOUNTS for code in CODES for measure in Measure}
).map(lambda given: {pair: Value(amount) for pair, amount in given.items()})


def amounts(**given):
    return {code: None if one is None else Decimal(one) for code, one in given.items()}


def test_points_are_places_among_the_known_and_what_is_missing_stays_missing():
    found = points(amounts(XAX=1, XBX=1000, XCX=None, XDX=2), less_is_more=False)
    assert found == {"XAX": 0, "XBX": MOST, "XCX": None, "XDX": MOST // 2}
    assert points(amounts(XAX=1, XBX=2), less_is_more=True) == {"XAX": MOST, "XBX": 0}
    assert points(amounts(XAX=7), less_is_more=False) == {"XAX": MOST // 2}
    assert points(amounts(XAX=3, XBX=3, XCX=4), less_is_more=False)["XAX"] == MOST // 4


@given(some.dictionaries(some.sampled_from(CODES), some.integers(0, 99).map(Decimal), min_size=1))
def test_a_unit_does_not_matter_and_turning_turns(given):
    in_other_units = {code: amount * 1000 + 5 for code, amount in given.items()}
    more = points(given, less_is_more=False)
    assert points(in_other_units, less_is_more=False) == more
    less = points(given, less_is_more=True)
    assert all(more[code] + less[code] == MOST for code in given)


@pytest.mark.requirement("R32.2")
def test_a_missing_value_is_no_nought_and_too_little_known_is_no_last_place():
    values = {
        ("XAX", Measure.LETTERS): Value(Decimal(9)),
        ("XAX", Measure.INFORMATION): Value(Decimal(9)),
        ("XAX", Measure.FOLLOW_UP): Value(Decimal(9)),
        ("XBX", Measure.PROPOSALS): Value(Decimal(9)),
        **{("XCX", measure): Value(Decimal(1)) for measure in Measure},
    }
    order = rank(table(["XAX", "XBX", "XCX"], values), WEIGHTS)
    assert [one.state for one in order.placed] == ["XAX", "XCX"]
    assert order.too_little_known == ("XBX",)
    first = order.placed[0]
    assert (first.score, first.known) == (1.0, 0.55)
    assert first.lowest == pytest.approx(0.55)
    assert first.highest == 1.0
    assert {part.measure for part in first.parts if part.points is None} == {
        Measure.PROGRAMMES,
        Measure.REVIEW,
        Measure.COMMITTEE,
        Measure.PROPOSALS,
        Measure.REGION,
        Measure.TREND,
        Measure.ANSWERS,
        Measure.BALANCE,
    }


@settings(deadline=None)
@given(TABLES)
def test_the_parts_make_the_score_and_what_is_missing_bounds_it(values):
    order = rank(table(CODES, values), WEIGHTS)
    assert {one.state for one in order.placed} | set(order.too_little_known) == set(CODES)
    assert [one.score for one in order.placed] == sorted(
        (one.score for one in order.placed), reverse=True
    )
    for one in order.placed:
        held = [(part.points, part.weight) for part in one.parts if part.points is not None]
        mean = sum(p * w for p, w in held) / sum(w for _p, w in held) / MOST
        assert one.score == pytest.approx(mean)
        assert one.lowest <= one.score + 1e-9
        assert one.score <= one.highest + 1e-9
        assert sum(part.share for part in one.parts) == pytest.approx(1 if one.score else 0)


def test_equal_scores_share_a_rank_and_come_by_code():
    values = {(code, m): Value(Decimal(5)) for code in ("XBX", "XAX") for m in Measure}
    placed = rank(table(["XBX", "XAX"], values), WEIGHTS).placed
    assert [(one.rank, one.state) for one in placed] == [(1, "XAX"), (1, "XBX")]


@pytest.mark.parametrize("weights", [dict.fromkeys(Measure, 0), {**WEIGHTS, Measure.REVIEW: -1}])
def test_weights_that_weigh_nothing_are_refused(weights):
    with pytest.raises(ValueError, match="Weights"):
        rank(table(CODES, {}), weights)


@settings(deadline=None, max_examples=60)
@given(TABLES)
def test_inside_its_room_a_weight_leaves_the_first_five_and_beyond_it_does_not(values):
    points_of = table(CODES, values)
    order = rank(points_of, WEIGHTS)
    first, little = order.first(steadiness.FIRST), Fraction(1, 1000)
    for room in steadiness.rooms(points_of, WEIGHTS, order):
        now = Fraction(room.weight)

        def chosen(weight, measure=room.measure):
            return steadiness.first_with(points_of, WEIGHTS, order, measure, weight)

        for edge in (room.down_to, room.up_to):
            if edge is None:
                continue
            assert chosen(now + (Fraction(edge) - now) * Fraction(999, 1000)) == first
        if room.up_to is None:
            assert chosen(Fraction(10**9)) == first
        elif Fraction(room.up_to) - now > little:
            moved = chosen(Fraction(room.up_to) + Fraction(room.up_to) / 10**5)
            assert moved != first or ties(points_of, order, room)


def ties(points_of, order, room):
    """Say whether two of the States are alike, so that they cross together and change back."""
    rows = [tuple(points_of[one.state].values()) for one in order.placed]
    edges = sum(
        at == 0 or abs(float(at) - room.up_to) < 1e-3 * max(1, room.up_to)
        for ahead in order.placed
        for behind in order.placed
        for at in steadiness.crossing(
            points_of[ahead.state], points_of[behind.state], WEIGHTS, room.measure
        )
    )
    return len(set(rows)) < len(rows) or edges > 2


@pytest.mark.requirement("R47.6")
def test_a_run_comes_out_the_same_byte_for_byte():
    values = {
        (code, measure): Value(Decimal(number * (place + 2) % 11), "2026-05", "exercise")
        for number, code in enumerate(CODES)
        for place, measure in enumerate(Measure)
        if (number + place) % 4
    }
    first = runs.run(CODES, values, WEIGHTS, version="2026-1", on="2026-11-25")
    again = runs.run(CODES[::-1], values, WEIGHTS, version="2026-1", on="2026-11-25")
    assert runs.written(first) == runs.written(again)

    kept = json.loads(runs.written(first))
    assert runs.repeated(kept)
    kept["result"]["placed"][0]["score"] += 1e-12
    assert not runs.repeated(kept)

    bands = {state: (best, worst) for state, best, worst, _share in first["result"]["bands"]}
    assert len(bands) == len(first["result"]["placed"])
    assert all(1 <= best <= worst <= len(bands) for best, worst in bands.values())
    other = runs.run(CODES, values, WEIGHTS, version="2026-2", on="2026-11-25")
    assert runs.seed_of(other) != runs.seed_of(first)


@pytest.mark.requirement("R47.6", "D2")
def test_a_run_kept_before_there_were_more_measures_comes_out_the_same():
    kept = Path("tests/visits/choosing/kept_in_form_1.json").read_text().strip()
    told = json.loads(kept)
    assert runs.repeated(told)
    assert runs.written(told).decode() == kept
    assert (told["form"], len(told["weights"]), "facts" in told) == (1, 8, False)
    assert not runs.repeated({**told, "form": 99})


@pytest.mark.requirement("D2")
def test_what_stands_beside_is_kept_and_moves_no_score():
    values = {(c, m): Value(Decimal(n)) for n, c in enumerate(CODES) for m in Measure}
    fact = Fact("XAX", About.DECLINED, as_of="2025", source="exercise")
    made = [
        runs.run(CODES, values, WEIGHTS, version="1", on="2026-11-25", facts=facts)
        for facts in ((), (fact, Fact("XZX", About.STANDING)))
    ]
    assert made[1]["facts"] == [["XAX", "declined", "", "2025", "exercise"]]
    assert made[0]["result"]["placed"] == made[1]["result"]["placed"]
    assert runs.repeated(json.loads(runs.written(made[1])))


@pytest.mark.requirement("R32.2")
def test_a_trend_is_the_straight_line_through_quarters():
    on = date(2026, 11, 25)
    days = [(on - timedelta(days=91 * ago + 1), 1 + ago % 2) for ago in range(9)]
    assert by_quarter([*days, (on + timedelta(days=1), 1)], on) == [2, 1, 2, 1, 2, 1, 2, 1]
    assert a_year([0, 1, 2, 3, 4, 5, 6, 7]) == Decimal(4)
    assert a_year([3] * 8) == 0
    assert a_year([7, 0, 0, 0, 0, 0, 0, 0]) == Decimal("-2.33")


def test_where_nothing_differs_every_band_is_steady():
    values = {(c, m): Value(Decimal(n)) for n, c in enumerate(CODES) for m in Measure}
    weights = dict.fromkeys(Measure, 10)
    only = {pair: one for pair, one in values.items() if pair[1] == Measure.LETTERS}
    order_of = table(CODES, only)
    order = rank(order_of, weights, least_known=Fraction(0))
    for band in steadiness.bands(order_of, weights, order, seed=1):
        assert band.best == band.worst
        assert band.among_first in (0.0, 1.0)
