"""Recommendations at the desk: the list, and one with all that its sources say."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.recommendations.actions import load
from rapporteur.recommendations.models import Recommendation
from rapporteur.recommendations.readers.given import Given, Kind
from tests.recommendations.states import STATES

pytestmark = pytest.mark.django_db


def given(number, **more):
    row = Given(
        line=number,
        text=f"Enact law <b>{number}</b>",
        kind=Kind.REPORT,
        states=["XEX"],
        recommending=["CHL"],
        mechanism="upr",
        symbol="A/HRC/99/1",
        paragraph=f"6.{number}",
        position="Supported",
        themes=["Law"],
    )
    for name, value in more.items():
        setattr(row, name, value)
    return row


def take(*rows):
    load(rows, STATES, file="exerland.txt", by="command:recommendations")


def shown(client, **words):
    return client.get(reverse("recommendations"), words).content.decode()


def test_the_list_shows_texts_as_text_and_the_twelve_of_the_study(at_desk):
    take(given(1))
    page = shown(at_desk("desk_officer"))
    assert "Enact law &lt;b&gt;1&lt;/b&gt;" in page
    assert "Prohibit all violence against children" in page


@pytest.mark.requirement("R50.3")
def test_filters_keep_a_state_a_position_and_what_sources_disagree_about(at_desk):
    take(given(1), given(2, position="Noted"), given(3), given(3, kind=Kind.OWN, position="Noted"))
    client = at_desk("desk_officer")
    page = shown(client, country="XEX", position="noted")
    assert [f"A/HRC/99/1 6.{n}" in page for n in (1, 2, 3)] == [False, True, True]
    page = shown(client, conflict="on", mechanism="upr")
    assert [f"A/HRC/99/1 6.{n}" in page for n in (1, 2, 3)] == [False, False, True]
    assert "sources disagree" in page
    assert "No recommendation fits." in shown(client, country="CHL")


def test_one_shows_what_each_source_says(at_desk):
    take(given(1), given(1, kind=Kind.OWN, position="Noted", themes=["Another theme"]))
    one = Recommendation.objects.get(states=["XEX"])
    page = at_desk("desk_officer").get(reverse("recommendations_one", args=[one.pk]))
    words = page.content.decode()
    assert all(said in words for said in ("Law", "Another theme", "Chile", "exerland.txt"))


def test_the_list_asks_no_more_for_three_than_for_one(at_desk):
    client = at_desk("desk_officer")
    shown(client)  # what is asked once only
    counts = []
    for rows in ([given(1)], [given(2), given(3)]):
        take(*rows)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            shown(client, country="XEX")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_is_not_of_the_desk_sees_nothing(door):
    assert (
        door("desk")
        .get(reverse("recommendations", urlconf="rapporteur.doors.desk.urls"))
        .status_code
        == 302
    )
