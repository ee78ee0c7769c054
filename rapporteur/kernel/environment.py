"""Where this installation keeps its things, and which database each door may open.

Values come from the environment, else from files that the launcher wrote under the data folder
(`RAPPORTEUR_HOME`, by default `.rapporteur` beside the code). Wrong values stop the start with
a sentence that says what to change.
"""

import json
import os
import re
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
DOORS = ("public", "intake", "missions", "desk", "partners")
ROLES = (*DOORS, "worker", "backup")  # the owner is not a role that anything runs as
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HOST_NAME = re.compile(r"\[[0-9a-fA-F:.]+\]|(?!-)[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*")
HOUR = r"((?:[01]\d|2[0-3]):[0-5]\d)"
HOURS = re.compile(rf"{HOUR}-{HOUR} (\w[\w .'-]{{1,60}})")
ONION = re.compile(r"[a-z2-7]{56}\.onion")  # of the third version, the only one in use
NO_PORT = -1
MOST_PROCESSES = 4  # of one door: each holds connections to the database
ROLE_PREFIX = re.compile(r"[a-z_][a-z0-9_]{0,39}")


class Misconfigured(Exception):  # noqa: N818
    """A setting that an operator gave cannot be used; the text says which and why."""


def home() -> Path:
    """Return the data folder: secrets, mail of the exercise, logs, sockets, static files."""
    return Path(os.environ.get("RAPPORTEUR_HOME") or ROOT / ".rapporteur").absolute()


def setting(name: str, default: str = "") -> str:
    """Return a setting of the operator: from the environment, else as `rapporteur init` kept it."""
    if given := os.environ.get(name):
        return given
    path = home() / "secrets" / "settings.json"
    if not path.is_file():
        return default
    return kept_in(path).get(name) or default


