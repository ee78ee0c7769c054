"""What asks the same, at the desk: shown with who asked, when and the position then; ruled; folded."""

import pytest
from django.urls import reverse

from rapporteur.recommendations.alike import actions
from rapporteur.recommendations.deciding import actions as deciding
from rapporteur.recommendations.models import AlikeRuling
from tests.recommendations.alike.test_actions import ASKED, three  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db


def page(client, one):
    return client.get(reverse("recommendations_one", args=[one.pk])).content.decode()


@pytest.mark.requirement("E3")
def test_who_asked_before_and_when_is_shown_and_people_rule(at_desk, three):  # noqa: F811
    client = at_desk("desk_officer")
    assert "Not compared yet." in page(client, three[1])
    actions.group_new(by="job:a test")
    shown = page(client, three[1])
    assert ASKED[0][0] in shown
    assert "May 2012" in shown
    assert "None is found in our record." in page(client, three[2])
    client.post(reverse("recommendations_part", args=[three[1].pk, three[0].pk]))
    assert ASKED[0][0] not in page(client, three[1])
    join = reverse("recommendations_join", args=[three[1].pk])
    typed = "A/HRC/99/9 1 <b>"
    bad = client.post(join, {"other": typed}).content.decode()
    assert "No single recommendation to this State is meant by this." in bad
    assert "A/HRC/99/9 1 &lt;b&gt;" in bad
    assert AlikeRuling.objects.count() == 1
    client.post(join, {"other": str(three[0].pk)})
    assert ASKED[0][0] in page(client, three[1])


def test_who_may_not_decide_scope_reads_and_rules_nothing(at_desk, three):  # noqa: F811
    actions.group_new(by="job:a test")
    shown = page(at_desk("auditor"), three[1])
    assert ASKED[0][0] in shown
    assert "Asks something else" not in shown


@pytest.mark.requirement("E3")
def test_a_search_shows_what_asks_the_same_once(at_desk, three):  # noqa: F811
    deciding.read_new(by="job:a test")
    actions.group_new(by="job:a test")
    client = at_desk("desk_officer")
    address = reverse("recommendations_search")
    every = client.get(address, {"state": "XEX"}).content.decode()
    assert (every.count(ASKED[0][0]), every.count(ASKED[1][0])) == (1, 1)
    once = client.get(address, {"state": "XEX", "alike": "on"}).content.decode()
    assert once.count(ASKED[0][0]) + once.count(ASKED[1][0]) == 1
    assert "asked 2 times in all" in once
    assert ASKED[2][0] in once
