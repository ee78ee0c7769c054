"""Public recommendations as open data: packed each night, given as they were packed."""

import csv
import gzip
import io
import json
from hashlib import sha256

import pytest

from rapporteur.kernel.clock import today
from rapporteur.recommendations.models import Recommendation
from tests.factories.follow_up import make_recommendation
from tests.factories.publication import make_dump

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("E11")]
EACH = ["recommendations.csv", "recommendations.json"]
PACKED = [f"dumps/{name}.gz" for name in EACH]


@pytest.fixture
def get(door, as_role):
    client = door("public")

    def at_the_door(path, **headers):
        with as_role("public"):
            answer = client.get(path if path[0] == "/" else f"/data/{path}", headers=headers)
            parts = answer.streaming_content if answer.streaming else [answer.content]
            answer.body = b"".join(parts)
        return answer

    return at_the_door


@pytest.mark.parametrize("path", [*EACH, *PACKED])
def test_before_the_first_night_there_is_no_file(get, path):
    assert get(path).status_code == 404
    assert get("dumps.json").json() == {"dumps": []}


def test_each_packed_file_is_what_the_list_says_and_holds_the_table(get):
    one = make_recommendation("Exercise: =enact a law", states=("XEX",))
    make_dump()
    listed = get("dumps.json").json()["dumps"]
    assert [told["address"] for told in listed] == [f"/data/{path}" for path in PACKED]
    for told, name in zip(listed, EACH, strict=True):
        file = get(f"dumps/{name}.gz", **{"accept-encoding": "gzip"})
        assert (told["as_of"], told["bytes"]) == (today().isoformat(), len(file.body))
        assert sha256(file.body).hexdigest() == told["sha256"] == file["ETag"].strip('"')
        assert file["X-Rapporteur-Mode"] == "exercise"
        assert f"{today()}" in file["Content-Disposition"]
        assert gzip.decompress(file.body) == get(name).body
        assert get(f"dumps/{name}.gz", **{"if-none-match": file["ETag"]}).status_code == 304
        assert get(name, **{"if-none-match": get(name)["ETag"]}).status_code == 304
    rows = json.loads(get("recommendations.json").body)["rows"]
    assert len(rows) == listed[0]["rows"]
    mine = next(row for row in rows if row["key"] == str(one.pk))
    assert (mine["states"], mine["licence"]) == (["XEX"], "text of the United Nations; facts")
    in_csv = list(csv.DictReader(io.StringIO(get("recommendations.csv").body.decode())))
    assert [row["key"] for row in in_csv] == [row["key"] for row in rows]


def test_nothing_that_the_desk_decided_is_told(get):
    make_recommendation()  # in scope, with tags
    make_dump()
    told = get("recommendations.json").body.decode()
    assert "SALE.ADOPTION" not in told
    assert '"prevention"' not in told
    assert "scope" not in json.loads(told)["columns"]


def test_pages_list_it_with_its_codebook(get):
    assert "recommendations, CSV, gzip" in get("/en/data/").body.decode()
    make_dump()
    page = get("/en/data/").body.decode()
    rows = Recommendation.objects.count()
    assert f'<td class="clock">{rows}</td>' in page
    assert "concluding observations" in get("recommendations/codebook.csv").body.decode()
    assert get("recommendations/codebook.json").json()["codebook"] == "recommendations"
    assert "Codebook" in get("/en/data/recommendations/").body.decode()
