"""Open data at the public door, as its role reads it."""

import csv
import io
import json
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import translation

from rapporteur.doors import rooms
from rapporteur.kernel.clock import now
from rapporteur.kernel.environment import role_name
from rapporteur.kernel.reference.actions import correct
from rapporteur.kernel.reference.models import Change
from rapporteur.law.models import (
    CommentOnProvision,
    GeneralComment,
    Instrument,
    Provision,
    TreatyAction,
)
from rapporteur.people.mandates.models import Mandate, MandateTitle
from rapporteur.publication import exports, feeds
from rapporteur.world.models import Country

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
NAMES = list(rooms.tables())


def table_of(model, key):
    """Return the table of a model, also where no file of it ships yet."""
    return replace(rooms.tables()["mandates.mandate"], model=model, key=key)


@pytest.fixture
def get(door, as_role):
    client = door("public")

    def at_the_door(name, *args, language="en", **headers):
        with translation.override(language):
            address = reverse(name, args=args)
        headers["accept_language"] = language
        with as_role("public"):
            answer = client.get(address, follow=True, headers=headers)
            if answer.streaming:
                answer.body = b"".join(answer.streaming_content).decode()
            else:
                answer.body = answer.content.decode()
        return answer

    return at_the_door


def rows_of(answer):
    return list(csv.DictReader(io.StringIO(answer.body, newline=""), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_each_table_gives_the_same_rows_as_csv_and_as_json(get, name):
    table = rooms.tables()[name]
    in_csv = rows_of(get("open_data_csv", name))
    in_json = json.loads(get("open_data_json", name).body)
    assert len(in_csv) == len(in_json["rows"]) == table.model._default_manager.count()
    assert [list(row) for row in in_json["rows"]] == [in_json["columns"]] * len(in_csv)
    for row in in_csv:
        assert row["source"]
        assert row["exercise"] == "yes"


@pytest.mark.parametrize("name", NAMES)
def test_each_table_says_its_origin_and_licence(name):
    assert exports.origin(rooms.tables()[name].path).licence


@pytest.mark.parametrize("name", NAMES)
def test_no_number_of_this_database_is_given_away(name):
    headers = [one.name for one in exports.columns(rooms.tables()[name], rooms.tables())]
    assert "id" not in headers


def test_json_says_what_it_is(get):
    answer = get("open_data_json", "mandates.mandate")
    found = json.loads(answer.body)
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert found["table"] == "mandates.mandate"
    assert found["exercise"] is True
    assert "unknown, never no" in found["note"]
    assert found["data_of"] == Change.objects.latest("at").at.date().isoformat()
    assert found["origin"]


def test_a_real_record_is_not_marked_as_an_exercise(get, monkeypatch):
    monkeypatch.setattr(exports, "mode", lambda: "real")
    monkeypatch.setattr("rapporteur.doors.public.views.open_data.is_exercise", lambda: False)
    monkeypatch.setattr("rapporteur.doors.public.feeds.is_exercise", lambda: False)
    answer = get("open_data_csv", "mandates.mandate")
    assert {row["exercise"] for row in rows_of(answer)} == {"no"}
    assert "X-Rapporteur-Mode" not in answer
    assert json.loads(get("open_data_json", "mandates.mandate").body)["exercise"] is False
    assert feed(get)[1].findtext(f"{ATOM}title") == "Changes to the record"


def test_csv_is_utf8_in_the_order_of_keys_with_the_columns_of_the_file(get):
    answer = get("open_data_csv", "mandates.mandatetitle")
    rows = rows_of(answer)
    assert answer["Content-Type"] == "text/csv; charset=utf-8; header=present"
    assert answer["Content-Disposition"] == 'attachment; filename="mandates.mandatetitle.csv"'
    keys = [(row["mandate"], row["valid_from"]) for row in rows]
    assert keys == sorted(keys)
    first = next(row for row in rows if row["mandate"] == "SALECHILD")
    assert first["titles_fr"].startswith("Rapporteur spécial")
    assert first["titles_zh"].startswith("买卖儿童")


def test_a_record_is_named_by_its_key_and_not_by_a_number():
    fact = {"source": "a test", "as_of": "2026", "evidence": "general"}
    treaty = Instrument.objects.create(
        key="XT", label="XT", kind="treaty", titles={"en": "A"}, short_titles={"en": "A"},
        binding=True, named_in_report=True, position=998, **fact,
    )  # fmt: skip
    place = Provision.objects.create(
        instrument=treaty, number="3(1)", position=1, source="a test", as_of="2026"
    )
    comment = GeneralComment.objects.create(
        key="XT-GC1", number=1, symbol="X/1", titles={"en": "A"}, **fact
    )
    link = CommentOnProvision.objects.create(
        comment=comment, provision=place, source="a test", as_of="2026"
    )
    links = table_of(CommentOnProvision, ("comment_id", "provision_id"))
    tables = {"law.provision": table_of(Provision, ("instrument_id", "number"))}

    found = exports.records(links, tables).get(pk=link.pk)
    columns = {one.name: one.value(found) for one in exports.columns(links, tables)}

    assert (columns["comment"], columns["provision"]) == ("XT-GC1", "XT/3(1)")
    assert exports.records(links, tables).query.order_by == (
        *("comment_id", "provision__instrument_id", "provision__number"),
    )


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula_for_a_spreadsheet(get, sign):
    Mandate.objects.filter(code="SALECHILD").update(note=f"{sign}1+1")
    row = next(
        r for r in rows_of(get("open_data_csv", "mandates.mandate")) if r["code"] == "SALECHILD"
    )
    assert row["note"] == f"'{sign}1+1"
    found = json.loads(get("open_data_json", "mandates.mandate").body)["rows"]
    assert next(r for r in found if r["code"] == "SALECHILD")["note"] == f"{sign}1+1"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (["a", 2], "a; 2"),
        (-3, "-3"),
        ({"a": 1}, '{"a": 1}'),
    ],
)
def test_a_value_is_written_as_our_own_files_write_it(value, text):
    assert exports.cell(value) == text


