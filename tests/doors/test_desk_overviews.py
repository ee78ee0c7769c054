"""Recommendations of the world, a region, a State and a kind of matter on one page of the desk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.recommendations.searching.indexing import renew
from rapporteur.world.models import Country
from tests.factories import follow_up
from tests.factories import recommendations as make

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("E12")]
ADDRESS = "/recommendations/overview/"


def given(text="Exercise: train judges", **more):
    one = make.make_recommendation(text, **more)
    renew([one.pk])
    return one


@pytest.fixture
def client(at_desk):
    return at_desk("auditor")


def shown(client, **asked):
    return client.get(reverse("recommendations_overview"), asked).content.decode()


def test_the_world_is_shown_by_region_and_all_that_is_counted(client):
    given(dated="2012-05", positions=["noted"])
    ours = follow_up.make_recommendation("Exercise: ours", paragraph="1", dated="")
    renew([ours.pk])
    page = shown(client)
    assert "in scope: 1" in page
    assert "In no region of the standard" in page
    for words in ("not known", "none told", "2012", "noted", "report on a visit of our own"):
        assert words in page
    assert "?code=SALE.ADOPTION" in page
    assert f"{reverse('recommendations_search')}?state=XEX" in page
    assert page.index("Albania") < page.index("Andorra") < page.index("Austria")
    assert "none in our record" in page
    assert "region=none" in page
    assert ADDRESS in client.get(reverse("recommendations")).content.decode()


def test_a_region_holds_its_states_in_the_order_of_their_names(client):
    for _number in range(3):
        given(country="PER", states=["PER"])
    given(country="CHL", states=["CHL"])
    region = Country.objects.get(pk="CHL").region
    page = shown(client, region=region)
    assert "4 recommendations" in page
    assert page.index("Chile") < page.index("Peru")
    assert "Estonia" not in page
    assert f"?region={region}&amp;year=" not in page.replace(ADDRESS, "")
    assert "recommendations_search" not in page
    given(country="CHL", states=["CHL"], dated="2012")
    page = shown(client, region=region, year="2012")
    assert "1 recommendation ·" in page
    assert f'href="?region={region}"' in page  # without the year
    assert f"{reverse('recommendations_search')}?year=2012&amp;state=CHL" in page


def test_a_state_and_a_kind_of_matter_have_their_page(client):
    ours = follow_up.make_recommendation("Exercise: ours", paragraph="1", dated="2012")
    renew([ours.pk])
    page = shown(client, state="XEX")
    assert reverse("states_state", args=["XEX"]) in page
    assert "In no region" not in page
    assert "?state=XEX&amp;year=2012" in page
    page = shown(client, code="SALE.ADOPTION", scope="in")
    assert "1 recommendation ·" in page
    assert "Scope: in scope" in page


@pytest.mark.parametrize("asked", [{"region": "x"}, {"year": "12"}, {"state": "ZZZ"}])
def test_what_is_not_there_is_404(client, asked):
    assert client.get(reverse("recommendations_overview"), asked).status_code == 404


def test_it_asks_as_much_for_three_as_for_one(client):
    given(dated="2012")
    shown(client)
    counts = []
    for number in (1, 2):
        with CaptureQueriesContext(connection) as asked:
            shown(client)
        counts.append(len(asked))
        given(f"Exercise: another {number}", dated=f"201{number}", country="CHL", states=["CHL"])
    assert counts[0] == counts[1] <= 14
