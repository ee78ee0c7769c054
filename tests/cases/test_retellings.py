"""What may tell of the same in other words is proposed from codes, States, months and the age."""

import pytest

from rapporteur.cases.likeness import retellings
from rapporteur.cases.models import Case, Triage
from tests.factories import cases as make

pytestmark = pytest.mark.django_db


def described(office, *codes, **facts):
    case = make.describe(make.make_triage(office), office, *codes).case
    Triage.objects.filter(case=case).update(**facts)
    return Case.objects.select_related("current").get(pk=case.pk)


def proposed(case, office):
    return {one.case.pk: one.shared for one in retellings.proposed(case, by=office.officer)}


def test_state_and_code_propose_and_the_month_must_be_near_or_unknown(office):
    own = described(office, age="child")
    same = described(office, age="child")
    near = described(office, month="2026-05")
    unknown = described(office, month="")
    a_year = described(office, month="2026")
    far = described(office, month="2026-07")
    another_year = described(office, month="2025")
    code = described(office, "OTHER_EMERGING")
    state = described(office, states=["FRA"])

    found = proposed(own, office)

    assert set(found) == {same.pk, near.pk, unknown.pk, a_year.pk}
    assert not {far.pk, another_year.pk, code.pk, state.pk} & set(found)
    assert next(iter(found)) == same.pk
    words = [str(word) for word in found[same.pk]]
    assert words[0] == "XEX"
    assert words[-2:] == ["2026-03", "a child when it happened"]
    assert str(found[near.pk][-1]) == "the months are near"
    assert [str(word) for word in found[unknown.pk]][-1] == "SALE.ADOPTION"
    both_years = described(office, month="2025")
    assert another_year.pk in proposed(both_years, office)
    assert proposed(described(office, month="2024"), office) == {unknown.pk: found[unknown.pk]}


def test_without_a_triage_or_a_state_nothing_is_proposed(office):
    described(office)
    assert proposed(make.make_case(office), office) == {}
    assert proposed(described(office, states=[]), office) == {}


def test_another_desks_cases_are_never_proposed(office):
    own = described(office)
    elsewhere = make.make_office("OTHER")
    described(elsewhere)
    assert proposed(own, office) == {}


def test_of_several_cases_each_is_named_once_and_none_of_them(office):
    one, other, third = (described(office) for _ in range(3))
    found = retellings.of_any([one, other], by=office.officer)
    assert [line.case.pk for line in found] == [third.pk]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queries_are_counted(office, django_assert_num_queries, rows):
    own = described(office)
    for _ in range(rows):
        described(office)
    retellings.proposed(own, by=office.officer)  # who reads which desk is kept for the request
    with django_assert_num_queries(3):
        assert len(proposed(own, office)) == rows