@pytest.mark.parametrize("name", ["open_data_csv", "open_data_json"])
def test_what_has_not_changed_is_not_sent_again(get, name):
    first = get(name, "mandates.mandate")
    again = get(name, "mandates.mandate", if_none_match=first["ETag"])
    since = get(name, "mandates.mandate", if_modified_since=first["Last-Modified"])
    assert (first.status_code, again.status_code, since.status_code) == (200, 304, 304)
    assert first["Cache-Control"] == "public, max-age=300"
    assert first["X-Rapporteur-Mode"] == "exercise"
    assert first.body == get(name, "mandates.mandate").body


def test_a_correction_changes_the_tag_of_its_table_only(get):
    before = [
        get("open_data_csv", name)["ETag"] for name in ("mandates.mandate", "mandates.relation")
    ]
    correct(
        rooms.tables()["mandates.mandate"], "SALECHILD", "note", "Better.",
        reason="a test", source="a test", by="x",
    )  # fmt: skip
    after = [
        get("open_data_csv", name)["ETag"] for name in ("mandates.mandate", "mandates.relation")
    ]
    assert (before[0] != after[0], before[1] == after[1]) == (True, True)


def test_csv_and_json_have_tags_of_their_own(get):
    assert get("open_data_csv", NAMES[0])["ETag"] != get("open_data_json", NAMES[0])["ETag"]


@pytest.mark.parametrize(
    "path",
    [
        "accounts.account.csv",
        "reference.correction.csv",
        f"{'x' * 1000}.json",
        "world.country' --.json",
        "states/ZZZ.json",
        "states/%00.json",
    ],
)
def test_what_is_not_reference_data_is_not_here(door, as_role, path):
    client = door("public")
    with as_role("public"):
        assert client.get(f"/data/{path}").status_code == 404


@pytest.fixture
def exerland():
    country = Country.objects.get_or_create(
        iso3="XEX",
        defaults={"names": {"en": "Exerland"}, "standing": "exercise", "source": "exercise"},
    )[0]
    treaty = Instrument.objects.get_or_create(
        key="XTREATY",
        defaults={
            "label": "XTREATY", "kind": "treaty", "titles": {"en": "A"}, "short_titles": {"en": "A"},
            "binding": True, "named_in_report": False, "position": 999, "source": "exercise",
        },
    )[0]  # fmt: skip
    TreatyAction.objects.create(
        instrument=treaty, country=country, kind="accession", taken_on="2001", source="exercise",
        as_of="2026", evidence="general",
    )  # fmt: skip
    return country


def test_all_of_one_state_is_one_file(get, exerland, monkeypatch):
    extra = table_of(TreatyAction, ("instrument_id", "country_id", "kind", "taken_on"))
    states = table_of(Country, ("iso3",))
    tables = {"world.country": states, **rooms.tables(), "law.treatyaction": extra}
    monkeypatch.setattr(rooms, "tables", lambda: tables)
    found = json.loads(get("open_data_state", "XEX").body)
    assert found["state"]["iso3"] == "XEX"
    assert found["exercise"] is True
    [row] = [r for r in found["tables"]["law.treatyaction"] if r["instrument"] == "XTREATY"]
    assert (row["kind"], row["taken_on"], row["as_of"]) == ("accession", "2001", "2026")


def test_the_page_lists_every_table_with_rows_source_licence_and_day(get):
    page = get("open_data").body
    for name, table in rooms.tables().items():
        assert f'id="{name}"' in page
        assert reverse("open_data_csv", args=[name]) in page
        assert f'<td class="clock">{table.model._default_manager.count()}</td>' in page
    assert "facts; written for this project" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_once_however_many_rows(get, django_assert_num_queries, rows):
    for number in range(rows):
        MandateTitle.objects.create(
            mandate_id="SALECHILD", form="SR", titles={"en": "A"}, valid_from=f"197{number}",
            source="a test", as_of="2026", evidence="general",
        )  # fmt: skip
    get("open_data")
    with django_assert_num_queries(8):  # four of the page, four of the role and its transaction
        get("open_data")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_table_is_read_at_once_however_many_rows(get, django_assert_num_queries, rows):
    for number in range(rows):
        MandateTitle.objects.create(
            mandate_id="SALECHILD", form="SR", titles={"en": "A"}, valid_from=f"197{number}",
            source="a test", as_of="2026", evidence="general",
        )  # fmt: skip
    with django_assert_num_queries(7):
        get("open_data_csv", "mandates.mandatetitle")


