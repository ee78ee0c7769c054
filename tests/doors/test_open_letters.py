"""Letters and replies as open data and as a feed, as the role of the public door gives them."""

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rapporteur.communications.publishing import copies
from rapporteur.communications.publishing.redaction import Words
from rapporteur.publication import letters
from rapporteur.publication.models import PublishedLetter
from tests.factories.publication import (
    REPLY,
    WORDS,
    make_example,
    make_published,
    make_published_reply,
)

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
FILES = [f"data/{name}.{form}" for name in letters.TABLES for form in ("csv", "json")]


def in_csv(get, name):
    return list(csv.DictReader(io.StringIO(get(f"data/{name}.csv").body, newline=""), strict=True))


def in_json(get, name):
    return json.loads(get(f"data/{name}.json").body)


def entries(get, part="en"):
    root = ET.fromstring(get(f"{part}/letters.atom").body)
    return root, list(root.iter(f"{ATOM}entry"))


@pytest.mark.parametrize("name", ["letters", "replies"])
def test_csv_and_json_hold_the_same_letters(get, name):
    make_example()
    rows, found = in_csv(get, name), in_json(get, name)

    assert [row["key"] for row in rows] == [row["key"] for row in found["rows"]]
    assert [list(row) for row in found["rows"]] == [found["columns"]] * len(rows)
    assert list(rows[0]) == found["columns"]
    assert "id" not in found["columns"]
    for row in rows:
        told = (row["exercise"], row["source"], row["as_of"], row["licence"])
        assert told == ("yes", letters.SOURCE, "2026-05-04", letters.LICENCE)
    assert found["exercise"] is True
    assert (found["table"], found["data_of"]) == (name, "2026-05-04")
    assert "do not measure how much abuse there is" in found["note"]


@pytest.mark.requirement("R31.2")
def test_a_letter_is_one_row_with_its_text_and_without_what_was_removed(get):
    make_example()
    [row] = [one for one in in_json(get, "letters")["rows"] if one["key"] == "EXAMPLE1"]

    assert row["text"] == (
        "Excellency, this is an exercise.\n\nAccording to the information received:\n\n"
        "1. A family was promised work for […]\n\nPlease say what was done."
    )
    assert (row["country"], row["addressee"], row["kind"]) == ("XEX", "Exerland", "AL")
    assert (row["mandates"], row["joint"]) == (["SALECHILD", "SLAVTRAF"], True)
    assert (row["sent_on"], row["replied_on"]) == ("2026-03-02", "2026-04-20")
    assert sorted(row["replies"]) == ["REPLYAR1", "REPLYEN1"]
    assert row["binding"] == ["OPSC, art. 3(1)"]
    assert row["signatures"][1] == "E. Xample: Special Rapporteur of the exercise"


def test_a_reply_is_one_row_with_its_letter(get):
    make_example()
    rows = {row["key"]: row for row in in_json(get, "replies")["rows"]}

    assert rows["REPLYEN1"]["letter"] == "EXAMPLE1"
    said = "نشكر على الرسالة.[…]\n\nالصفحة الأولى من التمرين."
    assert rows["REPLYAR1"]["text"] == said
    assert rows["REPLYAR1"]["language"] == "ar"


def test_what_was_made_public_of_a_file_is_read_in_every_form(get):
    """The words are those that the desk writes, not the tests' own."""
    passages = (("text-1", "See the file."), ("page-1-1", "Page one."), ("page-1-2", "Page two."))
    reply = make_published_reply(words=copies.of_reply(Words(passages=passages)))
    said = "See the file.\n\nPage one.\n\nPage two."

    assert [row["text"] for row in in_csv(get, "replies")] == [said]
    assert [row["text"] for row in in_json(get, "replies")["rows"]] == [said]
    of_state = json.loads(get(f"data/states/{reply.letter.country_id}.json").body)
    assert [row["text"] for row in of_state["tables"]["replies"]] == [said]
    page = get(f"en/letters/{reply.letter.key}/").body
    assert page.count('<p class="kept">Page ') == 2


