import inspect

import pytest
from django.apps import apps

from rapporteur.law import rules
from rapporteur.law.rules import Finding, is_child_at, is_child_in_material, voice_of

ACT = "2020-06-15"
CHILD = is_child_at(ACT, age=12)
ADULT = is_child_at(ACT, age=30)


@pytest.mark.requirement("R16.1")
@pytest.mark.parametrize(
    ("evidence", "is_child", "is_presumed"),
    [
        ({"age": 0}, True, False),
        ({"age": 17}, True, False),
        ({"age": 18}, False, False),
        ({"age": 40}, False, False),
        ({"between": (15, 17)}, True, False),
        ({"between": (16, 20)}, True, True),
        ({"between": (18, 25)}, False, False),
        ({}, True, True),
    ],
)
def test_age_known_as_a_range_or_unknown(evidence, is_child, is_presumed):
    found = is_child_at(ACT, **evidence)
    assert (found.is_child, found.is_presumed) == (is_child, is_presumed)
    assert found.reason


@pytest.mark.requirement("R16.1")
@pytest.mark.parametrize(
    ("born", "act_date", "is_child", "is_presumed"),
    [
        ("2002-06-16", ACT, True, False),
        ("2002-06-15", ACT, False, False),
        ("2002-06", ACT, True, True),
        ("2002-05", ACT, False, False),
        ("2002", ACT, True, True),
        ("2001", ACT, False, False),
        ("2003", ACT, True, False),
        ("2002-06-15", "2020", True, True),
        ("2002-06-15", "2019", True, False),
        ("2002-06-15", "2021-01", False, False),
        ("2004-02-29", "2022-02-28", True, False),
        ("2004-02-29", "2022-03-01", False, False),
        ("2002-06-15", "", True, True),
        ("2021", "2020", True, False),  # promised before birth
    ],
)
def test_a_date_of_birth_is_read_no_more_exactly_than_it_is_known(
    born, act_date, is_child, is_presumed
):
    found = is_child_at(act_date, born=born)
    assert (found.is_child, found.is_presumed) == (is_child, is_presumed)


@pytest.mark.requirement("R16.1")
def test_a_disputed_age_is_presumed_to_be_a_childs():
    found = is_child_at(ACT, age=19, disputed=True)
    assert (found.is_child, found.is_presumed) == (True, True)
    assert "disputed" in found.reason


def test_a_dispute_does_not_weaken_what_is_certain():
    assert is_child_at(ACT, age=12, disputed=True) == CHILD


def test_evidence_that_disagrees_is_read_as_a_childs():
    found = is_child_at(ACT, born="2003", age=19)
    assert (found.is_child, found.is_presumed) == (True, True)


@pytest.mark.parametrize("evidence", [{"between": (20, 16)}, {"born": "spring of 2003"}])
def test_what_cannot_be_read_is_an_error_and_no_finding(evidence):
    with pytest.raises(ValueError):
        is_child_at(ACT, **evidence)


@pytest.mark.requirement("R16.1")
@pytest.mark.requirement("R43.3")
def test_no_rule_takes_majority_marriage_or_consent():
    taken = {
        name
        for _, function in inspect.getmembers(rules, inspect.isfunction)
        if function.__module__ == rules.__name__
        for name in inspect.signature(function).parameters
    }
    forbidden = ("major", "marri", "consent", "countr", "state", "law", "agree", "emancip")
    assert taken == {
        *("act_date", "born", "age", "between", "disputed", "day"),
        *("person", "shown_as_child", "then", "now"),
    }
    assert [name for name in taken if any(word in name for word in forbidden)] == []


@pytest.mark.requirement("R43.3")
def test_no_record_of_law_has_a_field_for_what_a_child_agreed_to():
    fields = {field.name for model in apps.get_app_config("law").get_models() for field in
              model._meta.get_fields()}  # fmt: skip
    assert fields
    assert [name for name in fields if "consent" in name or "agreed" in name] == []


@pytest.mark.requirement("R16.1")
def test_at_17_a_person_is_a_child_whatever_the_majority_of_the_state():
    assert is_child_at(ACT, age=17) == Finding(
        is_child=True, is_presumed=False, reason="Under 18 when it happened: a child."
    )


@pytest.mark.requirement("R16.1")
def test_an_adult_survivor_is_in_scope_and_decides_as_an_adult():
    voice = voice_of(CHILD, ADULT)
    assert (voice.in_scope, voice.decides_as_adult) == (True, True)


def test_a_child_then_and_now_is_heard_with_a_safe_adult():
    voice = voice_of(CHILD, CHILD)
    assert (voice.in_scope, voice.decides_as_adult) == (True, False)


def test_who_was_an_adult_then_is_not_in_scope_by_age():
    voice = voice_of(ADULT, ADULT)
    assert (voice.in_scope, voice.decides_as_adult) == (False, True)


@pytest.mark.parametrize(
    ("person", "shown", "is_child"),
    [(ADULT, True, True), (ADULT, False, False), (CHILD, False, True), (CHILD, True, True)],
)
def test_material_counts_who_is_shown_as_a_child(person, shown, is_child):
    assert is_child_in_material(person, shown_as_child=shown).is_child == is_child
