"""The address of a person's calendar: made, found by its token, ended. The token is shown once."""

import hashlib
import re
import secrets
from datetime import timedelta

from django.db import transaction

from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.people.accounts.models import Account, CalendarFeed, Door

LASTS = timedelta(days=180)
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")  # 256 bits


def hash_of(token: str) -> str:
    """Return under what a token is kept. It is random and long, so a plain hash is enough."""
    return hashlib.sha256(token.encode()).hexdigest()


def current(person: Account) -> CalendarFeed | None:
    """Return the feed of a person that answers today."""
    return person.feeds.filter(ended_on=None, until__gte=today()).first()


@transaction.atomic
def make(person: Account) -> str:
    """Make a new address and end the one before; return its token, which is kept nowhere."""
    end(person)
    token = secrets.token_urlsafe(32)
    made = CalendarFeed(
        account=person, token_hash=hash_of(token), made_on=today(), until=today() + LASTS
    )
    made.save(force_insert=True)
    journal.record("make calendar", made, by=str(person.pk))
    return token


@transaction.atomic
def end(person: Account) -> int:
    """End the address of a person, so that nothing answers there; return how many ended."""
    Account.objects.select_for_update(no_key=True).get(pk=person.pk)  # one after the other
    ended = person.feeds.filter(ended_on=None).update(ended_on=today())
    if ended:
        journal.record("end calendar", person, by=str(person.pk))
    return ended


@transaction.atomic
def read_by(token: str) -> CalendarFeed | None:
    """Return the feed of a token, if it answers today; the journal knows the first of each day."""
    if not TOKEN.fullmatch(token):
        return None
    found = CalendarFeed.objects.select_related("account").filter(
        token_hash=hash_of(token), ended_on=None, until__gte=today()
    )
    feed = found.first()
    if feed is None or not feed.account.is_active or feed.account.door != Door.DESK:
        return None
    if CalendarFeed.objects.filter(pk=feed.pk).exclude(read_on=today()).update(read_on=today()):
        journal.record("read calendar", feed, by=str(feed.account_id))
    return feed
