"""Figures: what they count, what is not told, and what has no day."""

from datetime import date, timedelta

import pytest

from rapporteur.cases import figures
from rapporteur.cases.actions import mark_opened
from rapporteur.cases.models import Case, Joined, Opening, Triage
from rapporteur.intake.models import Submission
from rapporteur.kernel.clock import today
from tests.factories import cases as make

pytestmark = pytest.mark.requirement("B10")


def told(office):
    """Return every number by its code."""
    return {
        line.code: line.value for one in figures.made(office.officer, today()) for line in one.lines
    }


@pytest.mark.requirement("SG9")
@pytest.mark.parametrize(
    ("counts", "untold"),
    [
        ([], set()),
        ([5, 9], set()),
        ([1, 2, 7], {0, 1, 2}),  # three in all: shown beside it, the sum would tell too much
        ([3, 2, 7], {0, 1}),
        ([4, 4, 7, 6], {0, 1, 3}),  # eight behind two cells can only be four and four
        ([0, 9, 8], {0, 2}),
        ([1], {0}),
        ([1, 2], {0, 1}),
    ],
)
def test_small_cells_are_not_told_nor_what_gives_them_away(counts, untold):
    assert figures.hidden(counts) == untold


def test_what_is_kept_back_for_another_cell_is_never_called_small():
    rows = [("a", "A", 2), ("b", "B", 30), ("c", "C", 40)]
    told = [line.shown for line in figures.cells("states", rows).lines]
    assert told == ["fewer than 5", "not told", "40"]


@pytest.mark.parametrize(
    ("days", "band"), [(0, 0), (2, 0), (3, 1), (7, 1), (8, 2), (30, 2), (31, 3), (91, 4)]
)
def test_ages_go_in_bands(days, band):
    assert figures.band_of(days) == band


@pytest.mark.parametrize(
    ("days", "half", "most"),
    [({0: 5}, 0, 0), ({1: 5, 9: 5}, 1, 9), ({1: 9, 40: 1}, 1, 1), ({3: 1, 4: 1, 5: 3}, 5, 5)],
)
def test_half_and_nine_of_ten_are_days_that_were_taken(days, half, most):
    assert (figures.within(days, 50), figures.within(days, 90)) == (half, most)


def test_of_few_no_days_are_told():
    lines = {line.code: line.value for line in figures.took("opened", {3: 4}, 9).lines}
    assert lines == {
        "opened.count": 4,
        "opened.half": None,
        "opened.most": None,
        "opened.apart": 5,
    }


@pytest.mark.django_db
def test_nothing_received_is_nothing_and_no_month(office):
    found = told(office)
    assert found["received.all"] == 0
    assert found["opened.apart"] == 0
    assert not [code for code in found if code.startswith("months.")]


@pytest.mark.django_db
def test_each_number_is_counted_from_days(office):
    sent = [make.make_submission(office) for _number in range(7)]
    Submission.objects.update(day=today() - timedelta(days=10))
    Submission.objects.filter(pk=sent[0].pk).update(held=True, day=today())
    for one in sent[1:6]:
        mark_opened(one, by=office.officer)
    Opening.objects.update(on=today() - timedelta(days=6))
    found = told(office)
    assert (found["received.all"], found["received.held"]) == (7, 1)
    assert (found["unopened.0"], found["unopened.2"]) == (1, 1)
    assert [found[f"opened.{code}"] for code in ("count", "half", "most", "apart")] == [5, 4, 4, 2]
    assert (found["decided.count"], found["decided.apart"]) == (0, 7)


@pytest.mark.django_db
def test_a_month_without_any_is_among_the_months(office):
    for day in (date(2025, 12, 31), date(2026, 2, 1)):
        make.make_submission(office)
        Submission.objects.filter(day=today()).update(day=day)
    found = told(office)
    assert {code for code in found if code.startswith("months.")} == {
        "months.2025-12",
        "months.2026-01",
        "months.2026-02",
    }
    assert not [value for code, value in found.items() if code.startswith("months.") and value]


@pytest.mark.django_db
def test_decisions_count_from_the_day_of_each_submission(office):
    triage = make.make_decided(office)
    early = triage.case.joined.get()
    late = make.make_submission(office)
    Joined(case=triage.case, submission=late, writer="", by=office.officer, on=today()).save(
        force_insert=True
    )
    Submission.objects.filter(pk=early.submission_id).update(day=today() - timedelta(days=3))
    Triage.objects.update(decided_at=triage.decided_at - timedelta(days=1))
    found = told(office)
    assert (found["decided.count"], found["decided.apart"]) == (1, 1)


@pytest.mark.requirement("SG9")
@pytest.mark.django_db
def test_states_matters_and_outcomes_are_told_from_five_on(office):
    triage = make.make_decided(office)
    assert told(office)["outcomes.ACT_AL"] is None
    assert told(office)["states.XEX"] is None
    assert told(office)["matters.SALE.ADOPTION"] is None
    for _number in range(4):
        copy(triage)
    Case.objects.filter(pk=make.make_case(office).pk).update(
        state="merged", merged_into=triage.case
    )
    found = told(office)
    assert found["outcomes.ACT_AL"] == 5
    assert found["states.XEX"] == 5
    assert "states.none" not in found
    for _number in range(5):
        make.make_case(office)
    assert (told(office)["states.none"], told(office)["matters.none"]) == (5, 5)
    assert told(office)["undecided.0"] == 5


def copy(triage):
    """Make another decided case of the same codes."""
    from rapporteur.cases.actions import unused_reference
    from rapporteur.kernel.ids import new_id
    from rapporteur.kernel.vault.models import SealedRecord

    case = Case.objects.get(pk=triage.case_id)
    case.pk, case.reference, case.current = new_id(), unused_reference(), None
    case.save(force_insert=True)
    record = SealedRecord(kind="cases.triage")
    record.save(force_insert=True)
    again = Triage.objects.get(pk=triage.pk)
    again.pk, again.case, again.record = new_id(), case, record
    again.save(force_insert=True)
    case.current = again
    case.save(update_fields=["current"])


@pytest.mark.django_db
def test_another_desk_counts_its_own(office):
    make.make_case(make.make_office("OTHER"))
    assert told(office)["received.all"] == 0
    assert told(office)["undecided.0"] == 0


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_the_figures_take_the_same_queries_however_many(office, django_assert_num_queries, rows):
    for _number in range(rows):
        make.make_decided(office)
    office.officer.desks_read = None
    with django_assert_num_queries(11):
        told(office)
