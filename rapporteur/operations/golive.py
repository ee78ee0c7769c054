"""`rapporteur golive` and `rapporteur drill`: what is asked before real reports are taken.

A drill rebuilds the key of a desk in memory from two typed shares, opens with it what was sealed
that moment to the public half on record, and keeps the day, the two numbers and the place alone.
"""

import secrets
from typing import Protocol

from django.db import connection, transaction

from rapporteur.kernel.instance import actions, golive
from rapporteur.kernel.instance.queries import is_exercise, is_live
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import recovery
from rapporteur.kernel.vault.faults import CannotOpen, UnknownSuite, UnusableKey, WrongShares
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Kind, Recipient
from rapporteur.kernel.vault.suites import open_with, public_of, seal_to
from rapporteur.operations import recovering, shares
from rapporteur.operations.golive_facts import facts
from rapporteur.operations.shares import Ask


class Said(Protocol):
    """What was said on the command line."""

    what: str
    item: str | None
    by: str | None
    evidence: str | None


def command(given: Said) -> int:
    """Tell, attest, withdraw, open or shut. Raises Refused."""
    if is_exercise():
        raise Refused("An exercise needs no gate: its door takes made-up reports only.")
    name, evidence = given.by or "", given.evidence or ""
    if given.what in ("attest", "withdraw"):
        passed = given.what == "attest"
        actions.attest(given.item or "", name=name, evidence=evidence, passed=passed)
    elif given.what == "open":
        actions.set_door(name=name, evidence=evidence, facts=known())
    elif given.what == "shut":
        actions.set_door(name=name, evidence=evidence, facts=None)
    print(in_words(known(), live=is_live()))
    return 0


def known() -> golive.Facts:
    with connection.cursor() as cursor:
        return facts(cursor)


def in_words(found: golive.Facts, *, live: bool) -> str:
    """Return every item with what is missing, and whether the door is open."""
    missing = golive.missing(found)
    lines = [f"The intake door was {'opened' if live else 'not opened: it is shut'}."]
    for item in golive.ITEMS:
        state = f"MISSING: {missing[item.code]}" if item.code in missing else "passed"
        lines.append(f"  {item.code:11} {state}\n{'':14}{item.asks}")
        if item.code in missing:
            lines.append(f"{'':14}by {item.who}; evidence: {item.evidence}")
    if not missing and not live:
        lines.append("Nothing is missing: `rapporteur golive open --by NAME --evidence TEXT`.")
    return "\n".join(lines)


def drill(recipient: str | None, place: str | None, ask_hidden: Ask) -> int:
    """Let two officers prove that their shares open the desk; keep that they did. Raises Refused."""
    wanted = recovering.group(recipient)
    if wanted.kind != Kind.DESK:
        raise Refused("A drill is of a desk: `vault recipients` shows which is one.")
    if not (place or "").strip():
        raise Refused("Say where you are: --place.")
    one, two = shares.read("First", ask_hidden), shares.read("Second", ask_hidden)
    numbers = "".join(sorted((str(one.number), str(two.number))))
    try:
        keyring = recovery.rebuilt(wanted, one, two)
        prove(wanted, keyring)
    except WrongShares as reason:
        journal.record_refusal(recovering.DRILL, wanted, by=actions.BY, why=str(reason))
        raise Refused(str(reason)) from None
    with transaction.atomic():
        actions.record_drill(keyring.key.pk, shares=numbers, place=place or "")
        journal.record(recovering.DRILL, wanted, by=actions.BY, detail={"shares": 2})
    print(f"Shares {numbers[0]} and {numbers[1]} open {wanted.name}. Nothing secret was kept.")
    lacking = golive.missing(known()).get("drill")
    print(f"Still missing: {lacking}." if lacking else "Enough was drilled for going live.")
    return 0


def prove(wanted: Recipient, keyring: Keyring) -> None:
    """Seal to the public half on record and open it with what was rebuilt. Raises WrongShares."""
    epoch, half = keyring.current(wanted.pk)
    public = epoch.public
    test, info = secrets.token_bytes(32), b"drill"
    try:
        opened = open_with(half, seal_to(public, test, info=info), info=info)
    except (CannotOpen, UnknownSuite, UnusableKey):
        opened = b""
    if public_of(half) != public or not secrets.compare_digest(opened, test):
        raise WrongShares("What these shares rebuild does not fit the public key on record.")
