"""The intake door as a source meets it: what pages weigh, a whole report, twenty at once, the code.

All of it goes over the wire to a running door, one request after the other as a browser sends them.
The baseline of a report is what it cannot do without: one Argon2id pass, and the same rows put into
tables of the same form by bare INSERT, each committed as the door commits it.
"""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

import psycopg
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from rapporteur.intake import receipts
from rapporteur.intake.questions import QUESTIONS, Form
from tests.bench.doors import Doors, doors_open, milliseconds
from tests.bench.wire import Browser, middle_and_slow, weight

Row = tuple[str, float, str, str, float]
ALLOWED, ALLOWED_REQUESTS = 30_000, 3  # bytes and requests of a cold page; DESIGN §7
PEER, PEER_REQUESTS = 1_167, 16  # kB and requests of GlobaLeaks 5.0.15; measured elsewhere
REPORT = 4096  # bytes
REPORTS, ENTRIES = 60, 30
SIDE_BY_SIDE = (1, 4, 20)  # sources
SHOWN = re.compile(r'class="code">([\d ]+)<')
TABLES = (
    *("vault_sealedrecord", "vault_version", "vault_wrap", "intake_thread", "intake_draft"),
    *("intake_submission", "intake_identity", "intake_sourcewrap", "journal_entry"),
)
Kept = list[tuple[str, list[str], tuple[object, ...]]]


