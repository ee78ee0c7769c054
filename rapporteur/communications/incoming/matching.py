"""Which letter a mail belongs to. Two signs must agree and none may speak against it, or it is held.

The signs: a reference of the letter; its authenticity code; that the mail answers one of ours, by
its Message-ID; that it comes from an address of its addressee, as the own mail server proved. A
sender alone decides nothing. Wrong is worse than held: ADR 0151.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q, QuerySet

from rapporteur.communications.actions.attempting import key_of
from rapporteur.communications.incoming.reading import Mail
from rapporteur.communications.models import Attempt, Communication
from rapporteur.communications.models.incoming import Nature, Why
from rapporteur.communications.references import OTHER_ADDRESSEE
from rapporteur.communications.workflow import OUT
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk, MissionMembership
from rapporteur.world.models import Country

OWN = re.compile(r"\bL ?- ?([A-Z0-9]{4}) ?- ?([A-Z0-9]{4})\b", re.IGNORECASE)
CHECK = re.compile(r"\b([A-Z0-9]{4}(?: ?- ?[A-Z0-9]{4}){3})\b", re.IGNORECASE)
OFFICIAL = re.compile(
    r"\b(?:J?(UA|AL|OL) )?([A-Z]{3}) ?([1-9][0-9]{0,3}) ?/ ?((?:19|20)[0-9]{2})\b"
)
ENOUGH = 2  # signs
MOST = 50  # references of one mail; with more it is no answer to a letter


@dataclass(frozen=True)
class Known:
    """What is known of one letter that is out, for matching."""

    pk: UUID
    code: str
    kind: str
    check: str  # digest of its authenticity code
    official: tuple[str, int | None, int | None]
    state: str | None


@dataclass(frozen=True)
class Found:
    """What of a mail points to letters. `wrong` says that something in it fits no letter here."""

    referred: frozenset[UUID] = frozenset()
    checked: frozenset[UUID] = frozenset()
    threaded: frozenset[UUID] = frozenset()
    wrong: bool = False
    letters: dict[UUID, Known] = field(default_factory=dict)
    sender_of: frozenset[str] = frozenset()  # the States for whose Missions the sender speaks

    @property
    def named(self) -> frozenset[UUID]:
        return self.referred | self.checked | self.threaded


@dataclass(frozen=True)
class Verdict:
    """The letter, or why a person must look. `signs` are codes of what agreed."""

    letter: Known | None
    why: str = ""
    signs: tuple[str, ...] = ()


def of_desk(desk: Desk) -> QuerySet[Communication]:
    return Communication.objects.filter(desk=desk, state__in=OUT).order_by()


def known(letters: QuerySet[Communication]) -> list[Known]:
    """Return what is known of these letters, from the columns that the worker may read."""
    official = ("reference_addressee", "reference_number", "reference_year")
    rows = letters.values_list("pk", "code", "kind", "check_digest", *official)
    states = dict(letters.values_list("pk", "addressee_state"))
    return [
        Known(pk, code, kind, check or "", (addressee, number, year), states[pk])
        for pk, code, kind, check, addressee, number, year in rows
    ]


def digest(check: str) -> str:
    """Return by what the database knows an authenticity code (models.Communication.check_digest)."""
    return hashlib.sha256(check.replace(" ", "").upper().encode()).hexdigest()


def look(mail: Mail, desk: Desk) -> Found:
    """Return what of a mail points to letters of a desk. A handful of queries."""
    text = mail.searched
    codes = {f"L-{one[1]}-{one[2]}".upper() for one in OWN.finditer(text)}
    checks = {digest(one[1]) for one in CHECK.finditer(text)}
    official = {(one[1] or "", one[2], int(one[3]), int(one[4])) for one in OFFICIAL.finditer(text)}
    keys = [key for one in mail.answers if (key := key_of(one))]
    if max(len(codes), len(checks), len(official), len(keys)) > MOST:
        return Found(wrong=True)
    answered = Attempt.objects.filter(message__in=keys).order_by()
    threaded = set(answered.values_list("communication", flat=True))
    wanted = Q(code__in=codes) | Q(check_digest__in=checks) | Q(pk__in=threaded)
    for _kind, addressee, number, year in official:
        wanted |= Q(reference_addressee=addressee, reference_number=number, reference_year=year)
    letters = {one.pk: one for one in known(of_desk(desk).filter(wanted))}
    by_code = {one.code: one.pk for one in letters.values()}
    by_check = {one.check: one.pk for one in letters.values()}
    named, strange = by_official(official, letters.values())
    return Found(
        referred=frozenset({by_code[one] for one in codes if one in by_code} | named),
        checked=frozenset(by_check[one] for one in checks if one in by_check),
        threaded=frozenset(one for one in threaded if one in letters),
        wrong=strange
        or not codes <= set(by_code)
        or not checks <= set(by_check)
        or not threaded <= set(letters),
        letters=letters,
        sender_of=speaks_for(mail.sender),
    )


def by_official(
    official: Iterable[tuple[str, str, int, int]], letters: Iterable[Known]
) -> tuple[set[UUID], bool]:
    """Return the letters that have these references, and whether one of them fits none.

    Without a kind it is a reference only where it begins like one: a note of a Mission has a number
    that looks alike.
    """
    by_key = {one.official: one for one in letters}
    named, strange = set(), False
    for kind, addressee, number, year in official:
        letter = by_key.get((addressee, number, year))
        if letter is None:
            strange |= bool(kind) or is_addressee(addressee)
        elif kind and kind != letter.kind:
            strange = True
        else:
            named.add(letter.pk)
    return named, strange


def is_addressee(code: str) -> bool:
    return code == OTHER_ADDRESSEE or Country.objects.filter(pk=code).exists()


def speaks_for(sender: str) -> frozenset[str]:
    """Return the States for whose Missions an account with this address speaks today."""
    if not sender:
        return frozenset()
    accounts = Account.objects.filter(email__iexact=sender, is_active=True)
    rows = MissionMembership.objects.filter(account__in=accounts.values("pk"))
    return frozenset(one.country_id for one in rows if one.holds_on(today()))


def match(mail: Mail, desk: Desk) -> Verdict:
    """Return the letter of a desk that a mail belongs to, or why a person must look."""
    if why := doubt(mail):
        return Verdict(None, why)
    return decide(mail, look(mail, desk))


def doubt(mail: Mail) -> str:
    """Return why a mail is held before anything is looked up; empty where nothing is."""
    doubts = (
        (not mail.readable, Why.UNREADABLE),
        (mail.forged, Why.FORGED),
        (not mail.sender and mail.nature != Nature.BOUNCE, Why.FORGED),
        (mail.forwarded, Why.FORWARDED),
        (mail.listed, Why.LISTED),
    )
    return next((why for held, why in doubts if held), "")


def decide(mail: Mail, found: Found) -> Verdict:
    """Weigh what was found. Pure: what it says follows from what it is given."""
    if found.wrong:
        return Verdict(None, Why.UNKNOWN)
    if len(found.named) != 1:
        return Verdict(None, Why.SEVERAL if found.named else Why.NONE)
    letter = found.letters[next(iter(found.named))]
    is_theirs = letter.state in found.sender_of
    if found.sender_of and not is_theirs:
        return Verdict(None, Why.ANOTHER)
    signs = (
        *(("reference",) if found.referred else ()),
        *(("check",) if found.checked else ()),
        *(("thread",) if found.threaded else ()),
        *(("sender",) if is_theirs and mail.proven else ()),
    )
    # a report of a mail server carries the Message-ID of ours, which nobody guesses
    enough = "thread" in signs if mail.nature == Nature.BOUNCE else len(signs) >= ENOUGH
    return Verdict(letter, signs=signs) if enough else Verdict(None, Why.ALONE, signs)
