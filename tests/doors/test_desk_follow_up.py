"""Follow-up at the desk: the list, one recommendation of any day, what is done, what waits."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.follow_up.models import Assessment, Commitment, Evidence, Following
from rapporteur.kernel.clock import today
from tests.factories.cases import Office, make_office
from tests.factories.follow_up import (
    TEXT,
    assess,
    count,
    make_evidence,
    make_following,
    make_recommendation,
    promise,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _pepper(monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_SECRET_RECEIPT_PEPPER", "p" * 43)


@pytest.fixture
def office(db):
    return make_office()


@pytest.fixture
def client(office, at_desk):
    """Return a client of an officer of the desk; the others of the office are its colleagues."""
    client = at_desk("desk_officer", desk=office.desk)
    client.office = Office(office.desk, client.person, office.second, office.holder, office.keyring)
    return client


def page(client, name, *args, **words):
    answer = client.get(reverse(name, args=args), words)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.requirement("R35.1")
def test_the_list_says_what_is_next_who_does_it_and_what_is_overdue(client):
    one = make_following(client.office)
    assert "overdue</span>" not in page(client, "follow_up")
    one.next_actions.update(on=today() - timedelta(days=1))
    shown = page(client, "follow_up", country="XEX", overdue="on")
    assert all(words in shown for words in (TEXT, "overdue</span>", str(client.person)))
    assert "Nothing is followed that fits." in page(client, "follow_up", sector="health")


def test_the_list_asks_no_more_for_three_than_for_one(client):
    page(client, "follow_up")  # what is asked once only
    counts = []
    for texts in ("a", "bc"):
        for text in texts:
            make_following(client.office, make_recommendation(f"Exercise: {text}"))
        with CaptureQueriesContext(connection) as asked:
            page(client, "follow_up")
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.requirement("R50.2", "R54.1")
def test_recommendations_to_a_state_are_followed_together(client):
    chosen = [make_recommendation(f"Exercise: {text}").pk for text in "ab"]
    address = reverse("follow_up_state", args=["XEX"])
    assert "Exercise: a" in client.get(address).content.decode()
    given = {
        "chosen": chosen,
        "words": "Ask the Mission",
        "on": (today() + timedelta(days=9)).isoformat(),
        "owner": client.person.pk,
    }
    bare = client.post(address, {**given, "chosen": []}).content.decode()
    assert "Ask the Mission" in bare
    assert not Following.objects.exists()
    assert client.post(address, given).status_code == 302
    assert Following.objects.count() == 2
    assert "Exercise: a" not in page(client, "follow_up_state", "XEX")


@pytest.mark.requirement("R35.3", "R50.3", "E7")
def test_one_shows_the_voices_the_grades_and_the_commitments_side_by_side(client):
    office = client.office
    one = make_following(office)
    make_evidence(office, one, voice="government")
    item = count(office, make_evidence(office, one, by=office.holder))
    assess(office, one, [item])
    assess(office, one, mark="UPR_INFO/NOT", kind="ngo", source="its report")
    client.post(
        reverse("follow_up_act", args=[one.pk, "commitment"]),
        {**vars(promise()), "progress": "planned"},
    )
    shown = page(client, "follow_up_one", one.pk)
    for words in (
        *("not reviewed yet", "A bill was tabled in March.", "nothing received"),
        *("partly implemented", "not implemented", "rests on 1 item of evidence"),
        *("Put the law into force", "Ministry of Justice of Exerland", "2027-03"),
    ):
        assert words in shown
    past = page(client, "follow_up_one", one.pk, on=(today() - timedelta(days=3)).isoformat())
    assert "not followed yet on that day" in past
    assert "A bill was tabled" not in past.split("What happened")[0]


@pytest.mark.requirement("E9")
def test_a_commitment_is_revised_by_a_version(client):
    one = make_following(client.office)
    address = reverse("follow_up_act", args=[one.pk, "commitment"])
    bad = client.post(address, {**vars(promise(due="soon")), "progress": "planned"})
    assert "Write a year, a month or a day" in bad.content.decode()
    client.post(address, {**vars(promise()), "progress": "planned"})
    said = Commitment.objects.get()
    revise = reverse("follow_up_commitment", args=[said.pk])
    assert "Put the law into force" in client.get(revise).content.decode()
    client.post(revise, {**vars(promise(due="2028")), "progress": "under_way"})
    assert said.versions.count() == 2


def test_an_assessment_that_is_refused_keeps_what_was_typed(client):
    one = make_following(client.office)
    given = {
        "assessor_kind": "mandate",
        "mark": "INTERNAL/FULL",
        "dated": today().isoformat(),
        "view": "It stands in the gazette.",
    }
    address = reverse("follow_up_act", args=[one.pk, "assess"])
    answer = client.post(address, {**given, "mark": "nothing"})
    assert not Assessment.objects.exists()
    assert "It stands in the gazette." in answer.content.decode()
    item = count(client.office, make_evidence(client.office, one), "LAW")
    assert client.post(address, {**given, "evidence": [item.pk]}).status_code == 302
    assert Assessment.objects.get().evidence.get() == item


def test_next_close_and_reopen_have_their_pages(client):
    one = make_following(client.office)
    then = {
        "words": "Write to the Mission",
        "on": (today() + timedelta(days=2)).isoformat(),
        "owner": client.person.pk,
    }
    for act, given in (
        *(("next", then), ("close", {"why": "carried out"})),
        ("reopen", then),
    ):
        address = reverse("follow_up_act", args=[one.pk, act])
        assert client.get(address).status_code == 200
        assert client.post(address, given).status_code == 302, act
    one.refresh_from_db()
    assert (one.state, one.next_actions.count()) == ("open", 3)
    assert client.get(reverse("follow_up_act", args=[one.pk, "burn"])).status_code == 404


@pytest.mark.requirement("R35.4")
def test_what_the_desk_brings_in_waits_for_another(client):
    one = make_following(client.office)
    address = reverse("follow_up_bring", args=[one.pk])
    assert client.get(address).status_code == 200
    given = {
        "voice": "ngo",
        "issuer": "Children First, Exerland",
        "attribution": "by_kind",
        "text": "Nothing changed",
        "received_on": today().isoformat(),
    }
    assert client.post(address, given).status_code == 302
    item = Evidence.objects.get()
    assert (item.voice, item.attribution, item.state) == ("ngo", "by_kind", "received")
    confirm = reverse("follow_up_confirm", args=[item.pk])
    assert client.get(confirm).status_code == 200
    client.post(confirm, {"attribution": "named"})
    item.refresh_from_db()
    assert item.attribution == "named"


@pytest.mark.requirement("R35.1")
def test_today_warns_before_a_day_is_over(client):
    one = make_following(client.office, days=6)
    make_following(client.office, make_recommendation("Exercise: later"), days=60)
    make_evidence(client.office, one, by=client.office.second)
    given = {**vars(promise(due=today().isoformat()[:7])), "progress": "planned"}
    client.post(reverse("follow_up_act", args=[one.pk, "commitment"]), given)
    shown = page(client, "home")
    for words in ("Ask the Mission what was done", "due on", "to review", "ask what was done"):
        assert words in shown
    assert "Exercise: later" not in shown


def test_of_another_desk_nothing_is_there(client, at_desk):
    one = make_following(client.office)
    item = make_evidence(client.office, one)
    other = at_desk("desk_officer", desk=make_office("EDUCATION").desk)
    for name, key in (
        *(("follow_up_one", one.pk), ("follow_up_bring", one.pk)),
        ("follow_up_confirm", item.pk),
    ):
        assert other.get(reverse(name, args=[key])).status_code == 404
    assert TEXT not in page(other, "follow_up")
    assert "Ask the Mission" not in page(other, "home")


@pytest.mark.requirement("E4")
def test_a_plan_goes_out_and_comes_back_row_by_row(client):
    make_following(client.office)
    data = client.get(reverse("follow_up_plan_csv", args=["XEX"])).content
    assert TEXT in data.decode()
    assert client.get(reverse("follow_up_plan_json", args=["XEX"])).json()["state"] == "XEX"
    filled = data.replace(b",,,,,,,,", b",NAP-1,Table the bill,,soon,,,,,")
    address = reverse("follow_up_plan", args=["XEX"])
    assert client.get(address).status_code == 200

    def send(body, **more):
        file = SimpleUploadedFile("plan.csv", body, "text/csv")
        given = {"file": file, "source": "National plan 2026", **more}
        return client.post(address, given).content.decode()

    shown = send(filled)
    assert "line 2: the deadline is no year, month or day" in shown
    assert "Only looked at" in shown
    assert "not UTF-8" in send(b"\xff\xfe")
    assert "Taken in." in send(filled.replace(b"soon", b"2027"), take="on")
    assert Commitment.objects.get().key == "NAP-1"
