"""The legal picker: what to consider for a scope code, as data."""

import pytest

from rapporteur.law.citations import citation
from rapporteur.law.models import Provision, ScopeProvision
from rapporteur.law.queries import instruments as queries
from tests.factories.law import make_scope_code

pytestmark = pytest.mark.django_db


def cited(*codes):
    return [citation(one.provision) for one in queries.proposed_for(codes)]


@pytest.mark.requirement("R22.1")
def test_forced_labour_proposes_the_covenants_and_the_conventions_of_the_ilo():
    found = cited("SALE.FORCEDLABOUR")
    assert {"ICCPR, art. 8", "ICESCR, art. 10(3)", "ILO C29, art. 2", "ILO C182, art. 3(a)"} <= {
        *found
    }
    assert found[:2] == ["CRC, art. 32", "CRC, art. 35"]


def test_a_part_also_gets_what_its_whole_gets():
    make_scope_code("QQ")
    make_scope_code("QQ.PART")
    make_scope_code("QQPART")
    for position, (code, number) in enumerate([("QQ", "34"), ("QQ.PART", "35"), ("QQPART", "1")]):
        ScopeProvision.objects.create(
            scope_code_id=code,
            provision=Provision.objects.get(instrument="CRC", number=number),
            position=position,
            source="a test",
            as_of="2022",
        )
    assert cited("QQ.PART") == ["CRC, art. 34", "CRC, art. 35"]
    assert cited("QQ") == ["CRC, art. 34"]


def test_a_provision_says_which_codes_speak_for_it():
    found = {citation(one.provision): one.codes for one in queries.proposed_for(["CSAM", "OCSEA"])}
    assert found["OPSC, art. 3(1)(c)"] == ("CSAM", "OCSEA")
    assert found["OPSC, art. 2(c)"] == ("CSAM",)


def test_a_code_without_proposals_gets_none():
    assert queries.proposed_for(["QQNONE"]) == []
    assert queries.proposed_for([]) == []


def test_a_proposal_asks_once_however_many_codes(django_assert_num_queries):
    for codes in (["SALE"], ["SALE", "CSAM", "TRAFFICKING"]):
        with django_assert_num_queries(1):
            assert [citation(one.provision) for one in queries.proposed_for(codes)]


def test_a_line_of_the_picker_says_what_it_joins():
    line = ScopeProvision.objects.filter(scope_code="SALE").first()
    assert str(line) == f"SALE: {line.provision_id}"
