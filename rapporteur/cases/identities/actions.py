"""Ask to see who a source is, release one's half, refuse it, open it once. ADR 0110."""

import json
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import rules as room
from rapporteur.cases import sealing
from rapporteur.cases.identities import rules
from rapporteur.cases.identities.workflow import OPEN, REFUSE, RELEASE, State
from rapporteur.cases.models import Asking
from rapporteur.intake.models import Identity, Submission
from rapporteur.intake.threads import Misplaced
from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import apart, groups, records
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import MemberKey
from rapporteur.kernel.workflow import take
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk

REASON = "cases.asking"


@dataclass(frozen=True)
class Name:
    """Who a source is, as far as it said, for one answer to one person."""

    name: str
    contact: str


def identity_of(submission: Submission) -> Identity | None:
    """Return the record of who the source is, None where it said nothing that could be kept."""
    found = Identity.objects.filter(submission=submission)
    return found.select_related("sealed__record").first()


def reader_desk(submission: Submission, *, by: Account) -> Desk:
    """Return the desk that something was sent to, if this person reads it. Raises Refused."""
    if reason := room.reads_submission(by, submission):
        raise Refused(reason)
    return Desk.objects.get(recipient=submission.desk)


@transaction.atomic
def ask(submission: Submission, why: str, *, by: Account) -> Asking:
    """Ask to see who the source is. The reason is sealed to the desk. Raises Refused."""
    desk = reader_desk(submission, by=by)
    if not why.strip():
        raise Refused(_("Give the reason why you must know who the source is."))
    identity = identity_of(submission)
    if identity is None:
        raise Refused(_("Nothing is kept of who this source is."))
    part = rules.part_held(by, identity)
    if not part:
        raise Refused(_("Only a member who holds half of the key to names asks for one."))
    asking = Asking(desk=desk, identity=identity, part=part, asked_by=by, asked_at=now())
    body = json.dumps({"why": why, "asking": str(asking.pk)}, ensure_ascii=False).encode()
    with sealing.answering():
        reader = sealing.kept_for_submission(submission)
        asking.sealed = records.keep(REASON, body, [reader], by=str(by.pk))
    asking.save(force_insert=True)
    journal.record("ask who the source is", asking, by=str(by.pk))
    return asking


def why_of(asking: Asking, keyring: Keyring, *, by: Account) -> str:
    """Return the reason, journalled before it is shown. Raises Refused."""
    recipient = asking.desk.recipient
    if recipient is None or recipient not in room.recipients_read(by):
        raise Refused(_("This was asked at another desk."))
    body = json.loads(sealing.read(asking.sealed, recipient, keyring, by=str(by.pk)))
    if body.get("asking") != str(asking.pk):
        raise Refused(_("What is stored here is not what was asked. Tell the operator."))
    return str(body["why"])


def key_of_who_asked(asking: Asking, keyring: Keyring) -> MemberKey:
    """Return the key of who asked, if a holder of the desk's key vouched for it. Raises Refused.

    Else a row that was changed in the database could have the half sealed to a stranger.
    """
    with sealing.answering():
        if asking.desk.recipient is None:
            raise Refused(_("This desk has no key yet."))
        _epoch, half = keyring.current(asking.desk.recipient)
    held = groups.holders(asking.desk.recipient).filter(member_key__owner=asking.asked_by_id)
    wrap = held.filter(member_key__retired_on__isnull=True).first()
    if wrap is None or not groups.is_vouched(half, wrap):
        raise Refused(_("Who asked does not hold the key of the desk any more."))
    return wrap.member_key


@transaction.atomic
def release(asking: Asking, keyring: Keyring, *, by: Account) -> Asking:
    """Release one's half to who asked, for this name alone and for a day. Raises Refused."""
    key = key_of_who_asked(asking, keyring)
    part = 3 - asking.part
    with sealing.answering():
        half = apart.released(asking.identity.sealed, part, keyring, to=key, asking=asking.pk)
    until = now() + rules.OPEN_FOR
    return take(RELEASE, asking, by=by, answered_by=by, until=until, released=half)


def refuse(asking: Asking, *, by: Account) -> Asking:
    """Keep one's half. Raises Refused."""
    return take(REFUSE, asking, by=by, answered_by=by)


@transaction.atomic
def open_name(asking: Asking, keyring: Keyring, *, by: Account) -> Name:
    """Open who the source is, once: what was released goes in the same act. Raises Refused."""
    current = Asking.objects.select_for_update(of=("self",)).get(pk=asking.pk)
    half = bytes(current.released)
    take(OPEN, current, by=by, opened_at=now(), released=b"")
    identity = current.identity
    with sealing.answering():
        body = json.loads(
            apart.read_apart(
                identity.sealed,
                current.part,
                keyring,
                other=half,
                asking=current.pk,
                by=str(by.pk),
            )
        )
        if body.get("of") != str(identity.pk):
            raise Misplaced
    said = body["identity"]
    return Name(said.get("name", ""), said.get("contact", ""))


def clear_expired() -> int:
    """Take away what was released and never opened in its time; return how many there are."""
    old = Asking.objects.filter(state=State.RELEASED, until__lte=now())
    return old.update(released=b"")
