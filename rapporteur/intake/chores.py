"""What the worker does for intake: old drafts go, and a matter that cannot wait is called out.

Nothing here can open anything: the worker sees ids, days and marks.
"""

import logging
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import translation
from django.utils.translation import gettext as _

from rapporteur.intake.models import Draft, DutyCall, Submission
from rapporteur.kernel.clock import today

log = logging.getLogger(__name__)
KEPT_DAYS = 30  # drafts of a thread that was never sent; their source is told so on the page
DELAY_MINUTES = (5, 30)  # so that a call tells nobody on the line who has just written
SHORTEST = DELAY_MINUTES[0] * 60  # seconds


def clear_drafts(on: date) -> int:
    """Delete drafts of what was sent, and those that nobody came back to; return how many."""
    sent = Exists(Submission.objects.filter(thread=OuterRef("thread")))
    done, _each = Draft.objects.filter(sent).delete()
    kept_from = on - timedelta(days=KEPT_DAYS)
    touched = Draft.objects.filter(day__gte=kept_from).values("thread")
    old, _each = Draft.objects.filter(day__lt=kept_from).exclude(thread__in=touched).delete()
    return done + old


def not_called() -> list[UUID]:
    """Return the submissions that cannot wait and for which nobody was called yet."""
    called = Exists(DutyCall.objects.filter(submission=OuterRef("pk")))
    return list(Submission.objects.filter(~called, urgent=True).values_list("pk", flat=True))


def random_delay() -> timedelta:
    first, last = DELAY_MINUTES
    return timedelta(seconds=secrets.randbelow((last - first) * 60) + first * 60)


@dataclass
class Bell:
    """When the roster is to be called: in the worker's memory alone.

    A job that waits would keep the minute of the submission in its row, and by its place between
    the jobs of each minute. Who starts the worker anew loses the minute, so the first wait after a
    start is short: at most as long as the shortest otherwise.
    """

    due: datetime | None = None
    started: bool = False

    def strikes(self, moment: datetime, *, waiting: bool) -> bool:
        """Say whether to call now; without anything that waits, forget."""
        wait = random_delay() if self.started else timedelta(seconds=secrets.randbelow(SHORTEST))
        self.started = True
        if not waiting:
            self.due = None
        elif self.due is None:
            self.due = moment + wait
        return self.due is not None and self.due <= moment


@transaction.atomic
def call(roster: Sequence[str]) -> int:
    """Mail the duty roster, once for all that waits, that something does; return how much.

    Not what, from where or from whom. Where the mail fails nothing is marked, and it is tried
    again: two calls are better than none. An empty roster is warned of and marks nothing.
    """
    waiting = not_called()
    if waiting and not roster:
        log.warning("Something cannot wait, and RAPPORTEUR_DUTY names nobody to call.")
    if not waiting or not roster:
        return 0
    for submission in waiting:
        DutyCall(submission_id=submission, day=today()).save(force_insert=True)
    with translation.override("en"):
        subject = _("Rapporteur: something cannot wait")
        text = _("Something that cannot wait has come in. Sign in at the desk and open it first.")
    send_mail(subject, text, None, list(roster))
    return len(waiting)
