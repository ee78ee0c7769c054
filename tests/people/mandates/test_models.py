import pytest
from django.db import IntegrityError, transaction

from rapporteur.people.mandates.models import Mandate, MandateTitle, Relation, Succession

pytestmark = pytest.mark.django_db
PROOF = {"source": "made up for this test", "as_of": "2025", "evidence": "general"}


def mandate(**fields):
    return Mandate(**{"code": "NEW", "kind": "thematic", "may_cosign": True, **PROOF, **fields})


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "country", "country": ""},
        {"kind": "thematic", "country": "XEX"},
        {"kind": "treaty_body", "may_cosign": True},
        {"kind": "srsg", "may_cosign": True},
    ],
)
def test_a_mandate_that_contradicts_its_kind_cannot_be_stored(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        mandate(**fields).save()


def test_a_title_cannot_end_before_it_begins():
    mandate().save()
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateTitle.objects.create(
            mandate_id="NEW", form="SR", titles={"en": "x"}, valid_from="2020", valid_to="2019"
        )


def test_a_cause_belongs_to_a_relation_of_causes():
    mandate().save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Relation.objects.create(
            mandate_id="NEW", other_id="IDP", paragraph=1, place=1, kind="join", cause="poverty"
        )


def test_records_print_their_code_or_title():
    relation = Relation.objects.get(mandate="SALECHILD", other="IDP")
    assert str(relation) == "SALECHILD ¶27 IDP"
    assert str(relation.other) == "IDP"
    assert str(Succession.objects.get(mandate="SLAVERY")) == "SLAVERY → SLAVTRAF"
    assert str(relation.other.titles.last()) == (
        "Special Rapporteur on the human rights of internally displaced persons"
    )