def test_rows_stand_by_date_whatever_the_order_in_which_they_were_made(get):
    later = make_published(sent_on=date(2026, 3, 9))
    earlier = make_published(sent_on=date(2026, 3, 1))
    second = make_published_reply(later, received_on=date(2026, 4, 2))
    first = make_published_reply(later, received_on=date(2026, 4, 1))

    assert [row["key"] for row in in_csv(get, "letters")] == [earlier.key, later.key]
    assert [row["key"] for row in in_csv(get, "replies")] == [first.key, second.key]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_word_of_anyone_is_a_formula_for_a_spreadsheet(get, sign):
    bad = [{"text": f"{sign}1+1"}]
    parts = [{"number": 3, "pieces": bad, "facts": []}]
    words = {**WORDS, "subject": bad, "addressee": f"{sign}1", "parts": parts}
    letter = make_published(
        words=words, reference=f"{sign}2", addressee_kind="other", why_no_address=f"{sign}3"
    )
    make_published_reply(letter, words={"passages": [bad], "files": []})
    [row], [reply] = in_csv(get, "letters"), in_csv(get, "replies")

    for name in ("subject", "text", "addressee", "reference", "why_no_address"):
        assert row[name].startswith(f"'{sign}")
    assert reply["text"].startswith(f"'{sign}1+1")
    assert in_json(get, "letters")["rows"][0]["subject"] == f"{sign}1+1"


@pytest.mark.parametrize("path", FILES)
def test_what_has_not_changed_is_not_sent_again(get, path):
    make_example()
    first = get(path)

    assert first["Cache-Control"] == "public, max-age=300"
    assert first["X-Rapporteur-Mode"] == "exercise"
    assert get(path, if_none_match=first["ETag"]).status_code == 304


def changed_letter():
    PublishedLetter.objects.filter(key="EXAMPLE1").update(words=WORDS)


def new_reply():
    make_published_reply(PublishedLetter.objects.get(key="EXAMPLE1"))


def withdrawn():
    PublishedLetter.objects.filter(key="EXAMPLE1").delete()


@pytest.mark.parametrize("change", [changed_letter, new_reply, withdrawn])
@pytest.mark.parametrize("path", [*FILES, "en/letters.atom"])
def test_every_change_is_a_new_state_of_the_file(get, as_role, path, change):
    make_example()
    before = get(path)["ETag"]
    with as_role("desk"):  # a change is a transaction of its own
        change()

    assert get(path, if_none_match=before).status_code == 200


def test_each_file_has_a_tag_of_its_own(get):
    assert len({get(path)["ETag"] for path in FILES}) == len(FILES)


def test_a_withdrawn_letter_vanishes_with_its_replies(get):
    make_example().delete()

    for path in (*FILES, "en/letters.atom", "data/states/XEX.json"):
        body = get(path).body
        assert "EXAMPLE1" not in body
        assert "REPLYEN1" not in body


def test_letters_are_part_of_all_that_is_on_record_of_a_state(get):
    make_example()
    tables = json.loads(get("data/states/XEX.json").body)["tables"]

    assert "EXAMPLE1" in {row["key"] for row in tables["letters"]}
    assert {row["letter"] for row in tables["replies"]} == {"EXAMPLE1"}
    assert json.loads(get("data/states/EST.json").body)["tables"]["letters"] == []


def test_the_page_of_open_data_lists_both_with_rows_source_licence_and_day(get):
    make_example()
    page = get("en/data/").body
    for name, rows in (("letters", 3), ("replies", 2)):
        line = page[page.index(f'<tr id="{name}">') :].partition("</tr>")[0]
        assert f'<td class="clock">{rows}</td>' in line
        assert letters.SOURCE in line
        assert letters.LICENCE in line
        assert "2026-05-04" in line
        assert f'href="/data/{name}.csv"' in line
    assert "<bdi>letters.csv</bdi>" in get("en/about/data/").body


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries"), [(FILES[0], 4), (FILES[2], 2), ("en/letters.atom", 2)]
)
def test_files_ask_as_much_for_three_letters_as_for_one(door, rows, path, queries):
    client = door("public")
    for _ in range(rows):
        make_published_reply()
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/{path}")
        b"".join(answer.streaming_content if answer.streaming else [answer.content])

    assert len(asked) == queries


