"""A file that is looked at first, and then loaded by who looked: whole, in part or not at all."""

from datetime import timedelta
from hashlib import sha256

import pytest

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.refusals import Refused
from rapporteur.recommendations.actions import VERB
from rapporteur.recommendations.importing import actions, rules
from rapporteur.recommendations.models import ImportDraft, SourceRow
from rapporteur.recommendations.readers.papers import Chosen
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db
GOOD = b"state,text,symbol,paragraph\nExerland,Enact a law.,A/1,1\n"
MIXED = GOOD + b"Atlantis,Enact a law.,A/1,2\n"


def person(*roles):
    return make_member(make_desk(), *roles).account


@pytest.fixture
def officer():
    return person("desk_officer")


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("mandate_holder", True),
        ("desk_officer", True),
        ("coordinator", True),
        ("reference_editor", True),
        ("auditor", False),
        ("administrator", False),
    ],
)
def test_who_decides_scope_and_who_keeps_facts_take_in_files(role, may):
    assert (rules.takes_in(person(role)) is None) is may


def test_looking_says_what_would_be_and_loads_nothing(officer):
    draft = actions.look("own.csv", MIXED, by=officer)
    assert (draft.counts["rows"], draft.counts["refused"], draft.untold) == (1, 1, 0)
    assert draft.findings == [
        {
            "line": 3,
            "column": "state",
            "reason": "no State has this name: Atlantis",
            "weight": "refused",
        }
    ]
    assert draft.loads_something
    assert str(draft) == "own.csv"
    assert not SourceRow.objects.exists()


def test_who_may_not_look_is_refused():
    with pytest.raises(Refused):
        actions.look("own.csv", GOOD, by=person("auditor"))


def test_a_person_has_one_draft_and_old_ones_go(officer):
    other = actions.look("old.csv", GOOD, by=person("desk_officer"))
    ImportDraft.objects.filter(pk=other.pk).update(on=today() - timedelta(days=2))
    for name in ("a.csv", "b.csv"):
        actions.look(name, GOOD, by=officer)
    assert [one.file for one in ImportDraft.objects.all()] == ["b.csv"]


def test_a_good_file_is_loaded_whole_and_the_journal_names_its_hash(officer):
    draft = actions.look("own.csv", GOOD, by=officer)
    told = actions.load_draft(draft, by=officer, skip_refused=False)
    assert (told.nothing, told.added) == (False, 1)
    assert not ImportDraft.objects.exists()
    entry = Entry.objects.get(verb=VERB)
    assert entry.by == str(officer.pk)
    assert entry.detail["sha256"] == sha256(GOOD).hexdigest()


def test_where_a_row_is_refused_nothing_is_loaded_until_it_is_left_out(officer):
    draft = actions.look("own.csv", MIXED, by=officer)
    assert actions.load_draft(draft, by=officer, skip_refused=False).nothing
    assert not SourceRow.objects.exists()
    assert actions.load_draft(draft, by=officer, skip_refused=True).rows == 1


def test_nobody_loads_what_another_looked_at(officer):
    draft = actions.look("own.csv", GOOD, by=officer)
    for other in (person("desk_officer"), person("auditor")):
        with pytest.raises(Refused):
            actions.load_draft(draft, by=other, skip_refused=False)


def test_the_paragraphs_that_were_chosen_are_those_that_are_loaded(officer):
    text = b"A/HRC/99/1\n1 June 2009\n\nReport (exercise)\n\n1. Enact a law.\n\n2. Keep it.\n"
    chosen = Chosen("2", mechanism="own_visit", state="XEX")
    draft = actions.look("report.txt", text, by=officer, chosen=chosen)
    actions.load_draft(draft, by=officer, skip_refused=False)
    row = SourceRow.objects.get()
    assert (row.kind, row.symbol, row.paragraph, row.text) == (
        *("paper", "A/HRC/99/1", "2"),
        "Keep it.",
    )


def test_more_rows_than_a_page_has_time_for_are_refused(officer, monkeypatch):
    monkeypatch.setattr(actions, "MOST", 1)
    with pytest.raises(Refused, match="Load it by command"):
        actions.look("own.csv", MIXED, by=officer)
