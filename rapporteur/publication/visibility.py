"""The one answer to the question what of the published letters and reports may be seen today.

A row may be there before its day: it is then in no page, list, search, feed, file or count, and no
tag of an answer changes with it. Whoever shows letters, replies, reports or observations asks here, also in SQL; a test
holds the code to it (`tests/architecture/test_visibility.py`). ADR 0155.
"""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from rapporteur.kernel.clock import today
from rapporteur.publication.models import (
    PublishedFollowUp,
    PublishedLetter,
    PublishedObservation,
    PublishedReply,
    PublishedReport,
)
from rapporteur.publication.models.letters import PublishedLetterQuerySet

# For questions in SQL, with the parameters of `on_day`; `written` is the transaction that did it.
LETTERS = """(
    SELECT *, xmin::text::bigint AS written FROM published_letter WHERE published_on <= %(day)s)"""
REPLIES = """(
    SELECT reply.*, reply.xmin::text::bigint AS written FROM published_reply AS reply
    JOIN published_letter AS its_letter ON its_letter.id = reply.letter_id
    WHERE reply.published_on <= %(day)s AND its_letter.published_on <= %(day)s)"""
OBSERVATIONS = """(
    SELECT seen.*, its_report.published_on, seen.xmin::text::bigint AS written
    FROM published_observation AS seen
    JOIN published_report AS its_report ON its_report.id = seen.report_id
    LEFT JOIN published_letter AS its_letter ON its_letter.id = seen.letter_id
    WHERE its_report.published_on <= %(day)s
    AND (seen.letter_id IS NULL OR its_letter.published_on <= %(day)s))"""
FOUND = """NOT (kind = 'letter' AND key IN (
    SELECT key FROM published_letter WHERE published_on > %(day)s))
    AND NOT (kind = 'reply' AND key IN (
    SELECT key FROM published_reply WHERE published_on > %(day)s
    UNION ALL
    SELECT reply.key FROM published_letter JOIN published_reply AS reply
    ON reply.letter_id = published_letter.id WHERE published_letter.published_on > %(day)s))
    AND NOT (kind = 'report' AND key IN (
    SELECT key FROM published_report WHERE published_on > %(day)s))"""


def on_day() -> dict[str, Any]:
    return {"day": today()}


def letters() -> PublishedLetterQuerySet:
    """Return the letters that may be seen."""
    return PublishedLetter.objects.filter(published_on__lte=today())


def replies() -> "QuerySet[PublishedReply]":
    """Return the replies that may be seen: those to a letter that may."""
    day = today()
    seen = Q(published_on__lte=day, letter__published_on__lte=day)
    return PublishedReply.objects.filter(seen)


def follow_ups() -> "QuerySet[PublishedFollowUp]":
    """Return the follow-up reports that may be seen."""
    return PublishedFollowUp.objects.filter(published_on__lte=today())


def with_replies() -> "Prefetch[Any]":
    """Bring the replies that may be seen along with letters, as `letter.replies.all()`."""
    return Prefetch("replies", replies())


def reports() -> "QuerySet[PublishedReport]":
    """Return the reports that may be seen."""
    return PublishedReport.objects.filter(published_on__lte=today())


def observations() -> "QuerySet[PublishedObservation]":
    """Return the observations that may be seen: of a report that may, on no letter that may not."""
    day = today()
    seen = Q(letter=None) | Q(letter__published_on__lte=day)
    return PublishedObservation.objects.filter(seen, report__published_on__lte=day)
