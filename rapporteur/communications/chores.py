"""What the worker does for letters: it tells a Mission that something lies in its door.

The notice has our reference and the address of the door, no word of the letter. The worker can
open nothing: it sees ids, days and addresses.
"""

from email.utils import make_msgid
from urllib.parse import urlsplit
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from rapporteur.communications.actions.attempting import noticed
from rapporteur.communications.models import Communication, Delivery
from rapporteur.kernel import environment
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import MissionMembership

BY = "job:letters.notify"


def to_notify() -> list[UUID]:
    """Return the deliveries in the missions door of which no notice went out yet."""
    return list(Delivery.objects.to_notify().values_list("pk", flat=True))


@transaction.atomic
def notify(delivery_id: UUID) -> int:
    """Send the notice of one delivery to every account of its Mission, once; return to how many.

    Each mail is an attempt on record, so that one that comes back is told (actions.attempting).
    """
    rows = Delivery.objects.to_notify().select_for_update(of=("self",), skip_locked=True)
    delivery = rows.filter(pk=delivery_id).first()
    if delivery is None:
        return 0
    letters = Communication.objects.filter(pk=delivery.communication_id)
    code, state = letters.values_list("code", "addressee_state").get()
    members = MissionMembership.objects.filter(country=state, account__is_active=True)
    held = {one.account_id for one in members if one.holds_on(today())}
    accounts = Account.objects.filter(pk__in=held).values_list("email", "language")
    delivery.notified_on = today()
    delivery.save(update_fields=["notified_on"])
    for email, language in accounts.order_by("email"):
        with translation.override(language):
            subject, text = notice(code)
        given = make_msgid(domain=urlsplit(environment.door_address("missions")).hostname)
        noticed(delivery.communication_id, given)
        EmailMessage(subject, text, None, [email], headers={"Message-ID": given}).send()
    detail: journal.Detail = {"accounts": len(held)}
    journal.record("notify mission", delivery, by=BY, detail=detail)
    return len(held)


def notice(code: str) -> tuple[str, str]:
    """Return subject and text of a notice, in the active language."""
    given = {"code": code, "address": environment.door_address("missions")}
    subject = render_to_string("communications/notice_subject.txt", given).strip()
    return f"Rapporteur: {subject}", render_to_string("communications/notice.txt", given).strip()
