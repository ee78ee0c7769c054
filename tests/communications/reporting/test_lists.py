"""List A and list B on made letters: each reply once, in the order of days, and no State before another."""

from datetime import date, timedelta

from rapporteur.communications.reporting.lists import list_a, list_b
from rapporteur.communications.reporting.windows import Session, windows_of
from tests.communications.reporting.test_windows import RULES
from tests.factories.reporting import answer, entry, made_copy, made_state

MARCH = windows_of(Session(2018, 3), RULES)  # letters 1 June to 30 November 2017


def days(rows):
    return [(one.sent_on, [a.received_on for a in one.answers]) for one in rows]


def test_list_a_has_the_letters_of_the_time_with_their_replies():
    early, late, after = date(2017, 7, 1), date(2018, 1, 31), date(2018, 2, 1)
    first = entry(date(2017, 6, 1), answer(early), answer(late), answer(after))
    last = entry(date(2017, 11, 30))
    outside = [entry(date(2017, 5, 31), answer(early)), entry(date(2017, 12, 1), answer(late))]
    assert days(list_a([last, *outside, first], MARCH)) == [
        (date(2017, 6, 1), [early, late]),
        (date(2017, 11, 30), []),
    ]


def test_list_b_has_late_replies_to_older_letters_alone():
    before, within = date(2017, 7, 31), date(2017, 8, 1)
    old = entry(date(2016, 1, 5), answer(before), answer(within))
    silent = entry(date(2016, 1, 6), answer(before))
    of_the_time = entry(date(2017, 6, 1), answer(within))
    assert days(list_b([silent, of_the_time, old], MARCH)) == [(date(2016, 1, 5), [within])]


def test_over_three_years_each_reply_is_told_once():
    letters = [
        entry(sent, *(answer(sent + timedelta(days=later)) for later in (20, 61, 200)))
        for sent in (date(2015, 1, 1) + timedelta(days=5 * step) for step in range(150))
    ]
    told = []
    for year in range(2015, 2020):
        for month in (3, 6, 9):
            windows = windows_of(Session(year, month), RULES)
            for rows in (list_a(letters, windows), list_b(letters, windows)):
                told += [(one.pk, a.received_on) for one in rows for a in one.answers]
    assert len(told) == len(set(told)) == 450


def test_rows_stand_by_day_and_then_by_reference():
    day = date(2017, 8, 8)
    other = made_state("XEY", "Aland of the exercise")
    rows = [
        entry(day, reference="AL XEX 3/2017"),
        entry(day, answer(day), country=other, reference="AL XEX 2/2017"),
        entry(date(2017, 8, 7), reference="AL XEX 9/2017"),
    ]
    found = [one.reference for one in list_a(rows, MARCH)]
    assert found == ["AL XEX 9/2017", "AL XEX 2/2017", "AL XEX 3/2017"]


def test_the_public_form_of_a_letter_is_its_copy_and_of_a_reply_its_publication():
    day, later = date(2017, 8, 8), date(2017, 9, 9)
    kept = entry(day, answer(day, "SUBSTANTIVE"), answer(later))
    assert kept.in_public() is None
    copy = made_copy(replied_on=day, answers=(answer(later, language="fr", key="R1"),))
    public = entry(day, *kept.answers, copy=copy, follows_up=kept.pk).in_public()
    assert [(a.received_on, a.language, a.reply_class, a.key) for a in public.answers] == [
        (day, "", "", ""),  # the copy of the letter tells the first day, and no more
        (later, "fr", "", "R1"),
    ]
    assert public.follows_up is None
    silent = entry(day, copy=made_copy(answers=()))
    assert silent.in_public().answers == ()
