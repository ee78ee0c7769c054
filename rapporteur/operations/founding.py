"""`rapporteur init`: set up a real installation, once.

Nothing is assumed: no default password, no exercise data. What is not given by flags is asked
for at the terminal. Until the database is marked real, a failure leaves nothing behind.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path

import psycopg
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from rapporteur.kernel import environment
from rapporteur.kernel.refusals import Refused
from rapporteur.operations import clusters, homes, preparing, roles


@dataclass(frozen=True)
class Answers:
    """What an operator decides; None means not said yet."""

    database_url: str | None
    smtp_url: str | None
    hosts: str | None
    administrator: str | None
    key_file: str | None


QUESTIONS = {
    "database_url": "Owner's address of your PostgreSQL (empty: one of our own)",
    "smtp_url": "Mail server (smtp://user:password@host:587)",
    "hosts": "Host names of the doors, with commas between",
    "administrator": "E-mail address of the first administrator",
    "key_file": "File for the instance key, on a medium that you take away",
}
MAY_BE_EMPTY = {"database_url"}


def ask_for_missing(given: Answers, ask: Callable[[str], str] | None) -> Answers:
    """Return complete answers. Raises Refused naming what is missing where nobody can be asked."""
    found: dict[str, str] = {}
    missing: list[str] = []
    for name in (one.name for one in fields(Answers)):
        value = getattr(given, name)
        if value is None and ask is not None:
            value = ask(f"{QUESTIONS[name]}: ")
        found[name] = (value or "").strip()
        if not found[name] and name not in MAY_BE_EMPTY:
            missing.append(f"--{name.replace('_', '-')}")
    if missing:
        raise Refused(f"Not said: {', '.join(missing)}. Nothing was set up.")
    return Answers(**found)


def check(answers: Answers) -> None:
    """Raise Refused or Misconfigured for the first answer that cannot be used."""
    environment.check_settings()
    if answers.database_url:
        environment.parse_database_url(answers.database_url)
    environment.parse_smtp_url(answers.smtp_url or "")
    environment.parse_hosts(answers.hosts or "")
    name, _, domain = (answers.administrator or "").partition("@")
    if not name or "." not in domain or any(c.isspace() for c in domain + name):
        raise Refused(f"“{answers.administrator}” is not an e-mail address.")
    check_key_file(Path(answers.key_file or "").absolute())


def check_key_file(path: Path) -> None:
    """Refuse a place for the offline key that is not offline, or that holds something."""
    if path.resolve().is_relative_to(environment.home().resolve()):
        raise Refused("The instance key must not lie in the data folder: take it off this machine.")
    if path.exists():
        raise Refused(f"{path} exists already; a key is never written over.")
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent}.")


def make_key(path: Path) -> str:
    """Write a new Ed25519 private key (PEM, 0600); return the fingerprint of its public half.

    The fingerprint is the SHA-256 of the 32 raw bytes, in hexadecimal. Raises Refused.
    """
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
    except OSError as error:
        raise Refused(f"The key cannot be written to {path}: {error.strerror}.") from error
    public = key.public_key().public_bytes(
        serialization.Encoding.Raw, serialization.PublicFormat.Raw
    )
    return hashlib.sha256(public).hexdigest()


def mark_standing(address: str) -> str | None:
    """Return the mode that a database is marked with, or None. Raises psycopg.Error."""
    with psycopg.connect(address, connect_timeout=5) as connection:
        stands = connection.execute("SELECT to_regclass('public.instance_instance')").fetchone()
        if not stands or stands[0] is None:
            return None
        row = connection.execute("SELECT mode FROM instance_instance").fetchone()
        return str(row[0]) if row else None


def refuse_what_stands(answers: Answers) -> None:
    """Raise Refused where this data folder or this database is already something."""
    addresses = [answers.database_url or roles.known_addresses().get("owner", "")]
    for address in filter(None, addresses):
        mark = mark_standing(address)
        if mark == "exercise":
            raise Refused(
                "An exercise stands here, and never becomes real. "
                "Use another RAPPORTEUR_HOME and another database."
            )
        if mark == "real":
            raise Refused("This installation is set up already.")


def settings_file() -> Path:
    return environment.home() / "secrets" / "settings.json"


def keep_settings(answers: Answers, fingerprint: str) -> None:
    """Write what the doors must know: the answers, and which offline key to trust (0600)."""
    kept = {
        "RAPPORTEUR_SMTP_URL": answers.smtp_url,
        "RAPPORTEUR_HOSTS": answers.hosts,
        "RAPPORTEUR_HTTPS": environment.setting("RAPPORTEUR_HTTPS"),
        "DATABASE_URL": answers.database_url,
        "RAPPORTEUR_INSTANCE_KEY_FINGERPRINT": fingerprint,
    }
    settings_file().unlink(missing_ok=True)
    with os.fdopen(os.open(settings_file(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as f:
        json.dump({name: value for name, value in kept.items() if value}, f, indent=2)


def invite_administrator(email: str) -> str:
    """Make the first administrator's account; return what to tell them, never a password."""
    from rapporteur.operations.administrators import open_first_account  # Django is loaded now

    open_first_account(email)
    host = environment.hosts()[-1]
    address = f"https://{host}/account/password/reset/"
    return f"{email} is the first administrator: ask for a link at {address}"


def is_marked(answers: Answers) -> bool:
    """Say whether the database bears a mark already: then its key must not be lost."""
    address = answers.database_url or roles.known_addresses().get("owner", "")
    try:
        return bool(address) and mark_standing(address) is not None
    except psycopg.Error:
        return True  # nobody can tell: a key too many does no harm


def set_up(answers: Answers) -> int:
    """Make the installation. Raises Refused; a failure before the mark leaves no key behind."""
    key_file = Path(answers.key_file or "").absolute()
    refuse_what_stands(answers)
    fingerprint = make_key(key_file)
    try:
        keep_settings(answers, fingerprint)
        code = preparing.prepare("real", key_fingerprint=fingerprint)
    except BaseException:
        if not is_marked(answers):
            key_file.unlink()
            settings_file().unlink(missing_ok=True)
        raise
    if code:
        return code
    print(f"\nReal installation set up. Instance key: {key_file}")
    print(f"Fingerprint (give it to every door, keep it on paper): {fingerprint}")
    print(
        "Take the key off this machine now. It signs who may read; whoever has it can add a reader."
    )
    print(invite_administrator(answers.administrator or ""))
    return 0


def command(given: Answers) -> int:
    """Ask, check, set up; the database of our own is stopped again if we started it."""
    at_terminal = sys.stdin is not None and sys.stdin.isatty()
    answers = ask_for_missing(given, input if at_terminal else None)
    check(answers)
    home = environment.home()
    homes.make_home(home)
    try:
        with homes.held(home):
            return with_database(answers)
    except homes.AlreadyRunning as error:
        raise Refused("Rapporteur runs from this data folder: stop it first.") from error


def with_database(answers: Answers) -> int:
    if answers.database_url:
        return set_up(answers)
    cluster = clusters.plan(environment.home())
    clusters.ensure(cluster)
    started = not clusters.is_running(cluster)
    if started:
        clusters.start(cluster)
    try:
        return set_up(answers)
    finally:
        if started:
            clusters.stop(cluster)
