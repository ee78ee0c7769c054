"""Load lines that are only ever added: all of a file, or what is good of it, or nothing.

Loading a file again changes no row. The journal keeps counts and the file's SHA-256.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Generic, Protocol, TypeVar

from django.db import connection, models, transaction

from rapporteur.communications.models.sheets import SheetDraft
from rapporteur.communications.register.files import Cells, Sheet
from rapporteur.communications.register.findings import Finding
from rapporteur.communications.register.rules import looked_at_it
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account

KEPT = timedelta(days=1)  # a draft
Line = TypeVar("Line", bound=models.Model)  # with `by` and `at`: who loaded it, and when
Draft = TypeVar("Draft", bound=SheetDraft)


class Counted(Protocol):
    """What a file would do, as far as a draft keeps it."""

    @property
    def refused(self) -> int: ...
    @property
    def rows(self) -> list[tuple[int, Cells]]: ...


@dataclass
class Plan(Generic[Line]):
    """What a file would do; `rows` are its good lines as they were read."""

    fresh: list[Line] = field(default_factory=list)
    rows: list[tuple[int, Cells]] = field(default_factory=list)
    unchanged: int = 0
    refused: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass
class Loaded:
    """What a load did, in lines; `nothing` says that refused lines kept all of it out."""

    added: int = 0
    unchanged: int = 0
    refused: int = 0
    nothing: bool = False
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, made: Plan[Any], *, nothing: bool) -> "Loaded":
        return cls(len(made.fresh), made.unchanged, made.refused, nothing, made.findings)


@dataclass(frozen=True)
class Register(Generic[Line, Draft]):
    """A table that grows by lines of files: what a file would do, who loads it, what is kept.

    `lock` is the number of an advisory lock: one load at a time.
    """

    verb: str
    line: type[Line]
    draft: type[Draft]
    columns: tuple[str, ...]
    plan: Callable[[Sheet, date], Plan[Line]]
    may: Callable[[Account], Reason | None]
    lock: int


@transaction.atomic
def load(
    register: Register[Any, Any],
    sheet: Sheet,
    *,
    by: Account | str,
    skip_refused: bool,
    dry_run: bool = False,
    left_out: int = 0,
) -> Loaded:
    """Add the lines of a file that are new.

    Where a line is refused nothing is loaded, unless `skip_refused`; a dry run only says what would
    be. `by` is an account, or the name of a command; `left_out` lines were refused when the file
    was looked at. One load at a time. Raises Refused.
    """
    if isinstance(by, Account) and (reason := register.may(by)):
        raise Refused(reason)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [register.lock])
    made = register.plan(sheet, today())
    told = Loaded.of(made, nothing=bool(made.refused) and not skip_refused)
    told.refused += left_out
    if told.nothing or dry_run:
        return told
    who, moment = str(by.pk) if isinstance(by, Account) else by, now()
    for line in made.fresh:
        line.by, line.at = who, moment
    register.line._default_manager.bulk_create(made.fresh, batch_size=1000)
    counts = {"added": told.added, "refused": told.refused}
    detail: journal.Detail = {**counts, "sha256": sheet.digest}
    journal.record(register.verb, register.line, by=who, detail=detail)
    return told


@transaction.atomic
def look(register: Register[Any, Draft], sheet: Sheet, *, by: Account) -> tuple[Draft, Loaded]:
    """Say what a file would do, and keep its good lines so that they can be loaded. Raises Refused."""
    if reason := register.may(by):
        raise Refused(reason)
    made = register.plan(sheet, today())
    return keep(register.draft, sheet, made, by=by), Loaded.of(made, nothing=True)


def keep(kind: type[Draft], sheet: Sheet, made: Counted, *, by: Account, **more: Any) -> Draft:
    """Keep the good lines of a file for a day.

    A person has one draft; what was looked at and left is removed here. For one who holds a
    transaction.
    """
    drafts = kind._default_manager
    drafts.filter(by=by.pk).delete()
    drafts.filter(on__lt=today() - KEPT).delete()
    return drafts.create(
        by=by.pk,
        on=today(),
        file=sheet.file,
        digest=sheet.digest,
        refused=made.refused,
        rows=made.rows,
        **more,
    )


@transaction.atomic
def load_draft(register: Register[Any, Draft], draft: Draft, *, by: Account) -> Loaded:
    """Load the good lines of a file that was looked at. Raises Refused."""
    if reason := looked_at_it(by, draft):
        raise Refused(reason)
    sheet = Sheet(draft.file, draft.digest, rows=draft.lines, columns=register.columns)
    told = load(register, sheet, by=by, skip_refused=True, left_out=draft.refused)
    draft.delete()
    return told