def feed(get, **headers):
    answer = get("changes", **headers)
    return answer, ET.fromstring(answer.body)


def text_of(element, name):
    return element.findtext(f"{ATOM}{name}")


def test_the_feed_has_all_that_atom_asks_for(get):
    answer, root = feed(get)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert root.tag == f"{ATOM}feed"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    for element in (root, *root.iter(f"{ATOM}entry")):
        assert text_of(element, "id").startswith("urn:uuid:")
        assert text_of(element, "title")
        assert text_of(element, "updated").endswith(("Z", "+00:00"))
    assert root.find(f"{ATOM}author").findtext(f"{ATOM}name") == "Rapporteur"
    assert {"self", "alternate"} <= {link.get("rel") for link in root.findall(f"{ATOM}link")}
    assert all(
        e.find(f"{ATOM}link").get("href").startswith("http") for e in root.iter(f"{ATOM}entry")
    )


def test_a_load_is_one_entry_however_many_rows_it_changed(get):
    Change.objects.all().delete()
    moment = now()
    Change.objects.bulk_create(
        Change(at=moment, table="world.country", key=f"C{n}", kind="added", file="states.csv")
        for n in range(4000)
    )
    _, root = feed(get)
    [entry] = root.iter(f"{ATOM}entry")
    assert text_of(entry, "title") == "states.csv: 4000 records added"
    assert entry.find(f"{ATOM}link").get("href").endswith("#world.country")


def test_a_correction_is_an_entry_that_leads_to_the_page_of_the_record(get, monkeypatch):
    correct(
        rooms.tables()["mandates.mandate"], "SALECHILD", "note", "Better.",
        reason="a test", source="a test", by="x",
    )  # fmt: skip
    monkeypatch.setattr(
        "rapporteur.doors.public.places.address",
        lambda place: f"/{place['name']}/{place['args'][0]}/",
    )
    _, root = feed(get)
    entry = next(root.iter(f"{ATOM}entry"))
    assert text_of(entry, "title").startswith("Special Rapporteur on the sale")
    assert text_of(entry, "title").endswith(": 1 record corrected")
    assert entry.find(f"{ATOM}link").get("href").endswith("/mandate/SALECHILD/")
    assert "note" in text_of(entry, "summary")


def test_ids_stay_the_same_and_differ_from_each_other(get):
    first = [text_of(e, "id") for e in feed(get)[1].iter(f"{ATOM}entry")]
    again = [text_of(e, "id") for e in feed(get, language="fr")[1].iter(f"{ATOM}entry")]
    assert first == again
    assert len(set(first)) == len(first)


@pytest.mark.requirement("M6")
@pytest.mark.parametrize("language", ["en", "fr", "es", "ar", "zh-hans", "ru"])
def test_the_feed_says_its_language(get, language):
    _, root = feed(get, language=language)
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang").startswith(language)


def test_a_feed_that_has_not_changed_is_not_sent_again(get):
    first, _ = feed(get)
    assert get("changes", if_none_match=first["ETag"]).status_code == 304
    assert first["ETag"] != get("changes", language="ru")["ETag"]


def test_the_feed_is_short_and_marked_as_of_an_exercise(get):
    _, root = feed(get)
    assert text_of(root, "title") == "Exercise: Changes to the record"
    assert len(list(root.iter(f"{ATOM}entry"))) <= feeds.NEWEST


def test_without_changes_the_feed_is_still_a_feed(get):
    Change.objects.all().delete()
    _, root = feed(get)
    assert list(root.iter(f"{ATOM}entry")) == []
    assert text_of(root, "updated")


@pytest.mark.parametrize("name", ["open_data", "changes"])
def test_no_page_of_open_data_keeps_a_cookie_or_takes_a_post(get, door, name):
    assert not get(name).cookies
    assert door("public").post(reverse(name), follow=True).status_code == 405


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("public", {"SELECT"}),
        ("desk", {"SELECT", "INSERT", "UPDATE", "DELETE"}),
        (
            "worker",
            {"SELECT", "INSERT", "UPDATE", "DELETE"},
        ),  # what it publishes at its hour is found
        ("backup", {"SELECT"}),
        ("intake", set()),
        ("missions", set()),
        ("partners", set()),
    ],
)
def test_each_role_may_do_only_this_with_the_index_of_the_search(role, may):
    verbs = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT verb FROM unnest(%s::text[]) AS verb"
            " WHERE has_table_privilege(%s, 'publication_searchentry', verb)",
            [list(verbs), role_name(role)],
        )
        assert {verb for (verb,) in cursor.fetchall()} == may
