"""Whoever shows published letters asks `publication.visibility` first, in Python as in SQL."""

import re

import pytest

from tests.architecture.test_sizes import ROOT

SHOWING = ("rapporteur/publication", "rapporteur/doors/public")
FREE = {"visibility.py"}
PAST = re.compile(
    r"Published(Letter|Reply)\.(objects|_default_manager)|(FROM|JOIN) published_(letter|reply)\b(?! ON)"
)


def modules():
    for place in SHOWING:
        for path in sorted((ROOT / place).rglob("*.py")):
            if "migrations" not in path.parts and path.name not in FREE:
                yield path


def test_nobody_goes_past_the_one_answer():
    past = [str(path) for path in modules() if PAST.search(path.read_text(encoding="utf-8"))]

    assert past == []


@pytest.mark.parametrize(
    "line", ["PublishedLetter.objects.all()", "SELECT 1 FROM published_reply", "x JOIN published_letter l"]
)  # fmt: skip
def test_the_check_sees_who_goes_past_it(line):
    assert PAST.search(line)
