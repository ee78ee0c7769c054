"""What the intake door keeps between requests, so as to be quick: nothing of whoever writes."""

import pytest

from rapporteur.doors.intake import forms
from rapporteur.doors.languages import PARTS
from rapporteur.world.models import Country
from tests.doors.test_intake_thread import (  # noqa: F401 - fixtures
    code,
    desk,
    new_code,
    officer,
    pepper,
    say,
    source,
)

pytestmark = pytest.mark.django_db
XEX = '<option value="XEX" selected>'


@pytest.fixture
def _kept(monkeypatch):
    """Keep the list of States as in real work, and begin with none."""
    monkeypatch.setattr(forms, "KEPT", 10.0)
    monkeypatch.setattr(forms, "_listed", {})


def page_of(source, address):  # noqa: F811
    return source.get(address).content.decode()


@pytest.mark.usefixtures("_kept")
def test_the_list_of_states_is_read_once_a_language(source, code):  # noqa: F811
    found = {part: page_of(source, f"/{part}/page/state/") for part in PARTS.values()}
    Country.objects.filter(pk="FRA").update(names={"en": "Changed"})

    assert ["Changed" in page_of(source, f"/{part}/page/state/") for part in found] == [False] * 6
    assert "Франция" in page_of(source, "/ru/page/state/")
    assert "法国" in page_of(source, "/zh/page/state/")
    assert forms._listed.keys() == set(PARTS)


@pytest.mark.usefixtures("_kept")
def test_a_correction_shows_once_the_list_is_old(source, code, monkeypatch):  # noqa: F811
    page_of(source, "/en/page/state/")
    Country.objects.filter(pk="FRA").update(names={"en": "Changed"})
    monkeypatch.setattr(forms, "KEPT", 0.0)

    assert "Changed" in page_of(source, "/en/page/state/")


@pytest.mark.usefixtures("_kept")
def test_what_one_source_chose_stands_on_no_page_of_another(source, code):  # noqa: F811
    say(source, "state", "XEX")
    assert XEX in page_of(source, "/en/page/state/")

    source.cookies.clear()
    other = new_code(source)
    source.post("/en/kept/", {"code": other, "last": other[-5:]})
    page = page_of(source, "/en/page/state/")
    assert '<option value="XEX">' in page
    assert XEX not in page
