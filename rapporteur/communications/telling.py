"""Telling the sources of a case, in words that tell nothing of what was said.

The thread waits behind the receipt code; nothing is sent anywhere. Who asked not to be written to
is left alone.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.cases import received
from rapporteur.communications.models import Communication
from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account


def safe_words(letter: Communication) -> str:
    """Return words for the source, in the active language: no matter, no State, no class."""
    if letter.replies.exists():
        return _(
            "There is news: an answer has come, and we are reading it. You need not do anything"
            " now. If something changes for you, you can write here."
        )
    return _(
        "There is news: we have written as you allowed us to, and wait for an answer. You need"
        " not do anything now. If something changes for you, you can write here."
    )


@transaction.atomic
def tell(letter: Communication, text: str, keyring: Keyring, *, by: Account) -> int:
    """Write to each source of the case that lets us; return to how many. Raises Refused.

    Each submission is opened for it, journalled before, since what it said of being written to
    lies sealed in it.
    """
    if reason := works_on_what_is_out(by, letter):
        raise Refused(reason)
    told = 0
    for joined in letter.case.joined.select_related("submission__sealed__record"):
        said = received.open_submission(joined.submission, keyring, by=by)
        if received.lets_us_answer(joined.submission, said):
            received.write_back(joined.submission, text, said=said, by=by)
            told += 1
    if not told:
        raise Refused(_("No source of this case lets us write back."))
    return told
