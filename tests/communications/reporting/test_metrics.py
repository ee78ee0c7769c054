"""The figures by their definitions, and the published ones of 2017 on made letters of that shape.

Published (A/HRC/37/37/Add.1, year 2017): 534 letters to 117 States and 25 non-State actors, on
1,843 individuals; 484 replies, of which 365 to letters of 2017; reply rate 68 %; 164 letters
followed up. Every letter, State and reply below is made up: only the numbers are those.
"""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils import translation

from rapporteur.communications.models import Kind
from rapporteur.communications.reporting import metrics
from rapporteur.communications.reporting.metrics import Names, Time, made, percent
from rapporteur.communications.reporting.windows import Span
from tests.factories.reporting import answer, entry, made_copy, made_state

YEAR = Time.of_year(2017)
NAMES = Names({"002": "Africa", "019": "Americas"}, {"SALECHILD": "Sale of children"})
FIRST = date(2017, 1, 1)


def numbers(entries, time=YEAR, shown=None, *, inside=True):
    found = made(entries, entries if shown is None else shown, time, NAMES, inside=inside)
    return {line.code: line.value for one in found for line in one.lines}


def of_2017(letters_with_two=0):
    """Return made letters of the shape of 2017; so many of them have two of the 365 replies."""
    states = [made_state(f"Y{n:02}", f"Made State {n:03}") for n in range(117)]
    older = [entry(date(2016, 6, 1), answer(date(2017, 4, 1))) for _n in range(119)]
    letters = []
    for n in range(534):
        sent = FIRST + timedelta(days=n % 240)
        of = {"addressee_kind": "company"} if n >= 509 else {"country": states[n % 117]}
        answers = [answer(sent + timedelta(days=90))] if n < 365 - letters_with_two else []
        if n < letters_with_two:
            answers.append(answer(sent + timedelta(days=95)))
        follows = older[n % 100].pk if n < 100 else None
        more = {"follows_up": follows or (letters[n - 64].pk if n < 164 else None)}
        letters.append(entry(sent, *answers, kind=Kind.values[n % 3], **of, **more))
    return [*older, *letters]


PUBLISHED = {
    "letters.sent": 534,
    "addressees.states": 117,
    "addressees.others": 25,
    "replies.received": 484,
    "replies.to_these": 365,
    "replies.to_older": 119,
    "rate.within_percent": 68,
    "followed.letters": 164,
}


@pytest.mark.requirement("C18")
def test_the_published_figures_of_2017_come_out_to_the_unit():
    found = numbers(of_2017())
    assert {code: found[code] for code in PUBLISHED} == PUBLISHED
    assert (found["rate.within"], found["rate.letters"]) == (365, 534)


@pytest.mark.requirement("C18")
def test_what_differs_from_the_published_figures_is_said_beside_them():
    """Persons lie sealed; non-State addressees are counted by letters; neither is a zero."""
    found = made(of_2017(), of_2017(), YEAR, NAMES, inside=True)
    by_code = {one.code: one for one in found}
    [persons] = by_code["individuals"].lines
    assert (persons.value, persons.shown) == (None, "not known")
    assert "lies sealed" in by_code["individuals"].definition
    assert "how many different ones" in by_code["addressees"].definition


@pytest.mark.requirement("C18")
def test_the_rate_counts_letters_and_not_replies():
    """Had 20 of the letters two replies each, 365 replies would be 345 letters: 65 %, not 68 %."""
    found = numbers(of_2017(letters_with_two=20))
    assert (found["replies.received"], found["replies.to_these"]) == (484, 365)
    assert (found["rate.within"], found["rate.within_percent"]) == (345, 65)
    assert percent(found["replies.to_these"], 534) == 68
    assert percent(found["replies.received"], 534) == 91


def test_a_reply_after_the_time_raises_the_rate_of_today_alone():
    found = numbers([entry(date(2017, 12, 1), answer(date(2018, 2, 1))), entry()])
    assert (found["rate.within"], found["rate.within_percent"]) == (0, 0)
    assert (found["rate.now"], found["rate.now_percent"]) == (1, 50)
    assert found["replies.received"] == 0


def test_without_letters_there_is_no_rate():
    found = made([], [], YEAR, NAMES, inside=False)
    lines = {line.code: line for one in found for line in one.lines}
    assert (lines["rate.now_percent"].value, lines["rate.now_percent"].shown) == (
        None,
        "cannot be said",
    )
    assert lines["letters.sent"].shown == "0"


@pytest.mark.parametrize(
    ("part", "whole", "told"), [(1, 3, 33), (1, 8, 13), (365, 534, 68), (0, 4, 0), (4, 4, 100)]
)
def test_a_share_is_rounded_half_up(part, whole, told):
    assert percent(part, whole) == told


