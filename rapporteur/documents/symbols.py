"""Symbols of United Nations documents in a text: found, put right, and given their address.

A symbol is read part by part and never assumed to have four (FIELD §7.1). Its address follows from
it by rule; whether the document is there, nobody has looked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ADDRESS = "https://undocs.org/"
# First parts: principal organs, treaty bodies, programmes, conferences, series of the Secretariat.
_HEADS = """
    A S E T ST TD DP CRC CCPR CEDAW CERD CAT CMW CED CRPD HRI HR UNEP ECE CD DC NPT BWC CCW FCCC
    CBD UNW ISBA LOS SPLOS CTOC CAC JIU CEB ACC ID IDB UNITAR UNODC ESA HSP UNFF ICCD PCNICC
    IMPACT AT WFC
"""
HEADS = frozenset(_HEADS.split())
PART = r"[A-Za-z0-9]+(?:\.[A-Za-z0-9]+|-(?![A-Z]{2,8}/)[A-Za-z0-9]+)*"  # -CRC/ begins another
SUFFIX = r"(?:Add|Corr|Rev|Amend)\.\s?\d+"
# A line may break beside a slash: “A/HRC/WG.6/3/ CPV/2”, “A/HRC/WG.6/9/ LBY /1”.
SLASH = rf"(?://?|/\s(?=\d|[A-Z]{{3}}\s?/|{SUFFIX})|\s/(?=\d))"
SHAPE = re.compile(
    rf"(?<![A-Za-z0-9/.])([A-Z]{{1,8}})((?:{SLASH}(?:{SUFFIX}|{PART}(?:\.(?=/))?))+)"
    r"(?:(?P<letter>\s?[A-Z])?\s?[(（](?P<year>\d{4}|[IVXL]+)[)）])?"
)
CHANGED = re.compile(r"/(?:add|corr|rev)\.")  # some write it small
YEARED = re.compile(r"[AS]/RES/\d{1,4}")  # the only ones that a year or a session follows
SOUND = re.compile(r"\d+[A-Z]?(?:-\d+)?|[A-Z][A-Za-z]*(?:[.-]\d*[A-Za-z]*)*")
ONE_NUMBER = re.compile(r"[ASE]/\d{3,5}")  # as the first decades counted: S/25704
AND = r"(?:\s*[,;、،&–-]\s*|\s*)(?:(?:and|et|y|e|и)(?!\w)|和|及|و)?\s*"
AND_ON = re.compile(
    r"(?:\s(?:to|à|a|по|and|et|y|и)\s|\s?[-–至和]\s?)(\d{1,2})(?=[).,;:]|\s[^\W\dA-Z]|\s*$)"
)  # “Add.1 to 4”; a day of a month is none
MORE = re.compile(rf"{AND}({SUFFIX})")


@dataclass(frozen=True)
class Reference:
    """Words that refer to something: where they stand in a text, what they mean, its address.

    `target` is a symbol or a treaty with an article. Without an address, `why` says what is
    missing.
    """

    start: int
    end: int
    words: str
    target: str
    href: str = ""
    why: str | Promise = ""


def address(symbol: str) -> str:
    """Return where a document is found by its symbol, in the language that the reader chooses."""
    return ADDRESS + quote(symbol, safe="/()")


def symbols(text: str) -> Iterator[Reference]:
    """Yield every symbol in a text, with its corrections and addenda that stand behind it."""
    for match in SHAPE.finditer(text):
        symbol = CHANGED.sub(lambda part: part[0].title(), _close(match[1] + match[2]))
        end = match.end(2)
        if match["year"] and YEARED.fullmatch(symbol):
            symbol, end = f"{symbol}({match['year']})", match.end()
        if not _is_meant(symbol):
            continue
        why = _fault(symbol)
        href = "" if why else address(symbol)
        yield Reference(match.start(), end, text[match.start() : end], symbol, href, why)
        yield from _more(text, end, "" if why else symbol)


def _close(text: str) -> str:
    return re.sub(r"\s", "", text)


def _is_meant(symbol: str) -> bool:
    """Tell symbols from other words with a slash: HIV/AIDS and and/or have no number."""
    head, *parts = symbol.split("/")
    return any(sign.isdigit() for part in parts for sign in part) and (
        len(parts) > 1 or (head in HEADS and bool(ONE_NUMBER.fullmatch(symbol)))
    )


def _fault(symbol: str) -> str | Promise:
    """Return why no address can be made for a symbol, or an empty string."""
    head, *parts = symbol.partition("(")[0].split("/")
    if head not in HEADS:
        return _("No body with such symbols is on record here.")
    if not all(SOUND.fullmatch(part) for part in parts):
        return _("It is not written as a symbol is.")
    return ""


def _more(text: str, end: int, symbol: str) -> Iterator[Reference]:
    """Yield “and Corr.1” after a symbol; “Add.1 and Add.2” are two of the same."""
    while match := MORE.match(text, end):
        suffix = _close(match[1])
        base, _slash, last = symbol.rpartition("/")
        same = last.partition(".")[0] == suffix.partition(".")[0]
        symbol = f"{base if same else symbol}/{suffix}" if symbol else ""
        yield _piece(match, symbol or suffix, sound=bool(symbol))
        end = match.end()
        if symbol and (further := AND_ON.match(text, end)):
            symbol = f"{symbol.rpartition('.')[0]}.{further[1]}"
            yield _piece(further, symbol, sound=True)
            end = further.end()


def _piece(match: "re.Match[str]", target: str, *, sound: bool) -> Reference:
    why = "" if sound else _("It is not written as a symbol is.")
    return Reference(*match.span(1), match[1], target, address(target) if sound else "", why)
