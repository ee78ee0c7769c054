"""How journalists reach the mandate: what the operator gave, or in plain words that nothing was."""

import pytest

from rapporteur.kernel import environment

pytestmark = pytest.mark.django_db
CONTACT = "Press desk, press@mandate.example, +00 000"


@pytest.fixture
def get(door, as_role):
    client = door("public")

    def at_the_door(path):
        with as_role("public"):
            return client.get(path).content.decode()

    return at_the_door


def test_an_empty_contact_is_said_in_plain_words(get, monkeypatch):
    monkeypatch.delenv("RAPPORTEUR_PRESS", raising=False)

    assert "No contact for the press has been given" in get("/en/about/press/")
    assert 'href="/en/about/press/"' in get("/en/letters/")


def test_the_contact_stands_as_it_was_given(get, monkeypatch):
    monkeypatch.setenv("RAPPORTEUR_PRESS", f"{CONTACT} <b>")
    page = get("/en/about/press/")

    assert f"<bdi>{CONTACT} &lt;b&gt;</bdi>" in page
    assert "No contact for the press" not in page


@pytest.mark.parametrize("bad", ["two\nlines", "x" * 201])
def test_what_is_no_contact_is_refused(monkeypatch, bad):
    monkeypatch.setenv("RAPPORTEUR_PRESS", bad)

    with pytest.raises(environment.Misconfigured, match="one line"):
        environment.press_contact()
