import pytest

from rapporteur.world.models import Country

pytestmark = pytest.mark.django_db


def test_an_area_is_never_a_state():
    Country.objects.create(
        iso3="XEX", names={"en": "Exerland"}, standing="exercise", source="exercise"
    )
    Country.objects.create(iso3="ZZZ", names={"en": "Isle"}, standing="area", source="exercise")
    assert [c.name for c in Country.objects.states().filter(iso3__in=["XEX", "ZZZ"])] == [
        "Exerland"
    ]
