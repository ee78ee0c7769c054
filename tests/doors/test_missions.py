"""The missions door: signing in, and an honest first page."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from rapporteur.kernel.clock import today
from rapporteur.people.desks.models import MissionMembership
from rapporteur.world.models import Country
from tests.factories.people import make_account, sign_in, sign_in_fully

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    country, _new = Country.objects.get_or_create(
        iso3="XEX", defaults={"names": {"en": "Exerland"}, "standing": "exercise", "source": "x"}
    )
    account = make_account("missions")
    MissionMembership.objects.create(account=account, country=country, since=date(2026, 1, 1))
    return account


def test_the_home_page_names_the_state_and_says_that_nothing_came(door, officer, as_role):
    client = door("missions")
    connection.check_constraints()

    with as_role("missions"):
        sign_in_fully(client, officer)
        page = client.get("/").content.decode()

    assert "Exerland" in page
    assert "Nothing has been addressed to you yet" in page


@pytest.mark.parametrize("until", [0, -1])
def test_an_account_whose_time_is_over_speaks_for_no_state(door, officer, until):
    MissionMembership.objects.update(until=today() + timedelta(days=until))
    client = sign_in(door("missions"), officer)

    assert "speaks for no State" in client.get("/").content.decode()


def test_the_missions_door_has_no_page_of_the_desk(door, officer):
    client = sign_in(door("missions"), officer)

    assert {client.get(f"/{page}/").status_code for page in ("members", "journal")} == {404}


@pytest.mark.requirement("M1")
def test_the_missions_door_asks_for_a_second_factor_too(door):
    client = sign_in(door("missions"), make_account("missions", factor=False))

    assert client.get("/").url == reverse("second_factor")
    assert client.get(reverse("second_factor")).status_code == 200


@pytest.mark.parametrize("language", ["ar", "zh-hans", "en", "fr", "ru", "es"])
def test_the_page_stands_in_six_languages(door, officer, language):
    officer.language = language
    officer.save()
    client = sign_in(door("missions"), officer)

    page = client.get("/").content.decode()

    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page
