"""Safeguarding as a page: all fifteen, ticked by a coordinator, open ones on Today."""

import pytest
from django.urls import reverse

from rapporteur.cases.models import SafeguardTick
from rapporteur.cases.safeguards.items import CHECKS, RULES
from rapporteur.kernel.clock import today
from tests.factories.people import make_desk, make_member

pytestmark = [
    pytest.mark.usefixtures("committed"),
    pytest.mark.requirement("SG4", "SG13", "SG15"),
]


def address(client):
    return reverse("safeguards_desk", args=[client.desk.pk])


def tick(client, code="SG4.DRILL", day=None):
    data = {"code": code, "done_on": (day or today()).isoformat()}
    return client.post(address(client), data)


def test_all_fifteen_stand_there_and_open_ones_wait_on_today(at_work, beside):
    assert at_work.get(reverse("safeguards")).url == address(at_work)
    page = at_work.get(address(at_work)).content.decode()
    assert all(f'id="{rule.code}"' in page for rule in RULES)
    assert page.count("never ticked") == len(CHECKS)
    assert "Not in the code: by people alone." in page
    assert "Safeguarding: SG3, SG4" in at_work.get("/").content.decode()
    assert "Safeguarding: SG" not in beside("desk_officer").get("/").content.decode()
    for code in CHECKS:
        assert tick(at_work, code).status_code == 302
    page = at_work.get(address(at_work)).content.decode()
    assert "never ticked" not in page
    assert at_work.person.name in page
    assert "Safeguarding: SG" not in at_work.get("/").content.decode()


def test_an_officer_sees_and_ticks_nothing(at_work, beside):
    officer = beside("desk_officer")
    assert "Tick it in my name" not in officer.get(address(officer)).content.decode()
    assert "Only a coordinator" in tick(officer).content.decode()
    assert SafeguardTick.objects.count() == 0


@pytest.mark.parametrize("wrong", [{"code": "SG99"}, {"done_on": "yesterday"}, {"done_on": ""}])
def test_a_bad_tick_comes_back(at_work, wrong):
    data = {"code": "SG4.DRILL", "done_on": today().isoformat(), **wrong}
    assert at_work.post(address(at_work), data).status_code == 200
    assert SafeguardTick.objects.count() == 0


def test_another_desk_is_not_there_and_of_two_one_chooses(at_work, at_desk):
    other = make_desk("OTHER")
    elsewhere = at_desk("coordinator", desk=other)
    assert elsewhere.get(address(at_work)).status_code == 404
    make_member(other, "desk_officer", account=at_work.person)
    page = at_work.get(reverse("safeguards")).content.decode()
    assert page.count(reverse("safeguards")) >= 3
