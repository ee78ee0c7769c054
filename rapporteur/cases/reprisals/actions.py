"""Noting a reprisal, saying what was done about it, and following it to its end."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import sealing
from rapporteur.cases.facts import Known
from rapporteur.cases.models import Case, ReprisalIncident
from rapporteur.cases.reprisals.facts import Taken
from rapporteur.cases.reprisals.rules import handles_here
from rapporteur.cases.reprisals.workflow import CLOSE, REOPEN, REPORT, State
from rapporteur.kernel.clock import today
from rapporteur.kernel.dates import earliest
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import records
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country

KIND = "cases.reprisal"
STEPS = {"report": REPORT, "close": CLOSE, "reopen": REOPEN}


@dataclass(frozen=True)
class Told:
    """What is known of a reprisal, in codes; what happened is given beside, and lies sealed."""

    process: str
    act: str
    day: str = ""
    country: Country | None = None
    case: Case | None = None
    letter: UUID | None = None


@transaction.atomic
def tell(desk: Desk, told: Told, words: str, *, by: Account) -> ReprisalIncident:
    """Note a reprisal at a desk. Raises Refused."""
    incident = ReprisalIncident(desk=desk, by=by, on=today(), **vars(told))
    if reason := handles_here(by, incident):
        raise Refused(reason)
    if not words.strip():
        raise Refused(_("Write what happened."))
    if told.day and earliest(told.day) > today():
        raise Refused(_("The day has not come yet."))
    if told.case and told.case.desk_id != desk.pk:
        raise Refused(_("This case is of another desk."))
    if desk.recipient is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    reader = sealing.kept_for(told.case) if told.case else desk.recipient
    with sealing.answering():
        incident.sealed = records.keep(KIND, words.encode(), [reader], by=str(by.pk))
    incident.save(force_insert=True)
    journal.record("note reprisal", incident, by=str(by.pk))
    return incident


@transaction.atomic
def answer(
    incident: ReprisalIncident, taken: Collection[str], consent: str, *, by: Account
) -> ReprisalIncident:
    """Say what was done about it, and whether who suffered it lets it be reported. Raises Refused.

    What was reported stays so: a later no is for the next report.
    """
    current = ReprisalIncident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if reason := handles_here(by, current):
        raise Refused(reason)
    if current.state == State.CLOSED:
        raise Refused(_("It is closed: open it again first."))
    if consent not in Known.values or not set(taken) <= set(Taken.values):
        raise Refused(_("Choose from what stands there."))
    current.taken, current.consent = sorted(set(taken)), consent
    current.save(update_fields=["taken", "consent"])
    detail = {"consent": consent, "taken": "+".join(current.taken)}
    journal.record("answer reprisal", current, by=str(by.pk), detail=detail)
    return current


def move(incident: ReprisalIncident, step: str, *, by: Account) -> ReprisalIncident:
    """Take one of STEPS. Raises Refused."""
    return take(STEPS[step], incident, by=by)


def words_of(incident: ReprisalIncident, keyring: Keyring, *, by: Account) -> str:
    """Return what happened, opened; the journal knows before it is shown. Raises Refused."""
    if reason := handles_here(by, incident):
        raise Refused(reason)
    recipient = incident.desk.recipient
    if recipient is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    return sealing.read(incident.sealed, recipient, keyring, by=str(by.pk)).decode()
