"""Judge one line of a register: what it says, or why it cannot be taken, or what is doubtful in it.

Pure: it reads no database and no clock; `Known` holds what a line is held against. Each reader
takes a column or two, answers field values, and raises BadCell with a sentence.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.communications import references
from rapporteur.communications.models.earlier import Answered
from rapporteur.communications.models.kinds import Kind
from rapporteur.communications.references import OTHER_ADDRESSEE, Official
from rapporteur.communications.register.files import Cells
from rapporteur.communications.register.findings import Finding, Weight
from rapporteur.kernel.dates import earliest, latest
from rapporteur.kernel.instance.rules import EXERCISE_STATE
from rapporteur.kernel.reference.loading import BadCell
from rapporteur.kernel.refusals import Refused
from rapporteur.world.models import Country

Values = dict[str, Any]
NOT_A_DAY = gettext_lazy("“%(text)s” is not a date. Write 2008-07-29, 2008-07 or 2008.")
JOINT = re.compile(r"(?:REFERENCE:\s*)?J(?:UA|AL|OL)\s")
FIRST_YEAR = 1967  # of the first special procedure
LONGEST = {
    **dict.fromkeys(("text_address", "source_address"), 500),
    "number": 40,
    "reference": 300,
    "addressee_name": 200,
    "subject": 400,
    "source": 300,
}


@dataclass(frozen=True)
class Known:
    """What lines are held against: States with their standing, mandates, the day, the mode.

    `mandates` finds a code by itself and by the label that OHCHR's rows print, in small letters.
    """

    states: Mapping[str, str]
    mandates: Mapping[str, str]
    on: date
    real: bool


@dataclass(frozen=True)
class Judged:
    """A line with its values; None where it was refused."""

    line: int
    values: Values | None
    findings: list[Finding]


def is_day(text: str) -> bool:
    """Say whether this is a partial date, in digits of one script: so texts are in order of time."""
    try:
        earliest(text if text.isascii() else "")
    except ValueError:
        return False
    return True


def told_amiss(line: Any, longest: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield by column what is too long of a line, and that it does not say where it comes from."""
    for name, most in longest.items():
        if len(getattr(line, name)) > most:
            yield name, _("at most %(most)s signs") % {"most": most}
    if not line.source:
        yield "source", _("each line says where it comes from")


def day(cells: Cells, column: str, text: str, known: Known) -> str:
    """Return a partial date that can be. Raises BadCell."""
    if not is_day(text):
        raise BadCell(column, NOT_A_DAY % {"text": text[:40]})
    if earliest(text) > known.on:
        raise BadCell(column, _("this day lies in the future"))
    return text


def read_number(cells: Cells, found: Values, known: Known) -> Values:
    if not cells["number"] and not cells["reference"]:
        raise BadCell(
            "reference", _("give the reference, or the number of the line in its register")
        )
    return {"number": cells["number"]}


def read_reference(cells: Cells, found: Values, known: Known) -> Values:
    """Read the reference by the rule of all references (FIELD 1.2)."""
    if not cells["reference"]:
        return {"printed": ""}
    try:
        official = references.parse(cells["reference"])
    except Refused as refusal:
        raise BadCell("reference", str(refusal)) from None
    if official.year > known.on.year:
        raise BadCell("reference", _("this reference lies in the future"))
    return {
        "printed": cells["reference"],
        "official": official,
        "reference_addressee": official.addressee,
        "reference_number": official.number,
        "reference_year": official.year,
        "symbols": list(official.symbols),
    }


def read_kind(cells: Cells, found: Values, known: Known) -> Values:
    """Return the kind, and whether the letter says of itself that it is joint."""
    official: Official | None = found.get("official")
    printed = official.kind if official else ""
    given = cells["kind"].upper()
    kind = given.removeprefix("J") if given[1:] in Kind.values else given
    if kind and kind not in Kind.values:
        told = _("“%(text)s” is none of UA, AL, OL")
        raise BadCell("kind", told % {"text": cells["kind"][:40]})
    if kind and printed and kind != printed:
        raise BadCell("kind", _("the reference says another kind"))
    joint = given != kind or bool(JOINT.match(cells["reference"]))
    return {"kind": kind or printed, "joint": joint}


def read_sent(cells: Cells, found: Values, known: Known) -> Values:
    text = cells["date_sent"]
    sent_on = day(cells, "date_sent", text, known) if text else ""
    official: Official | None = found.get("official")
    year = int(sent_on[:4]) if sent_on else official.year if official else None
    return {"sent_on": sent_on, "year": year}


def read_addressee(cells: Cells, found: Values, known: Known) -> Values:
    """Return the addressee: a State by its three letters, or OTH; the reference says it, too."""
    official: Official | None = found.get("official")
    given, printed = cells["addressee"].upper(), official.addressee if official else ""
    column = "addressee" if given else "reference"
    if given and printed and given != printed:
        raise BadCell("addressee", _("the reference says another addressee"))
    code = given or printed
    if not code and cells["reference"]:
        return {}  # the reference was refused, which is told
    if not code:
        raise BadCell("addressee", _("give the three letters of the State, or OTH"))
    if code == OTHER_ADDRESSEE:
        return {"addressee": code, "country_id": None}
    if code not in known.states:
        told = _("“%(code)s” is no State of our list; for who is no State write OTH")
        raise BadCell(column, told % {"code": code[:10]})
    if known.states[code] == Country.Standing.AREA:
        raise BadCell(column, _("this is an area, to which no letter is addressed"))
    if known.real and code == EXERCISE_STATE:
        raise BadCell(column, _("Exerland stays out of real work"))
    return {"addressee": code, "country_id": code}


