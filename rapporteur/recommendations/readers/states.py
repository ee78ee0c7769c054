"""Names of States as sources write them, and the lists in brackets at the end of a text."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

NOT_LETTERS = re.compile(r"[^\w]+")
KEPT = 5_000  # names whose answer is kept
BRACKET = re.compile(r"\(([^()]*)\)")
PARTS = re.compile(r"\s*[;,/\n]\s*|\s+[-–]\s+")
AND = re.compile(r"\s+(?:and|et|y)\s+")
# Former, shorter or misspelt names in documents of the UN and of UPR Info.
ALSO: Mapping[str, str] = {
    "bolivia": "BOL",
    "bosnia herzegovina": "BIH",
    "brunei": "BRN",
    "burma": "MMR",
    "cape verde": "CPV",
    "czech republic": "CZE",
    "cote d ivoire": "CIV",
    "democratic peoples republic of korea": "PRK",
    "democratic republic of congo": "COD",
    "kingdom of the netherlands": "NLD",
    "macedonia fyr": "MKD",
    "republic of congo": "COG",
    "republic of the congo": "COG",
    "sao tome principe": "STP",
    "st kitts nevis": "KNA",
    "st vincent the grenadines": "VCT",
    "trinidad tobago": "TTO",
    "united kingdom of great britain": "GBR",
    "dpr korea": "PRK",
    "dprk": "PRK",
    "dr congo": "COD",
    "east timor": "TLS",
    "democratic people s republic of korea": "PRK",
    "drc": "COD",
    "former yugoslav republic of macedonia": "MKD",
    "holland": "NLD",
    "holly see": "VAT",
    "holy see": "VAT",
    "iran": "IRN",
    "ivory coast": "CIV",
    "islamic republic iran": "IRN",
    "laos": "LAO",
    "libya arab jamahiriya": "LBY",
    "lichtenstein": "LIE",
    "libyan arab jamahiriya": "LBY",
    "macedonia": "MKD",
    "micronesia": "FSM",
    "moldova": "MDA",
    "netherlands": "NLD",
    "new zeeland": "NZL",
    "palestine": "PSE",
    "russia": "RUS",
    "russia federation": "RUS",
    "south korea": "KOR",
    "swaziland": "SWZ",
    "syria": "SYR",
    "tanzania": "TZA",
    "tfyr macedonia": "MKD",
    "the former yugoslav republic of macedonia": "MKD",
    "turkey": "TUR",
    "turkiye": "TUR",
    "uk": "GBR",
    "united kingdom": "GBR",
    "united states": "USA",
    "united states of americas": "USA",
    "usa": "USA",
    "venezuela": "VEN",
    "viet nam": "VNM",
    "vietnam": "VNM",
}


def folded(name: str) -> str:
    """Return a name without case, accents, article and signs: what two spellings share."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i")).casefold()
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return NOT_LETTERS.sub(" ", letters.replace("’", "").replace("'", "")).strip()


def turned(name: str) -> Iterable[str]:
    """Yield other orders of a name: Bolivia (Plurinational State of), Plurinational State of Bolivia."""
    found = BRACKET.search(name)
    if found:
        bare = BRACKET.sub("", name).strip()
        yield bare
        yield f"{found[1]} {bare}"
        yield f"{bare} {found[1]}"


class States:
    """Finds the code of a State by its code or any of its names; knows no other word."""

    def __init__(self, names: Iterable[tuple[str, Iterable[str]]]) -> None:
        self.codes: dict[str, str] = {}
        self.found: dict[str, str] = {}  # what was asked before: a file has few names, many times
        known = set()
        for code, spellings in names:
            known.add(code)
            for one in (code, *spellings):
                self.codes.setdefault(folded(one), code)
                for other in turned(one):
                    self.codes.setdefault(folded(other), code)
        for name, code in ALSO.items():
            if code in known:
                self.codes[name] = code

    def find(self, name: str) -> str:
        """Return the code of a State, or an empty string."""
        code = self.found.get(name)
        if code is None:
            word = folded(name)
            code = self.codes.get(word) or self.codes.get(word.removeprefix("the "), "")
            if len(self.found) < KEPT:
                self.found[name] = code
        return code

    def several(self, text: str) -> tuple[list[str], list[str]]:
        """Return the codes in a list of names, each once, and the names that are not known."""
        codes: dict[str, None] = {}
        unknown: list[str] = []
        for name in self._names(text):
            if code := self.find(name):
                codes[code] = None
            elif name not in unknown:
                unknown.append(name)
        return list(codes), unknown

    def _names(self, text: str) -> Iterable[str]:
        flat = text.replace(")(", ");(").replace(") (", ");(")
        for part in PARTS.split(flat):
            name = part.strip(" .;()") if part.strip().startswith("(") else part.strip(" .;")
            if not name:
                continue
            if self.find(name):
                yield name
                continue
            yield from self._halves(AND.split(name))

    def _halves(self, halves: list[str]) -> Iterable[str]:
        """Yield the names between the words "and", of which some are within a name."""
        while halves:
            most = (n for n in range(len(halves), 1, -1) if self.find(" and ".join(halves[:n])))
            taken = next(most, 1)
            yield " and ".join(halves[:taken]).strip()
            halves = halves[taken:]

    def is_list(self, text: str) -> bool:
        """Tell whether a text names States and nothing else."""
        codes, unknown = self.several(text)
        return bool(codes) and not unknown

    def in_brackets(self, text: str) -> tuple[list[str], str]:
        """Return the States that brackets of a text name, and the text without these brackets."""
        codes: dict[str, None] = {}

        def taken(found: re.Match[str]) -> str:
            if not self.is_list(found[1]):
                return found[0]
            codes.update(dict.fromkeys(self.several(found[1])[0]))
            return " "

        # Brackets within brackets: (Iran (Islamic Republic of)) loses the inner ones first.
        flat = re.sub(r"\(([^()]*)\(([^()]*)\)([^()]*)\)", r"(\1 \2 \3)", text)
        rest = BRACKET.sub(taken, flat)
        return list(codes), rest
