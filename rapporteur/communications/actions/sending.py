"""Send a letter: seal what the addressee reads, set its dates, deliver it and record how.

The notice to a Mission is not sent from here: accounts of Missions are not visible to the desk.
A job of the worker looks for deliveries and sends it, without a word of the letter (chores).
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.communications import references, sealing
from rapporteur.communications.dates import by_policy
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Channel, Communication, Delivery, Policy
from rapporteur.communications.queries import lines_of
from rapporteur.communications.renditions import policies_on, rendition
from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.communications.sisters import still_named
from rapporteur.communications.workflow import SEND
from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account

Why = Delivery.Why


def known_policies(letter: Communication) -> dict[str, Policy]:
    """Return the policies of today. Raises Refused where one is not known."""
    found = policies_on(letter.kind, now().date())
    if any(policy is None for policy in found.values()):
        raise Refused(_("No policy of today is on record for the dates of this kind of letter."))
    return {purpose: policy for purpose, policy in found.items() if policy is not None}


@transaction.atomic
def send(
    letter: Communication,
    words: Letter,
    *,
    read: int,
    by: Account,
    sisters: Mapping[UUID, str] | None = None,
) -> Communication:
    """Seal the letter to its addressee and start its clocks, by the policies of this day.

    `words` are those of version `read`, opened by whoever sends. It lies in the missions door where
    the State's Mission has a group; else it waits for a recorded export. `sisters` are names by id (sisters.names_of): those that may still be named
    stand in the letter. Raises Refused.
    """
    if reason := SEND.refusal(by, letter):
        raise Refused(reason)
    if letter.version != read:
        raise Refused(_("Someone else has saved this letter meanwhile. Read it again."))
    policies = known_policies(letter)
    moment = now()
    reply, publication = policies[Policy.Purpose.REPLY], policies[Policy.Purpose.PUBLICATION]
    dates: dict[str, Any] = {
        "reply_due": by_policy(moment, reply),
        "public_from": by_policy(moment, publication),
    }
    code = references.authenticity_code()
    told = rendition(
        letter,
        words,
        lines_of(letter),
        on=moment.date(),
        authenticity=code,
        sisters=still_named(letter, sisters) if sisters else (),
        **dates,
    )
    readers = sealing.addressed(letter)
    sealed = sealing.keep(sealing.RENDITION, told, readers, by=str(by.pk))
    sent = take(
        SEND,
        letter,
        by=by,
        sent_by=by,
        sent_at=moment,
        reply_policy=reply.kept(),
        publication_policy=publication.kept(),
        authenticity=code,
        rendition=sealed.record,
        **dates,
    )
    others = sent.invitations.filter(desk__isnull=False).exclude(mandate__in=sent.mandates)
    others.update(informed_on=moment.date())  # their desks read that it was sent without them
    if mission := sealing.mission_of(sent):
        deliver(sent, Channel.DOOR, Why.DOOR, by, recipient=mission.pk)
    return sent


def deliver(
    letter: Communication, channel: str, why: str, by: Account, *, recipient: UUID | None = None
) -> Delivery:
    delivery = Delivery(
        communication=letter, channel=channel, why=why, recipient=recipient, by=by, at=now()
    )
    delivery.save(force_insert=True)
    detail = {"channel": channel, "why": why}
    journal.record("deliver letter", letter, by=str(by.pk), detail=detail)
    return delivery


@transaction.atomic
def export(letter: Communication, *, channel: str, why: str, by: Account) -> Delivery:
    """Record that the letter goes another way than the missions door, and why. Raises Refused."""
    if reason := works_on_what_is_out(by, letter):
        raise Refused(reason)
    if channel not in Channel.values or channel == Channel.DOOR:
        raise Refused(_("Choose the way by which it goes."))
    if why not in Why.values or why == Why.DOOR:
        raise Refused(_("Choose why it goes this way."))
    return deliver(letter, channel, why, by)