def kept_in(path: Path) -> dict[str, str]:
    """Return what a file of ours keeps. Raises Misconfigured where it was cut or edited badly."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        raise Misconfigured(f"{path} cannot be read. Restore it from the backup.") from error
    if not isinstance(found, dict):
        raise Misconfigured(f"{path} does not hold what it should. Restore it from the backup.")
    return found


def hosts() -> list[str]:
    """Return the host names under which the doors answer."""
    return parse_hosts(setting("RAPPORTEUR_HOSTS", ",".join(LOOPBACK)))


def parse_hosts(text: str) -> list[str]:
    """Return host names that were given with commas between. Raises Misconfigured.

    A star is refused: links in mails carry the name that was asked for, whoever asked.
    """
    names = [name.strip() for name in text.split(",") if name.strip()]
    for name in names:
        if not HOST_NAME.fullmatch(name):
            raise Misconfigured(
                f"RAPPORTEUR_HOSTS has “{name}”: give host names with commas between, "
                "without http://, port or star."
            )
    if not names:
        raise Misconfigured("RAPPORTEUR_HOSTS names no host.")
    return names


def addresses(name: str) -> list[str]:
    """Return the e-mail addresses of a setting, with commas between."""
    found = [address.strip() for address in setting(name).split(",") if address.strip()]
    for address in found:
        if not re.fullmatch(r"[^@\s,]+@[^@\s,]+", address):
            raise Misconfigured(
                f"{name} has “{address}”: give e-mail addresses with commas between."
            )
    return found


def bind_address() -> str:
    """Return the address on which the doors listen; a proxy stands before it in production."""
    return setting("RAPPORTEUR_ADDRESS", "127.0.0.1")


def worker_processes(default: int) -> int:
    """Return how many processes serve each door. Raises Misconfigured."""
    given = setting("RAPPORTEUR_WORKERS", str(default))
    if not given.isdecimal() or not 1 <= int(given) <= MOST_PROCESSES:
        raise Misconfigured(
            f"RAPPORTEUR_WORKERS is “{given}”: give a number, 1 to {MOST_PROCESSES}."
        )
    return int(given)


def working_hours() -> tuple[str, str, str] | None:
    """Return from when to when someone reads, and by whose clock; None where it is not set.

    RAPPORTEUR_HOURS is like `09:00-18:00 Geneva`. Raises Misconfigured.
    """
    given = setting("RAPPORTEUR_HOURS")
    if not given:
        return None
    found = HOURS.fullmatch(given.strip())
    if found is None:
        raise Misconfigured(
            f"RAPPORTEUR_HOURS is “{given}”: give it like 09:00-18:00 Geneva, or leave it empty."
        )
    return found[1], found[2], found[3]


def onion_address() -> str:
    """Return the hidden address of the intake door as its operator gave it; empty where not set.

    Raises Misconfigured: a wrong one would lead a source to whoever holds it.
    """
    given = setting("RAPPORTEUR_ONION").strip().lower()
    if given and not ONION.fullmatch(given):
        raise Misconfigured(
            f"RAPPORTEUR_ONION is “{given}”: give the 56 signs and .onion, without http:// or path."
        )
    return given


def press_contact() -> str:
    """Return how journalists reach the mandate, one line as its operator gave it; empty if not set.

    Raises Misconfigured for more than one line or 200 letters: it stands on a public page.
    """
    given = setting("RAPPORTEUR_PRESS").strip()
    if len(given) > 200 or not given.isprintable():
        raise Misconfigured("RAPPORTEUR_PRESS is one line of at most 200 letters, or empty.")
    return given


def hard_texts_a_week() -> int:
    """Return how many hard texts a person may open in a week before a pause is suggested.

    RAPPORTEUR_HARD_TEXTS is a whole number from 1 on, 40 where it is not set. Raises Misconfigured.
    """
    given = setting("RAPPORTEUR_HARD_TEXTS", "40").strip()
    if not re.fullmatch(r"[1-9][0-9]{0,3}", given):
        raise Misconfigured(f"RAPPORTEUR_HARD_TEXTS is “{given}”: give a whole number like 40.")
    return int(given)


def looks_links_up() -> bool:
    """Say whether the worker asks public sites each night for released links.

    RAPPORTEUR_LOOK_UP_LINKS is yes or no, no where it is not set. Raises Misconfigured.
    """
    given = setting("RAPPORTEUR_LOOK_UP_LINKS", "no").strip()
    if given not in ("yes", "no"):
        raise Misconfigured(f"RAPPORTEUR_LOOK_UP_LINKS is “{given}”: give yes or no.")
    return given == "yes"


def behind_tls() -> bool:
    """Say whether a proxy with TLS stands before the doors, as the operator says."""
    return setting("RAPPORTEUR_HTTPS") == "1"


def mail() -> dict[str, Any]:
    """Return Django's mail settings: by SMTP where RAPPORTEUR_SMTP_URL says so, else into files.

    The address is `smtp://user:password@host:587` (STARTTLS) or `smtps://...:465`.
    """
    url = setting("RAPPORTEUR_SMTP_URL")
    if not url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": home() / "mail",
        }
    return parse_smtp_url(url)


def parse_smtp_url(url: str) -> dict[str, Any]:
    """Turn a mail server's address into Django's settings. Raises Misconfigured."""
    parts, number = parsed(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or number == NO_PORT:
        raise Misconfigured("RAPPORTEUR_SMTP_URL looks like smtp://user:password@host:587.")
    implicit = parts.scheme == "smtps"
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": number or (465 if implicit else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": implicit,
        "EMAIL_USE_TLS": not implicit,
        "EMAIL_TIMEOUT": 20,  # seconds
    }


def parsed(url: str) -> tuple[SplitResult, int | None]:
    """Return the parts of an address and its port; NO_PORT for what is no address or no number."""
    try:
        parts = urlsplit(url)
        number = parts.port
    except ValueError:
        return urlsplit(""), NO_PORT
    return parts, number


def port(door: str) -> int:
    """Return the local port of a door: base (8000), +1 and so on, in their order."""
    text = os.environ.get("RAPPORTEUR_PORT_BASE") or "8000"
    if not text.isdecimal() or not 1024 <= int(text) <= 65000:
        raise Misconfigured(f"RAPPORTEUR_PORT_BASE is “{text}”: give a number, 1024 to 65000.")
    return int(text) + DOORS.index(door)


def door_address(door: str) -> str:
    """Return where people reach another door: its public address, else the local one."""
    given = setting(f"RAPPORTEUR_URL_{door.upper()}")
    return given or f"http://localhost:{port(door)}/"


def role_name(role: str) -> str:
    """Return the name that a role has in PostgreSQL; the prefix keeps installations apart."""
    prefix = os.environ.get("RAPPORTEUR_ROLE_PREFIX", "rapporteur_")
    if not ROLE_PREFIX.fullmatch(prefix):
        raise Misconfigured(
            f"RAPPORTEUR_ROLE_PREFIX is “{prefix}”: give up to 40 small letters, digits and _."
        )
    return f"{prefix}{role}"


def secret(name: str) -> str:
    """Return the secret of that name, from the environment or from `secrets/`."""
    given = os.environ.get(f"RAPPORTEUR_SECRET_{name.upper().replace('-', '_')}")
    if given:
        return given
    path = home() / "secrets" / name
    if not path.is_file():
        raise Misconfigured(f"The secret “{name}” is missing: {path} does not exist yet.")
    return path.read_text().strip()


def ensure_secret(name: str) -> str:
    """Return the secret of that name, made once (256 random bits) where it is missing."""
    try:
        return secret(name)
    except Misconfigured:
        folder = home() / "secrets"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(
            os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
        ) as f:
            f.write(secrets.token_urlsafe(32) + "\n")
        return secret(name)


def database_url(role: str) -> str:
    """Return the database address of a role, `owner` for migrations."""
    variable = "DATABASE_URL" if role == "owner" else f"DATABASE_URL_{role.upper()}"
    if given := os.environ.get(variable):
        return given
    path = home() / "secrets" / "databases.json"
    if not path.is_file():
        raise Misconfigured(f"No database is known for “{role}”: set {variable} or start once.")
    kept = kept_in(path)
    if role not in kept:
        raise Misconfigured(f"{path} has no address for “{role}”: run `rapporteur roles`.")
    return kept[role]


def parse_database_url(url: str) -> dict[str, Any]:
    """Turn `postgresql://user:password@host:port/name?host=/socket/folder` into settings."""
    parts, number = parsed(url)
    known = parts.scheme in {"postgresql", "postgres"} and parts.path.strip("/")
    if not known or number == NO_PORT:
        raise Misconfigured("A database address looks like postgresql://user:password@host/name.")
    query = parse_qs(parts.query)
    return {
        "ENGINE": "rapporteur.kernel.postgres",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query["host"][0] if "host" in query else (parts.hostname or ""),
        "PORT": query["port"][0] if "port" in query else str(number or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A page asks for few rows: compiling the question takes ten times as long as answering it.
        "OPTIONS": {"options": "-c jit=off"},
    }


def database(role: str) -> dict[str, Any]:
    """Return Django's settings for the database as `role` opens it."""
    return parse_database_url(database_url(role))


def check_settings() -> None:
    """Look at every setting before anything is made. Raises Misconfigured for the first wrong one."""
    for door in DOORS:
        port(door)
    role_name("owner")
    hosts()
    bind_address()
    worker_processes(1)
    working_hours()
    hard_texts_a_week()
    looks_links_up()
    press_contact()
    addresses("RAPPORTEUR_OFFICERS")
    mail()
    for variable in ("DATABASE_URL", *(f"DATABASE_URL_{role.upper()}" for role in ROLES)):
        if given := os.environ.get(variable):
            parse_database_url(given)