def answer_to(code: str, form: str, choices: tuple[tuple[str, object], ...]) -> str:
    """Return a made-up answer; the long one fills the report up to its size."""
    if form == Form.CHOICE:
        return "no" if code == "soon" else choices[0][0]
    if form == Form.STATE:
        return "XEX"
    return "This is an exercise. " * (1 if code != "what" else (REPORT - 500) // 21)


def new_code(source: Browser) -> str:
    """Go from the bare address to the code, and keep it."""
    source.get(source.get("/").moved)
    source.get("/en/begin/")
    page = source.post("/en/begin/").page
    found = SHOWN.search(page)
    assert found, "no code was shown"
    last = found.group(1).split()[-1]
    moved = source.settled(source.submit("/en/kept/", page, last=last)).moved
    assert moved == "/en/page/writer/", moved
    return found.group(1)


def report(source: Browser) -> str:
    """Go the whole way from the first page to what is shown after sending; return the code."""
    code = new_code(source)
    moved = answered(source, "/en/page/writer/", "relative")
    for question in QUESTIONS:
        if moved == f"/en/page/{question.code}/":
            text = answer_to(question.code, question.form, question.choices)
            moved = answered(source, moved, text)
    assert moved == "/en/review/", moved
    source.get(moved)
    moved = source.settled(source.post("/en/send/")).moved
    assert "It was sent" in source.get(moved).page
    return code


def answered(source: Browser, address: str, text: str) -> str:
    source.get(address)
    return source.submit(address, "", answer=text).moved


def of_cost() -> list[Row]:
    """Return what an entered code costs whoever guesses; nothing is lowered for a benchmark."""
    what = "intake: Argon2id of a code"
    return [
        (f"{what}, memory", receipts.MEMORY_KIB / 1024, "MiB", "asked by DESIGN §5: 19", 1.0),
        (f"{what}, passes", receipts.PASSES, "", "asked by DESIGN §5: 2", receipts.PASSES / 2),
    ]


def of_pages(doors: Doors) -> list[Row]:
    """Return what each page weighs for a browser that holds nothing but the pass."""
    source = doors.browser("intake")
    new_code(source)
    port, found = doors.port("intake"), {"from the bare address": "/"}
    found |= {name: f"/en/{name}/" for name in ("check", "begin", "code", "review", "back")}
    found |= {"question": "/en/page/what/", "list of States": "/en/page/state/", "first": "/en/"}
    rows: list[Row] = []
    for name, address in sorted(found.items()):
        cold = weight(port, address, source.cookies if address not in {"/", "/en/"} else {})
        assert cold.script == 0, f"{address} has a script"
        kilo, what = cold.came / 1000, f"intake page, cold: {name}"
        rows += [
            (what, kilo, "kB", "allowed 30 kB", cold.came / ALLOWED),
            (what, cold.requests, "requests", "allowed 3", cold.requests / ALLOWED_REQUESTS),
        ]
        if name == "first":
            peer = f"GlobaLeaks, measured elsewhere ({PEER:,} kB, needs script)"
            rows += [
                (what, kilo, "kB", peer, kilo / PEER),
                (
                    what,
                    cold.requests,
                    "requests",
                    f"the same ({PEER_REQUESTS})",
                    cold.requests / 16,
                ),
                (what, cold.script, "B of script", "allowed none", 0.0),
            ]
    return rows


def argon2id() -> Callable[[], object]:
    """Return one bare pass of the cost that an entered code has."""

    def derive() -> bytes:
        return Argon2id(
            salt=receipts.SALT, length=32, iterations=receipts.PASSES, lanes=receipts.LANES,
            memory_cost=receipts.MEMORY_KIB,
        ).derive(b"1" * receipts.DIGITS)  # fmt: skip

    return derive


def rows_of_one_report(doors: Doors, behind: psycopg.Connection) -> Kept:
    """Send a report, and return the rows that it left, each with its table and columns."""

    def everything() -> dict[tuple[str, str], tuple[list[str], tuple[object, ...]]]:
        found = {}
        for table in TABLES:
            cursor = behind.execute(f"SELECT * FROM {table}")
            names = [column.name for column in cursor.description or ()]
            for row in cursor:
                found[table, str(row[0])] = (names, row)
        return found

    before = everything()
    report(doors.browser("intake"))
    after = everything()
    return [(key[0], *after[key]) for key in after if key not in before]


def bare_inserts(behind: psycopg.Connection, kept: Kept) -> Callable[[], object]:
    """Return what puts these rows into empty tables of the same form, one commit each."""
    from psycopg.types.json import Jsonb

    tables = sorted({table for table, _, _ in kept})
    for table in tables:
        behind.execute(f"CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)")
    lines = []
    for table, names, row in kept:
        marks = ", ".join(["%s"] * len(row))
        cells = [Jsonb(cell) if isinstance(cell, (dict, list)) else cell for cell in row]
        lines.append((f"INSERT INTO bare_{table} ({', '.join(names)}) VALUES ({marks})", cells))

    def insert() -> None:
        for statement, cells in lines:
            behind.execute(statement, cells)
        for table in tables:
            behind.execute(f"DELETE FROM bare_{table}")  # so that it can be done again

    return insert


def of_reports(doors: Doors) -> list[Row]:
    """Return the time of a report, and what comes through when several write side by side."""
    report(doors.browser("intake"))
    with doors.behind() as behind:
        kept = rows_of_one_report(doors, behind)
        insert, derive = bare_inserts(behind, kept), argon2id()
        bare = milliseconds(lambda: (derive(), insert()), REPORTS) / 1000
        before = stored(behind)
        rest = doors.memory("intake")
        rows = [row for number in SIDE_BY_SIDE for row in side_by_side(doors, number, bare, kept)]
        each = (stored(behind) - before) / (len(SIDE_BY_SIDE) * REPORTS)
    peak, inside = doors.memory("intake", peak=True), sum(size_of(row) for _, _, row in kept)
    return [
        *rows,
        ("intake: memory of the door at rest", rest / 1e6, "MB", "allowed 500 MB", rest / 5e8),
        ("intake: memory at its highest", peak / 1e6, "MB", "allowed 500 MB", peak / 5e8),
        ("intake: stored of a report", each / 1000, "kB", "bytes of its rows alone", each / inside),
    ]


def side_by_side(doors: Doors, number: int, bare: float, kept: Kept) -> list[Row]:
    """Let so many sources write at the same time, one report after the other; all come through."""
    reports = REPORTS // number

    def one(_number: int) -> list[tuple[float, int]]:
        return [report_taken(doors) for _ in range(reports)]

    began = perf_counter()
    with ThreadPoolExecutor(number) as pool:  # raises what any of them met
        found = [taken for some in pool.map(one, range(number)) for taken in some]
    rate = len(found) / (perf_counter() - began)
    middle, slow = middle_and_slow([seconds for seconds, _ in found])
    least, most = min(count for _, count in found), max(count for _, count in found)
    words = f"bare Argon2id and {len(kept)} bare INSERTs ({bare * 1000:.0f} ms)"
    what = f"intake: report of 4 kB, {number} at once"
    allowed: list[Row] = [(f"{what}, p50", middle, "s", "allowed 0.3 s", middle / 0.3)]
    wanted: list[Row] = [(f"{what}, done", rate, "a second", "wanted 10", rate / 10)]
    return [
        (f"{what}, requests at most", most, "", f"of who never waited ({least})", most / least),
        (f"{what}, p50", middle, "s", words, middle / bare),
        (f"{what}, p95", slow, "s", words, slow / bare),
        *(allowed if number == 1 else []),
        (f"{what}, failed", 0, f"of {len(found)}", "allowed none", 0.0),
        (
            f"{what}, done",
            rate,
            "a second",
            f"bare, one after the other ({1 / bare:.0f})",
            rate * bare,
        ),
        *(wanted if number == max(SIDE_BY_SIDE) else []),
    ]


def report_taken(doors: Doors) -> tuple[float, int]:
    """Send a report; return the seconds that its requests took, added up, and their number."""
    source = doors.browser("intake")
    report(source)
    assert all(answer.status in {200, 202, 302} for answer in source.taken)
    return sum(one.took for one in source.taken) / 1000, len(source.taken)


def stored(behind: psycopg.Connection) -> int:
    """Return how many bytes the tables of a report take, with their indexes."""
    total = 0
    for table in TABLES:
        row = behind.execute("SELECT pg_total_relation_size(%s::regclass)", [table]).fetchone()
        total += row[0] if row else 0
    return total


def size_of(row: tuple[object, ...]) -> int:
    return sum(len(cell) if isinstance(cell, (bytes, memoryview, str)) else 8 for cell in row)


def of_codes(doors: Doors) -> list[Row]:
    """Return the time of entering a code and reading what it opens."""
    code, taken = report(doors.browser("intake")), []
    for _ in range(ENTRIES):
        source = doors.browser("intake")
        moved = source.post("/en/code/", entered=code).moved
        assert "It was sent" in source.get(moved).page
        taken.append(sum(one.took for one in source.taken))
    middle, slow = middle_and_slow(taken)
    bare = milliseconds(argon2id(), ENTRIES)
    words = f"bare Argon2id ({bare:.0f} ms)"
    return [
        ("intake: enter a code and read, p50", middle, "ms", words, middle / bare),
        ("intake: enter a code and read, p95", slow, "ms", words, slow / bare),
        ("intake: enter a code and read, p95", slow, "ms", "allowed 300 ms", slow / 300),
    ]


def run() -> list[Row]:
    """Return name, value, unit, baseline and the ratio to it."""
    with doors_open(RAPPORTEUR_WORKERS="2") as doors:  # as in real work
        return [*of_cost(), *of_pages(doors), *of_reports(doors), *of_codes(doors)]
