"""Whether the address of an item may be looked up. Each answers None (yes) or the reason."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from rapporteur.follow_up.models import Attribution
from rapporteur.follow_up.rules import works_on_evidence
from rapporteur.follow_up.workflow import EvidenceState
from rapporteur.kernel.access.rules import Reason
from rapporteur.people.accounts.models import Account

if TYPE_CHECKING:
    from rapporteur.follow_up.models import Evidence

LONGEST = 500


def may_be_looked_up(person: Account, evidence: "Evidence") -> Reason | None:
    """A site sees who asks: only what counts, lies here as a copy and is of someone named."""
    if why := works_on_evidence(person, evidence):
        return why
    if evidence.state != EvidenceState.COUNTED or not evidence.form:
        return _("Only what was reviewed, counts and lies here as a copy is looked up.")
    if evidence.attribution != Attribution.NAMED:
        return _("Whoever gave it is not to be named, so its address is not looked up.")
    return None


def is_public_address(address: str) -> Reason | None:
    """Nothing but a page: no password, no port of a service, no bare number of a machine."""
    why = _("This is no address of a public page.")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return why
    host = parts.hostname or ""
    if parts.scheme not in ("http", "https") or parts.username or port or len(address) > LONGEST:
        return why
    return None if "." in host.strip(".") and host.rpartition(".")[2].isalpha() else why
