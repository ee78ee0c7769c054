"""Write to the journal. Success stands or falls with the act; the rest is kept in any case.

    record           what was done: in the transaction of the act
    record_read      something sealed is about to be shown: committed before this returns
    record_refusal   a rule said no: committed, after the rollback of what was refused
    record_failure   something broke: committed likewise

Every one is a single INSERT without RETURNING, which a role with INSERT alone may do.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation

from rapporteur.kernel.clock import true_now
from rapporteur.kernel.journal.models import Entry, Outcome

Detail = Mapping[str, str | int] | None
_apart: ContextVar[BaseDatabaseWrapper | None] = ContextVar("apart", default=None)

# An id, a code, a date, a path of our own: no blank, so no sentence and no name can slip in.
ID_OR_CODE = re.compile(r"[A-Za-z0-9_.:/+-]{0,200}")


def record(verb: str, subject: Any, *, by: str, why: str = "", detail: Detail = None) -> None:
    """Add what was done, in the current transaction: both are kept, or neither.

    `subject` is a record, a model, a pair (table, id) or the name of a table. `by` is the id of
    an account, `job:name` or `command:name`. `detail` holds ids, codes and counts only; anything
    else is a ValueError, so that content never reaches the journal.
    """
    made(Outcome.DONE, verb, subject, by=by, why=why, detail=detail).save(force_insert=True)


def record_read(verb: str, subject: Any, *, by: str, why: str = "", detail: Detail = None) -> None:
    """Add that something sealed is read, committed before this returns. Show nothing on an error."""
    commit(made(Outcome.DONE, verb, subject, by=by, why=why, detail=detail))


def record_refusal(
    verb: str, subject: Any, *, by: str, why: str = "", detail: Detail = None
) -> None:
    """Add that a rule said no, committed whatever becomes of the current transaction."""
    commit(made(Outcome.REFUSED, verb, subject, by=by, why=why, detail=detail))


def record_failure(
    verb: str, subject: Any, *, by: str, why: str = "", detail: Detail = None
) -> None:
    """Add that something broke. `why` names the kind of fault, never its message."""
    commit(made(Outcome.FAILED, verb, subject, by=by, why=why, detail=detail))


def made(
    outcome: str, verb: str, subject: Any, *, by: str, why: object = "", detail: Detail = None
) -> Entry:
    """Return an entry that is not stored yet, checked: ids and counts only."""
    if not verb or not by:
        raise ValueError("An entry of the journal needs an act and someone who did it.")
    for name, value in (detail or {}).items():
        if not isinstance(value, int) and not ID_OR_CODE.fullmatch(str(value)):
            raise ValueError(f"The detail “{name}” of an entry may hold an id, code or count only.")
    table, key = named(subject)
    moment = true_now()
    with translation.override("en"):  # one language, whoever was refused
        reason = str(why)
    return Entry(
        day=moment.date(),
        at=None if settings.DOOR == "intake" else moment,
        door=settings.DOOR,
        verb=verb,
        subject_table=table,
        subject_id=key,
        by=by,
        why=reason,
        detail={name: v if isinstance(v, int) else str(v) for name, v in (detail or {}).items()},
        outcome=outcome,
    )


def named(subject: Any) -> tuple[str, str]:
    """Return table and id of a record, a model, a pair, the name of a table, or nothing."""
    if isinstance(subject, tuple):
        table, key = subject
        return str(table), str(key)
    if subject is None or isinstance(subject, str):
        return subject or "", ""
    if isinstance(subject, type):
        return subject._meta.db_table, ""  # type: ignore[attr-defined]  # any model class
    return subject._meta.db_table, str(subject.pk)


def commit(entry: Entry) -> None:
    """Add the entry on a connection of its own, unless the present one would commit at once.

    Inside a transaction the entry would vanish with it, or wait for it; outside, one statement
    is its own transaction and a second connection would only cost a handshake.
    """
    if not connection.in_atomic_block:
        entry.save(force_insert=True)
        return
    standing = _apart.get()
    if standing is not None:
        insert(entry, standing)
        return
    with closing(connections.create_connection("default")) as apart:
        insert(entry, apart)


@contextmanager
def one_connection_apart() -> Iterator[None]:
    """Keep one connection for all entries that are committed apart, where there are hundreds."""
    with closing(connections.create_connection("default")) as apart:
        token = _apart.set(apart)
        try:
            yield
        finally:
            _apart.reset(token)


def insert(entry: Entry, apart: BaseDatabaseWrapper) -> None:
    fields = Entry._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    values = [
        field.get_db_prep_save(getattr(entry, field.attname), connection=apart) for field in fields
    ]
    with apart.cursor() as cursor:
        cursor.execute(f"INSERT INTO journal_entry ({columns}) VALUES ({marks})", values)  # noqa: S608  our own columns
