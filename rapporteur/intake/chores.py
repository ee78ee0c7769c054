"""What the worker does for intake: old drafts go, and a matter that cannot wait is called out.

Nothing here can open anything: the worker sees ids, days and marks.
"""

import secrets
from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from rapporteur.intake.models import Draft, DutyCall, Submission
from rapporteur.kernel.clock import today

KEPT_DAYS = 30  # drafts of a thread that was never sent; their source is told so on the page
DELAY_MINUTES = (5, 30)  # so that a call tells nobody on the line who has just written


def clear_drafts(on: date) -> int:
    """Delete drafts of what was sent, and those that nobody came back to; return how many."""
    sent = Exists(Submission.objects.filter(thread=OuterRef("thread")))
    done, _each = Draft.objects.filter(sent).delete()
    old, _each = Draft.objects.filter(day__lt=on - timedelta(days=KEPT_DAYS)).delete()
    return done + old


def not_called() -> list[UUID]:
    """Return the submissions that cannot wait and for which nobody was called yet."""
    called = Exists(DutyCall.objects.filter(submission=OuterRef("pk")))
    return list(Submission.objects.filter(~called, urgent=True).values_list("pk", flat=True))


def random_delay() -> timedelta:
    first, last = DELAY_MINUTES
    return timedelta(seconds=secrets.randbelow((last - first) * 60) + first * 60)


def call(submission: UUID, roster: Sequence[str]) -> bool:
    """Mail the duty roster, once, that something waits; not what, from where or from whom.

    Returns False where it was called out already, or the roster is empty.
    """
    if not roster or DutyCall.objects.filter(submission_id=submission).exists():
        return False
    DutyCall(submission_id=submission, day=today()).save(force_insert=True)
    with translation.override("en"):
        subject = _("Rapporteur: something cannot wait")
        text = _("Something that cannot wait has come in. Sign in at the desk and open it first.")
    send_mail(subject, text, None, list(roster))
    return True
