import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from rapporteur.law.models import ScopeBasis, ScopeCode, ScopeReading, ScopeRule

pytestmark = pytest.mark.django_db


def test_a_code_shows_treaty_term_and_preferred_term_in_the_language_of_the_page():
    code = ScopeCode.objects.get(pk="CSAM")
    assert (code.treaty_term, code.name) == ("child pornography", "child sexual abuse material")
    assert code.plain_words.startswith("Pictures, videos or anything else")
    with translation.override("zh-hans"):
        assert (code.treaty_term, str(code)) == ("儿童色情制品", "儿童性虐待材料")


def test_roots_are_what_stands_below_nothing():
    roots = ScopeCode.objects.roots()
    assert all("." not in code.pk for code in roots)
    assert {"SALE", "EXPLPROST", "CSAM"} <= {code.pk for code in roots}


def test_records_name_themselves():
    basis = ScopeBasis.objects.get(scope_code="SALE", position=3)
    assert str(basis) == "SALE: E/CN.4/RES/1990/68"
    assert str(ScopeRule.objects.get(scope_code="SALE")) == "SALE fits from 1990-03-07"
    assert str(ScopeReading.objects.get(pk="sale-narrow")) == "Sale of children alone"


@pytest.mark.parametrize(
    ("model", "wanted", "change"),
    [
        (ScopeCode, {"pk": "SALE"}, {"valid_from": ""}),
        (ScopeCode, {"pk": "SALE"}, {"valid_to": "1980"}),
        (ScopeRule, {"scope_code": "SALE"}, {"valid_to": "1980"}),
        (ScopeBasis, {"scope_code": "SALE", "position": 1}, {"decision": "A/1"}),
        (ScopeBasis, {"scope_code": "SALE", "position": 1}, {"provision": None}),
        (ScopeBasis, {"scope_code": "SALE", "position": 3}, {"decided_on": ""}),
        (ScopeBasis, {"scope_code": "SALE", "position": 3}, {"position": 1}),
    ],
)
def test_what_must_always_hold_is_kept_by_the_database(model, wanted, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.filter(**wanted).update(**change)
