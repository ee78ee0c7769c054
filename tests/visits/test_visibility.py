"""Which events of visits anyone may see: by their source, held by the database; all made up."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from rapporteur.kernel.clock import now, today
from rapporteur.kernel.reference.models import Correction
from rapporteur.publication import indexing
from rapporteur.publication.models import SearchEntry
from rapporteur.visits import visibility
from rapporteur.visits.findables import SUBJECTS
from rapporteur.visits.models import VisitEvent
from tests.factories.publication import make_published_report
from tests.factories.visits import make_document_event, make_register_event

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("D1")]
PUBLIC = [
    "A/HRC/99/9, para. 13",
    "see A/65/221",
    "CRC/C/OPSC/XEX/CO/1",
    "https://www.example.org/visits",
    "OHCHR, country visits, 2026",
    "OHCHR, register of country visits",
    "OHCHR, call for inputs, Exerland 2026",
]
NOT_PUBLIC = [
    "Letter of the Permanent Mission",
    "note verbale on file",
    "AL XEX 77/2031",
    "A/HRC/99/9 and UA XEX 7/2026",
    "https://www.example.org/XEX 7/2026",
    "L-AB2C-D3EF, see A/HRC/99/9",
    "OHCHR",
    "OHCHR, letter of 3 May",
    "and/or by telephone",
    "https://",
]


def shown():
    return {str(one) for one in visibility.events().filter(country="XEX")}


@pytest.mark.parametrize("source", PUBLIC)
@pytest.mark.parametrize("make", [make_document_event, make_register_event])
def test_what_names_a_public_source_is_shown(make, source, as_role):
    make(source=source)
    with as_role("public"):
        assert shown() == {"XEX completed 2024-05-06"}


@pytest.mark.parametrize("source", NOT_PUBLIC)
@pytest.mark.parametrize("make", [make_document_event, make_register_event])
def test_what_rests_on_anything_else_is_not(make, source, as_role):
    make(source=source)
    assert shown() == set()
    with as_role("public"):
        assert shown() == set()
        assert not VisitEvent.objects.filter(country="XEX").exists()


@pytest.mark.parametrize("more", [{"evidence": "general"}, {"note": "By AL XEX 77/2031."}])
def test_general_knowledge_and_a_letter_in_a_note_are_not_shown(more):
    make_document_event(**more)
    assert shown() == set()


def test_a_letter_in_the_place_of_a_symbol_is_not_shown():
    make_register_event(symbol="AL XEX 77/2031")
    assert shown() == set()


def correct(source, **more):
    event = make_document_event()
    key = f"{event.mandate_id}/XEX/{event.kind}/{event.starts_on}"
    given = {"at": now(), "by": "someone", "table": "visits.visitevent", "key": key}
    told = {"field": "note", "before": "", "after": "x", "reason": "a slip", "source": source}
    Correction.objects.create(**given, **told, **more)


@pytest.mark.parametrize(
    ("source", "withdrawn", "is_shown"),
    [
        ("A/HRC/99/9", False, True),
        ("a letter of the State", False, False),
        ("A/HRC/99/9 and AL XEX 7/2026", False, False),
        ("a letter of the State", True, True),
    ],
)
def test_what_was_corrected_from_a_source_that_is_not_public_is_not_shown(
    source, withdrawn, is_shown
):
    correct(source, withdrawn_at=now() if withdrawn else None)
    assert bool(shown()) is is_shown


@pytest.mark.parametrize("name", ["source", "symbol"])
@pytest.mark.parametrize(("days", "is_shown"), [(1, False), (0, True)])
def test_a_report_that_waits_for_its_day_is_not_told_by_a_visit(name, days, is_shown):
    report = make_published_report(published_on=today() + timedelta(days=days))
    make_register_event(
        **{name: f"{report.symbol}, para. 3" if name == "source" else report.symbol}
    )
    assert bool(shown()) is is_shown


@pytest.mark.parametrize(("days", "is_shown"), [(1, False), (0, True)])
def test_nor_by_the_table_of_documents(days, is_shown, as_role):
    report = make_published_report(published_on=today() + timedelta(days=days))
    make_document_event(symbol=report.symbol)
    with as_role("public"):
        assert VisitEvent.objects.filter(country="XEX").exists() is is_shown


@pytest.mark.parametrize("asked", ["*", "by", "word", "source"])
def test_the_public_door_reads_nothing_of_the_register_but_the_view(as_role, asked):
    make_register_event()
    with (
        pytest.raises(DatabaseError, match="denied"),
        as_role("public"),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"SELECT {asked} FROM cycles_registerevent")


@pytest.mark.parametrize("role", ["desk", "missions", "intake"])
def test_other_doors_read_every_document_as_before(as_role, role):
    make_document_event(source="a letter of the State")
    with as_role(role):
        assert VisitEvent.objects.filter(country="XEX").exists()


def test_a_search_finds_only_what_is_shown():
    make_document_event()
    make_document_event(kind="requested", source="a letter of the State")
    indexing.rebuild(SUBJECTS)
    found = SearchEntry.objects.filter(kind="visit", key__contains="/XEX/", language="en")
    assert [one.key for one in found] == ["SALECHILD/XEX/completed/2024-05-06"]


def test_an_event_tells_its_day_and_the_days_of_the_visit():
    make_register_event()
    make_register_event(kind="declined", side="state", day="2023-04", starts_on="2023-06")
    told = [one.told for one in visibility.events().filter(country="XEX").newest_first()]
    assert [(one.kind, one.day, one.starts_on, one.side) for one in told] == [
        ("completed", "2024-05-06", "2024-05-06", ""),
        ("declined", "2023-04", "", "state"),
    ]
