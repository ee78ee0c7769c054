"""Whoever shows letters or reports asks `publication.visibility` first, and of visits `visits.visibility`."""

import re

import pytest

from tests.architecture.test_sizes import ROOT

SHOWING = ("rapporteur/publication", "rapporteur/doors/public")
FREE = {"visibility.py"}
PAST = re.compile(
    r"Published(Letter|Reply|Report|Observation|FollowUp)\.(objects|_default_manager)"
    r"|(FROM|JOIN) published_(letter|reply|report|observation|follow_up)\b(?! ON)"
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


SHOWING_VISITS = (
    *(ROOT / "rapporteur/doors/public").rglob("*.py"),
    *(ROOT / f"rapporteur/visits/{name}.py" for name in ("published", "findables")),
)
EVENTS = re.compile(r"(VisitEvent|PublicEvent)\.(objects|_default_manager)|visit_events|events_of")


def test_nobody_shows_a_visit_past_the_one_answer_about_visits():
    past = [str(p) for p in SHOWING_VISITS if EVENTS.search(p.read_text(encoding="utf-8"))]

    assert past == []
