"""The made-up texts: of Exerland, marked, in good terms, and fitting each other."""

import json
import re

import pytest

from rapporteur.communications.models import ReplyClass
from rapporteur.intake.questions import BY_CODE
from rapporteur.intake.writers import NO_LONGER_OFFERED, Writer
from rapporteur.law import terminology
from rapporteur.operations.seeds import running, texts

MARK = re.compile(r"exerci[sc]e|ejercicio|تمرين|учени|учебн|演习", re.IGNORECASE)
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh-hans")


def sentences(value):
    """Yield every text that is read by a person, wherever it stands in a file."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from sentences(one)
    elif isinstance(value, list):
        for one in value:
            yield from sentences(one)


def long_texts():
    found = [one["answers"]["what"] for one in texts.read("sources").values()]
    found += [m["text"] for one in texts.read("sources").values() for m in one.get("messages", ())]
    for letter in texts.read("letters").values():
        found += [letter["subject"], *letter["facts"][:1], letter["to"].get("name", "exercise")]
        found += [
            step[name]
            for step in letter["steps"]
            for name in ("title", "text", "why", "words", "fact", "right")
            if name in step and step["do"] != "export"
        ]
    return [*found, *sentences(texts.read("words"))]


def test_every_text_says_that_it_is_an_exercise():
    assert [text for text in long_texts() if not MARK.search(text)] == []


def test_names_are_marked_and_every_matter_lies_in_exerland():
    answers = [one["answers"] for one in texts.read("sources").values()]
    assert {one["state"] for one in answers} == {"XEX"}
    named = [one["name"] for one in answers if "name" in one]
    assert [name for name in named if not MARK.search(name)] == []


@pytest.mark.django_db
@pytest.mark.requirement("R17.4")
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_that_is_to_be_avoided_stands_in_them(language):
    lint = terminology.lint(language)
    written = [
        *(s for s in texts.read("sources").values() if s["language"] == language),
        *(one for one in texts.read("letters").values() if one["language"] == language),
        *([texts.read("words"), texts.read("matters")] if language == "en" else []),
    ]
    assert written
    told = [text for text in sentences(written) if not re.fullmatch(r"[A-Z_.]+", text)]  # no code
    slips = [slip for text in told for slip in lint.slips(text)]
    assert slips == []


def test_sources_write_in_all_six_languages_and_are_of_every_kind():
    found = texts.read("sources").values()
    assert {one["language"] for one in found} == set(LANGUAGES)
    assert {one["answers"]["writer"] for one in found} == set(Writer.values) - NO_LONGER_OFFERED
    for one in found:
        assert set(one["answers"]) <= set(BY_CODE)
        asked = [BY_CODE[code] for code in one["answers"] if code != "writer"]
        assert [q.code for q in asked if one["answers"]["writer"] not in q.writers] == []


def test_the_files_fit_each_other():
    matters = texts.matters()
    used = [one["source"] for matter in matters for one in matter["received"]]
    letters = [key for m in matters for case in m["cases"] for key in case.get("letters", ())]
    assert sorted(used) == sorted(texts.read("sources"))
    assert sorted(letters) == sorted(texts.read("letters"))
    assert len({matter["key"] for matter in matters}) == len(matters)
    done = {step["do"] for one in texts.read("letters").values() for step in one["steps"]}
    assert done == set(running.STEPS)


def test_forty_cases_and_all_classes_of_replies_are_told():
    assert texts.number_of_cases() == 40
    letters = texts.read("letters").values()
    classes = {s["class"] for one in letters for s in one["steps"] if s["do"] == "classify"}
    assert classes == set(ReplyClass.values)
    assert {one["language"] for one in letters} == {"en", "fr", "es"}
    assert {one["kind"] for one in letters} == {"UA", "AL", "OL"}


def test_nothing_goes_back_in_time():
    for key, letter in texts.read("letters").items():
        days = [letter["begun"], *(step["days"] for step in letter["steps"])]
        assert days == sorted(days, reverse=True), key


def test_the_files_are_read_as_they_are_kept():
    for path in texts.FOLDER.glob("*.json"):
        assert texts.read(path.stem) == json.loads(path.read_text(encoding="utf-8"))
