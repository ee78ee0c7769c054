"""States in similar situations are suggested with reasons; what is not known is never different."""

from decimal import Decimal

import pytest

from rapporteur.kernel.clock import now
from rapporteur.law.models import Instrument, TreatyAction
from rapporteur.visits.choosing.models import Figure
from rapporteur.visits.similar import TREATIES, chosen, group_of, similar_to
from rapporteur.world.models import Country
from tests.factories.follow_up import make_recommendation

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R32.4")]
PROOF = {"as_of": "2023", "source": "An exercise"}


def state(code, **fields):
    """Let a State stand as a test says, Exerland among them; nothing of it is told of a real one."""
    Country.objects.filter(pk=code).update(**fields)
    return Country.objects.get(pk=code)


def figure(code, amount):
    Figure.objects.create(
        country_id=code, series="hdi", amount=Decimal(amount), by="a test", at=now(), **PROOF
    )


@pytest.fixture
def bare():
    """A record that holds nothing but what a test puts there."""
    TreatyAction.objects.all().delete()
    Country.objects.update(region="", subregion="", ldc=None, lldc=None, sids=None)
    return state("XEX", region="150", subregion="039", ldc=True, lldc=False, sids=True)


def treaties():
    found = Instrument.objects.in_bulk(TREATIES)
    return {key: found[key].short_title for key in TREATIES}


def beside(country, code, codes=()):
    found = {one.country.pk: one for one in similar_to(country, codes)}
    return found.get(code)


def test_each_suggestion_says_what_is_shared_with_day_and_source(bare):
    state("CHL", region="150", subregion="039", ldc=True, sids=True)
    figure("XEX", "0.61")
    figure("CHL", "0.68")
    row = beside(bare, "CHL")
    assert [one.what for one in row.shared] == [
        "same sub-region: Southern Europe",
        "same group of human development: medium",
        "both least developed",
        "both small island developing",
    ]
    assert (row.shared[1].when, row.shared[1].source) == ("2023", "An exercise")
    assert row.different == []
    assert row.unknown == list(treaties().values())
    kept = list(chosen([row], "CHL"))
    assert kept[1] == {"what": row.shared[1].what, **PROOF}
    assert list(chosen([row], "NOR")) == []


def test_what_is_not_known_counts_neither_way(bare):
    figure("XEX", "0.61")
    state("CHL", ldc=True, sids=True)  # no region, no figure
    state("NOR", region="019", ldc=True, sids=True)
    figure("NOR", "0.9")
    unknown, different = beside(bare, "CHL"), beside(bare, "NOR")
    assert unknown.different == []
    assert unknown.unknown[:2] == ["region", "human development"]
    assert different.different == ["region", "human development"]
    assert unknown.place < different.place
    state("FRA", region="150")
    assert beside(bare, "FRA") is None  # one thing shared is too little


def test_treaties_and_subjects_are_compared(bare):
    make_recommendation("of the same subject", states=("CHL",), dated="2024-05")
    for code, treaty, kind in (
        ("XEX", "OPSC", "signature"),
        ("CHL", "OPSC", "signature"),
        ("XEX", "PALERMO", "ratification"),
        ("CHL", "PALERMO", "none_listed"),
    ):
        TreatyAction.objects.create(instrument_id=treaty, country_id=code, kind=kind, **PROOF)
    row = beside(bare, "CHL", ["SALE.ADOPTION"])
    assert [one.what for one in row.shared] == [
        f"{treaties()['OPSC']}: both signed only",
        "recommendations on the same subject: 1",
    ]
    assert row.shared[1].when == "May 2024"
    assert row.different == [treaties()["PALERMO"]]
    state("CHL", ldc=True, region="150", subregion="154")
    row = beside(bare, "CHL", ["SALE.FORCED_LABOUR"])
    assert "recommendations on the same subject" in row.unknown
    assert row.shared[0].what == "same region: Europe"


@pytest.mark.parametrize(
    ("amount", "group"), [("0.549", 0), ("0.55", 1), ("0.7", 2), ("0.8", 3), ("0", 0)]
)
def test_groups_of_human_development_have_their_cut_off_points(amount, group):
    assert group_of(Figure(amount=Decimal(amount))) == group


def test_all_states_are_compared_in_six_queries(bare, django_assert_num_queries):
    with django_assert_num_queries(6):
        similar_to(bare, ["SALE.ADOPTION"])
