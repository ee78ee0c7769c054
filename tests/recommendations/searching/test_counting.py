"""Recommendations counted by all their facets in one query, each once in the whole."""

import pytest

from rapporteur.recommendations.models import SearchRow
from rapporteur.recommendations.searching.counting import Count, counted
from rapporteur.recommendations.searching.indexing import renew
from tests.factories import follow_up
from tests.factories import recommendations as make

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("E12")]


@pytest.fixture(autouse=True)
def rows():
    SearchRow.objects.all().delete()
    made = [
        make.make_recommendation(dated="2012-05", positions=["noted", "supported"]),
        make.make_recommendation("Other", dated="2013", country=None, states=["XEX", "CHL"]),
        follow_up.make_recommendation("Ours", paragraph="1", dated=""),
    ]
    renew([one.pk for one in made])


def test_everything_is_counted_at_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = counted({})
    assert found.whole == Count(3, 1)
    assert found.of("state") == {"XEX": Count(3, 1), "CHL": Count(1, 0)}
    assert found.of("year") == {"2012": Count(1, 0), "2013": Count(1, 0)}
    assert found.undated == Count(1, 1)
    assert found.of("position") == {
        "noted": Count(1, 0),
        "supported": Count(1, 0),
        "": Count(2, 1),
    }
    assert found.of("code") == {"SALE.ADOPTION": Count(1, 1)}
    assert found.of("scope") == {"open": Count(2, 0), "in": Count(1, 1)}


def test_a_part_is_counted_as_the_whole_is():
    assert counted({"state": "CHL"}).whole == Count(1, 0)
    assert counted({"state": "XEX", "year": "2012"}).of("position").keys() == {"noted", "supported"}
    of_region = counted({}, ["CHL", "PER"])
    assert (of_region.whole, of_region.of("state")["XEX"]) == (Count(1, 0), Count(1, 0))


def test_nothing_is_nothing():
    found = counted({"year": "1950"})
    assert (found.whole, found.undated, dict(found.of("state"))) == (Count(), Count(), {})
