"""Make the database roles: an owner who migrates, one role a door, the worker, the backup.

Idempotent. Passwords are made here and kept in `secrets/databases.json`; PostgreSQL is only ever
handed their scram verifier, so that no statement, no log and no DBA sees one.
"""

import json
import secrets
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from rapporteur.kernel import environment
from rapporteur.kernel.environment import ROLES, home, role_name

ATTRIBUTES = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION"
PATIENCE = {  # a statement
    **dict.fromkeys(("public", "intake"), "10s"),
    **dict.fromkeys(("missions", "partners"), "15s"),
    "desk": "30s",
}


class NotAllowed(Exception):  # noqa: N818
    """The role that asked may not make roles; `statements` is the SQL for who may."""

    def __init__(self, statements: str) -> None:
        super().__init__("This role may not make roles. Hand the SQL below to whoever may.")
        self.statements = statements


def addresses_file() -> Path:
    return home() / "secrets" / "databases.json"


def known_addresses() -> dict[str, str]:
    path = addresses_file()
    return environment.kept_in(path) if path.is_file() else {}


def write_addresses(addresses: dict[str, str]) -> None:
    """Keep the addresses, whole or not at all, for our eyes only."""
    path = addresses_file()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(addresses, indent=2) + "\n")
    fresh.replace(path)


def password_in(url: str) -> str:
    return urlsplit(url).password or ""


def address(base: str, role: str, password: str) -> str:
    """Return `base` with another user and password; host, name and options stay."""
    parts = urlsplit(base)
    host = parts.netloc.rpartition("@")[2]
    user = f"{quote(role_name(role))}:{quote(password)}"
    return urlunsplit((parts.scheme, f"{user}@{host}", parts.path, parts.query, ""))


def statements(
    connection: psycopg.Connection, passwords: dict[str, str], standing: Iterable[str]
) -> list[sql.Composed]:
    """Return the SQL that makes these roles as they must be, whatever they were.

    Who is no superuser may not even mention a superuser's attributes of a role that stands.
    """
    made: list[sql.Composed] = []
    powerful = is_superuser(connection)
    for role, password in passwords.items():
        name = role_name(role)
        verifier = connection.pgconn.encrypt_password(
            password.encode(), name.encode(), b"scram-sha-256"
        )
        stands = name in standing
        verb = "ALTER" if stands else "CREATE"
        attributes = ATTRIBUTES if powerful or not stands else "LOGIN"
        made.append(
            sql.SQL(f"{verb} ROLE {{}} {attributes} PASSWORD {{}}").format(
                sql.Identifier(name), sql.Literal(verifier.decode())
            )
        )
        if limit := PATIENCE.get(role):
            made.append(
                sql.SQL("ALTER ROLE {} SET statement_timeout = {}").format(
                    sql.Identifier(name), sql.Literal(limit)
                )
            )
    return made


def ensure(connection: psycopg.Connection, base: str, *, owner: bool = False) -> dict[str, str]:
    """Make the roles over an open connection; return the addresses of all by role.

    `base` is the address whose host and database the roles use. With `owner`, the owner is made
    too (our own cluster); else it is the owner that asks. Raises NotAllowed with SQL for a DBA.
    """
    known = known_addresses()
    wanted = ("owner", *ROLES) if owner else ROLES
    passwords = {
        role: password_in(known.get(role, "")) or secrets.token_urlsafe(24) for role in wanted
    }
    addresses = {role: address(base, role, password) for role, password in passwords.items()}
    if not owner:
        addresses["owner"] = base
    standing = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    made = statements(connection, passwords, standing)
    if not may_make_roles(connection):
        if addresses != known:
            write_addresses(addresses)
        if all(role_name(role) in standing for role in ROLES):
            return addresses
        raise NotAllowed("".join(f"{line.as_string(connection)};\n" for line in made))
    with connection.transaction():
        for statement in made:
            connection.execute(statement)
    if addresses != known:
        write_addresses(addresses)
    return addresses


def is_superuser(connection: psycopg.Connection) -> bool:
    return connection.info.parameter_status("is_superuser") == "on"


def may_make_roles(connection: psycopg.Connection) -> bool:
    row = connection.execute(
        "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    return bool(row and row[0])


def ensure_database(connection: psycopg.Connection, name: str) -> None:
    """Make the database, owned by the owner, who is no superuser. Needs autocommit."""
    found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if not found:
        connection.execute(
            sql.SQL("CREATE DATABASE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(role_name("owner"))
            )
        )


def brought() -> str:
    """Return the owner's address of a database that the operator brought, or nothing."""
    given = environment.setting("DATABASE_URL")
    if given:
        environment.parse_database_url(given)  # what it is not, is said here and not by psycopg
    return given
