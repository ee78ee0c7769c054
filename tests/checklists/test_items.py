"""What the Code of Conduct and the Manual ask: rows with article, version and day."""

from dataclasses import replace
from datetime import date

import pytest

from rapporteur.checklists import answers, rules
from rapporteur.checklists.answers import Given
from rapporteur.checklists.models import ChecklistItem
from rapporteur.checklists.reference import FOLDER, ITEMS
from rapporteur.communications.checklists import GATES
from rapporteur.kernel.reference.loading import BadFile, load
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.texts import LANGUAGES

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


def asked(subject="letter", kind="AL", day=TODAY):
    return ChecklistItem.objects.of(subject, day, kind)


def written(tmp_path, before, after):
    path = tmp_path / ITEMS.path.name
    text = ITEMS.path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
    return replace(ITEMS, path=path)


def test_loading_again_changes_nothing():
    outcome = load(ITEMS)
    assert (outcome.added, outcome.changed, outcome.withdrawn) == (0, 0, 0)
    assert outcome.unchanged > 20
    assert "| items.csv |" in (FOLDER / "SOURCES.md").read_text()


@pytest.mark.requirement("R29.1")
def test_each_item_cites_article_or_chapter_and_the_version_of_its_text():
    for one in ChecklistItem.objects.all():
        assert one.cited.startswith(("art. ", "chap. "))
        assert one.edition
        assert one.source
        assert set(one.questions) == set(LANGUAGES)
        assert "version of" in one.citation
    one = ChecklistItem.objects.get(code="S-CODE-13A")
    assert one.citation == "Code of Conduct, art. 13 (a), version of 18 June 2007"
    assert one.question.startswith("Does it say fairly what the State concerned has answered")


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("art. 6 (a)", "", "cited"),
        ("art. 6 (a),2007-06-18,,", "art. 6 (a),2007-06-18,2006,", "valid_to"),
        ("S-CODE-8B,statement,,", "S-CODE-8B,statement,AL,", "kinds"),
        ("L-CODE-7,letter", "L-CODE-7,report", "subject"),
    ],
)
def test_a_row_that_cites_nothing_or_contradicts_itself_refuses_its_file(
    tmp_path, before, after, column
):
    with pytest.raises(BadFile) as refused:
        load(written(tmp_path, before, after))
    assert refused.value.problems[0].column == column


def test_each_kind_of_letter_is_asked_what_concerns_it():
    by_kind = {kind: {one.code for one in asked(kind=kind)} for kind in ("AL", "UA", "OL")}
    assert "L-CODE-9A" in by_kind["AL"]
    assert "L-CODE-10" in by_kind["UA"]
    assert by_kind["OL"] == by_kind["AL"] & by_kind["UA"]
    assert asked("statement") != asked("letter")
    assert not asked(day=date(2007, 6, 17))


def test_what_a_step_asks_by_itself_is_named_by_a_rule_and_asked_of_nobody():
    gates = {one.gate for one in ChecklistItem.objects.filter(subject="letter")} - {""}
    assert gates == set(GATES)
    assert not [one for one in rules.unanswered(asked(), {}) if one.gate]


def test_an_item_without_an_answer_is_refused_by_name():
    items = asked()
    given = {one.code: Given("yes") for one in items if not one.gate}
    left = given.pop("L-CODE-8B")
    kept = answers.answered(items, given)
    assert str(rules.is_complete(items, kept)) == (
        "The checklist has no answer yet to: Code of Conduct, art. 8 (b)."
    )
    assert rules.is_complete(items, answers.answered(items, {**given, "L-CODE-8B": left})) is None


@pytest.mark.requirement("R29.1")
def test_a_new_version_counts_from_its_day_and_an_answer_keeps_the_one_it_was_given_to():
    old = ChecklistItem.objects.get(code="L-CODE-6A")
    kept = answers.answered(asked(), {"L-CODE-6A": Given("yes")})
    ChecklistItem.objects.filter(pk=old.pk).update(valid_to="2027-01-01")
    values = {**vars(old), "valid_from": "2027-01-01", "edition": "2026-12", "pk": None}
    new = ChecklistItem.objects.create(
        **{name: values[name] for name in values if name not in {"_state", "id", "pk"}}
    )
    before, after = asked(day=date(2026, 12, 31)), asked(day=date(2027, 1, 1))
    assert old in before
    assert new in after
    assert rules.is_answered(old, kept)
    assert new in rules.unanswered(after, kept)
    assert kept["L-CODE-6A"]["edition"] == "2007-06-18"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"L-CODE-6A": Given("perhaps")}, "yes, no or not applicable"),
        ({"L-CODE-6A": Given("yes", "x" * 1_001)}, "yes, no or not applicable"),
        ({"L-CODE-6A": Given("no", " ")}, r"art. 6 \(a\): with “no”"),
        ({"L-CODE-6A": Given("na")}, "goes a reason"),
        ({"L-CODE-9A": Given("yes")}, "not asked today"),
        ({"S-CODE-13A": Given("yes")}, "not asked today"),
    ],
)
def test_answers_that_are_none_are_refused(given, why):
    with pytest.raises(Refused, match=why):
        answers.answered(asked(), given)


def test_reasons_are_apart_from_answers():
    given = {"a": Given("yes", " "), "b": Given("no", " as said ")}
    assert answers.reasons(given) == {"b": "as said"}
