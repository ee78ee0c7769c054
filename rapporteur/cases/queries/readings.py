"""Who has opened what a source told: from the journal, which has each opening before it is shown."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rapporteur.intake.models import Message, Submission
from rapporteur.kernel.journal.models import Entry, Outcome, accounts_among
from rapporteur.kernel.vault.models import SealedRecord
from rapporteur.people.accounts.models import Account


@dataclass(frozen=True)
class Reading:
    """One opening of a submission or of a message of its thread."""

    day: date
    at: datetime | None  # UTC
    by: str  # the id of an account
    name: str
    why: str
    is_message: bool


def of_submission(submission: Submission) -> list[Reading]:
    """Return each opening of what was sent and of what was written later, newest first.

    Three queries. What was refused or failed showed nothing and is left out.
    """
    thread = Message.objects.filter(thread=submission.thread_id)
    messages = {str(record) for record in thread.values_list("sealed__record", flat=True)}
    records = {*messages, str(submission.sealed.record_id)}
    table = SealedRecord._meta.db_table
    opened = Entry.objects.filter(
        subject_table=table, subject_id__in=records, verb="read", outcome=Outcome.DONE
    )
    entries = list(opened.newest_first())
    accounts = Account.objects.filter(pk__in=accounts_among(one.by for one in entries))
    names = {str(pk): name for pk, name in accounts.values_list("pk", "name")}
    return [
        Reading(
            day=one.day,
            at=one.at,
            by=one.by,
            name=names.get(one.by, one.by),
            why=one.why,
            is_message=one.subject_id in messages,
        )
        for one in entries
    ]


def in_words(readings: list[Reading]) -> str:
    """Return what a source may be told of it, in the active language: days and how many people.

    No name and no post: at a desk of few people either would point at somebody.
    """
    if not readings:
        return _("You asked who has read what you told us. Nobody has opened it so far.")
    people = defaultdict(set)
    for one in readings:
        people[one.day].add(one.by)
    days = "\n".join(
        ngettext("%(day)s: %(count)s person", "%(day)s: %(count)s people", len(who))
        % {"day": date_format(day, "DATE_FORMAT"), "count": len(who)}
        for day, who in sorted(people.items())
    )
    return "\n\n".join(
        [
            _("You asked who has read what you told us. People of our office opened it on:"),
            days,
            _("Each opening is written down before anything is shown, and cannot be taken away."),
        ]
    )
