"""The people of one walk through all doors of a real installation, each in a browser of their own.

Nobody has a script. Every word that somebody types ends in a word of its own (`Words.new`), so that
afterwards one can look where it lies.
"""

import itertools
import json
import re
import time
from dataclasses import dataclass, field

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

DOORS = ("public", "intake", "missions", "desk", "partners")


@dataclass
class Words:
    """Makes words that stand nowhere else, and remembers all it made."""

    name: str
    made: list[str] = field(default_factory=list)
    numbers: "itertools.count[int]" = field(default_factory=itertools.count)

    def new(self, text="exercise"):
        """Return the text with a word of its own."""
        self.made.append(f"zyx{self.name}{next(self.numbers):03}quorum")
        return f"{text} {self.made[-1]}"


class Walk:
    """One walk: the installation, its browser, and whoever walks it."""

    def __init__(self, installation, browser, words):
        self.installation, self.browser, self.words = installation, browser, words
        told = json.loads((installation.home / "exercise.json").read_text())
        self.accounts = {one["role"]: one for one in told}
        self.pages, self.public = {}, []  # by role; the sentences that may become public

    def address(self, door):
        return f"http://localhost:{self.installation.base + DOORS.index(door)}"

    def visitor(self, **look):
        return self.browser.new_context(java_script_enabled=False, **look).new_page()

    def person(self, role):
        """Return the page of an account: signed in with both factors, its vault open."""
        if role in self.pages:
            return self.pages[role]
        account, page = self.accounts[role], self.visitor()
        door = self.address(account["door"])
        page.goto(f"{door}/account/sign-in/")
        page.fill("#id_login", account["email"])
        page.fill("#id_password", account["password"])
        page.click("main button[type=submit] >> nth=0")
        page.fill("#id_code", digits(account["totp_secret"]))
        page.click("main button[type=submit] >> nth=0")
        page.goto(f"{door}/vault/unlock/")
        page.fill("#id_passphrase", account["vault_passphrase"])
        page.click("main form.stack button[type=submit]")
        self.pages[role] = page
        return page

    def at(self, role, path):
        """Return the page of an account, having gone to a path of its door."""
        page = self.person(role)
        page.goto(self.address(self.accounts[role]["door"]) + path)
        return page


def digits(secret):
    """Return the six digits that an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def send(page):
    """Send the one form of the content."""
    page.click("main form:not(.lock form) button[type=submit] >> nth=0")


def told(page, *words, within=30):
    """Say that a page shows words within some seconds; the failure shows what it shows instead."""
    until = time.monotonic() + within
    while any(one not in page.inner_text("main") for one in words):
        shown = page.inner_text("main")
        assert time.monotonic() < until, f"“{words}” is not on {page.url}:\n{shown}"
        page.wait_for_timeout(100)


def path_of(page):
    return re.sub(r"^https?://[^/]+", "", page.url)
