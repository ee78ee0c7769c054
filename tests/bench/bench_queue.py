"""The desk's queue of what was received, at 1,000 submissions and at 100,000.

One report is sent through the intake door; the rest are copies of its rows made by the database,
each with ids of its own and a day of the last three years: a queue shows nothing that is sealed,
so the envelopes are all of that one body. Pages are asked for over the wire, signed in, with the
rights of the door; the baseline is a bare read of the same fifty rows.
"""

import psycopg

from tests.bench.bench_intake import report
from tests.bench.doors import Doors, doors_open, id_of, milliseconds, multiplied
from tests.bench.wire import times

Row = tuple[str, float, str, str, float]
SIZES = (1_000, 100_000)
A_PAGE = 50
ALLOWED_TIME, ALLOWED_WEIGHT = 200.0, 60_000  # milliseconds and bytes of the list; DESIGN §7
FIRST, DEEP = 100, 40  # requests
ROLE = "desk_officer"
TABLES = (
    *("vault_sealedrecord", "vault_version", "vault_wrap", "intake_thread", "intake_submission"),
    *("cases_opening",),
)
BARE = """
    SELECT id, day, urgent, identity_given, size FROM intake_submission
    WHERE desk = (SELECT desk FROM intake_submission LIMIT 1)
    ORDER BY urgent DESC, day DESC, id LIMIT 50 OFFSET %s
"""


def fill(behind: psycopg.Connection, first: int, last: int) -> None:
    """Add submissions number `first` to `last`; one in fifty cannot wait, two in three are opened."""
    record, version, thread, one = (
        id_of(what, f"n + {first - 1}") for what in ("record", "version", "thread", "submission")
    )
    number, several = f"(n + {first - 1})", last - first + 1
    day = f"current_date - {number} %% 1000"
    day = day.replace("%%", "%")
    sealed = "id IN (SELECT sealed_id FROM intake_submission ORDER BY id LIMIT 1)"
    of_it = "version_id IN (SELECT sealed_id FROM intake_submission ORDER BY id LIMIT 1)"
    with behind.transaction():
        multiplied(behind, "vault_sealedrecord", "kind = 'intake.submission'", several, id=record)
        multiplied(behind, "vault_version", sealed, several, id=version, record_id=record)
        wrap = id_of("wrap", f"n + {first - 1}")
        multiplied(behind, "vault_wrap", of_it, several, id=wrap, version_id=version)
        look_up = f"decode(md5({number}::text) || md5('x' || {number}), 'hex')"
        multiplied(behind, "intake_thread", "true", several, id=thread, lookup=look_up, day=day)
        marks = {"urgent": f"{number} % 50 = 0", "identity_given": f"{number} % 2 = 0", "day": day}
        multiplied(
            behind, "intake_submission", "true", several,
            id=one, thread_id=thread, sealed_id=version, **marks,
        )  # fmt: skip
        behind.execute(
            'INSERT INTO cases_opening (submission_id, by_id, "on")'
            f" SELECT {one}, a.id, current_date FROM generate_series(1, {several}) AS n,"
            " (SELECT id FROM accounts_account WHERE door = 'desk' LIMIT 1) AS a"
            f" WHERE {number} % 3 > 0"
        )
    for table in TABLES:
        behind.execute(f"VACUUM ANALYZE {table}")


def bare(behind: psycopg.Connection, offset: int) -> float:
    return milliseconds(lambda: behind.execute(BARE, [offset]).fetchall(), 20)


def measured(doors: Doors, behind: psycopg.Connection, size: int) -> list[Row]:
    browser = doors.signed_in(ROLE)
    opened = count(behind, "journal_entry WHERE verb = 'read'")
    rows: list[Row] = []
    last = size // A_PAGE
    for name, page, asks in (
        ("first", 1, FIRST),
        ("middle", last // 2, DEEP),
        ("last", last, DEEP),
    ):
        address = f"/received/?page={page}"
        middle, slow = times(browser, address, asks)
        plain = bare(behind, (page - 1) * A_PAGE)
        words, what = f"bare SQL of its rows ({plain:.2f} ms)", f"queue, {size:,}: {name} page"
        rows += [
            (f"{what}, p50", middle, "ms", words, middle / plain),
            (f"{what}, p95", slow, "ms", words, slow / plain),
            (f"{what}, p95", slow, "ms", "allowed 200 ms", slow / ALLOWED_TIME),
        ]
    came = browser.get("/received/").came
    rows.append((f"queue, {size:,}: weight", came / 1000, "kB", "allowed", came / ALLOWED_WEIGHT))
    assert count(behind, "journal_entry WHERE verb = 'read'") == opened, "something was opened"
    assert count(behind, "cases_opening") < size, "something was opened"
    return rows


def count(behind: psycopg.Connection, what: str) -> int:
    row = behind.execute(f"SELECT count(*) FROM {what}").fetchone()
    assert row
    return int(row[0])


def run() -> list[Row]:
    """Return name, value, unit, baseline and the ratio to it."""
    rows: list[Row] = []
    asked: list[list[int]] = []
    with doors_open() as doors, doors.behind() as behind:
        report(doors.browser("intake"))
        before = 1
        for size in SIZES:
            fill(behind, before, size)
            before = size + 1
            asked.append(doors.queries(ROLE, "/received/", f"/received/?page={size // A_PAGE}"))
            rows += measured(doors, behind, size)
        for at, name in enumerate(("first", "last")):
            few, many = asked[0][at], asked[1][at]
            words = f"the same at {SIZES[0]:,} ({few})"
            rows.append((f"queue, {SIZES[1]:,}: {name} page", many, "queries", words, many / few))
    return rows