@pytest.mark.requirement("L2")
def test_the_feed_has_all_that_atom_asks_for(get):
    make_example()
    answer = get("en/letters.atom")
    root, found = entries(get)

    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert root.findtext(f"{ATOM}title") == "Exercise: Published letters"
    assert {"self", "alternate"} <= {link.get("rel") for link in root.findall(f"{ATOM}link")}
    for element in (root, *found):
        assert element.findtext(f"{ATOM}id").startswith("urn:uuid:")
        assert element.findtext(f"{ATOM}updated").endswith(("Z", "+00:00"))
    assert len({one.findtext(f"{ATOM}id") for one in found}) == 3
    [example] = [one for one in found if link_of(one) == "EXAMPLE1"]
    title = "Exercise: Allegation letter · Exerland · 2 March 2026 · reply published"
    assert example.findtext(f"{ATOM}title") == title
    assert example.find(f"{ATOM}link").get("href") == "http://testserver/en/letters/EXAMPLE1/"
    [summary] = example.findall(f"{ATOM}summary")
    assert (summary.get(LANG), summary.text) == ("en", WORDS["subject"][0]["text"])


@pytest.mark.requirement("M6")
@pytest.mark.parametrize(
    ("part", "language"),
    [("en", "en"), ("fr", "fr"), ("es", "es"), ("ar", "ar"), ("zh", "zh-hans"), ("ru", "ru")],
)
def test_the_feed_says_its_language_and_keeps_its_ids(get, part, language):
    make_example()
    root, found = entries(get, part)

    assert root.get(LANG) == language
    ids = [one.findtext(f"{ATOM}id") for one in found]
    assert ids == [one.findtext(f"{ATOM}id") for one in entries(get)[1]]


def test_a_letter_comes_first_again_when_a_reply_is_published(get):
    old = make_published(published_on=date(2026, 5, 1))
    new = make_published(published_on=date(2026, 5, 8))
    assert [link_of(one) for one in entries(get)[1]] == [new.key, old.key]

    make_published_reply(old, published_on=date(2026, 6, 1), words=REPLY)
    [first, _] = entries(get)[1]
    assert link_of(first) == old.key
    assert first.findtext(f"{ATOM}updated").startswith("2026-06-01")
    assert first.findtext(f"{ATOM}published").startswith("2026-05-01")


def link_of(entry):
    return entry.find(f"{ATOM}link").get("href").rstrip("/").rpartition("/")[2]


def test_what_was_removed_is_not_in_the_feed_and_markup_stays_text(get):
    subject = [{"text": "<b>For</b> "}, {"removed": "child"}]
    make_published(words={**WORDS, "subject": subject}, language="fr", exercise=False)
    [entry] = entries(get)[1]
    summary = entry.find(f"{ATOM}summary")

    assert (summary.text, summary.get(LANG), summary.get("type")) == (
        "<b>For</b> […]",
        "fr",
        "text",
    )
    assert not entry.findtext(f"{ATOM}title").startswith("Exercise")


def test_an_empty_feed_is_still_a_feed_and_a_full_one_is_short(get):
    root, found = entries(get)
    assert found == []
    assert root.findtext(f"{ATOM}updated")

    for _ in range(letters.IN_FEED + 2):
        make_published()
    assert len(entries(get)[1]) == letters.IN_FEED


def test_the_list_names_its_feed(get):
    assert '<link rel="alternate" type="application/atom+xml" href="/fr/letters.atom"' in (
        get("fr/letters/").body
    )
