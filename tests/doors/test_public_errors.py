"""What goes wrong at the public door is said plainly, in the language of the address."""

import pytest
from django.test import Client, override_settings

from rapporteur.doors.public import gallery
from rapporteur.doors.public.views import components, home
from rapporteur.kernel.environment import ROOT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("part", "code"), [("en", "en"), ("ar", "ar"), ("zh", "zh-hans")])
def test_not_found_is_said_in_the_language_of_the_address(door, part, code):
    answer = door("public").get(f"/{part}/nowhere/")
    page = answer.content.decode()

    assert answer.status_code == 404
    assert f'<html lang="{code}"' in page
    assert f'action="/{part}/search/"' in page


def test_not_found_without_a_language_speaks_the_browsers(door):
    answer = door("public").get("/nowhere/", headers={"accept-language": "ar"})

    assert '<html lang="ar" dir="rtl">' in answer.content.decode()
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_host_that_is_not_ours_is_refused_with_a_plain_page(door):
    door("public")
    with override_settings(ALLOWED_HOSTS=["localhost"]):
        answer = Client().get("/fr/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "evil.example" not in answer.content.decode()
    assert 'href="/"' in answer.content.decode()


def test_a_fault_of_ours_is_said_without_the_database(door, monkeypatch):
    def fail(*_args):
        raise RuntimeError("the database is gone")

    door("public")
    monkeypatch.setattr(home.shown, "counts", fail)
    monkeypatch.setattr("rapporteur.doors.context.is_exercise", fail)
    answer = Client(raise_request_exception=False).get("/es/")
    page = answer.content.decode()

    assert answer.status_code == 500
    assert '<html lang="es" dir="ltr">' in page
    assert "the database is gone" not in page
    assert 'href="/"' in page


def test_every_component_stands_in_the_gallery():
    folders = (ROOT / "rapporteur/doors/public/templates", ROOT / "templates")
    found = {
        str(path.relative_to(folder))
        for folder in folders
        for path in folder.rglob("components/*.html")
    }

    assert found == {*gallery.SAMPLES, "components/languages.html"}


def test_the_gallery_shows_both_directions_and_both_themes(door):
    page = door("public").get("/en/components/").content.decode()

    for direction in ("ltr", "rtl"):
        for theme in ("light", "dark"):
            assert page.count(f'class="panel-of-samples {theme}"') == 2
            assert f'dir="{direction}"' in page


def test_there_is_no_gallery_in_a_real_installation(door, monkeypatch):
    monkeypatch.setattr(components, "is_exercise", lambda: False)

    assert door("public").get("/en/components/").status_code == 404
