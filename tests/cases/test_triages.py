"""A triage from its first page to the decision, and what stands in its way."""

import pytest
from django.db import IntegrityError, transaction

from rapporteur.cases import actions
from rapporteur.cases.criteria import Criterion
from rapporteur.cases.facts import Known
from rapporteur.cases.models import Involved, Triage, Weighed
from rapporteur.cases.triages import actions as triages
from rapporteur.cases.triages import rules, saving, words
from rapporteur.cases.workflow import State as CaseState
from rapporteur.kernel.refusals import Refused
from tests.factories import cases as make
from tests.factories.cases import REASON, words_of
from tests.factories.people import make_desk, make_member

pytestmark = pytest.mark.django_db


def decide(triage, office, outcome="ACT_AL", reason=REASON, by=None):
    return triages.decide(
        triage, outcome, reason, opened=words_of(triage, office), by=by or office.holder
    )


@pytest.mark.requirement("SG14")
def test_a_triage_is_decided_with_recommendation_outcome_and_person(office):
    triage = make.make_decided(office)
    assert (triage.outcome, triage.recommended, triage.recommended_by) == (
        "ACT_AL",
        "ACT_UA",
        "CANNOT_WAIT",
    )
    assert (triage.decided_by, triage.case.state) == (office.holder, CaseState.DECIDED)
    assert triage.decided_at


@pytest.mark.requirement("B3")
def test_nothing_is_handed_up_with_an_empty_item(office):
    triage = make.complete(make.make_triage(office), office)
    Weighed.objects.filter(triage=triage, criterion=Criterion.STANDING).delete()
    with pytest.raises(Refused, match="still open: 1"):
        triages.submit(triage, by=office.officer)


@pytest.mark.requirement("B3")
def test_an_item_without_a_reason_is_no_item(office):
    triage = make.make_triage(office)
    given = {Criterion.FACTUAL.value: ("pass", "  "), Criterion.SCOPE.value: ("", "a reason")}
    saving.weigh(triage, given, opened=words_of(triage, office), by=office.officer)
    assert not triage.weighed.exists()


def test_who_weighed_an_item_stays_until_it_changes(office):
    triage = make.weigh_all(make.make_triage(office), office)
    given = {
        Criterion.FACTUAL.value: ("pass", REASON),
        Criterion.SCOPE.value: ("unknown", REASON),
    }
    saving.weigh(triage, given, opened=words_of(triage, office), by=office.second)
    by = dict(triage.weighed.values_list("criterion", "by"))
    assert by[Criterion.FACTUAL] == office.officer.pk
    assert by[Criterion.SCOPE] == office.second.pk


@pytest.mark.requirement("R24.1")
def test_no_decision_without_the_overlap_check(office):
    triage = make.describe(make.make_triage(office), office)
    triage = make.propose(make.weigh_all(triage, office), office)
    with pytest.raises(Refused, match="which other mandates"):
        triages.submit(triage, by=office.officer)


@pytest.mark.requirement("R24.1")
def test_a_proposal_left_open_stops_the_decision_also_when_it_came_later(office):
    triage = make.make_waiting(office)
    Triage.objects.filter(pk=triage.pk).update(facts=["DEATH"])
    triage.refresh_from_db()
    with pytest.raises(Refused, match="EXECUTIONS"):
        decide(triage, office)


def test_a_body_that_signs_nothing_is_not_invited(office):
    triage = make.describe(make.make_triage(office), office)
    with pytest.raises(Refused, match="can be informed"):
        make.involve_all(triage, office, choice="invite")
    assert not Involved.objects.exists()


@pytest.mark.requirement("R28.1")
def test_alone_or_jointly_takes_one_value_and_a_reason(office):
    triage = make.complete(make.make_triage(office), office)
    said = saving.Proposed("CROSS_CUTTING", " ", "ACT_AL", REASON)
    triage = saving.propose(triage, said, opened=words_of(triage, office), by=office.officer)
    assert triage.attitude == ""
    with pytest.raises(Refused, match="jointly or alone"):
        triages.submit(triage, by=office.officer)


def test_an_outcome_takes_a_reason(office):
    triage = make.make_waiting(office)
    with pytest.raises(Refused, match="Give the reason"):
        decide(triage, office, reason=" ")
    with pytest.raises(Refused, match="Choose an outcome"):
        decide(triage, office, outcome="SILENCE")


def test_only_the_mandate_holder_decides(office):
    triage = make.make_waiting(office)
    with pytest.raises(Refused, match="mandate-holder decides"):
        decide(triage, office, by=office.officer)


def test_someone_of_another_desk_does_nothing_here(office):
    stranger = make_member(make_desk("OTHER"), "desk_officer").account
    triage = make.make_triage(office)
    with pytest.raises(Refused, match="members of its desk"):
        saving.guard(triage, saving.Guarded(), opened=words_of(triage, office), by=stranger)


def test_what_was_decided_is_never_changed_and_a_new_one_is_made(office):
    triage = make.make_decided(office)
    before = words_of(triage, office)
    for save in (
        lambda: make.weigh_all(triage, office),
        lambda: make.describe(triage, office),
        lambda: make.involve_all(triage, office),
        lambda: make.propose(triage, office),
        lambda: triages.second(triage, by=office.second),
        lambda: triages.hand_back(triage, by=office.officer),
        lambda: decide(triage, office),
    ):
        with pytest.raises(Refused, match="state has changed"):
            save()
    case = actions.reopen(triage.case, "something new", by=office.officer)
    new = make.make_triage(office, case)
    assert (new.number, new.primary_code, new.states) == (2, "SALE.ADOPTION", ["XEX"])
    assert not new.weighed.exists()
    triage.refresh_from_db()
    assert words_of(triage, office) == before


