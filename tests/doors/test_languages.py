"""Language in the address: which one, and how a visitor gets to theirs."""

import pytest
from django.urls import reverse
from django.utils import translation

from rapporteur.doors import languages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "en"),
        ("fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("zh-TW", "zh-hans"),
        ("zh-CN,zh;q=0.9", "zh-hans"),
        ("km, ar;q=0.5", "ar"),
        ("km", "en"),
        ("*", "en"),
        ("\x00;;q=nan", "en"),
        ("x" * 10_000, "en"),
    ],
)
def test_the_best_of_our_languages_is_chosen(header, code):
    assert languages.accepted(header) == code


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/zh/states/", "zh-hans"),
        ("/ar/", "ar"),
        ("/states/", None),
        ("/en-gb/", None),
        ("/", None),
    ],
)
def test_a_path_names_its_language(path, code):
    assert languages.named(path) == code


@pytest.mark.parametrize("name", ["public", "intake"])
@pytest.mark.parametrize(
    ("header", "there"), [("es-AR", "/es/"), ("ru", "/ru/"), ("zh", "/zh/"), ("", "/en/")]
)
def test_the_first_address_leads_to_ones_own_language(door, name, header, there):
    answer = door(name).get("/", headers={"accept-language": header})

    assert (answer.status_code, answer.url) == (302, there)
    assert answer.headers["Vary"] == "Accept-Language"


def test_an_address_without_language_leads_to_its_page(door):
    answer = door("public").get("/mandates/?on=2008-07-16", headers={"accept-language": "fr"})

    assert (answer.status_code, answer.url) == (302, "/fr/mandates/?on=2008-07-16")


def test_an_address_that_is_none_in_any_language_is_not_found(door):
    assert door("public").get("/nowhere/at/all/").status_code == 404


def test_addresses_are_made_in_the_language_of_the_page(door):
    door("public")

    found = {}
    for code in languages.PARTS:
        with translation.override(code):
            found[code] = reverse("mandates")

    assert found == {code: f"/{part}/mandates/" for code, part in languages.PARTS.items()}


@pytest.mark.requirement("M6")
@pytest.mark.parametrize("code", languages.PARTS)
def test_a_page_says_its_language_and_offers_itself_in_the_other_five(door, code):
    part = languages.PARTS[code]
    answer = door("public").get(f"/{part}/mandates/?on=2008-07-16")
    page = answer.content.decode()

    assert answer.headers["Content-Language"] == code
    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in page
    for other, its in languages.PARTS.items():
        address = f"/{its}/mandates/?on=2008-07-16"
        assert f'hreflang="{other}" href="http://testserver{address}"' in page
        assert f'<a href="{address}" lang="{other}"' in page
    assert 'hreflang="x-default" href="http://testserver/mandates/?on=2008-07-16"' in page


def test_the_language_does_not_leak_into_what_comes_after(door):
    door("public").get("/ar/")

    assert translation.get_language() == "en"


@pytest.mark.parametrize("asked", ["?q=" + "x" * 10_000, "x" * 10_000 + "/"])
def test_an_address_that_is_too_long_is_not_repeated(door, asked):
    page = door("public").get(f"/en/states/{asked}").content

    assert len(page) < 100_000
    assert b"xxxxxxxxxx" not in page
