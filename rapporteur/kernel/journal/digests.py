"""Tell the officers by mail where the journal stands, so that a copy lies outside the house.

Whoever later cuts the end off the journal, its checkpoints and their file, cannot cut it off
the officers' mailboxes.
"""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from rapporteur.kernel.journal.models import Checkpoint


def send_digest(addresses: Sequence[str]) -> bool:
    """Mail the newest checkpoint to each address, nobody seeing the others; False if none is."""
    newest = Checkpoint.objects.order_by("-number").first()
    if newest is None or not addresses:
        return False
    lines = [
        _("Keep this message. It shows, later, whether the journal was changed."),
        "",
        _("Entries covered: %(number)s") % {"number": newest.number},
        _("Signed at (UTC): %(at)s") % {"at": newest.at.isoformat(timespec="seconds")},
        _("Hash: %(hash)s") % {"hash": bytes(newest.hash).hex()},
        _("Signature: %(signature)s") % {"signature": bytes(newest.signature).hex()},
    ]
    subject = _("Journal: checkpoint %(number)s") % {"number": newest.number}
    EmailMessage(subject, "\n".join(lines), bcc=list(addresses)).send()
    return True
