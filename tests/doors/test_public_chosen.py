"""Letters asked for by filters, as a list, as files with their codebook, as feeds, and cited."""

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

import pytest
from django.utils.translation import override

from rapporteur.communications.findables import LETTERS
from rapporteur.doors.languages import PARTS
from rapporteur.publication import citations, codebook, indexing, letters
from rapporteur.publication.kinds import Kind, label_of
from tests.factories.publication import WORDS, make_example, make_published, make_published_reply

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def get(door, as_role):
    client = door("public")

    def at_the_door(path, given=None, **headers):
        with as_role("public"):
            answer = client.get(f"/{path}", given or {}, headers=headers)
            parts = answer.streaming_content if answer.streaming else [answer.content]
            answer.body = b"".join(parts).decode()
        return answer

    return at_the_door


def saying(text, language="en", **more):
    parts = [{"number": 3, "pieces": [{"text": text}], "facts": []}]
    made = make_published(
        words={**WORDS, "subject": [{"text": "An exercise"}], "parts": parts},
        language=language,
        **more,
    )
    indexing.put(LETTERS, made)
    return made


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.body, newline=""), strict=True))


def keys(answer):
    return set(re.findall(r'<li>\s*<a href="/[a-z]+/letters/([^/"]+)/"', answer.body))


@pytest.mark.requirement("L7")
@pytest.mark.parametrize(
    ("language", "text", "asked"),
    [
        ("en", "The families were promised schooling.", "family"),
        ("fr", "Les écoles ont été fermées.", "ecole"),
        ("es", "Se prometieron trabajos a las niñas.", "nina"),
        ("ar", "وعدت المدارس الأطفال بالتعليم", "مدارس"),
        ("ar", "وعد المعلمون الأسر بالعمل", "معلمين"),
        ("ru", "Детям обещали образование.", "образования"),
    ],
)
def test_letters_are_found_by_their_words_in_their_language(get, language, text, asked):
    made = saying(text, language)
    saying("Nothing of this kind.", kind="OL")

    for part in PARTS.values():
        assert keys(get(f"{part}/letters/", {"words": asked})) == {made.key}
    assert keys(get("en/letters/", {"words": asked, "kind": "OL"})) == set()
    assert [row["key"] for row in rows(get("data/letters.csv", {"words": asked}))] == [made.key]


@pytest.mark.requirement("L7")
@pytest.mark.parametrize("part", ["en", "zh"])
def test_two_chinese_characters_find_letters_by_their_titles(get, part):
    """No letter is written in Chinese; its title stands in the index in all six languages."""
    made = saying("One.", kind="UA")
    saying("Two.", kind="AL")
    with override("zh-hans"):
        word = label_of(Kind, "UA")[:2]

    assert len(word) == 2
    assert keys(get(f"{part}/letters/", {"words": word})) == {made.key}


def test_a_reference_is_found_and_signs_alone_find_nothing(get):
    made = saying("One.", reference="AL XEX 1/2026")
    saying("Two.")

    assert keys(get("en/letters/", {"words": "AL XEX 1/2026"})) == {made.key}
    assert keys(get("en/letters/", {"words": "%%% ''"})) == set()


@pytest.mark.parametrize("name", letters.OF_LETTERS)
@pytest.mark.parametrize(
    "given",
    [
        {"kind": "UA"},
        {"state": "XEX", "year": "2026"},
        {"mandate": "SLAVTRAF"},
        {"scope": "SALE"},
        {"replied": "on"},
        {"replied": "none"},
        {"kind": "OL"},
    ],
)
def test_a_file_holds_the_letters_that_the_list_shows(get, name, given):
    make_published_reply(make_example())
    make_published(kind="OL", scope_codes=[], mandates=["SLAVTRAF"])
    listed = keys(get("en/letters/", given))
    field = {"letters": "key", "replies": "letter"}[name]
    told = json.loads(get(f"data/{name}.json", given).body)
    whole = {one[field] for one in json.loads(get(f"data/{name}.json").body)["rows"]}

    assert {one[field] for one in told["rows"]} == listed & whole
    assert {one[field] for one in rows(get(f"data/{name}.csv", given))} == listed & whole
    assert told["asked"] == given


def test_the_list_leads_to_the_files_of_what_it_shows(get):
    make_example()
    page = get("en/letters/", {"kind": "UA", "state": ""}).body

    for name in ("letters.csv", "letters.json", "replies.csv"):
        assert f'href="/data/{name}?kind=UA"' in page
    assert 'href="/en/data/letters/"' in page
    assert "Take these letters along" not in get("en/letters/").body


@pytest.mark.parametrize("given", [{"state": "ZZZ"}, {"year": "26"}, {"replied": "maybe"}])
def test_a_file_is_refused_rather_than_given_with_too_much(get, given):
    make_example()

    assert get("data/letters.csv", given).status_code == 400
    assert get("data/replies.json", given).status_code == 400
    assert get("en/letters/", given).status_code == 200