def test_in_a_window_replies_to_later_letters_stand_apart():
    time = Time(
        Span(date(2017, 3, 1), date(2017, 5, 31)), Span(date(2017, 5, 1), date(2017, 7, 31))
    )
    found = numbers(
        [
            entry(date(2017, 1, 1), answer(date(2017, 5, 1))),
            entry(date(2017, 3, 1), answer(date(2017, 4, 30))),
            entry(date(2017, 5, 31), answer(date(2017, 7, 31)), answer(date(2017, 8, 1))),
            entry(date(2017, 6, 5), answer(date(2017, 7, 10))),
        ],
        time,
    )
    parts = ("received", "to_these", "to_older", "to_later")
    assert [found[f"replies.{part}"] for part in parts] == [3, 1, 1, 1]
    assert (found["letters.sent"], found["rate.within"]) == (2, 2)
    assert "replies.to_later" not in numbers([entry()])


def test_cells_count_what_is_public_and_say_what_is_not():
    exer, other = made_state(region="002"), made_state("XEY", "Aland", region="019")
    public = [
        entry(country=exer, copy=made_copy(), mandates=("SALECHILD", "SLAVTRAF")),
        entry(country=other, kind="UA", copy=made_copy()),
        entry(addressee_kind="company", copy=made_copy()),
    ]
    public.append(entry(country=made_state("XEW", "Wide"), copy=made_copy(), mandates=()))
    closed = entry(country=made_state("XEZ", "Not told"))
    found = numbers([*public, closed], shown=public)
    assert (found["letters.sent"], found["letters.closed"], found["letters.joint"]) == (5, 1, 1)
    assert {code: n for code, n in found.items() if code.startswith("states.")} == {
        "states.XEY": 1,
        "states.XEX": 1,
        "states.XEW": 1,
        "states.none": 1,
        "states.closed": 1,
    }
    regions = ("002", "019", "unknown", "none", "closed")
    assert [found[f"regions.{one}"] for one in regions] == [1, 1, 1, 1, 1]
    assert (found["mandates.SALECHILD"], found["mandates.SLAVTRAF"]) == (3, 1)
    assert [found[f"kinds.{kind}"] for kind in ("UA", "AL", "OL", "closed")] == [1, 3, 0, 1]


def test_states_stand_in_the_alphabet_of_the_reader_and_not_by_number():
    one = made_state("XEX", "Zed")
    one.names["fr"] = "Abed"
    other = made_state("XEY", "Écru")
    entries = [entry(country=one), entry(country=other), entry(country=other)]

    def order():
        found = {f.code: f for f in made(entries, entries, YEAR, NAMES, inside=False)}
        return [line.label for line in found["states"].lines]

    assert order() == ["Écru", "Zed"]
    with translation.override("fr"):
        assert order() == ["Abed", "Écru"]


def test_what_was_answered_and_followed_up_is_for_the_desk_alone():
    day = date(2017, 5, 5)
    old = entry(date(2015, 1, 1))
    entries = [
        old,
        entry(day, answer(day, "ASKS_TIME"), answer(day, "PARTIAL"), follows_up=old.pk),
        entry(day, answer(day, "ACKNOWLEDGEMENT_ONLY"), follows_up=old.pk),
        entry(day, answer(day, "ASKS_TIME"), answer(day)),
        entry(day),
    ]
    found = numbers(entries)
    assert [found[f"answered.{part}"] for part in ("letters", "other", "open")] == [1, 1, 1]
    assert found["followed.letters"] == 1
    outside = numbers(entries, inside=False)
    assert not {code for code in outside if code.startswith(("answered", "followed"))}


@pytest.mark.requirement("R28.1")
def test_cases_are_split_into_those_acted_on_jointly_and_alone():
    joint, alone, other = (UUID(int=number) for number in (901, 902, 903))
    found = numbers(
        [
            entry(case=joint, attitude="CROSS_CUTTING"),
            entry(case=joint, attitude="CROSS_CUTTING"),  # a second letter on the same case
            entry(case=alone, attitude="DIRECT"),
            entry(case=other),
            entry(
                date(2016, 1, 1), answer(date(2017, 1, 1)), case=UUID(int=904), attitude="DIRECT"
            ),
        ]
    )
    assert {code: n for code, n in found.items() if code.startswith("attitudes.")} == {
        "attitudes.DIRECT": 1,
        "attitudes.CROSS_CUTTING": 1,
        "attitudes.none": 1,
    }
    assert "attitudes.none" not in numbers([entry(case=alone, attitude="DIRECT")])


def test_every_figure_stands_with_its_definition_and_every_number_with_its_own_code():
    found = made(of_2017(), [], YEAR, NAMES, inside=True)
    codes = [line.code for one in found for line in one.lines]
    assert len(codes) == len(set(codes))
    assert [one.code for one in found] == list(metrics.LABELS)
    assert all(one.definition == str(metrics.LABELS[one.code][1]) for one in found)
