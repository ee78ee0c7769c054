"""Show a Mission the version that is to be public, from its approval until it is.

Sealing takes no key, but reading what is sealed does: so it is sealed to the Mission in the request
in which the second person approves it. The worker only mails that something waits. ADR 0165.
"""

from rapporteur.communications import sealing
from rapporteur.communications.models import Announcement, PublicRendition
from rapporteur.communications.publishing import copies
from rapporteur.communications.publishing.redaction import Words
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account


def announce(rendition: PublicRendition, words: Words, *, by: Account) -> Announcement | None:
    """Seal what will be public to the Mission; None where the addressee has no group here.

    Call it in the transaction of the approval. Raises Refused.
    """
    letter = rendition.communication
    if sealing.mission_of(letter) is None:
        return None
    told = {
        "reply": rendition.is_of_reply,
        "told": copies.shown(words, reply=rendition.is_of_reply),
    }
    readers = sealing.addressed(letter)
    made = Announcement(
        communication=letter,
        rendition=rendition,
        sealed=sealing.keep(sealing.RENDITION, told, readers, by=str(by.pk)),
        made_on=today(),
    )
    made.save(force_insert=True)
    return made


def end(rendition: PublicRendition) -> None:
    """Show it to the Mission no more: it was handed back, or it is public."""
    Announcement.objects.in_force().filter(rendition=rendition).update(ended_on=today())
