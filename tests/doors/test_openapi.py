"""The description of the open data, held against the door: each operation is asked, nothing drifts."""

import csv
import io
import json
from importlib import import_module

import pytest
from django.db.models import JSONField
from django.test import Client

from rapporteur.doors import rooms
from rapporteur.doors.public import openapi
from rapporteur.publication import exports, letters
from rapporteur.world.models import Country
from tests.architecture.test_urls import addresses
from tests.factories.publication import make_example, make_published_earlier

pytestmark = pytest.mark.django_db
ADDRESS = "/data/openapi.json"
TABLES = [*letters.TABLES, *rooms.tables()]
ALWAYS = {
    *letters.TABLES,
    "world.country",
    "law.treatyaction",
}  # the others have their turn in the full run
EACH_TABLE = [
    name if name in ALWAYS else pytest.param(name, marks=pytest.mark.full) for name in TABLES
]
JSON_TYPES = {
    "object": dict, "array": list, "string": str, "boolean": bool, "integer": int,
    "null": type(None),
}  # fmt: skip


@pytest.fixture
def get(door, as_role):
    client = door("public")

    def at_the_door(path, method="get", **headers):
        with as_role("public"):
            answer = getattr(client, method)(path, headers=headers)
            parts = answer.streaming_content if answer.streaming else [answer.content]
            answer.body = b"".join(parts).decode(errors="replace")
        return answer

    return at_the_door


@pytest.fixture
def told(get):
    return json.loads(get(ADDRESS).body)


