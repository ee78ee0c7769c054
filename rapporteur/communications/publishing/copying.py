"""Put the public copy of a letter or a reply into the published tables, and take it away again."""

import secrets
from datetime import date
from typing import Any

from django.db import models

from rapporteur.communications.findables import LETTERS, REPLIES
from rapporteur.communications.models import Communication, PublicRendition
from rapporteur.communications.publishing import copies
from rapporteur.communications.publishing.redaction import Words
from rapporteur.communications.publishing.workflow import PublicState
from rapporteur.communications.references import READABLE
from rapporteur.communications.replies.workflow import ReplyState
from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.publication import indexing
from rapporteur.publication.models import PublishedLetter, PublishedReply

SIGNS = 8  # of a public key: 39 bits


def new_key(model: type[models.Model]) -> str:
    """Return a random key that no public copy of its kind has."""
    key = "".join(secrets.choice(READABLE) for _place in range(SIGNS))
    while model._default_manager.filter(key=key).exists():
        key = "".join(secrets.choice(READABLE) for _place in range(SIGNS))
    return key


def replied_on(letter: Communication) -> date | None:
    """Return the day of the first reply on record; what a Mission adds counts once it was read."""
    counts = models.Q(by_mission=False) | models.Q(state=ReplyState.CLASSIFIED)
    found: date | None = letter.replies.filter(counts).aggregate(day=models.Min("received_on"))[
        "day"
    ]
    return found


def copy_letter(letter: Communication, words: Words, **address: str) -> PublishedLetter:
    """Make a letter public; the search finds it from the end of this transaction."""
    if letter.sent_at is None or letter.public_from is None:
        raise ValueError("Only a letter that was sent has a public copy.")
    day = today()
    copy = PublishedLetter(
        key=new_key(PublishedLetter),
        kind=letter.kind,
        reference=letter.reference,
        mandates=letter.mandates,
        addressee_kind=letter.addressee_kind,
        country=letter.addressee_state,
        language=letter.language,
        scope_codes=letter.scope_codes,
        sent_on=letter.sent_at.date(),
        public_from=letter.public_from,
        published_on=day,
        replied_on=replied_on(letter),
        checked_on=day,
        exercise=is_exercise(),
        words=copies.of_letter(words),
        **address,
    )
    copy.save(force_insert=True)
    indexing.put(LETTERS, copy)
    return copy


def copy_reply(rendition: PublicRendition, words: Words, **address: str) -> PublishedReply:
    """Make a reply public, with its letter; the search finds it from the end of this transaction."""
    reply, letter = rendition.reply, published_of(rendition.communication)
    if reply is None or letter is None:
        raise ValueError("A reply is published once its letter is.")
    copy = PublishedReply(
        key=new_key(PublishedReply),
        letter=letter,
        language=reply.language,
        received_on=reply.received_on,
        published_on=today(),
        words=copies.of_reply(words),
        **address,
    )
    copy.save(force_insert=True)
    indexing.put(REPLIES, copy)
    return copy


def published_of(letter: Communication) -> PublishedLetter | None:
    """Return the public copy of a letter, or None. Two queries at most."""
    keys = PublicRendition.objects.of_letter(letter).in_state(PublicState.PUBLISHED)
    key = keys.values_list("published_key", flat=True).first()
    return PublishedLetter.objects.filter(key=key).first() if key else None


def keep_true(letter: Communication) -> None:
    """Say in public what is on record of a letter today: its reference, the first reply, the day.

    Call it as the desk, in the transaction of what changed; without a public copy nothing happens.
    """
    copy = published_of(letter)
    if copy is None:
        return
    now: dict[str, Any] = {
        "reference": letter.reference,
        "replied_on": replied_on(letter),
        "checked_on": today(),
    }
    for name, value in now.items():
        setattr(copy, name, value)
    copy.save(update_fields=list(now))
    indexing.put(LETTERS, copy)
    for reply in copy.replies.all():  # each says of which letter it is
        indexing.put(REPLIES, reply)


def delete(rendition: PublicRendition) -> None:
    """Take a public copy away, and with a letter its replies and what a search finds of it."""
    if rendition.is_of_reply:
        PublishedReply.objects.filter(key=rendition.published_key).delete()
        indexing.take_away(REPLIES, rendition.published_key)
        return
    replies = PublishedReply.objects.filter(letter__key=rendition.published_key)
    for key in replies.values_list("key", flat=True):
        indexing.take_away(REPLIES, key)
    PublishedLetter.objects.filter(key=rendition.published_key).delete()
    indexing.take_away(LETTERS, rendition.published_key)
