"""Load recommendations from a file: all of it, or what is good of it, or nothing.

Loading again changes no row. Rows are read, planned and written batch by batch in one transaction,
so that memory stays the same for a file of any length. The journal keeps counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection, transaction

from rapporteur.communications.register.findings import Finding
from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.recommendations.copying import copy_in
from rapporteur.recommendations.models import Recommendation, SourceRow
from rapporteur.recommendations.plans import FILLED, SAID, Plan, Planner
from rapporteur.recommendations.readers.given import Given
from rapporteur.recommendations.readers.states import States
from rapporteur.recommendations.searching.indexing import outdate

VERB = "load recommendations"
ONE_LOAD = 5_050_001  # of an advisory lock: two at once would both add what is new to each
BATCH = 5_000  # rows
TOLD = 10_000  # findings that are kept; the rest is counted


class Undone(Exception):  # noqa: N818
    """Thrown at the end of what shall leave the database as it was."""


@dataclass
class Loaded:
    """What a load did, in rows of the file; `nothing` says that refused rows kept all of it out."""

    added: int = 0  # recommendations
    rows: int = 0  # rows of the source that are new
    joined: int = 0  # of these, rows of a recommendation that another row told of
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    doubtful: int = 0
    nothing: bool = False
    findings: list[Finding] = field(default_factory=list)  # at most TOLD

    def tell(self, found: Iterable[Finding]) -> None:
        for one in found:
            self.refused += one.keeps_out
            self.doubtful += not one.keeps_out
            if len(self.findings) < TOLD:
                self.findings.append(one)


def load(
    rows: Iterable[Given | Finding],
    states: States,
    *,
    file: str,
    by: str,
    dry_run: bool = False,
    skip_refused: bool = False,
    digest: str = "",
) -> Loaded:
    """Load the rows of one file and say of each what there is to say.

    Where a row is refused nothing is loaded, unless `skip_refused`; a dry run leaves the database
    as it was. `by` is the id of an account, or the name of a command; `digest`, of the file, goes
    to the journal. One load at a time. Raises Refused where the file ends in what cannot be read.
    """
    told = Loaded()
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_LOAD])
            planner = Planner(states, file[-120:], now())
            for batch in batches(rows, told):
                write(planner.plan(batch), told)
            told.nothing = bool(told.refused) and not skip_refused
            if told.nothing or dry_run:
                raise Undone
            names = ("added", "rows", "changed", "refused")
            counts: dict[str, int | str] = {name: getattr(told, name) for name in names}
            if digest:
                counts["sha256"] = digest
            journal.record(VERB, Recommendation, by=by, detail=counts)
    except Undone:
        pass
    return told


def batches(rows: Iterable[Given | Finding], told: Loaded) -> Iterable[list[Given]]:
    """Yield the rows that were read in batches; what is said of others is told."""
    batch: list[Given] = []
    for row in rows:
        if isinstance(row, Finding):
            told.tell([row])
            continue
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def write(made: Plan, told: Loaded) -> None:
    copy_in(Recommendation, made.fresh)
    copy_in(SourceRow, made.rows)
    if made.changed:
        names = ["recommending", "positions", "in_conflict", *FILLED]
        Recommendation.objects.bulk_update(made.changed.values(), names, batch_size=500)
    if made.changed_rows:
        names = [*SAID, "digest", "file", "line"]
        SourceRow.objects.bulk_update(made.changed_rows, names, batch_size=500)
    outdate({*made.changed, *(row.recommendation_id for row in (*made.rows, *made.changed_rows))})
    told.added += len(made.fresh)
    told.rows += len(made.rows)
    told.joined += made.joined
    told.changed += len(made.changed_rows)
    told.unchanged += made.unchanged
    told.tell(made.findings)
