"""Load lines of the public register of visits: all of a file, or what is good of it, or nothing.

Lines are only added, so loading a file again changes no row. The journal keeps counts.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db import connection, transaction

from rapporteur.communications.register.files import Sheet
from rapporteur.communications.register.findings import Finding
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations.importing.rules import takes_in
from rapporteur.visits.cycles import rules
from rapporteur.visits.cycles.models import RegisterDraft, RegisterEvent
from rapporteur.visits.cycles.register.plans import COLUMNS, Plan, plan

VERB = "load register of visits"
ONE_LOAD = 7_264_901_121  # of an advisory lock
KEPT = timedelta(days=1)  # a draft


@dataclass
class Loaded:
    """What a load did, in lines; `nothing` says that refused lines kept all of it out."""

    added: int = 0
    unchanged: int = 0
    refused: int = 0
    nothing: bool = False
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, made: Plan, *, nothing: bool) -> "Loaded":
        return cls(len(made.fresh), made.unchanged, made.refused, nothing, made.findings)


@transaction.atomic
def load(
    sheet: Sheet, *, by: Account | str, skip_refused: bool, dry_run: bool = False, left_out: int = 0
) -> Loaded:
    """Add the events of a file that are new (D1).

    Where a line is refused nothing is loaded, unless `skip_refused`; a dry run only says what would
    be. `by` is an account, or the name of a command; `left_out` lines were refused when the file
    was looked at. One load at a time. Raises Refused.
    """
    if isinstance(by, Account) and (reason := takes_in(by)):
        raise Refused(reason)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_LOAD])
    made = plan(sheet, today())
    told = Loaded.of(made, nothing=bool(made.refused) and not skip_refused)
    told.refused += left_out
    if told.nothing or dry_run:
        return told
    who, moment = str(by.pk) if isinstance(by, Account) else by, now()
    for line in made.fresh:
        line.by, line.at = who, moment
    RegisterEvent.objects.bulk_create(made.fresh, batch_size=1000)
    counts = {"added": told.added, "refused": told.refused}
    journal.record(VERB, RegisterEvent, by=who, detail={**counts, "sha256": sheet.digest})
    return told


@transaction.atomic
def look(sheet: Sheet, *, by: Account) -> tuple[RegisterDraft, Loaded]:
    """Say what a file would do, and keep its good lines for a day so that they can be loaded.

    A person has one draft; what was looked at and left is removed here. Raises Refused.
    """
    if reason := takes_in(by):
        raise Refused(reason)
    made = plan(sheet, today())
    RegisterDraft.objects.filter(by=by.pk).delete()
    RegisterDraft.objects.filter(on__lt=today() - KEPT).delete()
    draft = RegisterDraft.objects.create(
        by=by.pk,
        on=today(),
        file=sheet.file,
        digest=sheet.digest,
        refused=made.refused,
        rows=made.rows,
    )
    return draft, Loaded.of(made, nothing=True)


@transaction.atomic
def load_draft(draft: RegisterDraft, *, by: Account) -> Loaded:
    """Load the good lines of a file that was looked at. Raises Refused."""
    if reason := rules.looked_at_it(by, draft):
        raise Refused(reason)
    sheet = Sheet(draft.file, draft.digest, rows=draft.lines, columns=COLUMNS)
    told = load(sheet, by=by, skip_refused=True, left_out=draft.refused)
    draft.delete()
    return told
