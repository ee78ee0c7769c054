from datetime import date

import pytest
from django.utils import translation

from rapporteur.kernel.reference.loading import load
from rapporteur.law.models import ScopeCode, ScopeReading, ScopeRule
from rapporteur.law.queries import scope
from rapporteur.law.reference.scope import BASES, CODES, RULES
from rapporteur.people.mandates.models import Mandate
from tests.law.files import row_of, written

pytestmark = pytest.mark.django_db

Kind = ScopeRule.Answer
When = ScopeRule.When
IN_2008 = date(2008, 7, 31)
BEFORE_2023 = date(2023, 4, 3)
SINCE_2023 = date(2023, 4, 4)
TODAY = date(2026, 6, 1)

# Made up for the exercise: what was told, the codes given, day of the decision, what is known.
SAMPLE_CASES = {
    "a baby handed over for money": (["SALE"], IN_2008, [], Kind.FITS),
    "sold as a bride": (["SALE.MARRIAGE", "CEFM"], IN_2008, [When.EXPLOITED], Kind.FITS),
    "an uncle, nothing given, decided in 2008": (
        ["CSA"],
        IN_2008,
        [When.NOT_COMMERCIAL],
        Kind.BORDERLINE,
    ),
    "the same, a day before the new title": (
        ["CSA"],
        BEFORE_2023,
        [When.NOT_COMMERCIAL],
        Kind.BORDERLINE,
    ),
    "the same, on the day of the new title": (
        ["CSA"],
        SINCE_2023,
        [When.NOT_COMMERCIAL],
        Kind.FITS,
    ),
    "an uncle, gifts given": (["CSA"], IN_2008, [When.COMMERCIAL], Kind.FITS),
    "abuse, nothing known of gifts, 2008": (["CSA"], IN_2008, [], Kind.BORDERLINE),
    "abuse, nothing known of gifts, today": (["CSA"], TODAY, [], Kind.FITS),
    "a parent takes a child abroad": (
        ["ABDUCTION"],
        TODAY,
        [When.NOT_EXPLOITED],
        Kind.OTHER_BODY,
    ),
    "a child taken to be sold": (["ABDUCTION"], TODAY, [When.EXPLOITED], Kind.FITS),
    "a child gone, nothing known": (["ABDUCTION"], TODAY, [], Kind.BORDERLINE),
    "married at 15, no sale, 2010": (
        ["CEFM"],
        date(2010, 1, 1),
        [When.NOT_EXPLOITED],
        Kind.OTHER_BODY,
    ),
    "married at 15, no sale, today": (["CEFM"], TODAY, [When.NOT_EXPLOITED], Kind.BORDERLINE),
    "brought over a border for work": (["TRAFFICKING"], TODAY, [], Kind.FITS),
    "pictures made by a program": (["CSAM.AIGENERATED"], TODAY, [], Kind.FITS),
    "a new method": (["OTHER_EMERGING"], TODAY, [], Kind.BORDERLINE),
    "carried for others, paid": (["SALE.SURROGACY"], TODAY, [When.COMMERCIAL], Kind.FITS),
    "an attempt, of what is not said": (["ATTEMPT"], TODAY, [], Kind.BORDERLINE),
    "an attempt to sell": (["ATTEMPT", "SALE"], TODAY, [], Kind.FITS),
    "taken by a parent, then sold": (
        ["ABDUCTION", "SALE"],
        TODAY,
        [When.NOT_EXPLOITED],
        Kind.FITS,
    ),
}


@pytest.mark.requirement("R17.1")
@pytest.mark.parametrize("case", SAMPLE_CASES.values(), ids=SAMPLE_CASES)
def test_each_sample_case_has_its_answer_with_a_reason(case):
    codes, day, known, expected = case
    answer = scope.answer_for_all(codes, day, *known)
    assert answer.answer == expected
    assert all(answer.reasons)
    assert answer.basis


def test_no_sample_case_is_answered_with_a_hard_no():
    assert set(Kind.values) == {"fits", "borderline", "other_body"}


def test_bodies_elsewhere_are_mandates_or_known_by_name():
    codes = set(Mandate.objects.values_list("code", flat=True)) | set(scope.BODIES)
    named = {body for rule in ScopeRule.objects.all() for body in rule.elsewhere.split(",") if body}
    assert named - codes == set()


