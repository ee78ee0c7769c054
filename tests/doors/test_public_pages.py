"""Every page of the public door once: found, small, quiet, the same for everyone."""

import re

import pytest
from babel.messages.pofile import read_po
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.doors.languages import PARTS
from rapporteur.doors.public import context
from rapporteur.kernel.environment import ROOT
from rapporteur.operations.messages import catalogue_path
from tests.factories.publication import make_example
from tests.journeys.pages import PUBLIC

pytestmark = pytest.mark.django_db
EASY = ROOT / "rapporteur/doors/public/templates/public/easy.html"
A_PAGE = 100_000  # bytes, as the brief of the door has it
MISSING = {"no-such-page/"}
OF_THE_RECORD = [path for path in PUBLIC if path != "components/"]  # that one is all made up


@pytest.fixture
def client(door):
    make_example()
    return door("public")


def text(client, address):
    return client.get(address).content.decode()


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("part", ["en", "ar", pytest.param("ru", marks=pytest.mark.full)])
def test_every_page_is_found_and_small(client, as_role, part, path):
    with as_role("public"):
        answer = client.get(f"/{part}/{path}")

    assert answer.status_code == (404 if path in MISSING else 200)
    assert len(answer.content) < A_PAGE


@pytest.mark.requirement("SG9")
@pytest.mark.requirement("A9")
@pytest.mark.requirement("L7")
@pytest.mark.parametrize("path", PUBLIC)
def test_no_page_has_script_cookie_or_anything_of_others(client, path):
    answer = client.get(f"/en/{path}")
    page = answer.content.decode()

    assert "<script" not in page
    assert answer.cookies == {}
    assert (
        re.findall(
            r'(?:src|href)="(?!/|#|\?|about:blank|http://testserver|http://localhost:)[^"]+"', page
        )
        == []
    )
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_every_title_is_its_own(client):
    titles = {}
    for path in PUBLIC:
        title = re.search(r"<title>(.*?)</title>", text(client, f"/en/{path}"), re.DOTALL)[1]
        titles.setdefault(" ".join(title.split()), []).append(path.partition("?")[0])

    assert {title: paths for title, paths in titles.items() if len(set(paths)) > 1} == {}
    assert all(len(title) > len(" · Rapporteur") for title in titles)


@pytest.mark.parametrize("path", PUBLIC)
def test_every_page_has_one_heading_of_the_first_order_and_a_way_past_the_head(client, path):
    page = text(client, f"/fr/{path}")

    assert page.count("<h1") == 1
    assert page.index('class="skip"') < page.index("<header")
    assert page.count('id="content"') == 1


@pytest.mark.parametrize("path", OF_THE_RECORD)
def test_no_id_stands_twice(client, path):
    found = re.findall(r'\sid="([^"]*)"', text(client, f"/en/{path}"))

    assert sorted({one for one in found if found.count(one) > 1}) == []


@pytest.mark.parametrize("path", OF_THE_RECORD)
def test_every_link_inside_the_door_leads_somewhere(client, path):
    """Pages about one State, instrument or mandate are many: one of each kind is enough."""
    page = text(client, f"/en/{path}")
    links = sorted({link.partition("#")[0] for link in re.findall(r'href="(/en/[^"]*)"', page)})
    kinds = {re.sub(r"/[^/]+/$", "/one/", link.partition("?")[0]): link for link in links}

    assert [
        link for link in kinds.values() if client.get(link.replace("&amp;", "&")).status_code != 200
    ] == []


@pytest.mark.parametrize("part", PARTS.values())
def test_an_exercise_says_so_on_every_page(client, part):
    for path in PUBLIC:
        assert 'class="exercise"' in text(client, f"/{part}/{path}")


def test_pages_may_be_kept_for_minutes(client):
    assert set(client.get("/en/states/").headers["Cache-Control"].split(", ")) == {
        "public",
        "max-age=300",
    }


@pytest.mark.parametrize("path", ["", "states/", "scope/", "mandates/"])
def test_nothing_is_taken(client, path):
    assert client.post(f"/en/{path}", {"a": "b"}).status_code == 405


