"""Dossiers as pages of the desk: from the State and the visit, of what its page shows, nothing sealed."""

import json
from hashlib import sha256

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.doors.desk import dossiers
from rapporteur.visits.cycles.models import Dossier, Snapshot
from tests.circles.conftest import add_member, deny
from tests.factories import communications as letters
from tests.factories import follow_up
from tests.factories import visits as make
from tests.factories.cases import make_office
from tests.factories.law import make_act, make_treaty
from tests.factories.people import make_desk

pytestmark = pytest.mark.usefixtures("committed")
MEASURED = [{"measure": "I2", "amount": "3", "as_of": "2026", "source": "An exercise"}]


@pytest.fixture
def visit(at_work):
    return make.make_visited(at_work.office)


def post(client, visit):
    return client.post(reverse("visits_dossier_make", args=[visit.pk, "XEX"]), follow=True)


def content(client, visit):
    return dossiers.content_of(make.fresh(visit), make.state(), client.office.officer)


@pytest.mark.requirement("L5", "R32.1")
def test_a_dossier_is_made_from_the_state_page_taken_along_and_made_anew(at_work, visit):
    make_act(make_treaty(), "ratification", "2010-03")
    state = reverse("states_state", args=["XEX"])
    address = reverse("visits_dossier_make", args=[visit.pk, "XEX"])
    assert address in at_work.get(state).content.decode()
    assert "Nothing sealed goes into it" in at_work.get(address).content.decode()
    page = post(at_work, visit).content.decode()
    first = Dossier.objects.get()
    assert f"SHA-256 {first.digest}" in page
    assert "party March 2010" in page
    assert "Nothing has changed since" in post(at_work, visit).content.decode()
    make_act(make_treaty("QQU"), "signature", "2026-01")
    page = post(at_work, visit).content.decode()
    assert "Changed since the dossier of" in page
    assert page.count("signed only January 2026") == 2
    assert first.get_absolute_url() in page
    assert page.count("SHA-256") == 1
    visits = at_work.get(visit.get_absolute_url()).content.decode()
    assert visits.count("/visits/dossiers/") == 2
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF"), ("xml", b"<")):
        file = at_work.get(reverse("visits_dossier_file", args=[first.pk, form]))
        assert file.content.startswith(start)
    file = at_work.get(reverse("visits_dossier_file", args=[first.pk, "json"]))
    assert sha256(file.content).hexdigest() == first.digest
    assert json.loads(file.content)["state"] == "XEX"
    missing = reverse("visits_dossier_file", args=[first.pk, "txt"])
    assert at_work.get(missing).status_code == 404
    Dossier.objects.filter(pk=first.pk).update(digest="0" * 64)
    assert "its SHA-256 is another" in at_work.get(first.get_absolute_url()).content.decode()


def test_what_is_of_another_desk_is_404(at_work, visit, with_vault):
    post(at_work, visit)
    other = with_vault("desk_officer", desk=make_desk("SLAVTRAF"))
    one = Dossier.objects.get()
    made = reverse("visits_dossier_make", args=[visit.pk, "XEX"])
    for address in (one.get_absolute_url(), made):
        assert other.get(address).status_code == 404
    assert at_work.get(reverse("visits_dossier_make", args=[visit.pk, "CHL"])).status_code == 404


@pytest.mark.requirement("L5")
def test_it_holds_what_is_open_with_sources_and_what_is_unknown(at_work, visit):
    office = at_work.office
    followed = follow_up.make_following(office)
    other = follow_up.make_recommendation("Exercise: train judges", paragraph="89")
    undecided = follow_up.make_recommendation("Exercise: undecided", paragraph="90")
    undecided.standing.delete()
    Snapshot.objects.create(
        visit=visit,
        country=make.state(),
        values=MEASURED,
        by=office.officer,
        at="2026-01-01T00:00Z",
    )
    found = content(at_work, visit)
    told = [(one["key"], one["followed"], one["source"]) for one in found["recommendations"]]
    assert told == [
        (str(followed.recommendation_id), True, "a test"),
        (str(other.pk), False, "a test"),
    ]
    assert (found["undecided"], found["left_out"]) == (1, 0)
    amounts = {one["measure"]: one["amount"] for one in found["indicators"]}
    assert (amounts["I2"], amounts["K1"]) == ("3", None)
    assert [one["kind"] for one in found["visits"]][-1] == "completed"
    assert all(one["source"] for one in found["treaties"] if one["standing"] != "unknown")
    assert len(found["ages"]) == 5


def test_a_list_that_is_too_long_says_how_many_it_leaves_out(at_work, visit, monkeypatch):
    follow_up.make_following(at_work.office)
    follow_up.make_recommendation("Exercise: train judges", paragraph="89")
    monkeypatch.setattr(dossiers, "MOST", 1)
    found = content(at_work, visit)
    assert (len(found["recommendations"]), found["left_out"]) == (1, 1)


@pytest.mark.requirement("RX.1")
def test_of_a_case_that_is_kept_from_a_member_no_letter_is_told(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    office = make_office()
    visit = make.fresh(make.make_visit(office))
    letter = letters.make_sent(office)
    letters.make_reply(office, letter)
    told = dossiers.content_of(visit, make.state(), office.officer)["letters"]
    assert [(one["code"], len(one["replies"])) for one in told] == [(letter.code, 1)]
    deny(office, letter.case, add_member(office))
    assert dossiers.content_of(visit, make.state(), office.officer)["letters"] == []


def test_the_record_of_another_state_is_read_as_it_stands(at_work):
    visit = make.make_visit(at_work.office, "EST")
    found = dossiers.content_of(make.fresh(visit), make.state("EST"), at_work.office.officer)
    standings = {one["instrument"]: one["standing"] for one in found["treaties"]}
    assert standings["OPSC"] == "party"
    assert found["visits"]
    assert found["reviews"]
    going_on = make.make_visit(at_work.office, "IND")
    found = dossiers.content_of(make.fresh(going_on), make.state("IND"), at_work.office.officer)
    mine = [one for one in found["visits"] if one["mandate"] == "SALECHILD"]
    assert [one["kind"] for one in mine] == ["requested", "reminder"]


def test_making_one_asks_as_much_for_three_recommendations_as_for_one(at_work, visit):
    follow_up.make_following(at_work.office)
    visit, counts = make.fresh(visit), []
    follow_up.make_recommendation("Exercise: a first", paragraph="1")
    content(at_work, visit)
    for number in (2, 3):
        with CaptureQueriesContext(connection) as asked:
            dossiers.content_of(visit, make.state(), at_work.office.officer)
        counts.append(len(asked))
        follow_up.make_recommendation(f"Exercise: another {number}", paragraph=str(number))
        follow_up.make_recommendation(f"Exercise: one more {number}", paragraph=f"1{number}")
    assert counts[0] == counts[1] <= 32
