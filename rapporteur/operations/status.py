"""Tell what runs and what is stored, for people and (with --json) for programs."""

import json
from collections.abc import Callable
from typing import Any

import psycopg

from rapporteur.kernel import environment
from rapporteur.kernel.environment import DOORS, database_url, home
from rapporteur.operations import golive_facts, homes, launching, processes

# What is counted, and how. A table that is not built yet counts as null, never as nought.
COUNTED = {
    "states": ("world_country", "standing = 'member'"),
    "instruments": ("law_instrument", "true"),
    "provisions": ("law_provision", "true"),
    "treaty_actions": ("law_treatyaction", "true"),
    "mandates": ("mandates_mandate", "true"),
    "scope_codes": ("law_scopecode", "true"),
    "submissions": ("intake_submission", "true"),
    "cases": ("cases_case", "true"),
    "communications": ("communications_communication", "true"),
}


def door(name: str) -> dict[str, Any]:
    """Return name, address, whether it answers, and its resident memory in bytes."""
    found = processes.marked(home(), **{launching.NAME: name})
    return {
        "name": name,
        "address": launching.address(name),
        "up": bool(found) and launching.answers(name),
        "memory": processes.memory(found) if found else None,
    }


def worker() -> dict[str, Any]:
    found = processes.marked(home(), **{launching.NAME: "worker"})
    return {"up": bool(found), "memory": processes.memory(found) if found else None}


def counts(connection: psycopg.Connection[Any]) -> dict[str, int | None]:
    """Return the number of rows of each subject, or None where it is not built yet."""
    found: dict[str, int | None] = {}
    for name, (table, condition) in COUNTED.items():
        stands = connection.execute("SELECT to_regclass(%s)", [f"public.{table}"]).fetchone()
        if not stands or stands[0] is None:
            found[name] = None
            continue
        row = connection.execute(f"SELECT count(*) FROM {table} WHERE {condition}").fetchone()  # noqa: S608  names of ours
        found[name] = int(row[0]) if row else None
    return found


# The last drill of each desk's shares, and of which desks none was done.
DRILLS = """
    SELECT r.id::text, r.name, max(e.day)::text
    FROM vault_recipient r
    LEFT JOIN journal_entry e ON e.subject_table = 'vault_recipient' AND e.subject_id = r.id::text
        AND e.verb = 'drill recovery' AND e.outcome = 'done'
    WHERE r.kind = 'desk' AND r.closed_on IS NULL
    GROUP BY r.id, r.name ORDER BY r.name, r.id
"""


def drills(connection: psycopg.Connection[Any]) -> list[dict[str, str | None]]:
    """Return recipient, name and the day of its last drill for each desk; None where none was."""
    for table in ("vault_recipient", "journal_entry"):
        stands = connection.execute("SELECT to_regclass(%s)", [f"public.{table}"]).fetchone()
        if not stands or stands[0] is None:
            return []
    names = ("recipient", "name", "drilled_on")
    return [dict(zip(names, row, strict=True)) for row in connection.execute(DRILLS)]


def last_drills() -> list[dict[str, str | None]] | None:
    """Return the last drill of each desk; None where the database does not answer."""
    try:
        with psycopg.connect(database_url("owner"), connect_timeout=3) as connection:
            return drills(connection)
    except (environment.Misconfigured, psycopg.Error):
        return None


def going_live() -> dict[str, Any] | None:
    """Return what is passed and missing before going live; None where it cannot be told."""
    try:
        with psycopg.connect(database_url("owner"), connect_timeout=3) as connection:
            return golive_facts.told(connection.cursor())
    except (environment.Misconfigured, psycopg.Error):
        return None


def database() -> tuple[dict[str, Any], dict[str, int | None], str | None]:
    """Return the database's state, the counts, and the mode; unknown where it does not answer."""
    nothing: dict[str, int | None] = dict.fromkeys(COUNTED)
    try:
        address = database_url("owner")
    except environment.Misconfigured:
        return {"address": None, "up": False, "version": None}, nothing, None
    try:
        with psycopg.connect(address, connect_timeout=3) as connection:
            row = connection.execute("SHOW server_version").fetchone()
            stands = connection.execute("SELECT to_regclass('public.instance_instance')").fetchone()
            mark = None
            if stands and stands[0]:
                mark = connection.execute("SELECT mode FROM instance_instance").fetchone()
            return (
                {"address": address, "up": True, "version": row[0] if row else None},
                counts(connection),
                mark[0] if mark else None,
            )
    except psycopg.Error:
        return {"address": address, "up": False, "version": None}, nothing, None


def status() -> dict[str, Any]:
    """Return everything that `status --json` prints."""
    state, found, mode = database()
    return {
        "home": str(home()),
        "mode": mode,
        "running": homes.is_held(home()),
        "doors": [door(name) for name in DOORS],
        "database": state,
        "worker": worker(),
        "counts": found,
        "drills": last_drills(),
        "golive": going_live() if mode == "real" else None,
    }


def in_words(found: dict[str, Any]) -> str:
    """Return the status as lines to read; the database's password is left out."""
    lines = [f"Data folder {found['home']}: {found['mode'] or 'mode not known'}"]
    lines += [f"  {one['name']:9} {one['address']:26} {state_of(one)}" for one in found["doors"]]
    lines.append(f"  {'worker':9} {'':26} {state_of(found['worker'])}")
    version = found["database"]["version"]
    lines.append(f"  {'database':9} {'':26} {f'up, PostgreSQL {version}' if version else 'down'}")
    words: Callable[[Any], str] = lambda n: "not built yet or not known" if n is None else f"{n:,}"  # noqa: E731  one use
    lines += [f"  {name.replace('_', ' '):36} {words(n)}" for name, n in found["counts"].items()]
    lines += [f"  shares of {d['name']}: {drilled(d['drilled_on'])}" for d in found["drills"] or ()]
    if found["golive"]:
        lacking = ", ".join(found["golive"]["missing"]) or "nothing"
        lines.append(f"  missing before going live: {lacking}")
    return "\n".join(lines)


def drilled(day: str | None) -> str:
    return f"last drilled on {day}" if day else "never drilled"


def state_of(process: dict[str, Any]) -> str:
    if not process["up"]:
        return "down"
    return f"up, {process['memory'] / 1_000_000:.0f} MB"


def command(*, as_json: bool) -> int:
    found = status()
    print(json.dumps(found, indent=2) if as_json else in_words(found))
    return 0
