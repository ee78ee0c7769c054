"""Scope at the desk: the list, one decision, many together, and what is told of it."""

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.recommendations.deciding import actions
from rapporteur.recommendations.deciding.tags import Tags
from rapporteur.recommendations.models import Standing
from tests.factories import recommendations as make

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R50.2")]


def words(answer):
    return answer.content.decode()


def decided(one):
    return Standing.objects.get(pk=one.pk).in_scope


def test_the_list_shows_the_words_that_speak_and_links_the_outlooks(at_desk):
    one, two = make.make_recommendation(), make.make_recommendation(make.NOTHING, paragraph="6.2")
    client = at_desk("desk_officer")
    page = words(client.get(reverse("recommendations_scope"), {"country": "XEX"}))
    assert str(one.pk) in page
    assert str(two.pk) in page
    assert "?outlook=nothing" in page
    assert "sale of children" in page
    page = words(client.get(reverse("recommendations_scope"), {"outlook": "nothing"}))
    assert str(one.pk) not in page


@pytest.mark.requirement("E2")
def test_one_is_decided_with_its_reasons_in_sight(at_desk):
    one = make.make_recommendation(read=False)
    client = at_desk("desk_officer")
    address = reverse("recommendations_scope_one", args=[one.pk])
    page = words(client.get(address))
    assert "trafficking in children" in page
    assert "not measured yet" in page
    given = {"in_scope": "yes", "codes": ["SALE", "TRAFFICKING"], "seen": 0, "action": "5"}
    tags = {"pillars": ["prevention"], "sectors": ["law"], "levels": ["national"]}
    answer = client.post(address, {**given, **tags})
    assert answer.url == reverse("recommendations_one", args=[one.pk])
    page = words(client.get(answer.url))
    assert client.person.name in page
    assert "prevention · law-making and treaties · national · specific action" in page
    assert decided(one) is True
    assert "checked" in words(client.get(address))


@pytest.mark.requirement("R25.2")
def test_the_matrix_counts_what_is_in_scope_and_links_its_cells(at_desk):
    client = at_desk("desk_officer")
    one = make.make_recommendation()
    tags = Tags(pillars=("prevention",), sectors=("law", "justice"), levels=("national",))
    choice = actions.Choice(in_scope=True, codes=("SALE", "TRAFFICKING"), tags=tags)
    actions.decide(one, choice, by=client.person)
    make.make_recommendation(paragraph="6.2")
    page = words(client.get(reverse("recommendations_matrix"), {"country": "XEX"}))
    assert "sector=justice&amp;pillar=prevention" in page
    assert "sector=health" not in page
    assert "Without pillar or sector: 0" in page
    answer = client.get(reverse("recommendations_matrix_csv"), {"country": "XEX"})
    rows = words(answer).splitlines()
    assert rows[0] == "sector,prevention,rehabilitation,promotion,total"
    assert rows[1] == "law,1,0,0,1"
    assert rows[-1] == "total,1,0,0,1"
    assert words(client.get(reverse("recommendations_matrix_csv"))).splitlines() == rows
    list_page = reverse("recommendations_scope")
    asked = {"decided": "in", "sector": "justice", "pillar": "prevention", "country": "XEX"}
    assert str(one.pk) in words(client.get(list_page, asked))
    assert str(one.pk) not in words(client.get(list_page, {**asked, "pillar": "promotion"}))


def test_many_are_decided_together_and_back(at_desk):
    many = [make.make_recommendation(paragraph=str(n)) for n in range(3)]
    client = at_desk("desk_officer")
    address = reverse("recommendations_scope_many", args=["in"])
    answer = client.post(address, {"all": "on", "filters": "outlook=sure&country=XEX"})
    page = words(client.get(answer.url))
    assert "3 rows were changed." in page
    assert {decided(one) for one in many} == {True}
    answer = client.post(answer.url)
    assert [str(said) for said in get_messages(answer.wsgi_request)] == ["3 rows are as before."]
    assert "undone" in words(client.get(answer.url))
    out = make.make_recommendation(make.NOTHING)
    client.post(reverse("recommendations_scope_many", args=["out"]), {"chosen": [str(out.pk)]})
    assert decided(out) is False


def test_another_persons_bulk_is_not_there(at_desk):
    bulk = actions.decide_many(
        [make.make_recommendation().pk], in_scope=True, by=at_desk("desk_officer").person
    )
    assert at_desk("coordinator").get(bulk.get_absolute_url()).status_code == 404


def test_the_list_asks_no_more_for_three_than_for_one(at_desk):
    client = at_desk("desk_officer")
    address = reverse("recommendations_scope")
    client.get(address)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make.make_recommendation()
        with CaptureQueriesContext(connection) as asked:
            client.get(address, {"country": "XEX"})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_worker_reads_and_never_decides(as_role):
    make.make_recommendation(read=False)
    with as_role("worker"):
        assert actions.read_new(by="job:recommendations.read")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT has_column_privilege('recommendations_standing', 'in_scope', 'UPDATE'),"
                " has_table_privilege('recommendations_scopedecision', 'INSERT')"
            )
            assert cursor.fetchone() == (False, False)
