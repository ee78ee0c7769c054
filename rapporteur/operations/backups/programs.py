"""pg_dump and pg_restore, their bytes through a pipe: nothing in the clear on a disk.

The password goes by the environment of the program, which only its own user may read, and never
on its command line, which everybody may.
"""

import os
import subprocess
from pathlib import Path

import psycopg

from rapporteur.kernel.environment import parse_database_url
from rapporteur.operations import binaries


def surroundings(url: str) -> dict[str, str]:
    found = parse_database_url(url)
    named = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    given = {variable: str(found[name]) for name, variable in named.items() if found[name]}
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {**kept, **given, "PGDATABASE": str(found["NAME"]), "LC_ALL": "C"}


def programs_for(connection: psycopg.Connection) -> Path:
    """Return the programs of the server's own version, else the newest there are. Raises NoCluster."""
    try:
        return binaries.find(connection.info.server_version // 10_000)
    except binaries.NoCluster:
        return binaries.find()


def dump(programs: Path, url: str, snapshot: str) -> subprocess.Popen[bytes]:
    """Start a dump of what a snapshot sees; its bytes come by stdout."""
    return subprocess.Popen(
        [str(programs / "pg_dump"), "--format=custom", "--enable-row-security",
         "--no-password", f"--snapshot={snapshot}"],
        env=surroundings(url), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def restore(programs: Path, url: str) -> subprocess.Popen[bytes]:
    """Start to restore a dump that comes by stdin, whole or not at all."""
    name = parse_database_url(url)["NAME"]
    return subprocess.Popen(
        [str(programs / "pg_restore"), "--no-owner", "--no-privileges", "--single-transaction",
         "--exit-on-error", "--no-password", f"--dbname={name}"],
        env=surroundings(url), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
