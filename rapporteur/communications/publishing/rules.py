"""Who may make a letter or a reply public, and what must hold at that very moment.

Each answers None, or the reason why not. What was asked when the letter was sent is asked anew:
consent can be taken back, and a source can have written since.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.communications import grounds
from rapporteur.communications import rules as of_letters
from rapporteur.communications.replies import rules as of_replies
from rapporteur.communications.replies.workflow import ReplyState
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account

if TYPE_CHECKING:
    from rapporteur.communications.models import PublicRendition


def works_here(person: Account, rendition: "PublicRendition") -> Reason | None:
    return of_letters.works_on(person, rendition.communication)


def was_sent(_person: Account, rendition: "PublicRendition") -> Reason | None:
    return of_replies.was_sent(rendition.communication)


def wrote_none_of_it(person: Account, rendition: "PublicRendition") -> Reason | None:
    """Two persons: who took anything away does not approve it (FIELD §1.9)."""
    if person.pk == rendition.prepared_by_id or str(person.pk) in rendition.writers:
        return _("A public version is approved by someone who prepared none of it.")
    return None


def was_approved(_person: Account, rendition: "PublicRendition") -> Reason | None:
    if rendition.approved_by_id is None:
        return _("A second person has not approved it.")
    return None


def is_no_longer_confidential(person: Account, rendition: "PublicRendition") -> Reason | None:
    return of_letters.is_no_longer_confidential(person, rendition.communication)


def has_consent(_person: Account, rendition: "PublicRendition") -> Reason | None:
    return grounds.no_consent_to_publish(rendition.communication.case)


def is_good_for_the_child(_person: Account, rendition: "PublicRendition") -> Reason | None:
    """A child was never asked about publication; someone else weighs it instead (DESIGN §9)."""
    if rendition.interests_id or not grounds.child_wrote(rendition.communication.case):
        return None
    return _("A child wrote: the second person's note on the child's best interests is missing.")


def nothing_waits_unread(_person: Account, rendition: "PublicRendition") -> Reason | None:
    return grounds.a_word_waits(rendition.communication.case)


def stands_with_its_letter(_person: Account, rendition: "PublicRendition") -> Reason | None:
    """A reply is read with its letter, and never before the desk has read it."""
    reply = rendition.reply
    if reply is None:
        return None
    if rendition.communication.state != "published":
        return _("A reply is published once its letter is.")
    if reply.by_mission and reply.state != ReplyState.CLASSIFIED:
        return _("What a Mission adds counts once it was read: classify this reply first.")
    return None


BEFORE_PUBLISHING = (
    (_("The letter was sent"), was_sent),
    (_("A second person, who prepared none of it, approved it"), was_approved),
    (_("The confidential period is over"), is_no_longer_confidential),
    (_("Everyone who was asked allows publication, asked anew now"), has_consent),
    (_("Where a child wrote: its best interests were weighed"), is_good_for_the_child),
    (_("No word of a source waits unread"), nothing_waits_unread),
    (_("A reply counts, and stands with its letter"), stands_with_its_letter),
)
