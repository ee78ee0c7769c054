"""Erasing what a source sent: whose keys go, and the thread that its code then opens no more."""

import os
from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from rapporteur.intake.models import Identity, Message, SourceWrap, Submission, Thread
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.vault import erasure

LOOKUP_BYTES = 32


def identities_of(submissions: Collection[UUID]) -> set[UUID]:
    """Return the records that say who the sources of these submissions are."""
    found = Identity.objects.filter(submission__in=submissions)
    return set(found.values_list("sealed__record", flat=True))


def records_of(submissions: Collection[UUID]) -> set[UUID]:
    """Return every record of these submissions and of their threads."""
    sent = Submission.objects.filter(pk__in=submissions)
    messages = Message.objects.filter(thread__submission__in=submissions)
    return {
        *sent.values_list("sealed__record", flat=True),
        *messages.values_list("sealed__record", flat=True),
        *identities_of(submissions),
    }


@transaction.atomic
def erase_threads(submissions: Collection[UUID], *, by: str) -> tuple[int, int]:
    """Erase all that lies in the threads of these submissions; return records and keys.

    The row of a thread keeps its id and its day. Its look-up value becomes a random one that no
    code leads to: the door answers as to any code that it never gave.
    """
    found = records_of(submissions)
    records, keys = erasure.erase(found, by=by)
    of_sources = SourceWrap.objects.filter(thread__submission__in=submissions)
    keys += of_sources.delete()[0]
    threads = Submission.objects.filter(pk__in=submissions).values_list("thread", flat=True)
    for thread in sorted(threads):
        Thread.objects.filter(pk=thread).update(lookup=os.urandom(LOOKUP_BYTES), public_half=b"")
        journal.record("close thread", ("intake_thread", thread), by=by)
    return records, keys
