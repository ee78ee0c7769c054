"""A Government reports on recommendations to its State: what it sees, what it sends, no other State."""

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.follow_up.actions import following
from rapporteur.follow_up.models import Evidence
from rapporteur.kernel.ids import new_id
from rapporteur.kernel.journal.models import Entry
from rapporteur.kernel.vault.models import SealedRecord
from tests.doors.test_missions_letters import make_other_mission, upload
from tests.factories.cases import make_office
from tests.factories.communications import make_mission, opened
from tests.factories.follow_up import (
    TEXT,
    count,
    make_evidence,
    make_following,
    make_recommendation,
)
from tests.factories.people import sign_in
from tests.factories.vaults import PHRASE
from tests.kernel.files.documents import PNG, pdf

pytestmark = [pytest.mark.usefixtures("committed"), pytest.mark.requirement("R35.4")]


@pytest.fixture
def office(committed, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)
    return make_office()


@pytest.fixture
def one(office):
    return make_following(office)


@pytest.fixture
def client(door, office, one):
    account, ring = make_mission(office)
    client = sign_in(door("missions"), account)
    client.person, client.ring = account, ring
    return client


def page(client, name, *args):
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def post(client, one, **given):
    address = reverse("recommendations_one", args=[one.pk])
    return client.post(address, {"once": new_id(), **given})


def test_a_report_is_sealed_and_its_status_is_shown(client, office, one, as_role):
    connection.check_constraints()
    with as_role("missions"):
        assert TEXT in page(client, "recommendations")
        answer = post(client, one, text="صدر القانون", language="ar", file=upload(pdf("Law")))
        assert answer.url == reverse("recommendations_one", args=[one.pk])
        assert "received" in page(client, "recommendations_one", one.pk)
    item = Evidence.objects.get()
    assert (item.voice, item.state, item.form) == ("government", "received", "pdf")
    assert opened(item.sealed, office)["text"] == "صدر القانون"
    count(office, item, "LAW")
    shown = page(client, "recommendations")
    assert "reviewed" in shown
    assert "reviewed, counts" not in shown


def test_what_was_sent_is_read_with_the_key_of_the_mission(client, one):
    post(client, one, text="The law is in force", title="Gazette 12")
    address = reverse("recommendations_sent", args=[one.pk])
    assert client.get(address).url.startswith(reverse("vault_unlock"))
    client.post(reverse("vault_unlock"), {"passphrase": PHRASE})
    shown = page(client, "recommendations_sent", one.pk)
    assert "The law is in force" in shown
    assert "Gazette 12" in shown


def test_opening_acknowledges_nothing(client, one):
    before = Entry.objects.count()
    page(client, "recommendations")
    page(client, "recommendations_one", one.pk)
    assert Entry.objects.count() == before


def test_what_is_not_taken_leaves_nothing_and_loses_no_word(client, one):
    before = SealedRecord.objects.count()
    shown = post(client, one, text="typed words", file=upload(PNG)).content.decode()
    assert "neither a PDF nor a DOCX" in shown
    assert "typed words" in shown
    assert "Write what was done" in post(client, one).content.decode()
    assert SealedRecord.objects.count() == before


def test_the_same_form_sent_twice_is_one_report(client, one):
    given = {"once": new_id(), "text": "a"}
    post(client, one, **given)
    assert "arrived once" in client.get(post(client, one, **given).url).content.decode()
    assert Evidence.objects.count() == 1


def test_what_is_closed_meanwhile_is_there_no_more(client, office, one):
    following.close(one, why="carried out", by=office.officer)
    assert post(client, one, text="a").status_code == 404
    assert "No recommendation to your State" in page(client, "recommendations")


def test_other_states_and_other_voices_are_not_seen(client, office, one, door, as_role):
    make_evidence(office, one, "Of an organization")
    assert "received" not in page(client, "recommendations").split("<ul")[-1]
    other = sign_in(door("missions"), make_other_mission())
    for name in ("recommendations_one", "recommendations_sent"):
        assert other.get(reverse(name, args=[one.pk])).status_code == 404
    assert TEXT not in page(other, "recommendations")
    make_following(office, make_recommendation("Exercise: another"))
    with as_role("missions"):
        assert list(Evidence.objects.values_list("id", flat=True)) == []