# Queries of each kind of page; a page that asks once a row would not keep its number.
QUERIES = {
    "": 3,
    "about/": 3,
    "about/easy/": 0,
    "about/children/": 0,
    "about/children/10-13/": 0,
    "about/data/": 0,
    "states/": 4,
    "states/?instrument=OPSC": 8,
    "states/EST/": 18,
    "instruments/": 2,
    "instruments/OPSC/": 10,
    "comments/": 1,
    "comments/CRC-GC13/": 4,
    "scope/": 3,
    "scope/?code=CSA&on=2022-05-01&commercial=no": 10,
    "scope/SALE/": 7,
    "terms/": 1,
    "mandates/": 2,
    "mandates/SALECHILD/": 14,
    "letters/": 8,
    "letters/?state=XEX&mandate=SALECHILD&scope=SALE": 9,
    "letters/EXAMPLE1/": 7,
    "data/": 4,
}


@pytest.mark.parametrize(("path", "most"), QUERIES.items())
def test_a_page_asks_few_queries(client, path, most):
    client.get(f"/en/{path}")
    with CaptureQueriesContext(connection) as asked:
        client.get(f"/en/{path}")

    assert len(asked) <= most


def test_the_first_page_leads_four_readers(client, monkeypatch):
    monkeypatch.setattr(context, "intake_address", lambda: "https://tell.example/")
    page = text(client, "/en/")

    assert 'href="https://tell.example/" rel="noreferrer"' in page
    assert "Are you in danger now?" in page
    for path in ("states", "scope", "data"):
        assert f'class="button quiet" href="/en/{path}/"' in page


@pytest.mark.parametrize("part", PARTS.values())
def test_what_the_mandate_is_says_what_it_can_and_cannot_do(client, part):
    page = text(client, f"/{part}/about/")

    assert {"do", "cannot", "contact"} <= set(re.findall(r'<h2 id="(\w+)"', page))


def test_who_does_not_say_who_they_are_is_told_what_follows(client):
    sentence = "If you do not tell us who you are, we cannot write to a Government."

    assert sentence in text(client, "/en/about/")
    assert sentence in text(client, "/en/about/easy/")
    assert "Last reviewed on 24 November 2026." in text(client, "/en/about/")


@pytest.mark.parametrize("part", PARTS.values())
def test_easy_to_read_says_whether_a_reader_has_seen_it(client, part):
    page = text(client, f"/{part}/about/easy/")

    assert ('class="note"' in page) == (part != "en")


def easy_sentences():
    page = EASY.read_text(encoding="utf-8")
    main = page[page.index('<div class="easy') : page.index("</div>")]
    return re.findall(r'{% translate "(.+?)" %}', main)


@pytest.mark.parametrize("language", ["fr", "es", "ar", "zh_Hans", "ru"])
def test_a_language_of_the_page_that_is_easy_to_read_lacks_no_sentence(language):
    with catalogue_path(language).open("rb") as file:
        catalogue = read_po(file)
    own = [catalogue.get(sentence) for sentence in easy_sentences()]

    assert len(own) > 25
    assert [one.id for one in own if not one.string or one.fuzzy] == []
    assert [one.string for one in own if len(one.string.split()) > 20] == []


def test_sentences_that_are_easy_to_read_are_short(client):
    page = text(client, "/en/about/easy/")
    main = page[
        page.index('class="easy') : page.index('<p class="soft">', page.index('class="easy'))
    ]
    sentences = re.findall(r"[^.?!>]+[.?!]", re.sub(r"</?(a|strong)\b[^>]*>", "", main))

    assert len(sentences) > 20
    assert [one for one in sentences if len(one.split()) > 17] == []


@pytest.mark.parametrize("path", ["scope/", "states/", "mandates/", "search/"])
def test_labels_of_forms_stand_without_a_colon(client, path):
    page = text(client, f"/en/{path}")

    assert "</label>" in page
    assert re.search(r":\s*</label>", page) is None


def test_where_the_facts_come_from_is_told_file_by_file(client):
    page = text(client, "/en/about/data/")

    for file in ("countries.csv", "treaty_actions.csv", "mandates.csv"):
        assert f"<bdi>{file}</bdi>" in page
    assert "General knowledge, not yet verified" in page
