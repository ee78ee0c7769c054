import pytest
from django.db import IntegrityError, transaction

from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.models import VisitEvent
from rapporteur.visits.queries import events_of
from rapporteur.world.models import Country

pytestmark = pytest.mark.django_db
PROOF = {"source": "a test", "as_of": "2026", "evidence": "general"}


@pytest.fixture
def exerland():
    return Country.objects.get(iso3="XEX")


def happen(country, *days, mandate="SALECHILD"):
    for day in days:
        VisitEvent.objects.create(
            mandate_id=mandate, country=country, kind="requested", starts_on=day, **PROOF
        )


def test_events_of_a_state_come_newest_first_and_undated_last():
    estonia = Country.objects.get(iso3="EST")
    assert [(e.kind, e.starts_on) for e in events_of(estonia)] == [
        ("reminder", "2008-07-29"),
        ("completed", ""),
        ("requested", ""),
    ]
    mauritius = Country.objects.get(iso3="MUS")
    assert [e.starts_on for e in events_of(mauritius)] == ["2022-06-21", "2011-05"]


def test_a_state_without_events_on_record_has_none(exerland):
    assert events_of(exerland) == []


def test_events_of_one_mandate_leave_out_those_of_others(exerland):
    happen(exerland, "2026-01", mandate="IDP")
    happen(exerland, "2025-01")
    assert [e.mandate_id for e in events_of(exerland)] == ["IDP", "SALECHILD"]
    ours = events_of(exerland, Mandate.objects.get(code="SALECHILD"))
    assert [e.mandate_id for e in ours] == ["SALECHILD"]


@pytest.mark.parametrize("days", [["2024"], ["2024", "2025", "2026"]])
def test_events_come_with_mandate_and_titles_in_two_queries(
    exerland, days, django_assert_num_queries
):
    happen(exerland, *days)
    with django_assert_num_queries(2):
        found = [(e.mandate.last_title.title, e.country.name) for e in events_of(exerland)]
    assert len(found) == len(days)


def test_an_event_is_told_once(exerland):
    happen(exerland, "2024")
    with pytest.raises(IntegrityError, match="one_visit_event_once"), transaction.atomic():
        happen(exerland, "2024")


def test_an_event_prints_what_it_is(exerland):
    happen(exerland, "2024-05")
    assert str(VisitEvent.objects.get(country=exerland)) == "XEX requested 2024-05"
