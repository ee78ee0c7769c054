"""The intake door in real work: shut until all was passed that is asked before going live."""

from dataclasses import replace

import pytest

from rapporteur.intake import desks
from rapporteur.kernel.instance import actions as instance
from rapporteur.kernel.instance import golive
from rapporteur.kernel.refusals import Refused
from tests.factories.halves import make_pair
from tests.factories.vaults import make_group, make_keyring

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def source(door):
    officer = make_keyring()
    make_pair(make_group(officer).pk, officer, officer)
    client = door("intake")
    client.defaults["HTTP_SEC_FETCH_SITE"] = "same-origin"
    return client


def test_in_real_work_the_door_stays_closed_until_it_may_open(source, monkeypatch):
    monkeypatch.setattr(desks, "is_exercise", lambda: False)
    assert "Nothing can be sent from here" in source.get("/en/").content.decode()
    assert source.post("/en/begin/").status_code == 503


def test_in_real_work_the_door_opens_once_all_was_passed_and_shuts_again(
    source, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(desks, "is_exercise", lambda: False)
    monkeypatch.setattr(desks, "KEPT", 0.0)
    all_passed = golive.Facts(
        answers=dict.fromkeys(golive.CODES, True),
        desks=("Desk",),
        drills=(golive.Drill("Desk", "12", "Geneva"), golive.Drill("Desk", "23", "Port Exer")),
    )
    one_missing = replace(all_passed, answers={**all_passed.answers, "texts": False})
    with pytest.raises(Refused, match="Missing: texts"):
        instance.set_door(name="A", evidence="b", facts=one_missing)
    assert source.post("/en/begin/").status_code == 503

    instance.set_door(name="A", evidence="all was passed", facts=all_passed)
    assert source.post("/en/begin/").status_code == 200
    monkeypatch.setattr(desks, "KEPT", 60.0)
    desks.open_desk()
    with django_assert_num_queries(0):  # a page of a thread asks nothing more
        desks.open_desk()

    monkeypatch.setattr(desks, "KEPT", 0.0)
    instance.set_door(name="B", evidence="an order came", facts=None)
    assert source.post("/en/begin/").status_code == 503
