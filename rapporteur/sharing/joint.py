"""Ask other mandates to sign a letter, and answer as one that was asked. ADR 0148.

Here and not in the room below, since the draft tells what sources told: it goes to the key of
another desk only where sharing would let it go (rules of this room).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import Case
from rapporteur.cases.rules import DENIED, recipients_read
from rapporteur.cases.sealing import answering, recipient_of
from rapporteur.communications import rules as of_letters
from rapporteur.communications import sealing
from rapporteur.communications.actions import drafting
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import (
    AnnexLine,
    Communication,
    FormerWords,
    Invitation,
    Policy,
)
from rapporteur.communications.queries import lines_of
from rapporteur.communications.renditions import law_of
from rapporteur.documents.differing import Piece, pieces
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import sharing as vault
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk
from rapporteur.people.desks.rules import may_at
from rapporteur.people.mandates.models import Mandate
from rapporteur.people.mandates.queries import for_country
from rapporteur.sharing import queries, rules
from rapporteur.sharing.actions import require_consent

Answer = Invitation.Answer
UNIT = {Policy.Unit.HOURS: "hours", Policy.Unit.DAYS: "days"}


def closing(kind: str, moment: datetime) -> datetime:
    """Return when a window that opens now closes, by the policy of the day. Raises Refused."""
    policy = Policy.objects.on(kind, Policy.Purpose.JOINING, moment.date())
    if policy is None or policy.amount is None or policy.unit not in UNIT:
        raise Refused(_("No policy of today says how long other mandates may join this letter."))
    return moment + timedelta(**{UNIT[Policy.Unit(policy.unit)]: policy.amount})


def asks(person: Account, letter: Communication) -> Reason | None:
    """Whoever works on a draft whose sources let other mandates read it, may ask them to sign."""
    if reason := of_letters.works_on(person, letter):
        return reason
    if letter.state not in drafting.OPEN_TO_JOIN:
        return _("The text is settled: an answer now would change who signs it.")
    return rules.shares(person, letter.case)


def invite(letter: Communication, codes: Collection[str]) -> list[Invitation]:
    """Return a row for each mandate, and for the country mandate of the addressee State."""
    wanted = set(codes)
    if letter.addressee_state_id:
        found = for_country(letter.addressee_state_id, today())
        asked = letter.invitations.filter(asked_at__isnull=False).values_list("mandate", flat=True)
        wanted |= {one.code for one in found if one.may_cosign} - set(asked)
    may = Mandate.objects.on(today()).filter(may_cosign=True, code__in=wanted)
    known = set(may.values_list("code", flat=True)) - {letter.desk.mandate_code}
    if not known.issuperset(codes) or not known:
        raise Refused(_("Choose mandates that stand today and sign letters."))
    rows = {one.mandate: one for one in letter.invitations.filter(mandate__in=known)}
    return [
        rows.get(code) or Invitation(communication=letter, mandate=code) for code in sorted(known)
    ]


@transaction.atomic
def ask(
    letter: Communication, codes: Collection[str], *, keyring: Keyring, by: Account
) -> list[Invitation]:
    """Ask mandates to sign the draft as it stands, or ask them anew; a window opens for each.

    Where a mandate has a desk here, this version of the draft is sealed to its key. The country
    mandate of the addressee State is asked with the first. Raises Refused.
    """
    case = Case.objects.select_related("desk").held(letter.case)
    current = drafting.held(letter)
    if reason := asks(by, current):
        raise Refused(reason)
    require_consent(queries.sources(case))
    moment = now()
    closes = closing(current.kind, moment)
    rows = invite(current, codes)
    desks = {one.mandate_code: one for one in queries.desks_for(case)}
    for one in rows:
        if one.answer in drafting.APPROVED and not one.is_void:
            raise Refused(_("%(mandate)s joins already.") % {"mandate": one.mandate})
        keep_former(one)
        one.desk = desks.get(one.mandate)
        one.asked_at, one.closes_at, one.asked_version = moment, closes, current.version
        one.answer, one.answered_on, one.recorded_by = Answer.NONE, None, None
        one.means, one.voided, one.edits = "", False, None
        one.closed_on, one.closed_by, one.why = None, None, None
        one.save()
        if one.desk is not None:
            seal_to(one.desk, current, case, keyring, by)
        detail: journal.Detail = {"mandate": one.mandate, "version": current.version}
        journal.record("ask to join", current, by=str(by.pk), detail=detail)
    current.mandates = [current.desk.mandate_code, *drafting.joined(current)]
    current.save(update_fields=["mandates"])
    return rows


def keep_former(invitation: Invitation) -> None:
    """Keep what was sealed to an earlier asking in reach of the case: it is erased with it."""
    for sealed in (invitation.edits, invitation.why):
        if sealed is not None:
            FormerWords.objects.create(invitation=invitation, sealed=sealed, kept_on=today())


def seal_to(desk: Desk, letter: Communication, case: Case, keyring: Keyring, by: Account) -> None:
    """Seal the present version of a draft to the key of another desk. Raises Refused."""
    if reason := rules.can_receive(desk, case):
        raise Refused(reason)
    version = sealing.newest(letter.record, letter.version)
    other = of_desk(desk)
    with answering():
        vault.share([version.pk], recipient_of(case), other, keyring, by=str(by.pk))


def of_desk(desk: Desk) -> UUID:
    if desk.recipient is None:
        raise Refused(_("This desk has no key yet: nothing can be sealed to it."))
    return desk.recipient


def opens(person: Account, invitation: Invitation) -> Reason | None:
    """Members of the desk that was asked, but for whoever is denied the case where it lies."""
    desk = invitation.desk
    if desk is None or desk.recipient not in recipients_read(person):
        return _("Another desk was asked.")
    if not Invitation.objects.visible_to(person).filter(pk=invitation.pk).exists():
        return DENIED
    return None


def answers(person: Account, invitation: Invitation) -> Reason | None:
    """The mandate-holder of the desk that was asked, while its window is open on these words."""
    if reason := opens(person, invitation):
        return reason
    desk = invitation.desk_id
    if desk is None or not may_at(person, roles.DECIDE, desk):
        return _("Only the mandate-holder answers for a mandate.")
    letter = invitation.communication
    if invitation.closed_on or invitation.closes_at is None or invitation.closes_at <= now():
        return _("The window is closed: who did not answer has not joined.")
    if letter.state not in drafting.OPEN_TO_JOIN:
        return _("The text is settled: an answer now would change who signs it.")
    if invitation.asked_version != letter.version or invitation.voided:
        return _("The draft was changed since: the other desk asks you anew.")
    return None


@transaction.atomic
def answer(
    invitation: Invitation, *, answer: str, read: int, edits: str = "", by: Account
) -> Invitation:
    """Answer for one's mandate on version `read` of a draft; edits are sealed to both desks.

    Who declines loses the key to the draft. Raises Refused.
    """
    letter = drafting.held(invitation.communication)
    current = Invitation.objects.select_related("desk", "communication__case").get(pk=invitation.pk)
    current.communication = letter
    if reason := answers(by, current):
        raise Refused(reason)
    if read != letter.version:
        raise Refused(_("The draft was changed since: the other desk asks you anew."))
    if answer not in {Answer.JOINS, Answer.EDITS, Answer.DECLINES}:
        raise Refused(_("Choose what the mandate answered."))
    if (answer == Answer.EDITS) != bool(edits.strip()):
        raise Refused(_("Write what should be changed, where and only where you join with edits."))
    desk = current.desk
    if answer == Answer.EDITS and desk is not None:
        readers = [sealing.kept_for(letter), of_desk(desk)]
        words = {"invitation": str(current.pk), "words": edits}
        current.edits = sealing.keep(sealing.REVIEW, words, readers, by=str(by.pk))
    current.answer, current.answered_on, current.recorded_by = answer, today(), by
    drafting.keep_answer(current, letter, by)
    if answer == Answer.DECLINES:
        take_away(current, by)
    return current


def take_away(invitation: Invitation, by: Account) -> None:
    """Take the key to a draft away from the desk that was asked."""
    desk = invitation.desk
    if desk is not None and desk.recipient is not None:
        vault.withdraw([invitation.communication.record_id], desk.recipient, by=str(by.pk))


@transaction.atomic
def close(invitation: Invitation, *, words: str, by: Account) -> Invitation:
    """Close a window, or leave a void approval behind, with a sealed reason: it does not sign."""
    letter = drafting.held(invitation.communication)
    current = Invitation.objects.select_related("desk").get(pk=invitation.pk)
    if reason := of_letters.works_on(by, letter):
        raise Refused(reason)
    if not (current.is_open_at(now()) or current.is_void):
        raise Refused(_("Nothing of this mandate is open."))
    if not words.strip():
        raise Refused(_("Give the reason: this mandate does not sign."))
    readers = [sealing.kept_for(letter)]
    current.why = sealing.keep(sealing.REVIEW, {"words": words}, readers, by=str(by.pk))
    current.closed_on, current.closed_by = today(), by
    current.save()
    detail: journal.Detail = {"mandate": current.mandate}
    journal.record("close window", letter, by=str(by.pk), detail=detail)
    return current


@transaction.atomic
def stop_where(cases: Collection[UUID], whom: Account, *, by: Account) -> int:
    """Take drafts of these cases from desks that somebody belongs to who is denied them; count."""
    rows = Invitation.objects.filter(communication__case__in=cases, desk__isnull=False)
    done = 0
    for one in rows.select_related("desk", "communication"):
        desk = one.desk
        if desk and desk.memberships.exclude(state="removed").filter(account=whom).exists():
            take_away(one, by)
            done += 1
    return done


@dataclass(frozen=True)
class Row:
    """One text of a letter as it was approved and as it stands now, word by word."""

    then: list[Piece]
    now: list[Piece]


def differences(before: Letter, after: Letter) -> list[Row]:
    """Return the texts that differ between two versions, side by side, in the order of the letter."""
    pairs = [(before.subject, after.subject)]
    numbers = sorted({*before.blocks, *after.blocks})
    pairs += [(before.blocks.get(n, ""), after.blocks.get(n, "")) for n in numbers]
    pairs.append(("\n".join(before.facts), "\n".join(after.facts)))
    return [side_by_side(*pair) for pair in pairs if pair[0] != pair[1]]


def side_by_side(before: str, after: str) -> Row:
    found: Iterable[Piece] = pieces(before, after)
    kept = list(found)
    return Row(
        [one for one in kept if one.fate != "added"], [one for one in kept if one.fate != "removed"]
    )


@dataclass(frozen=True)
class Draft:
    """What the desk that was asked reads: the words it was asked about, and what changed in them.

    `law` are the provisions that will be printed, by use, in the letter's language. What was noted
    of them inside the desk of the letter, and what it has not settled yet, is not in it.
    """

    words: Letter
    changed: list[Row]
    law: dict[str, list[dict[str, str]]] = field(default_factory=dict)


def open_draft(invitation: Invitation, keyring: Keyring, *, by: Account) -> Draft:
    """Open the draft that a desk was asked to join; the journal knows before. Raises Refused."""
    if reason := opens(by, invitation):
        raise Refused(reason)
    desk, letter = invitation.desk, invitation.communication
    if desk is None or invitation.asked_version is None or invitation.answer == Answer.DECLINES:
        raise Refused(_("This draft is not open to you any more."))
    if any(one.refusal for one in queries.sources(letter.case)):
        raise Refused(_("A source does not let other mandates read this any more."))

    def read(version: int) -> Letter:
        found = sealing.newest(letter.record, version)
        return Letter.of(sealing.read(found, of_desk(desk), keyring, by=str(by.pk)))

    draft = compared(read, invitation.approved_version, invitation.asked_version)
    return replace(draft, law=printed_law(letter))


def printed_law(letter: Communication) -> dict[str, list[dict[str, str]]]:
    """Return what the annex prints, by use, in the language of the letter. One query."""
    lines = lines_of(letter)
    with translation.override(letter.language):
        return {
            str(use): [
                {name: str(text) for name, text in one.items()} for one in law_of(lines, use)
            ]
            for use in AnnexLine.PRINTED
        }


def compared(read: Callable[[int], Letter], earlier: int | None, present: int) -> Draft:
    """Open one version, and what differs from the version that the mandate approved last."""
    words = read(present)
    changed = differences(read(earlier), words) if earlier and earlier != present else []
    return Draft(words, changed)


def open_at_lead(invitation: Invitation, keyring: Keyring, *, by: Account) -> tuple[Draft, str]:
    """Open, at the desk of the letter, what changed since a mandate approved, and its edits."""
    letter = invitation.communication
    if reason := of_letters.works_on(by, letter):
        raise Refused(reason)
    reader = sealing.desk_of(letter)

    def read(version: int) -> Letter:
        found = sealing.newest(letter.record, version)
        return Letter.of(sealing.read(found, reader, keyring, by=str(by.pk)))

    draft = compared(read, invitation.approved_version, letter.version)
    if invitation.edits is None:
        return draft, ""
    said = sealing.read(invitation.edits, reader, keyring, by=str(by.pk))
    return draft, str(said["words"])
