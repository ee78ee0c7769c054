"""Look at a file of recommendations, and load it once it was looked at.

What a person looked at is kept with its report for a day, one file for each; it is of public
documents. What is loaded is the same bytes, read again: what changed meanwhile counts.
"""

import io
from dataclasses import asdict
from datetime import timedelta
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.communications.register.rules import looked_at_it
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.recommendations import queries
from rapporteur.recommendations.actions import Loaded, load
from rapporteur.recommendations.importing.rules import takes_in
from rapporteur.recommendations.models import ImportDraft
from rapporteur.recommendations.readers.given import Rows
from rapporteur.recommendations.readers.opening import rows_of
from rapporteur.recommendations.readers.papers import Chosen

KEPT = timedelta(days=1)
MOST = 40_000  # rows of a file at the desk; more take longer than a page may, and go by command


@transaction.atomic
def look(name: str, data: bytes, *, by: Account, chosen: Chosen | None = None) -> ImportDraft:
    """Say what a file would do and keep it for a day; nothing of it is loaded. Raises Refused.

    `chosen` are the paragraphs of a document that recommend, and what is to be said of them.
    """
    if reason := takes_in(by):
        raise Refused(reason)
    told = taken(name, data, chosen, by=by, dry_run=True, skip_refused=True)
    ImportDraft.objects.filter(by=by.pk).delete()
    ImportDraft.objects.filter(on__lt=today() - KEPT).delete()
    return ImportDraft.objects.create(
        by=by.pk,
        on=today(),
        file=name[-120:],
        digest=sha256(data).hexdigest(),
        content=data,
        chosen=asdict(chosen) if chosen else {},
        counts={one: getattr(told, one) for one in ImportDraft.COUNTED},
        findings=[one.as_json() for one in told.findings],
    )


@transaction.atomic
def load_draft(draft: ImportDraft, *, by: Account, skip_refused: bool) -> Loaded:
    """Load a file that was looked at: all of it, or, if so chosen, the rows that are good.

    Where a row is refused and not to be left out nothing is loaded. Raises Refused.
    """
    if reason := takes_in(by) or looked_at_it(by, draft):
        raise Refused(reason)
    chosen = Chosen(**draft.chosen) if draft.chosen else None
    data = bytes(draft.content)
    told = taken(draft.file, data, chosen, by=by, dry_run=False, skip_refused=skip_refused)
    if not told.nothing:
        draft.delete()
    return told


def taken(
    name: str,
    data: bytes,
    chosen: Chosen | None,
    *,
    by: Account,
    dry_run: bool,
    skip_refused: bool,
) -> Loaded:
    states = queries.states()
    return load(
        at_most(rows_of(io.BytesIO(data), states, chosen)),
        states,
        file=name,
        by=str(by.pk),
        dry_run=dry_run,
        skip_refused=skip_refused,
        digest=sha256(data).hexdigest(),
    )


def at_most(rows: Rows) -> Rows:
    """Yield rows up to the limit of the desk. Raises Refused beyond it."""
    for number, row in enumerate(rows):
        if number == MOST:
            raise Refused(_("This file has more than 40,000 rows. Load it by command."))
        yield row
