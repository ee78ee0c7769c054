from dataclasses import replace
from datetime import date

import pytest

from rapporteur.communications import reference
from rapporteur.communications.models import Kind, Policy, TextBlock
from rapporteur.communications.reference.policies import FOLDER
from rapporteur.kernel.reference.loading import BadFile, load
from rapporteur.law import terminology

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def written(tmp_path, table, change):
    """Copy a table's file with `change` applied to its text."""
    path = tmp_path / table.path.name
    path.write_text(change(table.path.read_text()))
    return replace(table, path=path)


@pytest.mark.parametrize("table", reference.TABLES, ids=lambda table: table.path.name)
def test_loading_again_changes_nothing(table):
    outcome = load(table)
    assert (outcome.added, outcome.changed, outcome.withdrawn) == (0, 0, 0)
    assert outcome.unchanged > 0


@pytest.mark.parametrize(
    ("table", "before", "after", "column", "reason"),
    [
        (reference.POLICIES, "AL,reply,", "XL,reply,", "kind", "not a valid choice"),
        (reference.POLICIES, "AL,reply,2008-06", "AL,reply,", "valid_from", "needs the day"),
        (reference.POLICIES, "2008-06,2024,2", "2008-06,2007,2", "valid_to", "ends after"),
        (reference.POLICIES, ",60,days", ",sixty,days", "amount", "not a number"),
        (reference.POLICIES, ",60,days", ",,days", "amount", "only where"),
        (reference.POLICIES, ",60,days", ",60,moons", "unit", "not a valid choice"),
        (reference.BLOCKS, "REFERENCIA:", "", "text_es", "may be written"),
        (reference.BLOCKS, "{titles}", "{tittles}", "text_en", "nothing fills in {tittles}"),
        (reference.BLOCKS, "UA,2,", "UA,12,", "number", "not a valid choice"),
    ],
)
def test_a_broken_row_refuses_its_file(tmp_path, table, before, after, column, reason):
    broken = written(tmp_path, table, lambda text: text.replace(before, after, 1))
    with pytest.raises(BadFile) as refused:
        load(broken)
    problem = refused.value.problems[0]
    assert (problem.file, problem.column) == (table.path.name, column)
    assert reason in problem.reason


@pytest.mark.parametrize("table", reference.TABLES, ids=lambda table: table.path.name)
def test_every_row_has_source_day_and_evidence(table):
    records = table.model._default_manager
    assert not records.filter(source="").exists()
    assert not records.filter(as_of="").exists()
    assert f"| {table.path.name} |" in (FOLDER / "SOURCES.md").read_text()


@pytest.mark.requirement("C5")
@pytest.mark.parametrize(
    ("kind", "day", "told"),
    [
        ("AL", date(2008, 7, 31), (2, "months")),
        ("UA", date(2008, 7, 31), (30, "days")),
        ("AL", TODAY, (60, "days")),
        ("UA", TODAY, (60, "days")),
        ("OL", TODAY, (60, "days")),
    ],
)
def test_the_time_for_a_reply_is_that_of_its_day(kind, day, told):
    held = Policy.objects.on(kind, Policy.Purpose.REPLY, day)
    assert (held.amount, held.unit) == told


@pytest.mark.parametrize(
    ("kind", "day", "told"),
    [
        ("AL", date(2012, 1, 1), (None, "report")),
        ("UA", TODAY, (60, "days")),
        ("AL", TODAY, (60, "days")),
        ("OL", TODAY, (48, "hours")),
    ],
)
def test_the_confidential_period_is_that_of_its_day(kind, day, told):
    held = Policy.objects.on(kind, Policy.Purpose.PUBLICATION, day)
    assert (held.amount, held.unit) == told


def test_before_the_first_policy_none_is_known():
    assert Policy.objects.on("AL", Policy.Purpose.REPLY, date(2008, 1, 1)) is None


def test_policies_of_a_kind_follow_each_other_without_a_gap():
    for kind in Kind.values:
        for purpose in Policy.Purpose.values:
            rows = list(Policy.objects.filter(kind=kind, purpose=purpose).order_by("valid_from"))
            assert [row.valid_to for row in rows] == [row.valid_from for row in rows[1:]] + [""]


@pytest.mark.parametrize("kind", Kind.values)
def test_a_kind_of_letter_has_eleven_blocks_in_three_languages(kind):
    blocks = TextBlock.objects.of(kind, TODAY)
    assert [block.number for block in blocks] == TextBlock.Part.values
    assert {tuple(sorted(block.texts)) for block in blocks} == {("en", "es", "fr")}


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_blocks_and_policies_use_preferred_terms(language):
    lint = terminology.lint(language)
    texts = [block.texts[language] for block in TextBlock.objects.all()]
    texts += [policy.words[language] for policy in Policy.objects.all()]
    assert [slip.word for text in texts for slip in lint.slips(text)] == []


@pytest.mark.parametrize("language", ["en", "fr", "es"])
def test_facts_and_concerns_prejudge_nothing(language):
    concerns = TextBlock.objects.filter(number__in=[5, 6])
    openings = ("According", "Without", "Selon", "Sans", "Según", "Sin")
    assert all(block.texts[language].startswith(openings) for block in concerns)