def test_a_case_has_one_triage_at_work(office):
    triage = make.make_triage(office)
    copy = Triage(
        case=triage.case,
        number=2,
        record=words.keep(triage.case, by="command:test"),
        prepared_by=office.officer,
        begun_on=triage.begun_on,
    )
    with pytest.raises(IntegrityError, match="one_triage_at_work"), transaction.atomic():
        copy.save()


def test_two_who_save_at_once_lose_nothing(office):
    triage = make.make_triage(office)
    seen = words_of(triage, office)
    saving.guard(triage, saving.Guarded(risk="high"), opened=seen, by=office.officer)
    with pytest.raises(Refused, match="meanwhile"):
        saving.guard(triage, saving.Guarded(risk="low"), opened=seen, by=office.second)
    triage.refresh_from_db()
    assert triage.risk == "high"


def test_the_page_reads_back_as_it_was_decided(office):
    triage = make.make_decided(office)
    kept = words_of(triage, office).words.decided
    lines = {one["label"]: one for part in kept["sections"] for one in part["lines"]}
    assert kept["language"] == "en"
    assert lines["Decided"]["value"] == "act: allegation letter"
    assert lines["Decided"]["note"] == REASON
    assert lines["The engine recommends"]["value"] == "act: urgent appeal"
    assert lines["Month"]["value"] == "2026-03"
    assert "Exerland" in lines["States"]["value"]


def test_handing_back_opens_it_for_saving_again(office):
    triage = triages.hand_back(make.make_waiting(office), by=office.officer)
    assert make.propose(triage, office, "INFO_FOR_TRENDS").proposed == "INFO_FOR_TRENDS"


@pytest.mark.requirement("R17.3")
def test_a_new_kind_of_matter_is_marked_as_emerging(office):
    triage = make.describe(make.make_triage(office), office, "OTHER_EMERGING")
    assert triage.emerging
    assert triage.scope_answer == "borderline"


def test_each_code_keeps_the_rule_of_the_day(office):
    triage = make.describe(
        make.make_triage(office), office, "SALE.ADOPTION", "CSA", commercial="no"
    )
    coded = {row.code_id: row for row in triage.coded.select_related("rule")}
    assert coded["CSA"].rule.when == "not_commercial"
    assert coded["CSA"].rule.valid_from == "2023-04-04"
    assert coded["SALE.ADOPTION"].rule.scope_code_id == "SALE"
    assert (triage.primary_code, triage.scope_answer) == ("SALE.ADOPTION", "fits")


@pytest.mark.parametrize(
    ("age", "found"),
    [
        ({"kind": "known", "low": 15}, "child"),
        ({"kind": "known", "low": 19}, "adult"),
        ({"kind": "known", "low": 19, "disputed": True}, "presumed"),
        ({"kind": "range", "low": 16, "high": 20}, "presumed"),
        ({"kind": "unknown"}, "presumed"),
        ({}, "presumed"),
    ],
)
def test_the_age_rule_answers_and_the_ages_stay_sealed(office, age, found):
    triage = make.describe(make.make_triage(office), office, age=age)
    assert triage.age == found
    assert words_of(triage, office).words.age == age


def test_swapped_ends_of_a_range_are_refused(office):
    with pytest.raises(Refused, match="swapped"):
        make.describe(make.make_triage(office), office, age={"kind": "range", "low": 9, "high": 3})


@pytest.mark.parametrize(
    "wrong",
    [{"facts": ("NOT_A_FACT",)}, {"states": ("ZZZ",)}, {"causes": ("FATE",)}, {"side": "left"}],
)
def test_a_choice_that_is_not_on_the_list_is_refused(office, wrong):
    with pytest.raises(Refused, match="not on the list"):
        make.describe(make.make_triage(office), office, **wrong)


def test_a_code_that_is_not_on_record_is_refused(office):
    with pytest.raises(Refused, match="not on record"):
        make.describe(make.make_triage(office), office, "NO_SUCH_CODE")


def test_the_first_code_is_one_of_the_codes(office):
    triage = make.make_triage(office)
    said = saving.Described(codes=("SALE",), primary="CSAM")
    with pytest.raises(Refused, match="choose which"):
        saving.describe(triage, said, opened=words_of(triage, office), by=office.officer)


@pytest.mark.requirement("R43.3")
def test_no_field_asks_what_a_child_agreed_to():
    names = {field.name for field in Triage._meta.get_fields()}
    assert not [name for name in names if "consent" in name or "agreed" in name]


def test_the_matter_knows_what_the_rows_say(office):
    triage = make.weigh_all(make.make_triage(office), office, media_only="fail")
    assert rules.results_of(triage)[Criterion.FACTUAL] == "pass"


def test_nothing_given_in_return_is_a_fact_for_the_table(office):
    triage = make.make_triage(office)
    make.describe(triage, office, "CSA")
    triage.commercial = Known.NO
    paid = {one.target for one in rules.proposals_of(triage)}
    triage.commercial = Known.YES
    assert paid != {one.target for one in rules.proposals_of(triage)}


def test_whether_to_act_jointly_must_be_said(office):
    triage = make.make_triage(office)
    triage.attitude = ""
    assert "jointly or alone" in str(rules.says_alone_or_jointly(office.officer, triage))
    triage.attitude = "DIRECT"
    assert rules.says_alone_or_jointly(office.officer, triage) is None


def test_nothing_is_handed_up_without_an_outcome_to_decide_on(office):
    triage = make.complete(make.make_triage(office), office)
    triage.proposed = ""
    triage.save()
    with pytest.raises(Refused, match="Propose an outcome"):
        triages.submit(triage, by=office.officer)
