"""That nobody sees more by being asked about once, and that it is asked once."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.cases.models import Case
from rapporteur.kernel.vault.barring import asked_once, may_be_barred
from rapporteur.kernel.vault.models import Barred
from tests.factories.cases import make_case, make_office
from tests.factories.vaults import make_group, make_keyring

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("RX.1")]


@pytest.fixture
def office(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


def barred_from(case, person):
    case.circle = make_group(make_keyring(uuid4())).pk
    case.save(update_fields=["circle"])
    return Barred.objects.create(
        recipient_id=case.circle, owner=person.pk, by=uuid4(), on=date(2026, 11, 26)
    )


def seen(person):
    return set(Case.objects.visible_to(person).values_list("pk", flat=True))


def test_one_query_for_whoever_is_barred_from_nothing(office):
    case = make_case(office)
    with asked_once():
        seen(office.officer)
        with CaptureQueriesContext(connection) as asked:
            assert seen(office.officer) == {case.pk}
    assert len(asked) == 1
    assert "vault_barred" not in asked[0]["sql"]
    with CaptureQueriesContext(connection) as asked:
        seen(office.officer)
    assert "vault_barred" in asked[0]["sql"]


def test_what_is_kept_from_a_person_stays_so_within_and_after(office):
    case, other = make_case(office), make_case(office)
    barred = barred_from(case, office.officer)
    with asked_once():
        assert may_be_barred(office.officer.pk)
        assert seen(office.officer) == {other.pk}
        assert not may_be_barred(office.holder.pk)
        assert seen(office.holder) == {case.pk, other.pk}
    barred.lifted_on, barred.lifted_by = date(2026, 11, 26), uuid4()
    barred.save(update_fields=["lifted_on", "lifted_by"])
    with asked_once():
        assert seen(office.officer) == {case.pk, other.pk}
    barred_from(other, office.officer)
    assert seen(office.officer) == {case.pk}
    assert may_be_barred(office.holder.pk)