def test_the_kindest_answer_leads_and_keeps_all_reasons():
    answer = scope.answer_for_all(["ABDUCTION", "SALE"], TODAY, When.NOT_EXPLOITED)
    assert answer.rule.scope_code_id == "SALE"
    assert [part.answer for part in answer.parts] == [Kind.OTHER_BODY, Kind.FITS]
    assert len(answer.reasons) == 2
    assert answer.elsewhere == ("HAGUE80-CA", "WGEID")


def test_what_is_not_known_is_asked_and_both_answers_are_shown():
    answer = scope.answer_for("CSA", IN_2008)
    assert answer.rule is None
    assert "given or promised in return" in answer.question
    assert {part.rule.when: part.answer for part in answer.parts} == {
        When.COMMERCIAL: Kind.FITS,
        When.NOT_COMMERCIAL: Kind.BORDERLINE,
    }
    assert answer.elsewhere == ("CRC", "SRSG-VAC", "VAWG")


def test_the_other_axis_asks_its_own_question():
    assert "the exploitation of the child" in scope.answer_for("CEFM", TODAY).question


def test_nothing_is_asked_once_the_answer_fits():
    answer = scope.answer_for_all(["ABDUCTION", "SALE"], TODAY)
    assert (answer.answer, answer.question) == (Kind.FITS, "")


def test_knowing_the_other_axis_does_not_decide():
    answer = scope.answer_for("CSA", IN_2008, When.EXPLOITED)
    assert (answer.answer, answer.rule) == (Kind.BORDERLINE, None)


def test_a_part_without_a_rule_answers_as_what_stands_above_it():
    answer = scope.answer_for("SALE.ORGANS", IN_2008)
    assert answer.rule.scope_code_id == "SALE"
    assert [ground.provision.number for ground in answer.basis] == ["3(1)(a)(i)(b)"]


def test_before_a_code_was_in_use_it_answers_as_what_stands_above_it():
    answer = scope.answer_for("CSAM.AIGENERATED", IN_2008)
    assert (answer.answer, answer.rule.scope_code_id) == (Kind.FITS, "CSAM")


def test_before_the_mandate_there_is_no_rule_and_a_person_decides():
    answer = scope.answer_for("SALE", date(1990, 3, 6))
    assert (answer.answer, answer.rule) == (Kind.BORDERLINE, None)
    assert "a person decides" in answer.reason


def test_liability_alone_asks_for_the_act():
    answer = scope.answer_for("COMPLICITY", TODAY)
    assert "Which act" in answer.question
    assert [ground.provision.number for ground in answer.basis] == ["3(2)"]


def test_a_code_that_is_not_on_record_is_no_case_of_borderline():
    with pytest.raises(ScopeCode.DoesNotExist, match="NOTHING"):
        scope.answer_for_all(["SALE", "NOTHING"], TODAY)


def test_a_reason_answers_in_the_language_of_the_page():
    with translation.override("fr"):
        assert scope.answer_for("SALE", TODAY).reason.startswith("La vente d’enfants")


def test_an_answer_takes_three_queries_for_one_code_and_for_three(django_assert_num_queries):
    for codes in (["SALE"], ["SALE.ORGANS", "CSAM.OFFER", "CEFM"]):
        with django_assert_num_queries(3):
            answer = scope.answer_for_all(codes, TODAY)
            assert [str(ground.provision) for ground in answer.basis if ground.provision]


def test_the_tree_of_a_day_holds_what_was_in_use(django_assert_num_queries):
    with django_assert_num_queries(2):
        tree = scope.tree_on(IN_2008)
        text = [str(g.provision) for b in tree for g in b.code.bases.all() if g.provision]
    assert text
    roots = {branch.code.pk: [part.code.pk for part in branch.parts] for branch in tree}
    assert list(roots)[:4] == ["SALE", "TRAFFICKING", "EXPLPROST", "CSAM"]
    assert "SEXTORTION" not in roots
    assert "CSAM.ACCESS" in roots["CSAM"]
    assert "CSAM.AIGENERATED" not in roots["CSAM"]
    assert roots["EXPLPROST"] == [
        f"EXPLPROST.{act}" for act in ("OFFER", "OBTAIN", "PROCURE", "PROVIDE")
    ]


