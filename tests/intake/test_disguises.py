"""What is noticed in free text, in every row of the fixtures, and what is left alone."""

import csv
import itertools
import random
import re
import sys
from pathlib import Path

import pytest

from rapporteur.intake import disguises
from rapporteur.intake.disguises import (
    addresses,
    blobs,
    folding,
    kinds_of,
    noticed,
    pieces,
    without,
)

DATA = Path(__file__).parent / "data"
SIGN = re.compile(r"<U\+([0-9A-F]{4})>")  # a mark that no reader of the file could see
RESERVED = re.compile(r"example|notarealname|пример|例子", re.IGNORECASE)
SEEDS = range(40)


def rows(name):
    with (DATA / name).open(newline="") as file:
        return [
            {key: SIGN.sub(lambda found: chr(int(found[1], 16)), cell) for key, cell in row.items()}
            for row in csv.DictReader(file, strict=True)
        ]


DISGUISES, ORDINARY = rows("disguises.csv"), rows("ordinary.csv")
LANGUAGES = sorted({row["language"] for row in ORDINARY})


def words(language):
    return [word for row in ORDINARY if row["language"] == language for word in row["text"].split()]


@pytest.mark.requirement("SG2")
def test_the_fixtures_are_as_many_as_was_promised():
    assert len({row["text"] for row in DISGUISES}) >= 40
    assert len({row["text"] for row in ORDINARY}) >= 200
    assert LANGUAGES == ["ar", "en", "es", "fr", "ru", "zh"]
    assert {row["kind"] for row in DISGUISES} == set(disguises.Kind.values)


@pytest.mark.requirement("SG2")
@pytest.mark.parametrize("row", DISGUISES, ids=lambda row: f"{row['kind']}-{row['hidden']}"[:40])
def test_a_disguise_is_noticed_whole_and_nothing_else_of_its_sentence(row):
    found = noticed(row["text"])
    assert [row["text"][one.start : one.end] for one in found] == [row["hidden"]]
    assert [one.kind for one in found] == [row["kind"]]
    assert without(row["text"]) == row["text"].replace(row["hidden"], "[left out]")


@pytest.mark.requirement("SG2")
@pytest.mark.parametrize("row", ORDINARY, ids=lambda row: f"{row['language']}-{row['text']}"[:40])
def test_an_ordinary_sentence_is_left_alone(row):
    assert pieces(row["text"]) == [disguises.Piece(row["text"])]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_ordinary_sentences_in_any_order_are_left_alone(language, seed):
    chosen = random.Random(seed).sample([r for r in ORDINARY if r["language"] == language], 12)
    text = random.Random(seed).choice([" ", "\n", "\n\n"]).join(row["text"] for row in chosen)
    assert noticed(text) == []


@pytest.mark.requirement("SG2")
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_disguise_planted_among_words_of_any_language_is_left_out(language, seed):
    """Whatever stands around it; nothing that was noticed is left, and looking again finds none."""
    chance = random.Random(seed)
    row = chance.choice(DISGUISES)
    before, after = (chance.choices(words(language), k=8) for _ in range(2))
    text = " ".join([*before, row["hidden"], *after])
    assert row["hidden"] not in without(text)
    assert row["kind"] in kinds_of(text)
    assert noticed(without(text)) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_places_point_into_the_text_as_it_was_typed(seed):
    chance = random.Random(seed)
    signs = (
        "abcdef0123456789.:/-=@[]() \n\u200b\u00ad\uff0e\uff21\u0661\u0430\u4e2d\u06dd\U0001d41a"
    )
    text = "".join(chance.choices(signs, k=400))
    assert "".join(piece.text for piece in pieces(text)) == text
    found = noticed(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in itertools.pairwise(found))


