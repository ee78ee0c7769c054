"""The search of recommendations at the desk: facets as links, pages, files with a codebook."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from rapporteur.recommendations.searching import codebook, search
from rapporteur.recommendations.searching.indexing import renew
from tests.factories import recommendations as make

pytestmark = pytest.mark.django_db


def given(text=make.SURE, **more):
    one = make.make_recommendation(text, **more)
    renew([one.pk])
    return one


def words(answer):
    told = answer.streaming_content if answer.streaming else [answer.content]
    return b"".join(told).decode()


def test_words_and_facets_narrow_the_list(at_desk):
    one, other = given(dated="2012-05"), given(make.NOTHING, dated="2013", positions=["noted"])
    client = at_desk("desk_officer")
    address = reverse("recommendations_search")
    page = words(client.get(address, {"state": "XEX"}))
    assert "2 recommendations fit." in page
    assert "?state=XEX&amp;year=2013" in page
    page = words(client.get(address, {"state": "XEX", "words": "death", "position": "noted"}))
    assert str(other.pk) in page
    assert str(one.pk) not in page
    assert "Position: noted" in page
    assert "?state=XEX&amp;words=death" in page
    page = words(client.get(address, {"year": "12", "words": "x"}))
    assert "greater than or equal to 1945" in page
    assert 'value="12"' in page


def test_pages_go_on_and_back(at_desk, monkeypatch):
    monkeypatch.setattr(search, "A_PAGE", 1)
    new, old = given(dated="2013"), given(dated="2012")
    client = at_desk("desk_officer")
    answer = client.get(reverse("recommendations_search"), {"state": "XEX"})
    assert str(new.pk) in words(answer)
    further = answer.context["further"]
    page = words(client.get(f"{reverse('recommendations_search')}?{further}"))
    assert str(old.pk) in page
    assert "Back to the first page" in page
    for nonsense in ("x", "2013,x", "x,x"):
        answer = client.get(reverse("recommendations_search"), {"state": "XEX", "after": nonsense})
        assert str(new.pk) in words(answer)


@pytest.mark.requirement("E11")
def test_what_is_found_is_a_file_with_a_codebook(at_desk):
    one = given(dated="2012-05")
    given(make.NOTHING)
    client = at_desk("desk_officer")
    asked = {"state": "XEX", "words": "sale"}
    rows = list(
        csv.DictReader(io.StringIO(words(client.get(reverse("recommendations_found_csv"), asked))))
    )
    assert [(row["id"], row["states"], row["in_scope"]) for row in rows] == [
        (str(one.pk), "XEX", "")
    ]
    told = json.loads(words(client.get(reverse("recommendations_found_json"), asked)))
    assert told["asked"] == asked
    assert [row["id"] for row in told["rows"]] == [str(one.pk)]
    book = list(csv.DictReader(io.StringIO(words(client.get(reverse("recommendations_codebook"))))))
    assert (
        [line["column"] for line in book]
        == list(told["rows"][0])
        == [one.name for one in codebook.COLUMNS]
    )
    assert all(line["meaning"] for line in book)
    study = list(
        csv.DictReader(io.StringIO(words(client.get(reverse("recommendations_found_csv")))))
    )
    assert len(study) == 2  # of the Study nothing is read yet


def test_the_search_asks_no_more_for_three_than_for_one(at_desk):
    client = at_desk("desk_officer")
    client.get(reverse("recommendations_search"))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            given(dated="2012")
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("recommendations_search"), {"state": "XEX", "words": "children"})
        counts.append(len(asked))
    assert counts[0] == counts[1]
