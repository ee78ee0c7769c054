"""Denying a member one case for a conflict of interest, by key; lifting it. ADR 0111.

The only writers of the room. One transaction each: what is kept from a person is kept whole, or
nothing of it is.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from rapporteur.cases import actions as of_cases
from rapporteur.cases.models import Case
from rapporteur.cases.rules import works_on
from rapporteur.cases.sealing import answering, recipient_of
from rapporteur.circles import rules
from rapporteur.circles.records import records_of
from rapporteur.kernel.journal import actions as journal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.vault import circles, recipients
from rapporteur.kernel.vault.faults import Untrusted, Unvouched
from rapporteur.kernel.vault.groups import Keyring
from rapporteur.kernel.vault.models import Epoch, Recipient, Wrap
from rapporteur.people.accounts.models import Account
from rapporteur.sharing import actions as sharing
from rapporteur.sharing import joint


class Ground(TextChoices):
    """Why somebody is denied a case, in the clear; what there is to say of it lies sealed."""

    STATE = "state", _("their own State is concerned")
    PERSON = "person", _("they know or are related to somebody concerned")
    WORK = "work", _("they work or worked for somebody concerned")
    INTEREST = "interest", _("they gain or lose by how it ends")
    OTHER = "other", _("another conflict of interest")


@transaction.atomic
def deny(
    case: Case,
    whom: Account,
    ground: str,
    words: str,
    *,
    to: Account | None = None,
    keyring: Keyring,
    by: Account,
) -> Case:
    """Keep a case from a member: its page, and the key of all its records. Raises Refused.

    `to` takes the case over where it is theirs. Whoever steps back themselves does it with their
    own vault, and reads nothing of it from the next request on.
    """
    current = Case.objects.select_related("desk", "owner").held(case)
    if reason := rules.denies(by, current, whom) or rules.can_be_denied(current, whom):
        raise Refused(reason)
    if ground not in Ground.values or not words.strip():
        raise Refused(_("Say why, in a word and in your own words."))
    new_owner = successor(current, whom, to)
    epoch = closed_to(current, whom, keyring, by=by)
    family = current.family()
    cases = Case.objects.filter(pk__in=family)
    cases.filter(owner=whom).update(owner=new_owner)
    cases.update(circle=epoch.recipient_id)
    if left := circles.take_in(epoch, records_of(family), keyring, by=str(by.pk)):
        raise Refused(
            _("%(count)s records of this case do not open: they were changed. Tell the operator.")
            % {"count": left}
        )
    sharing.stop_where(family, whom, by=by)  # no way back through another desk
    joint.stop_where(family, whom, by=by)
    detail = {"account": str(whom.pk), "ground": ground}
    if new_owner and new_owner != current.owner:
        detail["owner"] = str(new_owner.pk)
    journal.record("deny case", current, by=str(by.pk), why=ground, detail=detail)
    current.refresh_from_db()
    keep_words(current, words, by=by)
    return current


def successor(case: Case, whom: Account, to: Account | None) -> Account | None:
    """Return whose case it is from now on. Raises Refused where it would stay with the denied."""
    if case.owner != whom:
        return case.owner
    if to is None or to == whom:
        raise Refused(_("It is their case: choose who takes it over."))
    if reason := works_on(to, case):
        raise Refused(reason)
    return to


def closed_to(case: Case, whom: Account, keyring: Keyring, *, by: Account) -> Epoch:
    """Found the circle of a case without one person, or change its key. Raises Refused."""
    with answering():
        if case.circle is None:
            name = f"{case.desk.name}: {case.reference}"
            group = recipient_of(case)
            return circles.found(group, case.pk, name, keyring, without=whom.pk, by=str(by.pk))
        circle = Recipient.objects.get(pk=case.circle)
        try:
            return circles.shut_out(circle, whom.pk, keyring, by=str(by.pk))
        except Unvouched:
            raise Refused(
                _("Your own hold of this case was changed in the database. Tell the operator.")
            ) from None


def keep_words(case: Case, words: str, *, by: Account) -> None:
    """Keep the words as a note of the case, where it can be sealed to: its circle is signed.

    Who steps back writes it too, and never reads it again.
    """
    if case.circle is not None and not is_sealable(case.circle):
        return
    of_cases.keep_note(case, words, by=by)


def is_sealable(circle: UUID) -> bool:
    try:
        recipients.sealable(circle)
    except Untrusted:
        return False
    return True


@transaction.atomic
def lift(case: Case, whom: Account, words: str, *, keyring: Keyring, by: Account) -> Case:
    """Let a member back into a case. Raises Refused."""
    current = Case.objects.select_related("desk", "owner").held(case)
    if reason := rules.lifts(by, current, whom):
        raise Refused(reason)
    if not words.strip():
        raise Refused(_("Give the reason."))
    circle = Recipient.objects.get(pk=current.circle or current.pk)
    with answering():
        circles.let_back(circle, whom.pk, keyring, by=str(by.pk))
    journal.record("lift denial", current, by=str(by.pk), detail={"account": str(whom.pk)})
    keep_words(current, words, by=by)
    return current


def settle(person: Account, keyring: Keyring) -> int:
    """Do what a holder's open vault can do for its circles; return how many records moved in.

    Circles go on to who came since. What arrived under the key of the desk meanwhile, since an
    outer door knows no case, moves in: only under a signed key, since who changed a row may have
    made the circle. One query for whoever holds none.
    """
    theirs = circles.held_by(keyring.key) if person.door == "desk" else []
    if not theirs:
        return 0
    circles.hand_on(keyring, by=str(person.pk))
    mine = [one.pk for one in theirs if is_sealable(one.pk)]
    found = Case.objects.visible_to(person).filter(circle__in=mine)
    cases = list(found.select_related("desk").order_by("pk"))
    desks = {one.desk.recipient for one in cases}
    all_of_them = records_of(one.pk for one in cases)
    waiting = Wrap.objects.filter(
        version__record__in=all_of_them, epoch__recipient__in=desks, part=0
    )
    before = waiting.count() if cases else 0
    if not before:
        return 0
    for circle in mine:
        kept = records_of(one.pk for one in cases if one.circle == circle)
        circles.take_in(recipients.sealable(circle), kept, keyring, by=str(person.pk))
    return before - waiting.count()
