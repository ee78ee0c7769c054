"""Contacts with States about a treaty: noted once, never changed, and by whom."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.law.models import Instrument
from rapporteur.law.queries import ratification
from rapporteur.ratification import drafts, queries, rules
from rapporteur.ratification.actions import note
from rapporteur.ratification.models import Contact
from rapporteur.world.models import Country
from tests.factories.law import make_act, make_treaty
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db
TOLD = {"made_on": date(2026, 3, 1), "means": "letter", "outcome": "An exercise: it was read."}


@pytest.fixture
def officer():
    return make_member(make_desk(), "desk_officer").account


@pytest.fixture
def exerland():
    return Country.objects.get(pk="XEX")


def take(officer, exerland, **more):
    treaty = more.pop("treaty", None) or make_treaty()
    return note(treaty, more.pop("country", exerland), by=officer, **{**TOLD, **more})


@pytest.mark.requirement("R44.2")
def test_a_contact_is_noted_with_its_next_step_and_the_journal_knows_it(officer, exerland):
    made = take(officer, exerland, next_step=" Ask anew ", next_on=date(2026, 9, 1))
    assert (str(made), made.next_step) == ("XEX QQT 2026-03-01", "Ask anew")
    entry = Entry.objects.get(verb="note contact")
    assert (entry.subject_id, entry.by) == (str(made.pk), str(officer.pk))
    assert "read" not in str(entry.detail)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"made_on": today() + timedelta(days=1)}, "is to come"),
        ({"next_on": date(2027, 1, 1)}, "what is to be done"),
        ({"next_on": date(2027, 1, 1), "next_step": " "}, "what is to be done"),
    ],
)
def test_what_cannot_be_is_refused(officer, exerland, change, words):
    with pytest.raises(Refused, match=words):
        take(officer, exerland, **change)
    assert not Contact.objects.exists()


def test_no_contact_is_about_a_text_that_binds_nobody_or_with_an_area(officer, exerland):
    with pytest.raises(Refused, match="binds nobody"):
        take(officer, exerland, treaty=Instrument.objects.get(pk="UDHR"))
    with pytest.raises(Refused, match="no State"):
        take(officer, exerland, country=Country.objects.filter(standing="area").first())


def test_an_exercise_writes_to_no_real_state(officer, exerland, monkeypatch):
    chile, treaty = Country.objects.get(pk="CHL"), make_treaty()
    with pytest.raises(Refused, match="only Exerland"):
        take(officer, exerland, treaty=treaty, country=chile)
    monkeypatch.setattr(rules, "is_exercise", lambda: False)
    assert take(officer, exerland, treaty=treaty, country=chile).country == chile


@pytest.mark.parametrize(
    ("role", "looks", "notes"),
    [
        ("mandate_holder", True, True),
        ("desk_officer", True, True),
        ("coordinator", True, True),
        ("reference_editor", True, False),
        ("auditor", True, False),
        ("administrator", True, False),
    ],
)
def test_who_looks_and_who_notes(exerland, role, looks, notes):
    person = make_member(make_desk(), role).account
    assert (rules.looks_at_tracker(person) is None) is looks
    assert (rules.may_note(person, make_treaty(), exerland, date(2026, 1, 1)) is None) is notes


@pytest.mark.requirement("R44.2")
def test_the_desk_changes_and_removes_no_contact(officer, exerland, as_role):
    made = take(officer, exerland)
    for act in (made.delete, lambda: made.save(update_fields=["outcome"])):
        with pytest.raises(DatabaseError, match="permission denied"), as_role("desk"):
            act()


@pytest.mark.requirement("R44.2")
def test_the_list_tells_the_last_contact_and_the_file_does_too(officer, exerland):
    treaty = make_treaty()
    make_act(treaty, "signature", "2001-02-03")
    take(officer, exerland, treaty=treaty, made_on=date(2025, 1, 1))
    last = take(officer, exerland, treaty=treaty, next_step="Meet", next_on=date(2026, 12, 1))
    tracker = ratification.tracker(treaty)
    signed, unknown = queries.sections(tracker)
    assert [(row.line.country.pk, row.last) for row in signed.rows] == [("XEX", last)]
    assert {row.last for row in unknown.rows} == {None}
    headers, *rows = queries.table(queries.kept(tracker))
    told = next(dict(zip(headers, row, strict=True)) for row in rows if row[1] == "XEX")
    assert (told["standing"], told["signature"], told["last_contact"], told["next_on"]) == (
        *("signed_only", "2001-02-03", "2026-03-01", "2026-12-01"),
    )
    assert len(rows) == len(tracker.lines)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("accession", "I thank your Government for having accepted it"),
        ("signature", "having signed it on 3 February 2001"),
        ("none_listed", "towards signature, ratification or accession"),
        ("", "towards signature, ratification or accession"),
    ],
)
def test_a_draft_asks_and_never_says_that_a_state_is_no_party(kind, words):
    treaty = make_treaty(adopted_on="1999-01-02")
    if kind:
        make_act(treaty, kind, "" if kind == "none_listed" else "2001-02-03")
    line = next(x for x in ratification.tracker(treaty).lines if x.country.pk == "XEX")
    document = drafts.letter(line, treaty, date(2026, 11, 1), language="en")
    text = "\n".join(one.runs[0].text for one in document.body)
    assert words in text
    assert "check each fact with the depositary" in text
    assert "Treaty QQT, adopted on 2 January 1999" in text
    assert "not a party" not in text
    assert "Special Rapporteur" in text


def test_a_draft_of_real_work_bears_no_mark_of_an_exercise(monkeypatch):
    line = next(x for x in ratification.tracker(make_treaty()).lines if x.country.pk == "XEX")
    long = len(drafts.letter(line, line.position.instrument, today(), language="fr").body)
    monkeypatch.setattr(drafts, "is_exercise", lambda: False)
    monkeypatch.setattr(drafts, "title_on", lambda *_: None)
    document = drafts.letter(line, line.position.instrument, today(), language="en")
    assert len(document.body) == long - 1
