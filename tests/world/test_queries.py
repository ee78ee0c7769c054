from datetime import date

import pytest
from django.utils import translation

from rapporteur.world import queries
from rapporteur.world.models import Body, Country, Deadline, Region, Review, Session

pytestmark = pytest.mark.django_db
PROOF = {"source": "a test", "as_of": "2026", "evidence": "general"}


def named(areas):
    return [area.region.names["en"] for area in areas]


def test_every_state_that_has_a_region_is_on_the_map_once():
    areas = queries.by_region()
    placed = [country.iso3 for area in areas for part in area.parts for country in part.countries]
    states = Country.objects.states().exclude(iso3="XEX").values_list("iso3", flat=True)
    assert sorted(placed) == sorted(states)


def test_regions_parts_and_states_stand_in_the_order_of_their_names():
    areas = queries.by_region()
    assert named(areas) == ["Africa", "Americas", "Asia", "Europe", "Oceania"]
    assert named(areas[2].parts) == [
        "Central Asia",
        "Eastern Asia",
        "South-eastern Asia",
        "Southern Asia",
        "Western Asia",
    ]
    assert [country.iso3 for country in areas[2].parts[1].countries] == [
        *("CHN", "PRK", "JPN", "MNG", "KOR"),
    ]


@pytest.mark.parametrize(
    ("language", "region", "first"),
    [
        ("fr", "150", "Allemagne"),  # Western Europe in French begins with Germany
        ("es", "150", "Alemania"),
        ("ru", "150", "Австрия"),
        ("en", "150", "Austria"),
    ],
)
def test_the_order_is_that_of_the_language(language, region, first):
    with translation.override(language):
        area = next(a for a in queries.by_region() if a.region.code == region)
        western = next(part for part in area.parts if part.region.code == "155")
        assert western.countries[0].name == first


def test_accents_do_not_move_a_state_to_the_end():
    with translation.override("fr"):
        northern = queries.in_order(list(Country.objects.filter(iso3__in=["EST", "EGY", "ZMB"])))
        assert [country.name for country in northern] == ["Égypte", "Estonie", "Zambie"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_asks_twice_however_many_states(count, django_assert_num_queries):
    Country.objects.filter(iso3__in=["AFG", "AGO", "ALB"][count:]).update(standing="area")
    with django_assert_num_queries(2):
        assert queries.by_region()


def test_a_state_lies_in_its_region_and_sub_region(django_assert_num_queries):
    cambodia = Country.objects.get(iso3="KHM")
    with django_assert_num_queries(1):
        found = queries.regions_of(cambodia)
    assert named([queries.Part(region, []) for region in found]) == ["Asia", "South-eastern Asia"]
    assert queries.regions_of(Country.objects.get(iso3="XEX")) == []


def test_reviews_of_a_state_come_newest_first():
    found = queries.reviews_of(Country.objects.get(iso3="SVN"))
    assert [(r.session.number, r.session.cycle) for r in found] == [
        (48, 4),
        (34, 3),
        (20, 2),
        (7, 1),
    ]


def reviews(country, days):
    """Review a State once for each first day, in sessions of a body of the test's own."""
    body = Body.objects.create(code="QQ", names={"en": "Body"}, kind="review", **PROOF)
    for number, day in enumerate(days, start=1):
        session = Session.objects.create(body=body, number=number, starts_on=day, **PROOF)
        Review.objects.create(session=session, country=country, **PROOF)


@pytest.fixture
def exerland():
    return Country.objects.get(iso3="XEX")


@pytest.mark.parametrize(
    ("day", "numbers"),
    [
        (date(2026, 5, 3), [1, 2, 3]),
        (date(2026, 5, 4), [1, 2, 3]),
        (date(2026, 5, 5), [2, 3]),
        (date(2026, 11, 30), [2, 3]),  # known by month: it counts until the month is over
        (date(2026, 12, 1), [3]),
        (date(2027, 12, 31), [3]),  # known by year
        (date(2028, 1, 1), []),
    ],
)
def test_the_next_reviews_are_those_that_have_not_begun(exerland, day, numbers):
    reviews(exerland, ["2026-05-04", "2026-11", "2027"])
    assert [r.session.number for r in queries.next_reviews(exerland, day)] == numbers


def test_a_session_without_any_date_is_not_announced_as_next(exerland):
    reviews(exerland, [""])
    assert queries.next_reviews(exerland, date(2026, 1, 1)) == []


@pytest.mark.parametrize("days", [["2027"], ["2027", "2028", "2029"]])
def test_reviews_are_asked_for_once(exerland, days, django_assert_num_queries):
    reviews(exerland, days)
    with django_assert_num_queries(1):
        assert [str(r.session.body) for r in queries.reviews_of(exerland)] == ["Body"] * len(days)
    with django_assert_num_queries(1):
        found = queries.next_reviews(exerland, date(2026, 1, 1))
        assert [str(r.session.body) for r in found] == ["Body"] * len(days)


def test_upcoming_deadlines_come_soonest_first():
    found = queries.upcoming_deadlines(date(2026, 12, 31))
    assert [(d.due_on, d.session.number) for d in found] == [
        ("2027-01-01", 53),
        ("2027-01-19", 54),
        ("2027-02-01", 54),
        ("2027-03-01", 54),
        ("2027-03-01", 53),
        ("2027-05-01", 54),
    ]


def test_a_state_sees_the_deadlines_of_its_own_sessions():
    day = date(2026, 1, 1)
    of_sierra_leone = queries.upcoming_deadlines(day, Country.objects.get(iso3="SLE"))
    of_belgium = queries.upcoming_deadlines(day, Country.objects.get(iso3="BEL"))
    assert {d.session.number for d in of_belgium} == {52}
    assert [d.what for d in of_sierra_leone if d not in of_belgium] == [
        "National report validation workshop"
    ]
    assert queries.upcoming_deadlines(day, Country.objects.get(iso3="FRA")) == []


@pytest.mark.parametrize("count", [1, 3])
def test_deadlines_are_asked_for_once(exerland, count, django_assert_num_queries):
    reviews(exerland, ["2030"])
    session = Session.objects.get(body="QQ")
    for number in range(count):
        Deadline.objects.create(
            session=session, what=f"Report {number}", due_on="2030", country=exerland, **PROOF
        )
    with django_assert_num_queries(1):
        found = queries.upcoming_deadlines(date(2030, 6, 1), exerland)
        assert [(str(d.session.body), d.country.iso3) for d in found] == [("Body", "XEX")] * count


def test_regions_without_a_state_are_not_on_the_map():
    Region.objects.create(code="999", names={"en": "Nowhere"}, source="a test")
    assert "Nowhere" not in named(queries.by_region())
