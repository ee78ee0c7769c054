"""How a provision is cited, and which provisions a person's words name.

We write “OPSC, art. 8(1)(g)”. Read is what people write in six languages: “article 34”,
“CRC 34”, “art. 34 CRC”, “article 8, paragraphe 1 g) de l’OPSC”, “第34条”.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from rapporteur.law.models import Instrument, Provision
from rapporteur.law.queries.instruments import enclosing

Unit = Instrument.Unit
FORMS = {
    Unit.ARTICLE: _("%(instrument)s, art. %(number)s"),
    Unit.RULE: _("%(instrument)s, rule %(number)s"),
    Unit.GUIDELINE: _("%(instrument)s, guideline %(number)s"),
    Unit.PARAGRAPH: _("%(instrument)s, para. %(number)s"),
    Unit.RECOMMENDATION: _("%(instrument)s, recommendation %(number)s"),
    Unit.PRINCIPLE: _("%(instrument)s, principle %(number)s"),
}
# What people call an instrument besides its label and titles: the abbreviations of other languages.
OTHER_NAMES = {
    "CRC": ("cide", "cde", "cdn", "uncrc", "кпр"),
    "OPSC": ("op-sc", "op-crc-sc", "pfve"),
    "OPAC": ("op-ac", "op-crc-ac"),
    "OPIC": ("op-ic", "op-crc-ic", "op3 crc"),
    "UDHR": ("dudh", "вдпч"),
    "ICCPR": ("pidcp", "мпгпп"),
    "ICESCR": ("pidesc", "pidcesc", "мпэскп"),
    "CEDAW": ("cedef",),
    "CRPD": ("cdph", "cdpd", "кпи"),
    "ICMW": ("cmw", "icrmw"),
    "CED": ("icppd", "icpped"),
    "PALERMO": ("palermo", "trafficking protocol"),
    "LANZAROTE": ("cets 201", "lanzarote"),
    "BUDAPEST": ("ets 185", "budapest"),
}
ILO_FORMS = (
    *("c{0}", "ilo {0}", "ilo c{0}", "oit {0}", "oit c{0}", "мот {0}", "convention no. {0}"),
    *(
        "convention no {0}",
        "convention {0}",
        "convenio núm. {0}",
        "convenio {0}",
        "конвенция № {0}",
    ),
)
ARTICLE = re.compile(
    r"\b(?:articles?|arts?\b\.?|artículos?|стат(?:ья|ьи|ье|ью|ьей)|ст\.)|第|المادة|مادة"
    r"|\b(?:rule|règle|regla|guideline|principle|recommendation|paragraph|para\.)"
)
START = re.compile(r"(?<![\da-z/.-])(\d{1,3})(?![\da-z/-])")
HERE = "\0"  # stands in the words where the instrument was named
PART = re.compile(
    r"\s*\(\s*(\d{1,2}|[a-z]{1,4})\s*\)"  # (1) (g)
    r"|\s+(\d{1,2}|[a-z]{1,4})\)"  # 1 g), as French and Spanish print it
    r"|\.(\d{1,2})(?!\d)"  # 8.1
    r"|,?\s*(?:paragraphe?s?|para\.?|par\.?|párrafo|пункт|п\.|第)\s*(\d{1,2})(?:\s*款)?"
)


@dataclass(frozen=True)
class Named:
    """What words name: the key of an instrument, or "", and the number of a provision, or ""."""

    instrument: str
    number: str


def citation(provision: Provision) -> str:
    """Return how a letter cites a provision: “OPSC, art. 8(1)(g)”. Reads its instrument."""
    form = FORMS[Unit(provision.instrument.unit)]
    return str(form) % {"instrument": provision.instrument.label, "number": provision.number}


def plain(words: str) -> str:
    """Fold case, spaces and the digits of every script, so that words can be compared."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    digits = (str(unicodedata.decimal(one)) if one.isdecimal() else one for one in folded)
    return " ".join("".join(digits).split())


def spoken_names(instrument: Instrument) -> set[str]:
    """Return every name by which an instrument is known here."""
    names = {instrument.label, instrument.key, *OTHER_NAMES.get(instrument.key, ())}
    names.update(instrument.titles.values(), instrument.short_titles.values())
    if instrument.depositary == Instrument.Depositary.ILO and instrument.number.startswith("C"):
        number = instrument.number[1:].lstrip("0")
        names.update(form.format(number) for form in ILO_FORMS)
    return names


def names_of(instrument: Instrument) -> set[str]:
    """Return every name by which an instrument is known here, folded."""
    return {plain(name) for name in spoken_names(instrument)}


def known_names() -> dict[str, str]:
    """Return the key of the instrument that each name means, longest name first; one query."""
    found = {name: one.key for one in Instrument.objects.all() for name in names_of(one)}
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def parse(words: str, names: dict[str, str]) -> Named:
    """Read which instrument and which number words name; either may be missing.

    A number counts after a word such as “article”, or right beside an instrument: “CRC general
    comment 13” names no article.
    """
    text, key = plain(words).replace(HERE, ""), ""
    for name, owner in names.items():
        if (place := standing_alone(name, text)) >= 0:
            text, key = f"{text[:place]} {HERE} {text[place + len(name) :]}", owner
            break
    mark = ARTICLE.search(text)
    if mark:
        start = START.search(text, mark.end())
        return Named(key, read_number(text, start)[0] if start else "")
    return Named(key, number_beside(text))


def standing_alone(name: str, text: str) -> int:
    """Return where a name stands in a text as whole words, or -1."""
    place = text.find(name)
    while place >= 0:
        around = text[max(place - 1, 0) : place] + text[place + len(name) : place + len(name) + 1]
        if not any(letter.isalnum() for letter in around):
            return place
        place = text.find(name, place + 1)
    return -1


def number_beside(text: str) -> str:
    """Return the number that stands right before or after the instrument, or ""."""
    for start in START.finditer(text):
        number, end = read_number(text, start)
        before, after = text[: start.start()].rstrip(" ,"), text[end:].lstrip(" ,")
        if before.endswith(HERE) or after.startswith(HERE):
            return number
    return ""


def read_number(text: str, start: "re.Match[str]") -> tuple[str, int]:
    """Return a number with its paragraphs as we write it, and where it ends.

    “8, paragraph 1 (g)” is 8(1)(g).
    """
    number, end = str(int(start[1])), start.end()
    while part := PART.match(text, end):
        number += f"({next(filter(None, part.groups()))})"
        end = part.end()
    return number, end


def provisions_named(words: str) -> list[Provision]:
    """Return the provisions that words name, core instruments first; two queries.

    Without an instrument, that number of every instrument. A paragraph that our record does not
    list answers with the article that it stands in. Empty where the words name no provision.
    """
    named = parse(words, known_names())
    if not named.number:
        return []
    wanted = [named.number, *enclosing(named.number)]
    found = Provision.objects.filter(number__in=wanted).select_related("instrument")
    if named.instrument:
        found = found.filter(instrument=named.instrument)
    return closest(found.order_by("instrument__position"), wanted)


def closest(provisions: Iterable[Provision], wanted: list[str]) -> list[Provision]:
    """Keep of each instrument the provision that comes first in `wanted`."""
    best: dict[str, Provision] = {}
    for one in provisions:
        kept = best.get(one.instrument_id)
        if kept is None or wanted.index(one.number) < wanted.index(kept.number):
            best[one.instrument_id] = one
    return list(best.values())
