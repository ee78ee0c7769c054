"""Articles of treaties in a text, in six languages. Which treaties there are is given, not known."""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from rapporteur.documents.names import Names
from rapporteur.documents.symbols import Reference


class Treaties(Protocol):
    """The treaties that can be named, by every name, and the addresses of their articles."""

    @property
    def names(self) -> Mapping[str, str]:
        """Return the code of the treaty that each name means."""

    def address(self, code: str, number: str) -> str:
        """Return the address of an article (“8(1)(g)”), empty where none such is on record."""


MARK = (
    r"(?<!\w)(?:articles?|art[ií]culos?|arts?\.|статья|стать[ьи]|стате[йю]|статьями?|статьях|ст\.)"
    r"|(?<!\w)(?:وال|بال|لل|ال|و)?(?:ماد(?:ة|تان|تين)|مواد)|第"
)
PIECE = r"\s?\(?(?:\d{1,2}|[a-z]{1,3})\)(?!\w)|\.\d{1,2}(?!\d)"
NUMERALS = "一二三四五六七八九"
NUMBER = rf"(?:[0-9٠-٩]{{1,3}}(?!\d)(?:{PIECE})*|[{NUMERALS}十百]{{1,5}})"
AND = r"(?:\s*[,،、;]?\s*(?:\band\b|\bor\b|\bto\b|\bet\b|\bou\b|\bà\b|\by\b|\bo\b|\ba\b|\bи\b|\bили\b|和|及|与|或|至|و|أو|إلى|[-–])\s*|\s*[,،、]\s*)"
SEVERAL = rf"(?P<numbers>{NUMBER}(?:\s?条)?(?:{AND}(?:第)?{NUMBER}(?:\s?条)?)*)"
MENTION = re.compile(rf"(?:{MARK})\s*{SEVERAL}", re.IGNORECASE)
ONE = re.compile(NUMBER)
PARAGRAPH = re.compile(
    r",?\s*(?:paragraphe?s?|paras?\.?|párrafos?|apartados?|الفقرة|第)\s*(\d{1,2})(?:\s*款)?"
    r"(?:\s?\(([a-z]{1,3})\)|\s([a-z])\))?,?",
    re.IGNORECASE,
)
JOIN = re.compile(
    r"\s*,?\s*(?:(?:of|on|to|in|under|de|du|del|des|من|في|к)(?!\w))?\s*"
    r"(?:(?:the|its|la|le|el|los)(?!\w)|l[’'])?\s*[《«“\"]?(?:(?:ILO|OIT|МОТ)\s)?",
    re.IGNORECASE,
)
TIE = re.compile(
    r"[》»”\"]?\s*[,،:(（]?\s*(?:in|en|dans|в|في)?\s*(?:its|the|sus?|ses|的)?\s*"
    r"(?:(?:,?\s*in particular|particularly|especially|notamment|en particular),?\s*)?$"
)
TREATY = re.compile(
    r"(?:[\w’'-]+\s+){0,3}?(?:Convention|Covenant|Protocol|Statute|Charter|Declaration|Pacte|Protocole|Statut"
    r"|Charte|Convenci[oó]n|Convenio|Pacto|Protocolo|Estatuto|Carta|Конвенци\w|Пакт\w?|Протокол\w?"
    r"|Статут\w?|(?:ال)?اتفاقية|(?:ال)?عهد|(?:ال)?بروتوكول|公约|议定书|规约)(?!\w)"
)


class Articles:
    """What finds articles in many texts; the names are read once."""

    def __init__(self, treaties: Treaties) -> None:
        self.treaties = treaties
        self.names = Names(treaties.names)

    def found(self, text: str) -> Iterator[Reference]:
        """Yield each article whose treaty is named beside it; others only where a treaty is meant."""
        for match in MENTION.finditer(text):
            if match[0][0] == "第" and "条" not in match[0]:
                continue  # a session or a resolution
            numbers = list(ONE.finditer(text, *match.span("numbers")))
            part = PARAGRAPH.match(text, match.end()) if len(numbers) == 1 else None
            end = part.end() if part else match.end()
            code, start, end = self._treaty(text, match.start(), end)
            if code is None:
                continue
            if len(numbers) == 1:
                number = _plain(numbers[0][0]) + _paragraph(part)
                yield self._reference(text, start, end, code, number)
                continue
            for one in numbers:
                yield self._reference(text, *one.span(), code, _plain(one[0]))

    def _treaty(self, text: str, start: int, end: int) -> tuple[str | None, int, int]:
        """Return the treaty named beside a mention and what both cover; "" where it is unknown.

        None where the article is of something else: a law, a constitution.
        """
        join = JOIN.match(text, end)
        at = join.end() if join else end
        if named := self.names.at(text, at):
            return named[0], start, named[1]
        if TREATY.match(text, at):
            return "", start, end
        tie = TIE.search(text, max(0, start - 16), start)
        if tie and (named := self.names.before(text, tie.start())):
            return named[0], named[1], end
        return None, start, end

    def _reference(self, text: str, start: int, end: int, code: str, number: str) -> Reference:
        words = text[start:end].rstrip(" ,")
        end = start + len(words)
        if not code:
            return Reference(start, end, words, number, why=_("Which treaty is meant is not told."))
        href = self.treaties.address(code, number)
        why = "" if href else _("No such article is on record here.")
        return Reference(start, end, words, f"{code} {number}", href, why)


def _plain(number: str) -> str:
    """Return a number as we write it: “8 (1) (g)”, “8.1 g)” are 8(1)(g)."""
    whole, *parts = re.findall(r"\d+|[a-z]+", number) or [_counted(number)]
    return str(int(whole)) + "".join(f"({part})" for part in parts)


def _counted(numerals: str) -> int:
    """Return the number that Chinese numerals under 1,000 say: 三十四 is 34."""
    total, digit = 0, 0
    for sign in numerals:
        if sign in NUMERALS:
            digit = NUMERALS.index(sign) + 1
        else:
            total, digit = total + (digit or 1) * {"十": 10, "百": 100}[sign], 0
    return total + digit


def _paragraph(part: "re.Match[str] | None") -> str:
    return "".join(f"({one})" for one in part.groups() if one) if part else ""
