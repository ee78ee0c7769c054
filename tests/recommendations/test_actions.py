from dataclasses import replace

import pytest

from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.reference.loading import load as load_reference
from rapporteur.recommendations import actions, queries, reference
from rapporteur.recommendations.actions import load
from rapporteur.recommendations.models import Recommendation, SourceRow, StudyRecommendation
from rapporteur.recommendations.readers.given import Given, Kind
from rapporteur.recommendations.readers.tables import of_cells
from tests.recommendations.states import STATES

pytestmark = pytest.mark.django_db
TEXT = "Enact a law against the sale of children"
LIST = Given(
    line=3,
    text=f"115.1 {TEXT} (Chile, Turkey);",
    kind=Kind.THEMATIC,
    states=["XEX"],
    recommending=["CHL", "TUR"],
    mechanism="upr",
    symbol="A/HRC/28/15",
    session=20,
    paragraph="115.1",
    position="Supported/Noted",
    themes=["A12 Acceptance of norms"],
)
INFO = Given(
    line=2,
    text=f"{TEXT}.",
    kind=Kind.UPR_INFO,
    key="U-1",
    states=["XEX"],
    recommending=["CHL"],
    mechanism="upr",
    session=20,
    position="Noted",
    themes=["Rights of the Child"],
    category=5,
)
BAD = "Atlantis"


def take(*rows, **words):
    return load(rows, STATES, file="exerland.csv", by="command:recommendations", **words)


def stored():
    found = Recommendation.objects.exclude(mechanism="study")
    return list(found.order_by("id").values()), list(SourceRow.objects.order_by("id").values())


@pytest.mark.requirement("R50.1")
@pytest.mark.parametrize("rows", [(LIST, INFO), (INFO, LIST)], ids=["list first", "list last"])
def test_two_sources_of_one_recommendation_are_joined_and_keep_what_each_says(rows):
    for row in rows:
        take(row)
    one = Recommendation.objects.get(states=["XEX"])
    assert (one.paragraph, one.symbol, one.country_id) == ("115.1", "A/HRC/28/15", "XEX")
    assert one.recommending == ["CHL", "TUR"]
    assert {(row.kind, row.position) for row in one.rows.all()} == {
        ("thematic", "Supported/Noted"),
        ("upr_info", "Noted"),
    }


@pytest.mark.requirement("R50.3")
def test_positions_that_contradict_are_shown_and_none_is_chosen():
    told = take(LIST, INFO)
    assert (told.added, told.rows, told.joined) == (1, 2, 1)
    one = Recommendation.objects.in_conflict().get()
    assert one.positions == ["noted", "partly"]


def test_a_position_after_none_yet_contradicts_nothing():
    take(replace(LIST, kind=Kind.REPORT, position="Pending"), replace(LIST, position="Supported"))
    one = Recommendation.objects.get(states=["XEX"])
    assert (one.positions, one.in_conflict) == (["pending", "supported"], False)


@pytest.mark.requirement("E1")
def test_loading_again_changes_no_row():
    take(LIST, INFO)
    before = stored()
    told = take(LIST, INFO)
    assert (told.added, told.rows, told.changed, told.unchanged) == (0, 0, 0, 2)
    assert stored() == before


def test_paragraphs_stand_in_the_order_of_their_numbers():
    written = ["10.2", "6.10", "6.2", "6(b)", "2", "11", "1", "6.1", "Overarching 12"]
    take(*[replace(LIST, paragraph=one, text=f"Do {one}", session=None) for one in written])
    found = Recommendation.objects.of_state("XEX").in_order()
    assert [one.paragraph for one in found] == [
        *("1", "2", "6(b)", "6.1", "6.2", "6.10", "10.2", "11", "Overarching 12"),
    ]


def test_ten_thousand_identical_rows_are_one():
    told = take(*[replace(INFO, line=line) for line in range(2, 10_002)])
    assert (told.added, told.rows, told.unchanged) == (1, 1, 9_999)


def test_what_a_source_says_later_is_told_and_taken_over_as_its_word():
    take(replace(INFO, position="Pending"))
    told = take(INFO)
    assert [str(one) for one in told.findings] == ["line 2: changed since it was loaded: position"]
    one = Recommendation.objects.get(states=["XEX"])
    assert (told.changed, one.positions) == (1, ["noted"])


def test_an_entry_that_comes_within_one_file_in_two_ways_is_kept_as_the_last():
    told = take(replace(INFO, position="Pending"), INFO)
    assert (told.rows, told.changed) == (1, 0)
    assert SourceRow.objects.get().position == "Noted"


def test_an_entry_that_comes_back_with_other_words_is_refused():
    take(INFO)
    before = stored()
    told = take(replace(INFO, text="Repeal the law"))
    assert (told.nothing, told.refused) == (True, 1)
    assert told.findings[0].reason == (
        "this entry stands with other words or another State, and is not changed"
    )
    assert stored() == before


def csv_rows():
    lines = [["state", "text", "paragraph", "symbol"], ["Exerland", TEXT, "1", "A/1"]]
    return of_cells(enumerate([*lines, [BAD, TEXT, "2", "A/1"]], start=1), STATES)


def test_where_a_row_is_refused_nothing_is_loaded_unless_so_chosen():
    told = load(csv_rows(), STATES, file="f.csv", by="command:recommendations")
    assert (told.nothing, told.refused, stored()) == (True, 1, ([], []))
    assert not Entry.objects.filter(verb=actions.VERB).exists()
    told = load(csv_rows(), STATES, file="f.csv", by="command:recommendations", skip_refused=True)
    assert (told.nothing, told.refused, told.added) == (False, 1, 1)
    assert Entry.objects.filter(verb=actions.VERB).count() == 1


def test_a_dry_run_says_what_would_be_and_changes_nothing():
    assert take(LIST, dry_run=True).added == 1
    assert stored() == ([], [])


def test_batches_find_what_the_one_before_wrote(monkeypatch):
    monkeypatch.setattr(actions, "BATCH", 1)
    monkeypatch.setattr(actions, "TOLD", 0)
    told = take(LIST, INFO, replace(LIST, doubts=[]))
    assert (told.added, told.joined, told.unchanged) == (1, 1, 1)


def test_findings_beyond_what_is_kept_are_counted(monkeypatch):
    monkeypatch.setattr(actions, "TOLD", 0)
    told = load(csv_rows(), STATES, file="f.csv", by="command:recommendations")
    assert (told.refused, told.findings) == (1, [])


def test_one_for_several_states_is_of_each_of_them():
    take(replace(INFO, states=["XEX", "CHL"]))
    one = Recommendation.objects.of_state("CHL").get()
    assert (one.country, one.states) == (None, ["XEX", "CHL"])


@pytest.mark.requirement("R50.1")
def test_the_twelve_recommendations_of_the_study_are_there_with_their_source():
    found = list(StudyRecommendation.objects.all())
    assert len(found) == 12
    assert {one.symbol for one in found} == {"A/61/299"}
    assert all("A/HRC/9/21, para. 50" in one.source for one in found)
    outcome = load_reference(reference.STUDY)
    assert (outcome.unchanged, outcome.changed, outcome.added) == (12, 0, 0)


def test_states_of_the_database_are_found_by_names_that_reports_use():
    names = ["Bolivarian Republic of Venezuela", "Côte d’Ivoire", "Turkey", "Czech Republic"]
    found = queries.states()
    assert [found.find(name) for name in names] == ["VEN", "CIV", "TUR", "CZE"]
