"""What the worker does for letters: it tells a Mission that something lies in its door, and clears.

Once when a letter was sent, and again ten days before it may become public (ADR 0165). The notice
has our reference and the address of the door, no word of the letter. The worker can open nothing:
it sees ids, days and addresses.
"""

from email.utils import make_msgid
from urllib.parse import urlsplit
from uuid import UUID

from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.utils import translation

from rapporteur.communications.actions import uploading
from rapporteur.communications.actions.attempting import noticed
from rapporteur.communications.models import (
    Announcement,
    Communication,
    Delivery,
    ReleaseNotice,
    Upload,
)
from rapporteur.communications.models.communications import REMINDED_BEFORE
from rapporteur.kernel import environment
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import MissionMembership

BY, REMINDS = "job:letters.notify", "job:letters.remind"
NEW, WAITS = "communications/notice.txt", "communications/waiting.txt"
NOT_SENT = "communications/not_sent.txt"
LIES_READY = Exists(Announcement.objects.in_force().filter(communication=OuterRef("pk")))
NOTICES = ReleaseNotice.objects.filter(communication=OuterRef("pk"), day=OuterRef("public_from"))


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
    delivery.notified_on = today()
    delivery.save(update_fields=["notified_on"])
    told = mail(delivery.communication_id, NEW)
    detail: journal.Detail = {"accounts": told}
    journal.record("notify mission", delivery, by=BY, detail=detail)
    return told


def mail(letter_id: UUID, words: str) -> int:
    """Mail every account of the Mission that a letter is addressed to; return to how many."""
    letters = Communication.objects.filter(pk=letter_id)
    code, state = letters.values_list("code", "addressee_state").get()
    members = MissionMembership.objects.filter(country=state, account__is_active=True)
    held = {one.account_id for one in members if one.holds_on(today())}
    accounts = Account.objects.filter(pk__in=held).values_list("email", "language")
    for email, language in accounts.order_by("email"):
        with translation.override(language):
            subject, text = notice(code, words)
        given = make_msgid(domain=urlsplit(environment.door_address("missions")).hostname)
        noticed(letter_id, given)
        EmailMessage(subject, text, None, [email], headers={"Message-ID": given}).send()
    return len(held)


def notice(code: str, words: str = NEW) -> tuple[str, str]:
    """Return subject and text of a notice, in the active language."""
    given = {"code": code, "address": environment.door_address("missions")}
    subject = render_to_string("communications/notice_subject.txt", given).strip()
    return f"Rapporteur: {subject}", render_to_string(words, given).strip()


def to_remind() -> list[UUID]:
    """Return the letters to States that may be public in ten days and of which that was not told.

    Told again, once, when the version that is to be released comes to lie in the door only later,
    and when the day has moved. Of a day that is over nothing is told while no version is ready.
    """
    near = Communication.objects.public_by(today() + REMINDED_BEFORE)
    told, told_ready = Exists(NOTICES), Exists(NOTICES.filter(with_words=True))
    waits = Q(LIES_READY & ~told_ready) | Q(~LIES_READY & ~told, public_from__gte=today())
    found = near.filter(waits, addressee_state__isnull=False)
    return list(found.order_by("public_from", "pk").values_list("pk", flat=True))


@transaction.atomic
def remind(letter_id: UUID) -> int:
    """Tell a Mission, once, that something waits before a day of publication; return to how many."""
    letter = Communication.objects.filter(pk=letter_id).only("id", "public_from").get()
    if letter.public_from is None:  # to_remind asks for those that have such a day
        return 0
    ready = Announcement.objects.in_force().filter(communication=letter_id).exists()
    made = ReleaseNotice(
        communication_id=letter_id, day=letter.public_from, with_words=ready, told_on=today()
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # another worker was faster
        return 0
    told = mail(letter_id, WAITS)
    detail: journal.Detail = {"accounts": told, "letter": str(letter_id)}
    journal.record("remind mission", made, by=REMINDS, detail=detail)
    return told


def clear_uploads() -> int:
    """End large files that nobody sent in time, erase what is over; return how many were erased."""
    for upload in Upload.objects.to_end():
        end_upload(upload)
    over = list(Upload.objects.to_erase())
    for upload in over:
        uploading.erase(upload)
    return len(over)


@transaction.atomic
def end_upload(upload: Upload) -> None:
    """End one, and tell whoever began it; another that is sent in this second stays."""
    try:
        with transaction.atomic():
            uploading.end(upload)
    except Refused:
        return
    code = Communication.objects.filter(pk=upload.communication_id).values_list("code", flat=True)
    accounts = Account.objects.filter(pk=upload.begun_by, is_active=True)
    for email, language in accounts.order_by("email").values_list("email", "language"):
        with translation.override(language):
            subject, text = notice(code.get(), NOT_SENT)
        EmailMessage(subject, text, None, [email]).send()
