"""The vault of a request: whether it is open, for how long, and what it leads to.

Unlocking is a step after signing in. The member's private half then lies sealed in the session,
and the value that opens it in a second cookie of the browser alone; 15 minutes without use lock
it, and signing out or a new password take both away. ADR 0034.
"""

from base64 import b64decode, b64encode
from functools import cached_property

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.vault import carrying
from rapporteur.kernel.vault.faults import CannotOpen
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import MemberKey
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks import rules

KEPT = "vault"  # in the session: key, half, seen
IDLE = 15 * 60  # seconds
SEEN_EVERY = 30  # seconds between two notes that it is in use


def cookie_name() -> str:
    return f"{settings.DOOR}-vault"


class Vault:
    """What a view and a page ask of the vault. It asks the database once, and only if asked."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.fresh = ""  # the value of a cookie to set

    @property
    def person(self) -> Account | None:
        user = getattr(self.request, "user", None)
        return user if isinstance(user, Account) else None

    @cached_property
    def key(self) -> MemberKey | None:
        """The person's key in use; None where they have set up none."""
        if self.person is None:
            return None
        return MemberKey.objects.of(self.person.pk).in_use().first()

    @cached_property
    def keyring(self) -> Keyring | None:
        """What the person can open now; None while it is locked."""
        kept = self.request.session.get(KEPT)
        value = self.request.COOKIES.get(cookie_name())
        if not kept or not value or self.key is None or str(self.key.pk) != kept["key"]:
            return None
        try:
            return carrying.carried(b64decode(kept["half"]), value, self.key)
        except CannotOpen:
            return None

    @property
    def state(self) -> str:
        """Return `open`, `locked`, `missing`; empty for who has no business with a key."""
        if self.person is None or rules.may_hold_key(self.person) is not None:
            return ""
        if self.key is None:
            return "missing"
        return "locked" if self.keyring is None else "open"

    @property
    def minutes(self) -> int:
        """Return after how many minutes without use it locks, counted from this page."""
        return IDLE // 60

    def open(self, keyring: Keyring) -> None:
        """Keep a vault open from now on: half of what is needed goes to the browser."""
        self.fresh = carrying.new_value()
        self.request.session[KEPT] = {
            "key": str(keyring.key.pk),
            "half": b64encode(carrying.carry(keyring, self.fresh)).decode(),
            "seen": int(now().timestamp()),
        }
        self.key, self.keyring = keyring.key, keyring

    def lock(self, *, why: str = "") -> None:
        """Take away what keeps it open; nothing happens where it is locked already."""
        kept = self.request.session.pop(KEPT, None)
        self.fresh, self.keyring = "", None
        if kept and self.person is not None:
            key = ("vault_memberkey", kept["key"])
            journal.record("lock", key, by=str(self.person.pk), why=why)

    def come_in(self) -> None:
        """At the start of a request: lock what was left alone too long, note what is in use."""
        kept = self.request.session.get(KEPT)
        if not kept:
            return
        moment = int(now().timestamp())
        if moment - kept["seen"] > IDLE:
            self.lock(why="15 minutes without use")
        elif moment - kept["seen"] >= SEEN_EVERY:
            self.request.session[KEPT] = {**kept, "seen": moment}

    def leave(self, response: HttpResponseBase) -> None:
        """At the end of a request: give the browser its half, or take it away."""
        name = cookie_name()
        if KEPT not in self.request.session:
            if name in self.request.COOKIES:
                response.delete_cookie(name, samesite="Strict")
        elif self.fresh:
            response.set_cookie(
                name,
                self.fresh,
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Strict",
            )


class WithVault(SignedIn):
    """A request of someone signed in, with their vault."""

    vault: Vault