def read_mandates(cells: Cells, found: Values, known: Known) -> Values:
    given = parts(cells["mandates"])
    if unknown := [one for one in given if one.lower() not in known.mandates]:
        told = _("no mandate of our list has this code or label: %(codes)s")
        raise BadCell("mandates", told % {"codes": "; ".join(unknown)[:120]})
    codes = [known.mandates[one.lower()] for one in given]
    if len(set(codes)) < len(codes):
        raise BadCell("mandates", _("a mandate stands here twice"))
    return {"mandates": codes}


def read_public(cells: Cells, found: Values, known: Known) -> Values:
    """Only what a public source tells is public; words of a letter stand in no other line."""
    given = cells["public"].lower()
    if given not in ("yes", "no", ""):
        raise BadCell("public", _("write yes or no"))
    public = given == "yes"
    if public and not cells["source_address"]:
        raise BadCell("source_address", _("a public line gives the address of its public source"))
    for column in ("subject", "addressee_name"):
        if cells[column] and not public:
            raise BadCell(
                column, _("this stands in public lines only: what is not public is sealed")
            )
    if cells["addressee_name"] and found.get("country_id"):
        raise BadCell("addressee_name", _("a State is named by its three letters"))
    return {"public": public, **{name: cells[name] for name in ("subject", "addressee_name")}}


def read_addresses(cells: Cells, found: Values, known: Known) -> Values:
    for column in ("text_address", "source_address"):
        if cells[column] and not is_address(cells[column]):
            raise BadCell(
                column, _("this is not a web address: it begins with https:// or http://")
            )
    return {name: cells[name] for name in ("text_address", "source_address")}


def read_replies(cells: Cells, found: Values, known: Known) -> Values:
    """Return the days of replies. None on record and not known are told apart."""
    given = cells["replies"]
    if not given:
        return {"answered": "", "replies": []}
    if given.lower() == Answered.NONE:
        return {"answered": Answered.NONE.value, "replies": []}
    days = [day(cells, "replies", text, known) for text in parts(given)]
    if not days:
        raise BadCell("replies", _("give days with semicolons between, or the word none"))
    if len(set(days)) < len(days):
        raise BadCell("replies", _("a day stands here twice"))
    if (sent := found.get("sent_on")) and min(map(latest, days)) < earliest(sent):
        raise BadCell("replies", _("a reply lies before the letter"))
    return {"answered": Answered.YES.value, "replies": sorted(days)}


def read_proof(cells: Cells, found: Values, known: Known) -> Values:
    """Return source and day, which every line has; nobody knew of a thing before it was."""
    if not cells["source"]:
        raise BadCell("source", _("every line says where it is known from"))
    if not cells["as_of"]:
        raise BadCell("as_of", _("every line says on what day it was so"))
    as_of = day(cells, "as_of", cells["as_of"], known)
    for told in filter(None, (found.get("sent_on"), *found.get("replies", ()))):
        if earliest(told) > latest(as_of):
            raise BadCell("as_of", _("the line tells of something after this day"))
    return {"source": cells["source"], "as_of": as_of}


READERS: tuple[Callable[[Cells, Values, Known], Values], ...] = (
    *(read_number, read_reference, read_kind, read_sent, read_addressee, read_mandates),
    *(read_public, read_addresses, read_replies, read_proof),
)


def parts(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]


def is_address(text: str) -> bool:
    try:
        found = urlsplit(text)
    except ValueError:
        return False
    return found.scheme in ("https", "http") and bool(found.hostname) and " " not in text


def too_long(cells: Cells) -> Iterator[BadCell]:
    for column, most in LONGEST.items():
        if len(cells[column]) > most:
            yield BadCell(column, _("this is longer than %(most)s signs") % {"most": most})


def doubts(values: Values) -> Iterator[tuple[str, str]]:
    """Yield what may be wrong with a line that can be taken: column and sentence."""
    sent, year = values["sent_on"], values.get("reference_year")
    if not sent:
        yield "date_sent", _("the day is not held")
    elif int(sent[:4]) < FIRST_YEAR:
        yield "date_sent", _("there was no special procedure yet")
    if sent and year and int(sent[:4]) != year:
        yield "reference", _("the reference is of another year than the letter")
    if not values["kind"]:
        yield "kind", _("the kind is not held")
    if values["joint"] and len(values["mandates"]) == 1:
        yield "mandates", _("the letter says it is joint, and one mandate stands here")


def judge(line: int, cells: Cells, known: Known) -> Judged:
    """Return what a line says, or every reason why it is refused."""
    bad = list(too_long(cells))
    values: Values = {}
    for read in READERS:
        try:
            values |= read(cells, values, known)
        except BadCell as found:
            bad.append(found)
    if bad:
        return Judged(line, None, [Finding(line, one.column, one.reason) for one in bad])
    values.pop("official", None)
    told = [Finding(line, column, reason, Weight.DOUBT) for column, reason in doubts(values)]
    return Judged(line, values, told)
