"""Which recommendations are open data, and what is told of them: no decision of the desk."""

from datetime import date

import pytest

from rapporteur.doors.worker import tasks
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.publication import dumps
from rapporteur.publication.models import DumpPart, PublishedDump
from rapporteur.publication.recommendations import COLUMNS, TABLE
from rapporteur.recommendations import publishing
from rapporteur.recommendations.models import SourceRow
from tests.factories.recommendations import make_recommendation

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("E11")]


def tell(one, kind, position="", place=1):
    return SourceRow.objects.create(
        recommendation=one,
        kind=kind,
        key=f"{one.pk}-{kind}-{place}",
        words="w",
        digest="d",
        file="a file of the desk.csv",
        line=place,
        loaded_at="2026-11-25T00:00Z",
        text=one.text,
        position=position,
    )


def told(text="Exercise", *kinds, **more):
    one = make_recommendation(text, read=False, as_of="2026-01", **more)
    for kind in kinds:
        tell(one, kind)
    return str(one.pk)


def given():
    return {row["key"]: row for row in publishing.rows()}


def test_public_is_what_a_source_of_the_united_nations_tells():
    shown = [
        told("of the Index", "uhri"),
        told("of a list", "thematic", "own"),
        told("of a report", "report", "upr_info"),
        told("of a document", "paper", mechanism="treaty_body"),
        told("of our own report", mechanism="own_visit"),
    ]
    hidden = [
        told("of one's own", "own"),
        told("of UPR Info alone", "upr_info"),
        told("of a document without symbol", "paper", symbol=""),
        told("of a letter", "paper", mechanism="own_communication"),
        told("of a report that is not out", mechanism="own_visit", symbol=""),
        told("of nobody"),
    ]
    found = given()
    assert set(shown) <= set(found)
    assert not set(hidden) & set(found)


def test_a_row_holds_what_public_sources_tell_and_nothing_else():
    one = make_recommendation("Ratify", as_of="2026-01", dated="", positions=["noted", "supported"])
    tell(one, "uhri", "Noted")
    tell(one, "own", "Supported")
    row = given()[str(one.pk)]
    assert (row["positions"], row["sources"], row["dated"]) == (["noted"], ["uhri"], None)
    assert set(row) | {"source", "licence"} == {column.name for column in COLUMNS}
    assert row["exercise"]


def test_rows_cost_as_many_queries_for_three_as_for_one(django_assert_max_num_queries):
    for text in ("one", "two", "three"):
        told(text, "uhri")
    with django_assert_max_num_queries(3):
        list(publishing.rows())


def test_the_worker_packs_them_once_a_day_with_its_own_rights(as_role):
    told("of the Index", "uhri")
    with as_role("worker"):
        tasks.dump_recommendations.func(timestamp=0)
        tasks.dump_recommendations.func(timestamp=0)
    made = PublishedDump.objects.get(form="csv")
    assert (made.as_of, made.rows) == (today(), len(given()))
    assert str(made) == f"recommendations.csv.gz {today()}"
    entry = Entry.objects.get(verb="dump table")
    assert entry.detail["csv"] == made.digest
    assert "Index" not in str(entry.detail)


def test_the_next_night_takes_the_place_of_the_last_and_pieces_make_the_whole(monkeypatch):
    monkeypatch.setattr(dumps, "PIECE", 64)
    assert publishing.dump(date(2026, 1, 1), by="a test")
    before = dumps.one("recommendations", "json")
    told("of the Index", "uhri")
    assert publishing.dump(date(2026, 1, 2), by="a test")
    after = dumps.one("recommendations", "json")
    assert PublishedDump.objects.count() == 2
    assert (after.rows, after.latest >= after.earliest) == (before.rows + 1, True)
    assert DumpPart.objects.filter(dump=after).count() > 2
    assert str(DumpPart.objects.filter(dump=after).first()).endswith(" 1")
    assert b"".join(dumps.unpacked(after)).decode() == "".join(
        dumps.written(TABLE, "json", publishing.rows(), date(2026, 1, 2))
    )


def test_the_same_facts_are_the_same_bytes():
    publishing.dump(date(2026, 1, 1), by="a test")
    first = dumps.one("recommendations", "csv").digest
    publishing.dump(date(2026, 1, 2), by="a test")
    assert dumps.one("recommendations", "csv").digest == first