def test_a_tag_is_of_what_was_asked_for(get):
    make_example()
    tags = {
        get("data/letters.csv", given)["ETag"] for given in ({}, {"kind": "UA"}, {"kind": "AL"})
    }
    first = get("data/letters.csv", {"kind": "UA"})

    assert len(tags) == 3
    assert get("data/letters.csv", {"kind": "UA"}, if_none_match=first["ETag"]).status_code == 304


@pytest.mark.parametrize("table", letters.TABLES.values(), ids=letters.TABLES)
def test_a_codebook_tells_each_column_and_no_other(get, table):
    told = json.loads(get(f"data/{table.name}/codebook.json").body)
    written = rows(get(f"data/{table.name}/codebook.csv"))
    named = [one.name for one in table.columns]

    assert [one["column"] for one in told["rows"]] == named
    assert [one["column"] for one in written] == named
    assert all(one["meaning"] and one["unit"] for one in told["rows"])
    page = get(f"en/data/{table.name}/").body
    assert [one for one in named if f'<tr id="{one}">' not in page] == []
    known = {*codebook.COMMON, *codebook.MEANINGS[table.name]}
    assert codebook.MEANINGS[table.name].keys() <= set(named)
    assert set(named) <= known


def test_codes_of_a_codebook_are_those_that_a_letter_can_have(get):
    [kind] = [
        one
        for one in json.loads(get("data/letters/codebook.json").body)["rows"]
        if one["column"] == "kind"
    ]

    assert kind["values"] == {
        "UA": "urgent appeal", "AL": "allegation letter", "OL": "other letter",
    }  # fmt: skip
    assert get("en/data/nothing/").status_code == 404
    assert f'href="/en/data/{next(iter(letters.TABLES))}/"' in get("en/data/").body


@pytest.mark.requirement("L2")
def test_each_state_and_each_mandate_has_a_feed(get):
    first = make_example()
    other = make_published(addressee_kind="company", country=None, mandates=["SLAVTRAF"])

    def told(path):
        return {
            one.findtext(f"{ATOM}link") or one.find(f"{ATOM}link").get("href")
            for one in ET.fromstring(get(path).body).iter(f"{ATOM}entry")
        }

    of_state, of_mandate = (
        told("en/states/XEX/letters.atom"),
        told("ar/mandates/SLAVTRAF/letters.atom"),
    )
    assert any(first.key in one for one in of_state)
    assert not any(other.key in one for one in of_state)
    assert {one.split("/")[-2] for one in of_mandate} == {first.key, other.key}
    assert told("en/states/EST/letters.atom") == set()
    assert get("en/states/ZZZ/letters.atom").status_code == 404
    assert get("en/mandates/NONE/letters.atom").status_code == 404
    assert "/en/states/XEX/letters.atom" in get("en/states/XEX/").body
    assert "/en/mandates/SLAVTRAF/letters.atom" in get("en/mandates/SLAVTRAF/").body


def test_a_letter_says_how_it_is_cited(get):
    make_example()
    page = " ".join(get("en/letters/EXAMPLE1/").body.split())

    assert (
        "Special Rapporteur on the sale of children; Special Rapporteur of the exercise,"
        " Allegation letter: An exercise: promises made to families (Exerland), AL XEX 1/2026,"
        " 2 March 2026, published on 4 May 2026, http://testserver/letters/EXAMPLE1/."
        " [Exercise: this letter is made up."
    ) in page
    for ending in citations.FORMS:
        assert f'href="/data/letters/EXAMPLE1.{ending}"' in page


def test_citations_are_files_for_programs(get):
    make_example()
    bib, ris = get("data/letters/EXAMPLE1.bib"), get("data/letters/EXAMPLE1.ris")

    assert bib.body.startswith("@misc{letter-EXAMPLE1,\n  author = {{Special Rapporteur on")
    assert "  number = {AL XEX 1/2026},\n  year = {2026},\n  month = {3}" in bib.body
    assert ris.body.splitlines()[0] == "TY  - GEN"
    assert "UR  - http://testserver/letters/EXAMPLE1/" in ris.body.splitlines()
    assert ris.body.splitlines()[-1] == "ER  - "
    assert get("data/letters/NONE.bib").status_code == 404
    assert get("letters/EXAMPLE1/").status_code in (301, 302)  # the address that is cited


def test_no_word_of_a_letter_breaks_out_of_a_citation(get):
    bad = [{"text": "100% {of} a_b \\end & more\nTY  - BOOK\r\nER  - "}]
    letter = make_published(words={**WORDS, "subject": bad})
    bib, ris = (get(f"data/letters/{letter.key}.{one}").body for one in citations.FORMS)

    assert r"100\% \{of\} a\_b \textbackslash{}end \& more TY" in bib
    assert [line[:2] for line in ris.splitlines()].count("TY") == 1
    assert bib.count("{") - bib.count("\\{") == bib.count("}") - bib.count("\\}")
