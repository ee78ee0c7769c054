"""Instruments by article, general comments, scope and terms, as the public door shows them."""

import re

import pytest

from rapporteur.kernel.clock import today
from rapporteur.law.models import Instrument, ScopeCode, Term
from rapporteur.law.queries.acceptance import Standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(door):
    return door("public")


def text(client, address, **given):
    return client.get(address, given).content.decode()


def plain(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.requirement("R21.1")
@pytest.mark.parametrize(("key", "last"), [("OPSC", 17), ("CRC", 54)])
def test_each_article_of_the_two_core_treaties_has_an_address(client, key, last):
    page = text(client, f"/en/instruments/{key}/")

    assert [number for number in range(1, last + 1) if f'id="art-{number}"' not in page] == []


@pytest.mark.requirement("R21.1")
def test_a_paragraph_has_an_address(client):
    assert 'id="p-8(1)(g)"' in text(client, "/en/instruments/OPSC/")


@pytest.mark.requirement("R23.1")
@pytest.mark.parametrize(
    ("key", "number", "year"),
    [("ILO182", "182", 1999), ("ILO138", "138", 1973), ("ILO105", "105", 1957)],
)
def test_the_conventions_on_child_labour_show_number_and_year(client, key, number, year):
    page = plain(text(client, f"/en/instruments/{key}/"))

    assert f"C{number}" in page
    assert re.search(rf"Adopted[^.]*{year}", page)


@pytest.mark.requirement("R23.2")
@pytest.mark.parametrize(("key", "act"), [("DECL4185", "41/85"), ("BEIJING", "40/33")])
def test_what_is_not_binding_says_so_and_has_no_positions(client, key, act):
    page = plain(text(client, f"/en/instruments/{key}/"))

    assert "not binding" in page
    assert act in page
    assert "Where States stand" not in page
    soft = text(client, "/en/instruments/").partition('id="not-binding"')[2]
    assert f"/en/instruments/{key}/" in soft


@pytest.mark.requirement("R23.3")
def test_the_protocols_stand_below_their_convention(client):
    page = text(client, "/en/instruments/UNTOC/")

    assert all(f'<a href="/en/instruments/{key}/">' in page for key in ("PALERMO", "SMUGGLING"))
    assert '<a href="/en/instruments/UNTOC/">' in text(client, "/en/instruments/PALERMO/")


def test_every_instrument_is_in_one_list(client):
    listed = re.findall(
        r'<li><a href="/en/instruments/([^/"]+)/">', text(client, "/en/instruments/")
    )

    assert sorted(listed) == sorted(Instrument.objects.values_list("key", flat=True))


def test_positions_are_summed_up_with_those_that_are_not_known(client):
    answer = client.get("/en/instruments/OPSC/")
    overview = answer.context["overview"]

    assert sum(line.count for line in overview.lines) == len(overview.rows)
    for line in overview.lines:
        assert (
            f'{line.standing.label}</span> <strong class="clock">{line.count}'
            in answer.content.decode()
        )
    unknown = [row for row in overview.rows if row.standing == Standing.UNKNOWN]
    assert ("not in our record</span>" in answer.content.decode()) == bool(unknown)


@pytest.mark.requirement("R21.2")
def test_an_article_says_which_general_comments_explain_it(client):
    page = text(client, "/en/instruments/CRC/")
    article = page[page.index('id="art-34"') : page.index('id="art-35"')]

    assert {"CRC-GC13", "CRC-GC25"} <= set(re.findall(r"/en/comments/([^/]+)/", article))
    comment = text(client, "/en/comments/CRC-GC13/")
    assert re.search(r'href="/en/instruments/CRC/#p-34[("]', comment)
    assert "/en/scope/" in comment


@pytest.mark.parametrize("path", ["instruments/opsc", "comments/crc-gc13", "scope/sale"])
def test_a_code_in_small_letters_leads_to_its_page(client, path):
    folder, _, code = path.partition("/")

    assert client.get(f"/en/{path}/").url == f"/en/{folder}/{code.upper()}/"


@pytest.mark.parametrize("folder", ["instruments", "comments", "scope", "terms", "mandates"])
@pytest.mark.parametrize("code", ["NOTHING", "x" * 5000, "%00", "%E2%80%AE", "a%20b", "'"])
def test_what_is_not_on_record_is_not_found(client, folder, code):
    assert client.get(f"/en/{folder}/{code}/").status_code == 404


@pytest.mark.requirement("R17.1")
def test_every_code_shows_what_it_rests_on(client):
    for code in ScopeCode.objects.all():
        page = text(client, f"/en/scope/{code.code}/")
        rests = page[page.index("What it rests on") : page.index("The answer over time")]

        assert "/en/instruments/" in rests or re.search(r"\d{4}\)", rests), code.code


@pytest.mark.requirement("R17.4")
def test_the_preferred_term_comes_first_and_treaty_words_only_in_quotation_marks(client):
    page = text(client, "/en/terms/")
    without_quotes = plain(re.sub(r"<q>.*?</q>", "", page))

    for term in Term.objects.all():
        assert f'<a class="large" href="/en/terms/{term.code}/">{term.preferred}</a>' in page
    assert "<q>child pornography</q>" in page
    assert "child pornography" not in without_quotes
    assert "child prostitution" not in without_quotes


@pytest.mark.requirement("R17.4")
@pytest.mark.parametrize("path", ["", "about/", "about/easy/", "scope/", "states/", "comments/"])
def test_our_own_words_are_the_preferred_ones(client, path):
    page = plain(
        re.sub(r"<q\b.*?</q>|<option.*?</option>", "", text(client, f"/en/{path}"))
    ).casefold()

    for word in ("child pornography", "child prostitut", "child sex tourism", "child marriage"):
        assert word not in page


@pytest.mark.requirement("R17.2")
@pytest.mark.parametrize(
    ("on", "commercial", "answer"),
    [
        ("2022-05-01", "no", "borderline"),
        ("2023-04-03", "no", "borderline"),
        ("2023-04-04", "no", "fits"),
        ("2022-05-01", "yes", "fits"),
    ],
)
def test_the_answer_follows_the_mandate_of_the_day(client, on, commercial, answer):
    page = text(client, "/en/scope/", code="CSA", on=on, commercial=commercial)

    assert f'class="status wraps answer-{answer}"' in page
    assert f'value="{on}"' in page


def test_without_a_day_the_answer_is_that_of_today(client):
    answer = client.get("/en/scope/", {"code": "SALE"})

    assert answer.context["answered"].day == today()
    assert 'class="status wraps answer-fits"' in answer.content.decode()


def test_what_is_not_known_yet_is_asked_for(client):
    page = text(client, "/en/scope/", code="CSA", on="2022-05-01")

    assert "Was anything given or promised in return" in page
    assert "To ask first:" in page


def test_who_else_may_act_stands_under_the_title_of_the_day(client):
    page = text(client, "/en/scope/", code="CSA", on="2022-05-01", commercial="no")

    assert '<a href="/en/mandates/CRC/">Committee on the Rights of the Child</a>' in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"code": "CSA", "on": "yesterday"}, "Write the day like this: 2008-07-16."),
        ({"code": "CSA", "on": "2022-02-30"}, "Write the day like this: 2008-07-16."),
        ({"code": "CSA", "on": "1700-01-01"}, "The record begins in 1946."),
        ({"code": "CSA", "on": "٢٠٢٢\u202e"}, "Write the day like this: 2008-07-16."),
        ({"code": "CSA", "on": "2" * 5_000}, "Write the day like this: 2008-07-16."),
        ({"code": "NOTHING", "on": "2022-05-01"}, "This kind of matter is not in the record."),
        ({"code": "\x00", "on": "2022-05-01"}, "This kind of matter is not in the record."),
        ({"code": "", "on": "2022-05-01"}, "Choose a kind of matter."),
        ({"code": "CSA", "commercial": "perhaps"}, "perhaps is not one of the available choices"),
    ],
)
def test_a_question_that_cannot_be_read_is_answered_and_kept(client, asked, words):
    answer = client.get("/en/scope/", asked)
    page = answer.content.decode()

    assert (answer.status_code, answer.context["answered"]) == (200, None)
    assert words in page
    if len(asked.get("on", "")) < 100 and "\x00" not in asked["code"]:
        assert f'value="{asked.get("on", "")}"' in page or "on" not in asked


def test_the_tree_shows_what_was_in_use_on_the_day(client):
    then = text(client, "/en/scope/", code="SALE", on="2000-01-01")
    now = text(client, "/en/scope/")
    later = ScopeCode.objects.filter(valid_from__gt="2000-01-01", valid_to="").first()

    assert f'<li id="{later.code}">' not in then
    assert f'<li id="{later.code}">' in now
