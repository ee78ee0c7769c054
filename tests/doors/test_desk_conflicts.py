"""Positions on which two real sources disagree: shown side by side, and never overwritten."""

import csv
from pathlib import Path

import pytest
from django.urls import reverse

from rapporteur.recommendations.actions import load
from rapporteur.recommendations.models import Recommendation
from rapporteur.recommendations.readers.given import Given, Kind
from tests.recommendations.states import every

pytestmark = pytest.mark.django_db
LABELLED = Path(__file__).parents[1] / "recommendations" / "data" / "double-labelled.csv"


@pytest.fixture(scope="module")
def states():
    return every()


@pytest.fixture(scope="module")
def both(states):
    """Return the rows of OHCHR's list, and those of UPR Info, which has the bare words of each."""
    with LABELLED.open(newline="") as file:
        lines = list(csv.DictReader(file))
    common = {"states": ["EGY"], "mechanism": "upr", "session": 20}
    of_list, of_info = [], []
    for number, line in enumerate(lines, start=2):
        text, names = line["text_ohchr"], line["uprinfo_recommending_states"].split("; ")
        recommending, bare = states.in_brackets(text.partition(" ")[2])
        of_list.append(
            Given(number, text, Kind.THEMATIC, recommending=recommending, symbol="A/HRC/28/16",
                  paragraph=line["paragraph"], position=line["position_ohchr"], **common)
        )  # fmt: skip
        of_info += [
            Given(number, bare, Kind.UPR_INFO, key=key, recommending=states.several(name)[0],
                  position=line["response_uprinfo"], **common)
            for key, name in zip(line["uprinfo_rec_ids"].split("; "), names, strict=True)
        ]  # fmt: skip
    return of_list, of_info


def standing():
    found = Recommendation.objects.of_state("EGY").order_by("paragraph")
    return [
        (one.paragraph, one.text, one.positions, sorted({r.position for r in one.rows.all()}))
        for one in found.prefetch_related("rows")
    ]


@pytest.mark.requirement("R50.3", "R50.1")
@pytest.mark.parametrize("first", [0, 1], ids=["list first", "UPR Info first"])
def test_the_23_conflicts_are_shown_and_none_overwrites_another(both, states, first, at_desk):
    for rows in (both[first], both[1 - first], *both):  # and again, which changes nothing
        told = load(rows, states, file="egypt.csv", by="command:recommendations")
    assert (told.changed, told.rows) == (0, 0)
    found = standing()
    assert len(found) == 23
    assert {(*one[2], "|", *one[3]) for one in found} == {
        ("noted", "partly", "|", "Noted", "Supported/Noted")
    }
    client = at_desk("desk_officer")
    page = client.get(reverse("recommendations"), {"country": "EGY", "conflict": "on"})
    words = page.content.decode()
    assert words.count('<span class="status open">sources disagree</span>') == 23
    one = Recommendation.objects.in_conflict().get(paragraph="166.14")
    words = client.get(reverse("recommendations_one", args=[one.pk])).content.decode()
    assert "<bdi>Supported/Noted</bdi>" in words
    assert "<bdi>Noted</bdi>" in words
    assert "sources disagree" in words
