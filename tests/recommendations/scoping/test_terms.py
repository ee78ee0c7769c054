import csv
from collections import Counter
from importlib import resources

import pytest

from rapporteur.recommendations.models import Action, Level, Persons, Pillar, Sector
from rapporteur.recommendations.scoping import terms

ROOT = resources.files("rapporteur")


def lines(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ROOT / path).read_text(encoding="utf-8").splitlines()))


LISTED = lines("recommendations/scoping/data/terms.csv")


@pytest.mark.requirement("R50.2")
def test_every_matter_of_the_mandate_has_terms() -> None:
    matters = {one["code"] for one in lines("law/data/scope_codes.csv") if one["kind"] == "matter"}
    later = {"CSAM.AIGENERATED", "CSAM.SELFGENERATED_COERCED", "OTHER_EMERGING"}  # by a person only
    assert set(terms.targets("scope")) == matters - later


def test_every_target_has_terms_in_six_languages() -> None:
    held = {(one["kind"], one["target"], one["language"]) for one in LISTED}
    targets = {(kind, target) for kind, target, _language in held}
    assert [
        (*target, language)
        for target in sorted(targets)
        for language in terms.LANGUAGES
        if (*target, language) not in held
    ] == []


def test_no_cell_is_empty_and_no_term_stands_twice_in_it() -> None:
    cells = [one["terms"].split(";") for one in LISTED]
    assert [cell for cell in cells if max(Counter(cell).values()) > 1 or not all(cell)] == []


def test_weights_are_steps_of_a_half() -> None:
    weights = {float(one["weight"]) for one in LISTED if one["kind"] != "group"}
    assert {weight * 2 % 1 for weight in weights} == {0.0}


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "Combat child trafficking and sex tourism.", {"TRAFFICKING", "SECTT"}),
        ("fr", "Lutter contre la traite des enfants", {"TRAFFICKING"}),
        ("es", "Prohibir la venta de niños", {"SALE"}),
        ("ar", "منع زواج الأطفال والاتجار بالأطفال", {"CEFM", "TRAFFICKING"}),
        ("zh", "防止童婚和贩运儿童", {"CEFM", "TRAFFICKING"}),
        ("ru", "Запретить детские браки", {"CEFM"}),
    ],
)
def test_scope_is_found_in_each_language(language: str, text: str, codes: set[str]) -> None:
    scores = terms.scores(terms.find(text, language), "scope")
    assert {code for code, score in scores.items() if score >= terms.SUGGESTED} == codes


def test_the_words_that_spoke_are_told() -> None:
    found = terms.find("Seek help against trafficking in GIRLS", "en", ("scope",))
    spoke = [one for one in found if one.target == "TRAFFICKING"]
    assert spoke[0].words == ("girls", "trafficking")


def test_a_row_adds_its_weight_once() -> None:
    once = terms.scores(terms.find("Protect children", "en"), "label")
    often = terms.scores(terms.find("Protect children, girls, boys, infants", "en"), "label")
    assert once == often == {"rights of the child": 1.0}


def test_a_number_and_a_bracket_are_no_opening() -> None:
    plain = terms.find("Ratify the Convention", "en", ("action",))
    assert terms.find("  128.26. (a) Ratify the Convention", "en", ("action",)) != plain
    assert terms.find("  128.26. Ratify the Convention", "en", ("action",)) == plain


def test_numbers_in_a_term_are_kept() -> None:
    with_it = terms.find("Ratify ILO Convention No. 138", "en", ("label",))
    assert [one.target for one in with_it] == ["rights of the child"]
    assert terms.find("Ratify ILO Convention No. 169", "en", ("label",)) == []


def test_a_language_without_terms_finds_nothing() -> None:
    assert terms.find("Kinder", "de") == []


@pytest.mark.requirement("R54.1")
@pytest.mark.parametrize(
    ("language", "text", "sector", "level"),
    [
        ("en", "Sign bilateral agreements on migration.", "migration", "transnational"),
        (
            "fr",
            "Renforcer la coopération régionale contre le tourisme sexuel",
            "tourism",
            "regional",
        ),
        ("es", "Ratificar el Convenio sobre el trabajo infantil", "labour", "international"),
        ("ar", "تعزيز التعاون الإقليمي في مجال التعليم", "education", "regional"),
        ("zh", "加强跨境打击网络犯罪", "digital", "transnational"),
        ("ru", "Улучшить региональную систему здравоохранения", "health", "regional"),
    ],
)
def test_sector_and_level_are_found_in_each_language(language, text, sector, level) -> None:
    found = terms.find(text, language)
    assert sector in terms.scores(found, "sector")
    assert {"national", level} <= set(terms.scores(found, "level"))


def test_tags_that_are_suggested_are_those_that_can_be_given() -> None:
    for kind, values in (
        ("pillar", Pillar.values),
        ("sector", Sector.values),
        ("level", Level.values),
        ("persons", Persons.values),
    ):
        assert list(terms.targets(kind)) == values
    assert set(terms.targets("action")) == set(Action.values)
