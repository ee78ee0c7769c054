"""References: our own, random and readable; the official one, read and never made.

The Office of the High Commissioner numbers letters per addressee and year, across all mandates
(`SYR 3/2014`). We read what it gives. Older letters print the files of mandates in between:
`UA Housing (2000-9) Food (2000-9) SYR 3/2014`.
"""

import re
import secrets
from dataclasses import dataclass

from django.utils.translation import gettext as _

from rapporteur.kernel.refusals import Refused

READABLE = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is taken for something else
OTHER_ADDRESSEE = "OTH"  # companies, organizations, all who are no State

KEY = re.compile(r"(?P<addressee>[A-Z]{3})\s?(?P<number>[1-9]\d{0,3})/(?P<year>(?:19|20)\d{2})$")
KIND = re.compile(r"^(?:REFERENCE:\s*)?(?:J?(?P<kind>UA|AL|OL)(?=\s))?\s*")
SYMBOL = re.compile(
    r"(?:G/SO [\d/]+|[A-Z][A-Za-z,.&’'/-]*(?: [A-Za-z,.&’'/-]+){0,7}) \(\d{2,4}(?:-\d{1,4}){0,3}\)"
)


@dataclass(frozen=True)
class Official:
    """An official reference. `kind` is empty where it was not given; `symbols` are files."""

    kind: str
    addressee: str
    number: int
    year: int
    symbols: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Return the public key, by which the official site finds the letter."""
        return f"{self.addressee} {self.number}/{self.year}"


def own() -> str:
    """Return a new reference of our own: random, told by voice, without order: 39 bits."""
    letters = [secrets.choice(READABLE) for _place in range(8)]
    return f"L-{''.join(letters[:4])}-{''.join(letters[4:])}"


def authenticity_code() -> str:
    """Return a new code by which an addressee knows that a letter is ours: 79 bits."""
    letters = [secrets.choice(READABLE) for _place in range(16)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, 16, 4))


def parse(text: str) -> Official:
    """Read an official reference as letters and reports print it. Raises Refused."""
    words = " ".join(text.split())
    key = KEY.search(words)
    if key is None:
        raise Refused(
            _("This is not an official reference. It looks like “UA SYR 3/2014” or “OTH 12/2019”.")
        )
    before = words[: key.start()]
    kind = KIND.match(before)
    between = before[kind.end() :].strip() if kind else before.strip()
    symbols = tuple(match.group() for match in SYMBOL.finditer(between))
    if SYMBOL.sub("", between).strip(" ;,"):
        raise Refused(_("There are words in this reference that cannot be read."))
    return Official(
        kind=(kind["kind"] or "") if kind else "",
        addressee=key["addressee"],
        number=int(key["number"]),
        year=int(key["year"]),
        symbols=symbols,
    )
