"""Lessons as pages: suggested with reasons, decided by a person, shown at the State."""

import pytest
from django.urls import reverse

from rapporteur.follow_up.actions import lessons
from tests.factories.follow_up import make_recommendation

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R32.4")]
TYPED = {"country": "CHL", "is_lesson": "yes", "similar": "<b>agencies</b> place children"}


@pytest.fixture
def client(at_desk):
    return at_desk("desk_officer")


def shown(client, name, *args):
    return client.get(reverse(name, args=args)).content.decode()


def test_a_lesson_is_decided_and_stands_on_the_page_of_that_state(client):
    one = make_recommendation()
    assert "SALE" not in shown(client, "lessons")
    page = shown(client, "lessons_one", one.pk)
    assert "counts neither as shared nor as different" in page
    address = reverse("lessons_one", args=[one.pk])
    assert client.post(address, TYPED).status_code == 302
    assert "a lesson for this State" in shown(client, "lessons_one", one.pk)
    page = shown(client, "states_state", "CHL")
    assert "&lt;b&gt;agencies&lt;/b&gt;" in page
    assert "no obligation of this State" in page
    assert 'id="lessons"' not in shown(client, "states_state", "XEX")
    assert (
        "no obligation of this State"
        in client.get(reverse("follow_up"), {"country": "CHL"}).content.decode()
    )


def test_what_is_not_whole_keeps_what_was_typed(client):
    address = reverse("lessons_one", args=[make_recommendation().pk])
    page = client.post(address, {"similar": "agencies place children"}).content.decode()
    assert "This field is required." in page
    assert "agencies place children" in page


def test_what_was_marked_is_listed_until_and_after_it_is_decided(client):
    one = make_recommendation()
    lessons.mark([one.pk], desk=client.desk, by=client.person)
    assert '<span class="status open">open' in shown(client, "lessons")
    client.post(reverse("lessons_one", args=[one.pk]), TYPED)
    page = shown(client, "lessons")
    assert "decided" in page
    assert "Chile" in page


def test_similar_states_are_suggested_before_anything_is_recommended(client):
    page = shown(client, "lessons_similar", "CHL")
    assert "same sub-region: Latin America and the Caribbean" in page
    assert client.get(reverse("lessons_similar", args=["ZZZ"])).status_code == 404
    assert "Too little is on record" in shown(
        client, "lessons_one", make_recommendation("to several", states=("CHL", "NOR")).pk
    )
