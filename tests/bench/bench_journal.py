"""Chain and verify a journal of a million entries, beside a bare COPY and a bare SHA-256."""

from hashlib import sha256
from time import perf_counter

from django.db import connection, transaction

from rapporteur.kernel.journal import chain, verification
from tests.bench.scratch import scratch_cluster, seconds_of

ROWS = 1_000_000
FILL = """
    INSERT INTO journal_entry
        (id, day, at, door, verb, subject_table, subject_id, by, why, detail, outcome)
    SELECT gen_random_uuid(), date '2026-01-01' + n / 5000,
        timestamptz '2026-01-01 08:00Z' + n / 5000 * interval '1 day' + n %% 5000 * interval '7 s',
        'desk', 'correct', 'world_country', (n %% 249)::text, md5((n %% 40)::text)::uuid::text,
        'The depositary has published a notification.', jsonb_build_object('rows', n %% 7), 'done'
    FROM generate_series(1, %s) AS n
"""


@transaction.atomic
def bare_copy() -> None:
    with connection.cursor() as cursor:
        for _ in chain.copied(cursor, f"SELECT {chain.COLUMNS} FROM journal_entry e"):
            pass


def bare_sha256() -> None:
    line = b"x" * 250
    digest = bytes(32)
    for _ in range(ROWS):
        digest = sha256(digest + line).digest()


def seconds_to_find_a_deleted_row() -> float:
    """Delete the last entry as the superuser would; return the time until it is found."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE journal_entry DISABLE TRIGGER ALL")
        cursor.execute(
            "DELETE FROM journal_entry WHERE id ="
            " (SELECT entry_id FROM journal_link ORDER BY number DESC LIMIT 1)"
        )
    start = perf_counter()
    found = verification.verify()
    assert found.fault == verification.Fault(verification.Kind.DELETED, ROWS)
    return perf_counter() - start


def run() -> list[tuple[str, float, str, str, float]]:
    """Return name, value, unit, baseline and the ratio to it."""
    with scratch_cluster("journal"):
        with connection.cursor() as cursor:
            cursor.execute(FILL, [ROWS])
            cursor.execute("ANALYZE journal_entry")
        chaining = seconds_of(chain.chain, everything=True)
        chain.sign()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE journal_link")
        turn = seconds_of(chain.chain)
        daily = seconds_of(chain.chain, everything=True)
        copying, hashing = seconds_of(bare_copy), seconds_of(bare_sha256)
        start = perf_counter()
        found = verification.verify()
        verifying = perf_counter() - start
        assert found.is_sound
        assert found.covered == ROWS
        finding = seconds_to_find_a_deleted_row()
        cpu = f"COPY out of the same rows ({copying:.2f} s)"
        bare = f"SHA-256 of as many lines ({hashing:.2f} s)"
        return [
            (f"journal: chain {ROWS:,} entries", chaining, "s", cpu, chaining / copying),
            (f"journal: verify {ROWS:,} entries", verifying, "s", cpu, verifying / copying),
            (f"journal: verify {ROWS:,} entries", verifying, "s", bare, verifying / hashing),
            (f"journal: find the last of {ROWS:,} deleted", finding, "s", cpu, finding / copying),
            ("journal: a turn of the worker with nothing new", turn, "s", cpu, turn / copying),
            ("journal: the daily turn with nothing new", daily, "s", cpu, daily / copying),
        ]
