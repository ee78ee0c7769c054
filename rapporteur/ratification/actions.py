"""Note contacts with States about a treaty. They are added, and never changed."""

from datetime import date

from django.db import transaction

from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.law.models import Instrument
from rapporteur.people.accounts.models import Account
from rapporteur.ratification.models import Contact
from rapporteur.ratification.rules import has_a_step, may_note
from rapporteur.world.models import Country


@transaction.atomic
def note(
    instrument: Instrument,
    country: Country,
    *,
    made_on: date,
    means: str,
    outcome: str,
    by: Account,
    next_step: str = "",
    next_on: date | None = None,
) -> Contact:
    """Add one contact; the last one of a State says what is to be done next. Raises Refused."""
    if why := may_note(by, instrument, country, made_on) or has_a_step(next_step, next_on):
        raise Refused(why)
    made = Contact(
        instrument=instrument,
        country=country,
        made_on=made_on,
        means=means,
        outcome=outcome.strip(),
        next_step=next_step.strip(),
        next_on=next_on,
        by=by,
        at=now(),
    )
    made.save(force_insert=True)
    journal.record("note contact", made, by=str(by.pk), detail={"means": means})
    return made
