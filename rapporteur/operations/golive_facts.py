"""What is known of an installation that goes live, by plain SQL: `status` starts no Django."""

from typing import Any, Protocol

from rapporteur.kernel.instance.golive import CODES, OPEN, Drill, Facts, missing

# The newest answer to each item, the drill apart.
ANSWERS = "SELECT DISTINCT ON (item) item, passed FROM instance_golivestep ORDER BY item, id DESC"
DESKS = "SELECT id::text, name FROM vault_recipient WHERE kind = 'desk' AND closed_on IS NULL"
# Drills with the shares that are in use: the recovery key of a group is its own member.
DRILLS = """
    SELECT k.owner::text, s.shares, s.place FROM instance_golivestep s
    JOIN vault_memberkey k ON k.id = s.key AND k.retired_on IS NULL
    WHERE s.item = 'drill'
"""
HELPLINES = """
    SELECT count(*) FROM helplines_helpline
    WHERE kind <> 'reporting' AND (ended_on = '' OR ended_on > current_date::text)
"""


class Cursor(Protocol):
    """A cursor of Django or of psycopg."""

    def execute(self, query: Any, /) -> Any: ...

    def fetchall(self) -> list[Any]: ...


def rows(cursor: Cursor, query: str) -> list[Any]:
    cursor.execute(query)
    return cursor.fetchall()


def facts(cursor: Cursor) -> Facts:
    """Return what is known, for `missing`."""
    names = {pk: f"{name} ({pk[:8]})" for pk, name in rows(cursor, DESKS)}
    return Facts(
        answers={item: passed for item, passed in rows(cursor, ANSWERS) if item != OPEN},
        desks=tuple(names.values()),
        drills=tuple(
            Drill(names[desk], numbers, place)
            for desk, numbers, place in rows(cursor, DRILLS)
            if desk in names
        ),
        helplines=int(rows(cursor, HELPLINES)[0][0]),
    )


def told(cursor: Cursor) -> dict[str, Any]:
    """Return what `status --json` tells of a real installation."""
    found = facts(cursor)
    lacking = missing(found)
    opened = dict(rows(cursor, ANSWERS)).get(OPEN, False)
    return {"open": opened, "passed": [c for c in CODES if c not in lacking], "missing": lacking}
