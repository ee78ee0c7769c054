"""States: the map of tiles, and the page of one State."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.doors.public import maps, positions, profiles
from rapporteur.law.models import Instrument, Reservation, TreatyAction
from rapporteur.people.mandates.models import Mandate
from rapporteur.visits.models import VisitEvent
from rapporteur.world.models import Country

pytestmark = pytest.mark.django_db
BAD = ["", "nothing", "x" * 100_000, "OP\x00SC", "\u202eOPSC", "<b>", "' OR 1=1"]
FACT = {"source": "exercise", "as_of": "2025-01-01", "evidence": "document"}


@pytest.fixture
def client(door):
    return door("public")


def text(client, address, **given):
    return client.get(address, given).content.decode()


def row(page, name):
    """Return the words of the line of a table that begins with a name."""
    line = re.search(rf"<tr><th[^>]*>(?:<[^>]+>)*{name}.*?</tr>", page, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", line).split())


def test_each_state_has_one_tile_and_one_line(client):
    page = text(client, "/en/states/")
    tiles = re.findall(r'<a class="tile[^"]*" href="/en/states/(\w+)/" tabindex="-1"', page)
    lines = re.findall(r'<li><a href="/en/states/(\w+)/">', page)

    assert sorted(tiles) == sorted(lines)
    assert set(tiles) == set(Country.objects.states().values_list("iso3", flat=True))
    assert "XEX" in tiles
    assert Country.objects.members().count() == 193


def test_the_map_is_hidden_from_screen_readers_and_has_no_stop_for_the_keyboard(client):
    page = text(client, "/en/states/")
    shown = page[
        page.index('<div class="map" aria-hidden="true">') : page.index('<div class="lists')
    ]

    assert shown.count("<a ") == shown.count('tabindex="-1"') > 190


def test_every_mark_of_a_treaty_is_a_word_with_a_shape(client):
    page = text(client, "/en/states/", instrument="OPSC")

    assert "Optional Protocol on the sale of children" in page
    legend = re.search(r'<ul class="legend">(.*?)</ul>', page, re.DOTALL)[1]
    standings = re.findall(
        r'<span class="status (\w+)">[^<]+</span> <strong class="clock">(\d+)', legend
    )
    tiles = re.findall(r'<a class="tile (\w+)"', page)
    assert {name: tiles.count(name) for name, _ in standings} == {n: int(c) for n, c in standings}
    assert re.search(r"As of [^<]*20\d\d", page)


def test_a_state_of_which_nothing_is_known_is_shown_as_not_known(client):
    TreatyAction.objects.filter(country="EST", instrument="OPSC").delete()

    assert "not in our record" in row(text(client, "/en/states/", instrument="OPSC"), "Estonia")
    page = text(client, "/en/states/EST/")
    unknown = page[page.index("<details><summary>") :]
    assert "Optional Protocol on the sale of children" in unknown
    assert "never a “no”" in unknown


@pytest.mark.parametrize("bad", BAD)
def test_a_treaty_that_is_none_is_answered_in_words(client, bad):
    answer = client.get("/en/states/", {"instrument": bad})
    page = answer.content.decode()

    assert answer.status_code == 200
    assert ("This treaty is not in the record." in page) == bool(bad.strip())
    assert len(page) < 100_000


def test_a_treaty_that_binds_nobody_cannot_be_asked_for(client):
    assert "not in the record" in text(client, "/en/states/", instrument="BEIJING")


def put(country, kind, taken_on, instrument="OPSC"):
    TreatyAction.objects.filter(country=country, instrument=instrument).delete()
    TreatyAction.objects.create(
        country_id=country, instrument_id=instrument, kind=kind, taken_on=taken_on, **FACT
    )


@pytest.mark.parametrize(
    ("kind", "taken_on", "words"),
    [
        ("ratification", "2004-08-03", "party 3 August 2004"),
        ("ratification", "2004-08", "party August 2004"),
        ("accession", "2004", "party 2004"),
        ("consent", "", "party day not in our record"),
        ("signature", "2003-09-24", "signed only 24 September 2003"),
        ("none_listed", "", "no action listed by the source"),
    ],
)
def test_a_position_is_a_word_with_its_date_as_exact_as_it_is_known(client, kind, taken_on, words):
    put("XEX", kind, taken_on)

    line = row(text(client, "/en/states/XEX/"), "Optional Protocol on the sale of children")

    assert re.fullmatch(
        rf"Optional Protocol on the sale of children {words} 1 January 2025 \[\d\]", line
    )


def test_no_state_is_called_not_party(client):
    assert "not party" not in text(client, "/en/states/USA/").casefold()
    assert "not a party" not in text(client, "/en/states/", instrument="CRC").casefold()


def test_a_reservation_is_shown_with_what_it_says(client):
    Reservation.objects.filter(country="XEX").delete()
    Reservation.objects.create(
        country_id="XEX", instrument_id="OPSC", kind="declaration", made_on="2004-03",
        provisions="3(5)", gist={"en": "Made up."}, **FACT,
    )  # fmt: skip
    page = text(client, "/en/states/XEX/")

    assert "<strong>Declaration</strong>" in page
    assert "Made up." in page
    assert "March 2004" in page


def test_a_state_without_reservations_on_record_is_not_said_to_have_none(client):
    Reservation.objects.filter(country="EST").delete()

    assert "this is not to say that there are none" in text(client, "/en/states/EST/")


def test_visits_are_told_with_their_document_and_as_a_partial_record(client):
    page = text(client, "/en/states/EST/")

    assert "29 July 2008</strong> request renewed" in page
    assert "text not held" in page
    assert "A/HRC/9/21" in page
    assert "The record is partial" in page


def test_a_state_without_a_visit_on_record_is_not_said_to_have_had_none(client):
    page = text(client, "/en/states/TUV/")

    assert "No visit or request is in our record." in page
    assert "The record is partial" in page


def test_reviews_to_come_are_told_from_those_that_were():
    found = profiles.reviews(Country.objects.get(iso3="EST"), date(2026, 1, 1))

    assert [(one.session.number, one.is_next) for one in found] == [(52, True), (10, False)]


def test_a_state_with_a_country_mandate_names_it(client):
    assert "/en/mandates/MMR/" in text(client, "/en/states/MMR/")


def test_the_name_is_in_the_language_of_the_page_and_folded_in_six(client):
    page = text(client, "/ar/states/EST/")

    assert "<h1>إستونيا</h1>" in page
    folded = page[page.index("<details><summary>") :]
    assert all(f'<li lang="{code}"' in folded for code in ("en", "fr", "es", "zh-hans", "ru"))


def test_what_the_source_says_in_english_is_marked_as_english(client):
    assert '<span lang="en" dir="ltr">' in text(client, "/ar/states/EST/")
    assert '<span lang="en"' not in text(client, "/en/states/EST/")


@pytest.mark.parametrize("path", ["est", "Est"])
def test_a_code_in_small_letters_leads_to_the_state(client, path):
    assert client.get(f"/en/states/{path}/").url == "/en/states/EST/"


@pytest.mark.parametrize("code", ["ZZZ", "x" * 40, "..", "%00", "%E2%80%AE", "EST'--", "x" * 9000])
def test_an_unknown_state_is_not_found_and_one_can_search(client, code):
    answer = client.get(f"/en/states/{code}/")

    assert answer.status_code == 404
    assert 'action="/en/search/"' in answer.content.decode()


def test_an_area_is_never_shown_as_a_state(client):
    assert "not a State of this record" in text(client, "/en/states/GRL/")
    assert "/en/states/GRL/" not in text(client, "/en/states/")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_a_state_asks_the_same_number_of_queries(client, rows):
    mandate = Mandate.objects.get(code="SALECHILD")
    for table in (TreatyAction, Reservation, VisitEvent):
        table.objects.filter(country="XEX").delete()
    for year, key in zip(range(2001, 2001 + rows), ["CRC", "OPSC", "OPAC"], strict=False):
        of_state = {"country_id": "XEX", **FACT}
        acts = {"instrument_id": key, **of_state}
        TreatyAction.objects.create(kind="ratification", taken_on=str(year), **acts)
        Reservation.objects.create(kind="reservation", made_on=str(year), **acts)
        VisitEvent.objects.create(
            mandate=mandate, kind="requested", starts_on=str(year), **of_state
        )
    client.get("/en/states/XEX/")

    with CaptureQueriesContext(connection) as asked:
        client.get("/en/states/XEX/")

    assert len(asked) == 16


def test_positions_come_from_one_day_or_from_several():
    instrument = Instrument.objects.get(key="OPSC")
    TreatyAction.objects.filter(instrument=instrument).delete()
    assert positions.overview(instrument).as_of == "Our record holds no fact about this."
    put("EST", "ratification", "2004")
    assert positions.overview(instrument).as_of == "As of 1 January 2025."
    TreatyAction.objects.create(
        country_id="FRA", instrument=instrument, kind="ratification",
        **{**FACT, "as_of": "2022-08"},
    )  # fmt: skip
    assert positions.overview(instrument).as_of == "As of August 2022 to 1 January 2025, by State."


def test_exerland_is_in_no_region_and_a_state_is_in_its_own():
    assert maps.area_of(Country.objects.get(iso3="XEX")) is None
    area = maps.area_of(Country.objects.get(iso3="EST"))
    assert (area.code, "EST" in {one.country.iso3 for one in area.stands}) == ("150", True)