def test_a_part_whose_parent_has_ended_stands_alone():
    ScopeCode.objects.filter(pk="CSAM").update(valid_to="2020")
    assert "CSAM.OFFER" in [branch.code.pk for branch in scope.tree_on(TODAY)]


@pytest.fixture
def grow(tmp_path):
    """Return a function that adds a made-up form of material by data alone."""

    def add():
        start = "2030-01-01"
        rows = {
            CODES: {"code": "CSAM.AIVOICE", "kind": "matter", "position": 900, "valid_from": start,
                    "name_en": "material made with a copied voice"},
            BASES: {"scope_code": "CSAM.AIVOICE", "position": 1, "decision": "A/XEX/1",
                    "decided_on": start},
            RULES: {"scope_code": "CSAM.AIVOICE", "answer": "borderline", "valid_from": start,
                    "reason_en": "To be looked at by a person."},
        }  # fmt: skip
        for table, cells in rows.items():
            row = row_of(table, **cells)
            load(written(tmp_path, table, lambda text, row=row: text + row))

    return add


@pytest.mark.requirement("R17.2")
def test_a_new_form_is_added_by_a_row_of_data_with_its_first_day(grow):
    grow()
    assert "CSAM.AIVOICE" not in {code.pk for code in scope.codes_on(date(2029, 12, 31))}
    assert "CSAM.AIVOICE" in {code.pk for code in scope.codes_on(date(2030, 1, 1))}
    answer = scope.answer_for("CSAM.AIVOICE", date(2030, 1, 1))
    assert (answer.answer, answer.reason) == (Kind.BORDERLINE, "To be looked at by a person.")
    assert [ground.decision for ground in answer.basis] == ["A/XEX/1"]


@pytest.mark.requirement("R17.2")
def test_what_was_decided_before_keeps_its_rule_when_the_taxonomy_grows(grow):
    decided = scope.answer_for("CSAM", TODAY)
    grow()
    kept = scope.answer_kept(decided.rule.pk)
    assert kept == decided
    assert scope.answer_for("CSAM.AIVOICE", TODAY).rule == decided.rule


@pytest.mark.requirement("R17.2")
def test_a_rule_that_ends_still_answers_for_what_was_decided_under_it(tmp_path):
    decided = scope.answer_for("OTHER_EMERGING", TODAY)
    ended = "OTHER_EMERGING,,borderline,2008-07-31,"
    follows = row_of(
        RULES,
        scope_code="OTHER_EMERGING",
        answer="fits",
        valid_from="2030-01-01",
        reason_en="It fits now.",
    )
    load(
        written(
            tmp_path, RULES, lambda text: text.replace(ended, f"{ended}2030-01-01", 1) + follows
        )
    )
    assert scope.answer_for("OTHER_EMERGING", date(2030, 1, 1)).answer == Kind.FITS
    assert scope.answer_for("OTHER_EMERGING", date(2029, 12, 31)).answer == Kind.BORDERLINE
    assert scope.answer_kept(decided.rule.pk).answer == decided.answer


BOTH = ["SALE.SEXEXP", "TRAFFICKING"]


@pytest.mark.requirement("R16.3")
@pytest.mark.parametrize(
    ("reading", "codes", "counts"),
    [
        ("sale-narrow", BOTH, ["SALE.SEXEXP"]),
        ("sale-broad", BOTH, BOTH),
        ("sale-narrow", ["TRAFFICKING"], []),
        ("sale-broad", ["TRAFFICKING"], ["TRAFFICKING"]),
        ("sale-broad", ["CSAM.OFFER", "SALEROOM"], []),
    ],
)
def test_a_statistic_counts_sale_by_either_reading(reading, codes, counts):
    assert scope.counted(codes, ScopeReading.objects.get(pk=reading)) == counts


@pytest.mark.requirement("R16.3")
def test_a_case_may_hold_sale_and_trafficking_together():
    answer = scope.answer_for_all(BOTH, TODAY)
    assert [part.rule.scope_code_id for part in answer.parts] == ["SALE", "TRAFFICKING"]
    assert answer.answer == Kind.FITS
