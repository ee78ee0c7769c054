"""Resolutions that a text names in words (“General Assembly resolution 54/263”) by their symbols."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext_lazy as _

from rapporteur.documents.symbols import Reference, address

# How each organ is called in six languages. A Russian name takes the endings of its case.
ORGANS = {
    "A/HRC/RES": (
        r"Human Rights Council|HRC|Conseil des droits de l[’']homme|Consejo de Derechos Humanos|"
        r"مجلس حقوق الإنسان|人权理事会|Совет\w* по правам человека"
    ),
    "A/RES": (
        r"General Assembly|GA|Assemblée générale|Asamblea General|الجمعية العامة|大会|"
        r"Генеральн\w+ Ассамбле\w"
    ),
    "S/RES": (
        r"Security Council|Conseil de sécurité|Consejo de Seguridad|مجلس الأمن|安全理事会|安理会|"
        r"Совет\w* Безопасности"
    ),
    "E/CN.4/RES": (
        r"Commission on Human Rights|Commission des droits de l[’']homme|"
        r"Comisión de Derechos Humanos|لجنة حقوق الإنسان|人权委员会|Комисси\w по правам человека"
    ),
    "E/RES": (
        r"Economic and Social Council|ECOSOC|Conseil économique et social|"
        r"Consejo Económico y Social|المجلس الاقتصادي والاجتماعي|经济及社会理事会|"
        r"Экономическ\w+ и Социальн\w+ Совет\w*"
    ),
}
SHAPES = {
    "A/HRC/RES": r"(?:S-)?\d{1,2}/\d{1,3}",
    "A/RES": r"(?:(?:S|ES)-)?\d{2}/\d{1,3}|\d{1,4}\([IVXL]+\)",
    "S/RES": r"\d{1,4}\(\d{4}\)",
    "E/CN.4/RES": r"\d{4}/\d{1,3}",
    "E/RES": r"\d{4}/\d{1,3}|\d{1,4}\([IVXL]+\)",
}
COUNCIL = r"Council|Conseil|Consejo|المجلس|理事会|Совет\w*"  # the reporting one, once named
WORD = r"resolutions?|résolutions?|resoluci(?:ón|ones)|(?:ال)?قرار(?:ات|ين|ا|ي)?|резолюци\w+"
NUMBER = r"(?:(?:S|ES)-)?\d{1,4}/\d{1,3}|\d{1,4}(?:\s?[A-Z])?\s?[(（](?:\d{4}|[IVXL]+)[)）]|\d{3,4}"
SEVERAL = rf"(?:{NUMBER})(?![/\d])(?:\s*(?:,|、|،|\band\b|\bet\b|\by\b|\bи\b|和|و)\s*第?(?:{NUMBER})(?![/\d]))*"
ANY = "|".join(ORGANS.values())
ORGAN = rf"(?P<organ>{ANY}|{COUNCIL})"
ITS = r"(?:in|dans|en|в|في|بموجب)?\s*(?:its|their|sa|ses|la|les|sus?|своей|своих)?"
BEFORE = re.compile(rf"{ORGAN}(?:[’']s)?,?\s*{ITS}\s*$", re.IGNORECASE)
BY = r"(?:adopted |adoptée? |aprobada |принят\w+ )?(?:of|by|de|du|del|par|por|من|الصادر عن)?"
AFTER = re.compile(rf"\s*{BY}\s*(?:the|la|l[’'])?\s*{ORGAN}(?!\w)", re.IGNORECASE)
MENTION = re.compile(
    rf"(?<!\w)(?:{WORD})\s+(?:{ORGAN}\s+)?(?P<numbers>{SEVERAL})"
    rf"|(?P<numerals>第{SEVERAL}(?:号)?决议)",
    re.IGNORECASE,
)
# A Council document leaves its own name out. No other organ here numbers so: the Assembly counted
# in Roman numerals before its thirty-first session.
EARLY = re.compile(r"(?:[1-9]|[12]\d|30)/\d{1,3}")
OTHER = re.compile(r"[A-Z][\w.]*\s$")  # somebody is named before it whom we do not know
ONE = re.compile(rf"(?:{NUMBER})(?![/\d])")


def resolutions(
    text: str, own: str = "", known: Mapping[str, str] | None = None
) -> list[Reference]:
    """Return the resolutions named in a text.

    `own` is the symbol of the document, which tells whose “Council” is meant; `known` holds the
    stems of numbers that the document has given with their organ elsewhere.
    """
    found: list[Reference] = []
    for match in MENTION.finditer(text):
        stem = _stem(text, match, own)
        start = match.start()
        group = "numbers" if match["numbers"] else "numerals"
        for one in ONE.finditer(text, *match.span(group)):
            reference = _reference(text, start, one, stem, known or {})
            if reference:
                found.append(reference)
            start = -1  # only the first takes the word with it
    return found


def known_stems(texts: Iterable[str], own: str = "") -> dict[str, str]:
    """Return the stem of each number that any text names together with its organ."""
    stems: dict[str, set[str]] = {}
    for text in texts:
        for one in resolutions(text, own):
            if one.href:
                stem, number = split(one.target)
                stems.setdefault(number, set()).add(stem)
    return {number: next(iter(told)) for number, told in stems.items() if len(told) == 1}


def split(symbol: str) -> tuple[str, str]:
    """Return the stem of a resolution and its number: A/HRC/RES and 5/1."""
    stem, _slash, number = symbol.partition("/RES/")
    return f"{stem}/RES", number


def _stem(text: str, match: "re.Match[str]", own: str) -> str:
    """Return the stem that the organ named beside a resolution gives, or an empty string."""
    named = match["organ"]
    if not named:
        before = BEFORE.search(text, max(0, match.start() - 80), match.start())
        after = AFTER.match(text, match.end())
        named = (after or before or {"organ": ""})["organ"]
    if named:
        return stem_of(named, own)
    bare = match["numbers"] and EARLY.fullmatch(match["numbers"])
    if bare and own.startswith("A/HRC/") and not OTHER.search(text, 0, match.start()):
        return "A/HRC/RES"
    return ""


def stem_of(organ: str, own: str) -> str:
    for stem, names in ORGANS.items():
        if re.fullmatch(names, organ, re.IGNORECASE):
            return stem
    return "A/HRC/RES" if organ and own.startswith("A/HRC/") else ""


def _reference(
    text: str, start: int, one: "re.Match[str]", stem: str, known: Mapping[str, str]
) -> Reference | None:
    """Return one number as a reference; None where it is no number of a resolution."""
    number = _plain(one[0])
    begin = start if start >= 0 else one.start()
    words = text[begin : one.end()]
    if number.isdigit():
        if stem != "S/RES":
            return None
        why = _("The Security Council numbers with the year, and it is not told.")
        return Reference(begin, one.end(), words, f"{stem}/{number}", why=why)
    stem = stem or ("S/RES" if _fits("S/RES", number) else known.get(number, ""))
    if not stem:
        return Reference(begin, one.end(), words, number, why=_("No organ is told beside it."))
    target = f"{stem}/{number}"
    if not _fits(stem, number):
        return Reference(begin, one.end(), words, target, why=_("The organ numbers otherwise."))
    return Reference(begin, one.end(), words, target, address(target))


def _fits(stem: str, number: str) -> bool:
    return bool(re.fullmatch(SHAPES[stem], number))


def _plain(number: str) -> str:
    """Return a number as symbols write it: 1820(2008), 2200(XXI) without its letter."""
    number = re.sub(r"\s", "", number).translate({ord("（"): "(", ord("）"): ")"})
    return re.sub(r"(?<=\d)[A-Z](?=\()", "", number)
