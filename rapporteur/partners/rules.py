"""Who keeps the register, who brings what, who reviews it. Each answers None, or the reason."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, is_signed_in
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import may_at, speaks_for_a_partner

if TYPE_CHECKING:
    from rapporteur.partners.models import (
        Ask,
        AttributionRequest,
        Contribution,
        Organisation,
        PartnerMembership,
    )


def is_of_a_partner(person: Account) -> Reason | None:
    if why := is_signed_in(person):
        return why
    return None if person.door == "partners" else _("This page is for partners.")


def works_at(person: Account, desk: UUID) -> Reason | None:
    """The register holds who works with us: it is for those who read what is sealed to the desk."""
    if may_at(person, roles.READ_SEALED, desk):
        return None
    return _("Only members of this desk who read what is sealed to it work with its partners.")


def works_with(person: Account, organisation: "Organisation") -> Reason | None:
    return works_at(person, organisation.desk_id)


def invites_partners(person: Account, organisation: "Organisation") -> Reason | None:
    """Whoever invites people to the desk; only to an organisation that a person has vetted."""
    if not may_at(person, roles.INVITE_MEMBERS, organisation.desk_id):
        return _("Only whoever invites people to this desk invites a partner.")
    return may_be_asked(organisation)


def may_be_asked(organisation: "Organisation") -> Reason | None:
    """Nothing goes to whom nobody has looked at, nor to whom it could harm."""
    if organisation.no_contact_on is not None:
        return _("This organization is not to be contacted.")
    if not organisation.is_vetted:
        return _("This organization is not vetted yet.")
    return None


def reviews(person: Account, contribution: "Contribution") -> Reason | None:
    return works_with(person, contribution.organisation)


def membership_of(person: Account) -> "PartnerMembership | None":
    """Return for which organisation this account speaks today; None if for none."""
    membership: PartnerMembership | None = getattr(person, "partner", None)
    return membership if membership and membership.holds_on(today()) else None


def speaks_for(person: Account, organisation: UUID) -> Reason | None:
    membership = membership_of(person) if person.door == "partners" else None
    if membership is not None and membership.organisation_id == organisation:
        return speaks_for_a_partner(person)
    return _("Only an account of this organization does this.")


def brought_it(person: Account, contribution: "Contribution") -> Reason | None:
    return speaks_for(person, contribution.organisation_id)


def waits(contribution: "Contribution") -> Reason | None:
    if contribution.state == "sent":
        return None
    return _("This was reviewed or withdrawn. Before each publication you are asked again.")


def answers_for(person: Account, request: "AttributionRequest") -> Reason | None:
    if why := brought_it(person, request.contribution):
        return why
    return _("This was answered already.") if request.answer else None


def is_open(ask: "Ask") -> Reason | None:
    """An answer is taken until the last day, and until the desk closes the question."""
    if ask.closed_on is not None or (ask.until is not None and ask.until < today()):
        return _("This question is closed.")
    return None


def speaks_for_the_same_partner(person: Account, membership: "PartnerMembership") -> Reason | None:
    return speaks_for(person, membership.organisation_id)


def is_not_oneself(person: Account, membership: "PartnerMembership") -> Reason | None:
    if membership.account_id == person.pk:
        return _("Nobody does this to themselves: another member must.")
    return None
