"""Prepare, hand up, approve, publish and withdraw the public version of a letter or a reply.

Nobody writes here: from what was sent, things are only taken away. Two persons agree, and what
must hold is asked anew when it is published.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import grounds, rules, sealing
from rapporteur.communications.actions import announcing
from rapporteur.communications.models import Communication, PublicRendition, Reply, ReplyClass
from rapporteur.communications.publishing import copying
from rapporteur.communications.publishing.redaction import (
    Taken,
    Words,
    left,
    redacted,
)
from rapporteur.communications.publishing.workflow import (
    APPROVE,
    HAND_BACK,
    HAND_UP,
    PUBLISH,
    WITHDRAW,
    PublicState,
)
from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.communications.workflow import (
    BACK_TO_PARTLY,
    BACK_TO_REPLIED,
    BACK_TO_SENT,
)
from rapporteur.communications.workflow import PUBLISH as PUBLISH_LETTER
from rapporteur.kernel.clock import today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.models import Version
from rapporteur.kernel.workflow import Step, take
from rapporteur.people.accounts.models import Account
from rapporteur.publication import changes
from rapporteur.publication.models import PublicChange
from rapporteur.publication.pieces import Removed

ANSWERED = (ReplyClass.SUBSTANTIVE, ReplyClass.REJECTS_ALLEGATION)
ONE_ADDRESS = URLValidator(schemes=["https"])
LONGEST_ADDRESS = 500  # characters, as the published tables hold them
SHORTEST = 2  # characters of words that go wherever they stand


@transaction.atomic
def begin(
    letter: Communication, base: Words, *, by: Account, reply: Reply | None = None
) -> PublicRendition:
    """Begin a public version with nothing removed yet; `base` as publishing.reading opens it.

    Raises Refused where the letter was not sent, or one was begun already.
    """
    if reason := works_on_what_is_out(by, letter):
        raise Refused(reason)
    sealed = sealing.keep(sealing.RENDITION, base.kept(), [sealing.kept_for(letter)], by=str(by.pk))
    rendition = PublicRendition(
        communication_id=letter.pk,
        reply=reply,
        record=sealed.record,
        writers=[str(by.pk)],
        prepared_by=by,
        begun_on=today(),
    )
    try:
        with transaction.atomic():
            rendition.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("A public version was begun already.")) from None
    detail = {"letter": str(letter.pk)}
    journal.record("begin public version", rendition, by=str(by.pk), detail=detail)
    return rendition


def checked(words: Words) -> None:
    """Raise Refused for what cannot be taken away so. Whether enough goes is asked later."""
    reasons = {words.everywhere_reason, *(one.reason for one in words.taken.values())}
    if not reasons <= set(Removed.values):
        raise Refused(_("Choose why it is removed."))
    if any(len(one.strip()) < SHORTEST for one in words.everywhere):
        raise Refused(_("Words that go wherever they stand have two letters at least."))
    redacted(words)


@transaction.atomic
def save(rendition: PublicRendition, words: Words, *, read: int, by: Account) -> PublicRendition:
    """Seal the next version. `words` are those of version `read`, with other things taken.

    Raises Refused where someone else saved meanwhile, or where more than brackets was typed.
    """
    current = PublicRendition.objects.select_for_update(of=("self",)).get(pk=rendition.pk)
    if reason := rules.works_on(by, current.communication):
        raise Refused(reason)
    if current.state != PublicState.PREPARED:
        raise Refused(_("It was handed up. Hand it back first, then it can be changed."))
    if current.version != read:
        raise Refused(
            _("Someone else has saved this meanwhile. Your brackets are still here: compare.")
        )
    checked(words)
    current.version += 1
    readers = [sealing.kept_for(current.communication)]
    sealing.add(current.record, current.version, words.kept(), readers, by=str(by.pk))
    if str(by.pk) not in current.writers:
        current.writers = [*current.writers, str(by.pk)]
    current.save(update_fields=["version", "writers"])
    detail: journal.Detail = {"version": current.version}
    journal.record("save public version", current, by=str(by.pk), detail=detail)
    return current


def with_taken(
    words: Words,
    taken: Mapping[str, Taken],
    *,
    everywhere: tuple[str, ...],
    everywhere_reason: str,
) -> Words:
    """Return words with other things taken; only of passages that there are."""
    known = {key for key, _text in words.passages}
    kept = {key: one for key, one in taken.items() if key in known}
    return Words(
        words.passages,
        words.frame,
        words.children,
        words.hidden,
        {**words.taken, **kept},
        everywhere,
        everywhere_reason,
    )


def is_the_newest(rendition: PublicRendition, read: int) -> None:
    if rendition.version != read:
        raise Refused(_("Someone else has saved this meanwhile. Read it again."))


def tells_nobody(words: Words, *more: str) -> None:
    """Raise Refused while a child or a hidden addressee could be read in what will be public."""
    if found := left(words, redacted(words), *more):
        raise Refused(
            _("This must not be public and still stands in it: %(words)s")
            % {"words": ", ".join(found)}
        )


def hand_up(rendition: PublicRendition, words: Words, *, read: int, by: Account) -> PublicRendition:
    """Hand it to the second person. `words` are those of version `read`. Raises Refused."""
    tells_nobody(words)
    is_the_newest(rendition, read)
    return take(HAND_UP, rendition, by=by, handed_on=today())


def sealed_words(rendition: PublicRendition, words: str, by: Account) -> Version:
    readers = [sealing.kept_for(rendition.communication)]
    return sealing.keep(sealing.REVIEW, {"words": words}, readers, by=str(by.pk))


@transaction.atomic
def hand_back(rendition: PublicRendition, *, words: str, by: Account) -> PublicRendition:
    """Give it back to be changed, with the reason; an approval falls away. Raises Refused."""
    if not words.strip():
        raise Refused(_("Write what should be changed."))
    announcing.end(rendition)
    return take(
        HAND_BACK,
        rendition,
        by=by,
        handed_on=None,
        approved_by=None,
        approved_on=None,
        interests=None,
        remark=sealed_words(rendition, words, by),
    )


@transaction.atomic
def approve(
    rendition: PublicRendition, words: Words, *, read: int, by: Account, interests: str = ""
) -> PublicRendition:
    """Approve the version that was read, as a second person who took nothing away.

    The Mission can read it from now on. Where a child wrote, `interests` is the note on its best
    interests; it is sealed. Raises Refused.
    """
    tells_nobody(words)
    is_the_newest(rendition, read)
    if not interests.strip() and grounds.child_wrote(rendition.communication.case):
        raise Refused(
            _(
                "A child wrote: write what publication does for and to the child, and why nobody"
                " can tell from it who the child is."
            )
        )
    more: dict[str, Any] = {}
    if interests.strip():
        more["interests"] = sealed_words(rendition, interests, by)
    done = take(APPROVE, rendition, by=by, approved_by=by, approved_on=today(), **more)
    announcing.announce(done, words, by=by)
    return done


def has_address_or_reason(official_address: str, why_no_address: str) -> None:
    """Raise Refused unless the official public address is given, or the reason why none is."""
    if not official_address and not why_no_address.strip():
        raise Refused(_("Give the official public address, or write why there is none."))
    if max(len(official_address), len(why_no_address)) > LONGEST_ADDRESS:
        raise Refused(_("The address and the reason have at most 500 characters."))
    if official_address:
        try:
            ONE_ADDRESS(official_address)
        except ValidationError:
            raise Refused(
                _("The official address begins with https:// and names a page.")
            ) from None
        if urlsplit(official_address).username is not None:
            raise Refused(_("The official address begins with https:// and names a page."))


@transaction.atomic
def publish(
    rendition: PublicRendition,
    words: Words,
    *,
    read: int,
    by: Account,
    official_address: str = "",
    why_no_address: str = "",
) -> PublicRendition:
    """Make it public now: all that must hold is asked at this moment. Raises Refused.

    `words` are those of version `read`, opened by whoever publishes.
    """
    has_address_or_reason(official_address, why_no_address)
    tells_nobody(words, official_address, why_no_address)
    is_the_newest(rendition, read)
    letter = Communication.objects.select_for_update(of=("self",)).get(
        pk=rendition.communication_id
    )
    current = PublicRendition.objects.get(pk=rendition.pk)
    if reason := PUBLISH.refusal(by, current):
        raise Refused(reason)
    address = {"official_address": official_address, "why_no_address": why_no_address}
    if current.is_of_reply:
        key = copying.copy_reply(current, words, **address).key
    else:
        key = copying.copy_letter(letter, words, **address).key
        take(PUBLISH_LETTER, letter, by=by)
    announcing.end(current)
    if was_withdrawn(current):
        changes.put(PublicChange.Kind.AGAIN, of_what(current), key=key)
    return take(PUBLISH, rendition, by=by, published_by=by, published_on=today(), published_key=key)


def step_back(letter: Communication) -> Step:
    """Return the step to where a letter stands by the replies on record."""
    classes = set(letter.replies.values_list("reply_class", flat=True))
    if classes & set(ANSWERED):
        return BACK_TO_REPLIED
    return BACK_TO_PARTLY if ReplyClass.PARTIAL in classes else BACK_TO_SENT


@transaction.atomic
def withdraw(rendition: PublicRendition, *, why: str, by: Account) -> PublicRendition:
    """Take it from the public, with the reason, which is sealed. Raises Refused.

    The copy is deleted. With a letter go its replies, and it stands again where it stood. The public
    log says that it was withdrawn, and not why.
    """
    if not why.strip():
        raise Refused(_("Give the reason for withdrawing it."))
    letter = Communication.objects.select_for_update(of=("self",)).get(
        pk=rendition.communication_id
    )
    done = ended(rendition, why, by)
    if not done.is_of_reply:
        replies = letter.public_renditions.in_state(PublicState.PUBLISHED)
        for one in replies:
            ended(one, why, by)
        take(step_back(letter), letter, by=by)
    copying.delete(done)
    return done


def of_what(rendition: PublicRendition) -> str:
    return PublicChange.Of.REPLY if rendition.is_of_reply else PublicChange.Of.LETTER


def was_withdrawn(rendition: PublicRendition) -> bool:
    """Say whether the same letter or reply was public before and was taken away."""
    same = PublicRendition.objects.in_state(PublicState.WITHDRAWN)
    return same.filter(communication=rendition.communication_id, reply=rendition.reply_id).exists()


def ended(rendition: PublicRendition, why: str, by: Account) -> PublicRendition:
    key = rendition.published_key
    changes.put(PublicChange.Kind.WITHDRAWN, of_what(rendition), key=key)
    return take(
        WITHDRAW,
        rendition,
        by=by,
        withdrawn_by=by,
        withdrawn_on=today(),
        why_withdrawn=sealed_words(rendition, why, by),
    )
