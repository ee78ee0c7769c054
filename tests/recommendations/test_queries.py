"""What was recommended to one State, by whom and when."""

import pytest

from rapporteur.recommendations import queries
from rapporteur.recommendations.models import Mechanism, Standing
from tests.factories import recommendations as make

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R25.1")
def test_a_state_has_a_block_for_each_mechanism_with_counts_and_the_newest(
    django_assert_num_queries,
):
    days = ("2008", "2013-05", "2012", "2010")
    upr = {day: make.make_recommendation(dated=day) for day in days}
    body = make.make_recommendation(
        mechanism=Mechanism.TREATY_BODY, country=None, states=["CHL", "XEX"], body="CRC"
    )
    make.make_recommendation(country="CHL", states=["CHL"])
    Standing.objects.filter(pk=body.pk).update(in_scope=True)
    with django_assert_num_queries(2):
        first, second = queries.for_state("XEX")
    assert (first.mechanism, first.total, first.followed, first.dated) == ("upr", 4, 0, "2013-05")
    assert first.newest == [upr["2013-05"], upr["2012"], upr["2010"]]
    assert (second.mechanism, second.total, second.followed) == ("treaty_body", 1, 1)
    assert (second.newest, second.dated) == ([body], "")
    assert queries.for_state("FRA") == []
