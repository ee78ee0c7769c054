"""Release an address for looking up, take that back, and look all of them up."""

from collections.abc import Callable
from secrets import SystemRandom

from django.db import transaction
from django.utils.translation import gettext as _

from rapporteur.follow_up.links.looking import Seen, look
from rapporteur.follow_up.links.models import Answer, LinkCheck, WatchedLink
from rapporteur.follow_up.links.rules import is_public_address, may_be_looked_up
from rapporteur.follow_up.models import Evidence
from rapporteur.follow_up.rules import works_on_evidence
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.models import Account


@transaction.atomic
def release(evidence: Evidence, address: str, *, by: Account) -> WatchedLink:
    """Let the address of an item be looked up each night; it is then no longer sealed. Raises Refused.

    `address` is what the opened item says.
    """
    if why := may_be_looked_up(by, evidence) or is_public_address(address):
        raise Refused(why)
    made, fresh = WatchedLink.objects.get_or_create(
        evidence=evidence, defaults={"address": address, "by": by, "on": today()}
    )
    if not fresh:
        made.ended_on = None
        made.save(update_fields=["ended_on"])
    journal.record("release link", evidence, by=str(by.pk))
    return made


@transaction.atomic
def stop(link: WatchedLink, *, by: Account) -> WatchedLink:
    """Look an address up no more; what answered so far stays. Raises Refused."""
    if why := works_on_evidence(by, link.evidence):
        raise Refused(why)
    if link.ended_on:
        raise Refused(_("It is not looked up any more."))
    link.ended_on = today()
    link.save(update_fields=["ended_on"])
    journal.record("stop looking up link", link.evidence, by=str(by.pk))
    return link


def look_all_up(*, by: str, asking: Callable[[str], Seen] = look) -> dict[str, int]:
    """Ask once for each released address, in no order that tells anything; count the answers.

    Each answer is kept by itself: a night of slow sites holds no transaction open.
    """
    links = list(WatchedLink.objects.to_look_up().values_list("pk", "address"))
    SystemRandom().shuffle(links)
    counts = dict.fromkeys(Answer.values, 0)
    for pk, address in links:
        seen = asking(address)
        LinkCheck.objects.create(link_id=pk, at=now(), answer=seen.answer, code=seen.code)
        counts[seen.answer.value] += 1
    if links:
        journal.record("look up links", LinkCheck, by=by, detail=counts)
    return counts
