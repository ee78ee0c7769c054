"""Who shares what of a case with another desk. Each answers None (yes) or the reason why not."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.cases.models import Consent, Joined
from rapporteur.cases.queries import received
from rapporteur.cases.rules import DENIED, recipients_read, works_on
from rapporteur.cases.triages.rules import child_is_guarded
from rapporteur.intake.writers import is_child
from rapporteur.kernel.access.rules import Reason
from rapporteur.kernel.vault import groups
from rapporteur.kernel.vault.models import Barred
from rapporteur.kernel.vault.sharing import barred_who_hold
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.models import Desk, Membership

if TYPE_CHECKING:
    from rapporteur.cases.models import Case
    from rapporteur.sharing.models import Sharing

BY_ADULTS = {Consent.Told.GUARDIAN, Consent.Told.PARTNER}  # who may say it for a child


def shares(person: Account, case: "Case") -> Reason | None:
    """Whoever works on the case, where nothing waits that may take back what would be shared."""
    if reason := works_on(person, case):
        return reason
    if case.merged_into_id:
        return _("This case was merged into another: do it there.")
    if received.something_waits(case):
        return _(
            "A source of this case has written since, or asks for deletion: read and answer it first."
        )
    if case.purges.waiting().exists():  # of the room above, which erases what is shared, too
        return _("It was asked that this case be erased: nothing more of it is shared.")
    return None


def may_go(joined: Joined, said: Consent | None) -> Reason | None:
    """A source that has said yes, and last; of a child, an adult who may, and with the guards."""
    if not joined.submission.sealed.envelope:
        return _("It was erased.")
    if is_child(joined.writer):
        return child_may_go(joined, said)
    if said is None:
        return _("It was not asked whether other mandates may read it.")
    if said.answer != Consent.Answer.YES:
        return _("The source has not said yes to other mandates.")
    return None


def child_may_go(joined: Joined, said: Consent | None) -> Reason | None:
    """A child is not asked: no action follows from a child alone (DESIGN §9)."""
    if said is None or said.told not in BY_ADULTS or said.answer != Consent.Answer.YES:
        return _("A child is not asked this. A guardian or a protection partner must say yes.")
    if joined.case.current is None:
        return _("A child writes: a triage with a note on its best interests comes first.")
    return child_is_guarded(joined.case.current)


def can_receive(desk: Desk, case: "Case") -> Reason | None:
    """Another desk with a key, of which nobody is a part who is denied the case."""
    if desk.pk == case.desk_id or desk.recipient is None:
        return _("Choose the desk of another mandate that has a key.")
    if case.circle is not None and denied_at(desk, case.circle):
        return _("Somebody who is denied this case belongs to that desk, and would get it back.")
    return None


def denied_at(desk: Desk, circle: UUID) -> bool:
    """Say whether a circle is kept from somebody of another desk: by its key, or as a member."""
    barred = Barred.objects.standing().filter(recipient=circle).values("owner")
    if Membership.objects.current().filter(desk=desk, account__in=barred).exists():
        return True
    return desk.recipient is not None and bool(barred_who_hold(circle, desk.recipient))


def belongs_to(person: Account, sharing: "Sharing") -> bool:
    """Say whether somebody is a member of the desk that receives it, or holds its key."""
    if Membership.objects.current().filter(desk=sharing.desk_id, account=person).exists():
        return True
    return groups.holders(sharing.recipient).filter(member_key__owner=person.pk).exists()


def stops(person: Account, sharing: "Sharing") -> Reason | None:
    """Whoever works on the case, whatever else stands: stopping is never in the way of anything."""
    if reason := works_on(person, sharing.case):
        return reason
    return None if sharing.stands else _("This was stopped already.")


def opens(person: Account, sharing: "Sharing") -> Reason | None:
    """Members of the desk it is shared with, but for whoever is denied the case where it lies."""
    if sharing.desk.recipient is None or sharing.desk.recipient not in recipients_read(person):
        return _("This was shared with another desk.")
    if not type(sharing).objects.visible_to(person).filter(pk=sharing.pk).exists():
        return DENIED
    return None if sharing.stands else _("The other desk has stopped sharing this.")