def at(told, shape):
    """Return what a reference leads to, or the shape itself."""
    while "$ref" in shape:
        found = told
        for part in shape["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        shape = found
    return shape


def misfits(told, shape, value, where="$"):
    """Yield where a value is not as a shape says; for the words of JSON Schema that we use."""
    shape = at(told, shape)
    if "const" in shape and value != shape["const"]:
        yield where
    names = shape.get("type", [])
    types = tuple(JSON_TYPES[one] for one in ([names] if isinstance(names, str) else names))
    if types and (not isinstance(value, types) or (value is True and bool not in types)):
        yield where
    elif isinstance(value, dict):
        known = shape.get("properties", {})
        missing = [one for one in shape.get("required", []) if one not in value]
        unknown = shape.get("additionalProperties") is False and value.keys() - known.keys()
        yield from [f"{where}.{one}" for one in (*missing, *(unknown or ()))]
        for name in known.keys() & value.keys():
            yield from misfits(told, known[name], value[name], f"{where}.{name}")
    elif isinstance(value, list) and "items" in shape:
        for place, one in enumerate(value):
            yield from misfits(told, shape["items"], one, f"{where}[{place}]")


def of_examples(told, address, operation):
    """Return an address with the example of each of its parameters put in."""
    for one in operation["parameters"]:
        found = at(told, one)
        if found["in"] == "path":
            address = address.replace("{" + found["name"] + "}", found["example"])
    return address


def operations(told):
    return [(a, o) for a, methods in told["paths"].items() for o in methods.values()]


def test_every_file_of_the_door_is_described_and_nothing_else(told):
    patterns = addresses(import_module("rapporteur.doors.public.open_urls").urlpatterns)
    files = {str(address) for address, _view in patterns if "." in str(address)}

    shown = {openapi.PLACE.sub(r"{\1}", one) for one in files}
    assert {one.removeprefix("/").removeprefix("{language}/") for one in told["paths"]} == shown
    assert len(operations(told)) == len(shown)


def test_each_operation_answers_as_it_is_described(get, told):
    make_example()
    for address, operation in operations(told):
        answer = get(of_examples(told, address, operation))
        found = operation["responses"]["200"]

        assert answer.status_code == 200, address
        assert [answer["Content-Type"]] == list(found["content"]), address
        assert found["headers"].keys() - {"X-Rapporteur-Mode"} <= answer.headers.keys(), address
        assert {at(told, one)["description"] for one in found["headers"].values()}


def test_an_unchanged_file_is_answered_as_it_is_described(get, told):
    make_example()
    kept = [(a, o) for a, o in operations(told) if "304" in o["responses"]]

    assert len(kept) == len(told["paths"]) - 1  # all of one State has no tag
    for address, operation in kept:
        path = of_examples(told, address, operation)
        assert get(path, if_none_match=get(path)["ETag"]).status_code == 304, address


@pytest.mark.parametrize(
    "wrong", ["nothing", "x" * 1000, "%00", "..%2f..%2fetc", "%ff", "a%0d%0ab"]
)
def test_what_is_not_there_is_answered_as_it_is_described(get, told, wrong):
    for address, operation in operations(told):
        if "404" not in operation["responses"]:
            continue
        answer = get(address.replace("{name}", wrong).replace("{iso3}", wrong))
        if "{language}" not in address:
            found = at(told, operation["responses"]["404"])
            assert (answer.status_code, [answer["Content-Type"]]) == (404, list(found["content"]))


def test_a_language_that_we_do_not_speak_is_not_there(get, told):
    feeds = [(a, o) for a, o in operations(told) if "{language}" in a]
    languages = told["components"]["parameters"]["language"]["schema"]["enum"]

    def spoken(code):
        asked = [of_examples(told, a.replace("{language}", code), o) for a, o in feeds]
        return {get(one).status_code for one in asked}

    assert spoken("de") == {404}
    assert [code for code in languages if spoken(code) != {200}] == []


def test_a_question_that_cannot_be_read_is_answered_as_it_is_described(door, settings, told):
    settings.ALLOWED_HOSTS = ["localhost"]
    answer = Client().get(ADDRESS, headers={"host": "evil.example"})
    unreadable = told["components"]["responses"]["unreadable"]

    assert (answer.status_code, [answer["Content-Type"]]) == (400, list(unreadable["content"]))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_no_other_method_is_taken(get, told, method):
    for address, operation in operations(told):
        answer = get(of_examples(told, address, operation), method)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD"), address


@pytest.mark.parametrize("name", EACH_TABLE)
def test_each_table_has_the_shape_that_is_described(get, told, name):
    make_example()
    make_published_earlier()
    found = json.loads(get(f"/data/{name}.json").body)
    header = next(csv.reader(io.StringIO(get(f"/data/{name}.csv").body)))

    assert found["rows"]
    assert list(misfits(told, told["components"]["schemas"][name], found))[:5] == []
    described = told["paths"]["/data/{name}.csv"]["get"]["x-csv-columns"]
    assert header == described[name]
    assert name in told["components"]["parameters"]["name"]["schema"]["enum"]


def test_all_of_one_state_has_the_shape_that_is_described(get, told):
    make_example()
    make_published_earlier()
    shape = told["components"]["schemas"]["state"]
    for iso3 in ("XEX", "EST"):
        found = json.loads(get(f"/data/states/{iso3}.json").body)
        assert list(misfits(told, shape, found))[:5] == []
        assert list(found["tables"]) == [*rooms_of_states(), *letters.TABLES, "visits"]


def rooms_of_states():
    return list(exports.naming_states(Country, rooms.tables()))


def test_a_wrong_shape_would_be_found(told):
    shape = told["components"]["schemas"]["world.country.row"]
    right = dict.fromkeys(shape["properties"], "")

    assert "$.names" in set(misfits(told, shape, right))
    assert set(misfits(told, shape, {"extra": 1})) == {
        "$.extra",
        *(f"$.{name}" for name in shape["required"]),
    }
    assert list(misfits(told, {"const": 1}, 2)) == ["$"]


def test_a_list_of_facts_is_told_from_texts_in_languages():
    types = {"array": JSONField(default=list), "object": JSONField(default=dict)}
    assert {name: exports.types_of(field) for name, field in types.items()} == {
        "array": ("array",),
        "object": ("object",),
    }


def test_every_reference_of_the_description_leads_somewhere(told):
    def walk(value):
        if isinstance(value, dict):
            if "$ref" in value:
                assert at(told, value)
            for one in value.values():
                walk(one)
        elif isinstance(value, list):
            for one in value:
                walk(one)

    walk(told)
    assert told["openapi"] == "3.1.0"


def test_the_page_of_open_data_leads_to_the_description(get):
    assert f'href="{ADDRESS}"' in get("/en/data/").body
