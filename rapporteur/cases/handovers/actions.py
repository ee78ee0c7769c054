"""Offering a case to a colleague with a sealed note, and what the colleague does with it."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import rules, sealing
from rapporteur.cases.handovers.workflow import ACCEPT, DECLINE, TAKE_BACK
from rapporteur.cases.models import Case, HandOver
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account

KIND = "cases.handover"


@transaction.atomic
def offer(case: Case, to: Account, note: str, *, by: Account) -> HandOver:
    """Offer a case to a colleague; the note lies sealed to the desk. Raises Refused."""
    current = Case.objects.held(case)
    for person in (by, to):
        if reason := rules.works_on(person, current):
            raise Refused(reason)
    if to.pk == current.owner_id:
        raise Refused(_("It is theirs already."))
    if not note.strip():
        raise Refused(_("Write what the colleague needs to know."))
    if current.handovers.offered().exists():
        raise Refused(_("It is offered to someone already: take that back first."))
    sealed = sealing.keep(current, KIND, note.encode(), by=str(by.pk))
    offered = HandOver(case=current, to=to, sealed=sealed, by=by, on=today())
    offered.save(force_insert=True)
    journal.record("offer hand-over", current, by=str(by.pk), detail={"to": str(to.pk)})
    return offered


@transaction.atomic
def accept(handover: HandOver, *, by: Account) -> HandOver:
    """Take the case over: from now on it is one's own. Raises Refused."""
    taken = take(ACCEPT, handover, by=by, answered_on=today())
    case = Case.objects.select_for_update(of=("self",)).get(pk=taken.case_id)
    case.owner = by
    case.save(update_fields=["owner"])
    journal.record("own case", case, by=str(by.pk), detail={"owner": str(by.pk)})
    return taken


def decline(handover: HandOver, *, by: Account) -> HandOver:
    """Leave the case where it is. Raises Refused."""
    return take(DECLINE, handover, by=by, answered_on=today())


def take_back(handover: HandOver, *, by: Account) -> HandOver:
    """Offer the case no longer. Raises Refused."""
    return take(TAKE_BACK, handover, by=by, answered_on=today())


def note_of(handover: HandOver, keyring: Keyring, *, by: Account) -> str:
    """Return the note, opened; the journal knows before it is shown. Raises Refused."""
    recipient = sealing.recipient_of(handover.case)
    return sealing.read(handover.sealed, recipient, keyring, by=str(by.pk)).decode()
