"""Load lines of a register of earlier letters: all of a file, or what is good of it, or nothing.

Public lines are copied for the public door in the same transaction, and taken away from there
when the register no longer calls them public. The journal keeps counts and the file's SHA-256.
"""

from dataclasses import dataclass, field

from django.db import transaction

from rapporteur.communications.models import EarlierLetter, RegisterDraft
from rapporteur.communications.register.actions import keep
from rapporteur.communications.register.files import Sheet
from rapporteur.communications.register.findings import Finding
from rapporteur.communications.register.plans import Plan, plan
from rapporteur.communications.register.rules import looked_at_it
from rapporteur.communications.rules import keeps_register, publishes_register
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.publication.models import PublishedEarlierLetter

VERB = "load register"
COPIED = (
    *("kind", "joint", "sent_on", "addressee", "country_id", "addressee_name", "mandates"),
    *("subject", "answered", "replies", "text_address", "source", "source_address", "as_of"),
)


@dataclass
class Loaded:
    """What a load did, in lines; `nothing` says that refused lines kept all of it out."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    nothing: bool = False
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, made: Plan, *, nothing: bool) -> "Loaded":
        counts = (len(made.fresh), len(made.changed), made.unchanged, made.refused)
        return cls(*counts, nothing, made.findings)


@transaction.atomic
def load(
    sheet: Sheet, desk: Desk, *, by: Account | str, skip_refused: bool, left_out: int = 0
) -> Loaded:
    """Load the lines of a file to the register of a desk; a second run changes no row.

    Where a line is refused nothing is loaded, unless `skip_refused`. One load of a desk at a time.
    `by` is an account of the desk, or the name of a command; `left_out` lines were refused when the
    file was looked at. Raises Refused.
    """
    Desk.objects.select_for_update().get(pk=desk.pk)
    if isinstance(by, Account) and (reason := keeps_register(by, desk)):
        raise Refused(reason)
    made = plan(desk, sheet.file, sheet.rows, sheet.findings)
    if made.refused and not skip_refused:
        return Loaded.of(made, nothing=True)
    if isinstance(by, Account) and made.publishes and (reason := publishes_register(by, desk)):
        raise Refused(reason)
    EarlierLetter.objects.bulk_create(made.fresh, batch_size=1000)
    for letter, names in made.changed:
        letter.save(update_fields=names)
    publish([*made.fresh, *(letter for letter, _names in made.changed)])
    told = Loaded.of(made, nothing=False)
    told.refused += left_out
    counts = {name: getattr(told, name) for name in ("added", "changed", "unchanged", "refused")}
    who = str(by.pk) if isinstance(by, Account) else by
    journal.record(VERB, desk, by=who, detail={**counts, "sha256": sheet.digest})
    return told


def publish(letters: list[EarlierLetter]) -> None:
    """Make the copies for the public door anew; what is not public has none."""
    PublishedEarlierLetter.objects.filter(pk__in=[one.pk for one in letters]).delete()
    exercise = is_exercise()
    PublishedEarlierLetter.objects.bulk_create(
        [
            PublishedEarlierLetter(
                id=one.pk,
                reference=one.bare_reference,
                exercise=exercise,
                **{name: getattr(one, name) for name in COPIED},
            )
            for one in letters
            if one.public
        ],
        batch_size=1000,
    )


@transaction.atomic
def look(sheet: Sheet, desk: Desk, *, by: Account) -> tuple[RegisterDraft, Loaded]:
    """Say what a file would do, and keep its good lines so that they can be loaded. Raises Refused."""
    if reason := keeps_register(by, desk):
        raise Refused(reason)
    made = plan(desk, sheet.file, sheet.rows, sheet.findings)
    draft = keep(RegisterDraft, sheet, made, by=by, desk=desk)
    return draft, Loaded.of(made, nothing=True)


@transaction.atomic
def load_draft(draft: RegisterDraft, *, by: Account) -> Loaded:
    """Load the good lines of a file that was looked at, all or none. Raises Refused."""
    if reason := looked_at_it(by, draft):
        raise Refused(reason)
    sheet = Sheet(draft.file, draft.digest, rows=draft.lines)
    told = load(sheet, draft.desk, by=by, skip_refused=False, left_out=draft.refused)
    if not told.nothing:
        draft.delete()
    return told