@pytest.mark.parametrize(
    "text",
    [
        *("someone@example.org", "first.last@mail.example.com", "имя@example.org"),
        *("someone (at) example.org", "someone [at] example [dot] org", "someone@example.org."),
        *("+41 22 555 01 23", "01.23.45.67.89", "٠٢٢ ٥٥٥ ٠١ ٢٣", "22.33.44.55", "13800005555"),
    ],
)
def test_how_to_reach_someone_is_never_noticed(text):
    assert noticed(text) == noticed(text, contact=True) == []
    assert noticed(f"Write to {text}, please.") == []


def test_where_contact_is_asked_the_name_of_a_site_is_contact_and_the_rest_is_not():
    text = "www.example.org or https://example.org/room or d41d8cd98f00b204e9800998ecf8427e"
    assert kinds_of(text, contact=True) == ["hash", "web"]
    assert without(text, contact=True) == "www.example.org or [left out] or [left out]"


def test_no_fixture_leads_anywhere():
    """Names of sites are reserved ones or no names at all; numbers are those of documentation."""
    for row in DISGUISES:
        folded = folding.fold(row["hidden"]).text.replace(" ", "")
        if row["kind"] in ("web", "onion") and "68747470" not in folded:
            assert RESERVED.search(folded) or "elpmaxe" in folded, row["hidden"]
        if row["kind"] == "network":
            assert re.search(r"192.{1,5}0.{1,5}2|198\.51\.100|2001:db8", folded, re.IGNORECASE)


HOSTILE = {
    "one letter": "a",
    "dots": ".",
    "dotted": "a.",
    "spread": "a ",
    "labels": "aa.aa-aa ",
    "nearly hex": "abcdef0123g",
    "hex in groups": "ab 12 ",
    "figures": "1,",
    "dotted figures": "1.",
    "colons": "ab:",
    "percent": "%2",
    "brackets": "[.](.",
    "schemes": "http:",
    "ats": "a@a.",
    "parts": "aB3d ",
    "joiners": "\u200b",
    "wide": "\uff0e\uff41",
    "dot words": "dot point ",
    "ampersands": "&#46",
    "slashes": "/",
}


def steps(text):
    """Return how many calls noticing takes, those of the interpreter's own parts counted too."""
    calls = 0

    def count(_frame, event, _argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        noticed(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_text_takes_about_twice_the_steps(unit):
    short, long = (steps(unit * (length // len(unit))) for length in (6_000, 12_000))
    assert long <= short * 2.2 + 200


def patterns():
    found = {
        name: one
        for room in (addresses, blobs, disguises, folding)
        for name, one in vars(room).items()
    }
    plain = {name: one for name, one in found.items() if isinstance(one, re.Pattern)}
    return {**plain, **{f"named {n}": one for n, (one, _kind) in enumerate(blobs.NAMED)}}


@pytest.mark.parametrize("pattern", patterns().values(), ids=patterns())
def test_no_pattern_repeats_a_repetition_without_end(pattern):
    """The known way to make a pattern slow; ends are written out, so none is left open but here."""
    assert not re.search(
        r"[+*]\)(?:[*+]|\{)", pattern.pattern.replace("}+", "}").replace("\\+", "")
    )
    for least, most in re.findall(r"\{(\d+),(\d*)\}(?!\+)", pattern.pattern):
        assert most, pattern.pattern
        assert int(most) <= 2_000, (least, most)


@pytest.mark.parametrize(
    "text",
    [
        *("", "plain words\n\tof ASCII.", "tab\r and bell\a"),
        *("C’était à Genève, № 5, ½ ﬁn", "Это hттp", "نص ١٢٣ ۔", "中文。１２３"),
        *("a\u200db\ufeffc", "e\u0301 ﷺ", "\u115f", "😀 \ud800"),
    ],
)
def test_folding_all_signs_at_once_is_folding_one_after_the_other(text):
    others = {sign: folding.folded(sign) for sign in text if not folding.is_plain(sign)}
    signs, places = folding.sign_by_sign(text, others)
    found = folding.fold(text)
    assert found.text == folding.LETTERS.sub(folding.unmixed, signs)
    assert list(found.places) == places
