"""What the benchmarks reckon with: what a page fetches, and how sure a median is."""

import pytest

from tests.bench.wire import Browser, hidden, interval_of_median, middle_and_slow, parts


def test_a_page_fetches_its_sheets_pictures_and_an_icon():
    page = (
        '<link rel="stylesheet" href="/a.css?x=1&amp;y=2"><img src="b.png"><img src="b.png">'
        '<a href="/elsewhere/">no part of it</a>'
    )
    assert parts(page) == (["/a.css?x=1&y=2", "b.png", "/favicon.ico"], 0, [])


def test_an_icon_that_is_named_is_not_asked_for_twice():
    assert parts('<link rel="icon" href="/i.svg">')[0] == ["/i.svg"]


def test_scripts_are_counted_within_and_without():
    assert parts('<script>ab</script><script src="/c.js" defer></script>')[1:] == (2, ["/c.js"])


def test_hidden_fields_are_sent_as_they_stand():
    page = (
        '<input type="hidden" name="code" value="1 &amp; 2"><input name="last" value="9">'
        '<input name="empty" type="hidden">'
    )
    assert hidden(page) == {"code": "1 & 2", "empty": ""}


def test_cookies_are_kept_until_they_are_taken_away():
    browser = Browser(1)
    browser.keep(["one=1; Path=/; HttpOnly", "two=2; Path=/"])
    browser.keep(['one=""; expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0; Path=/'])
    assert browser.cookies == {"two": "2"}


def test_the_median_and_the_slow_end():
    assert middle_and_slow([float(n) for n in range(1, 100)]) == (50.0, 95.0)


@pytest.mark.parametrize(("number", "ends"), [(5, (0, 4)), (20, (5, 14)), (100, (41, 58))])
def test_a_median_lies_between_ranks_ninety_times_in_a_hundred(number, ends):
    """The ranks are those of printed tables of the sign test."""
    values = [float(n) for n in reversed(range(number))]
    assert interval_of_median(values) == ends


def test_of_too_few_values_nothing_is_said():
    with pytest.raises(ValueError, match="too few"):
        interval_of_median([1.0, 2.0, 3.0])
