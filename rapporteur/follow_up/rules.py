"""Who follows a recommendation, and what must hold first. Each answers None, or the reason why not.

What a Mission or a partner sends waits for the desk: it moves nothing by itself (R35.4). Who
assesses stands beside every grade, and nobody gives one in the name of a body (R50.3).
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, needs
from rapporteur.kernel.clock import today
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.queries import mission_of
from rapporteur.people.desks.rules import may_at, roles_of

if TYPE_CHECKING:
    from rapporteur.follow_up.models import Evidence, Following, FollowUpReport, Proposal, Scale
    from rapporteur.people.desks.models import Desk
    from rapporteur.recommendations.models import Recommendation
    from rapporteur.world.models import Country

follows = needs(roles.READ_SEALED, roles_of)


def works_at(person: Account, desk: "Desk") -> Reason | None:
    if may_at(person, roles.READ_SEALED, desk.pk):
        return None
    return _("Only members of its desk who read what is sealed follow a recommendation.")


def works_on(person: Account, following: "Following") -> Reason | None:
    if may_at(person, roles.READ_SEALED, following.desk_id):
        return None
    return _("Only members of its desk who read what is sealed follow a recommendation.")


def is_open(following: "Following") -> Reason | None:
    if following.state == "open":
        return None
    return _("This recommendation is no longer followed. Reopen it first.")


def is_addressed_to(recommendation: "Recommendation", country: "Country") -> Reason | None:
    """A recommendation without States is addressed to all, as those of the UN Study are."""
    if not recommendation.states or country.pk in recommendation.states:
        return None
    return _("This recommendation is not addressed to this State.")


def is_for_another(recommendation: "Recommendation", country: "Country") -> Reason | None:
    """Whom a recommendation is addressed to has more than a lesson; one to all addresses each State."""
    if recommendation.states and country.pk not in recommendation.states:
        return None
    return _("For this State it is the recommendation itself.")


def works_on_evidence(person: Account, evidence: "Evidence") -> Reason | None:
    return works_on(person, evidence.following)


def did_not_bring_it(person: Account, evidence: "Evidence") -> Reason | None:
    if person.pk == evidence.logged_by:
        return _("What you brought in yourself is reviewed by another member of the desk.")
    return None


def has_stored_copy(_person: Account, evidence: "Evidence") -> Reason | None:
    """A page on the web changes or goes: what counts is what lies here, with its hash (E6)."""
    if evidence.has_link and evidence.form == "":
        return _("It points to the web only. Bring in a copy as a file: that can be counted.")
    return None


def brings(person: Account, following: "Following") -> Reason | None:
    """Members of the desk, and officers of the Mission of the State that is followed."""
    if person.door != "missions":
        return works_on(person, following)
    mission = mission_of(person)
    if mission is None or mission.country_id != following.country_id:
        return _("Only the Permanent Mission of the State that it is addressed to does this.")
    return is_open(following)


def is_in_force(scale: "Scale", day: str) -> Reason | None:
    if scale.valid_from[: len(day)] <= day and (not scale.valid_to or day < scale.valid_to):
        return None
    return _("This scale was not in force on that day.")


def may_use(
    assessor_kind: str, body: str, scale: "Scale", recommendation: "Recommendation"
) -> Reason | None:
    """A body's grades are the body's own, given under its own procedure; nobody gives them for it.

    The Committee on the Rights of the Child grades follow-up to its views on communications alone.
    """
    if assessor_kind == "treaty_body":
        if body != scale.body or recommendation.mechanism not in scale.mechanisms:
            return _("This body gives no such grade to this kind of recommendation.")
        return None
    if assessor_kind == "mandate" and scale.body:
        return _(
            "The mandate grades on its own scale: the grades of a body are given by that body."
        )
    return None


def works_on_report(person: Account, report: "FollowUpReport") -> Reason | None:
    if may_at(person, roles.READ_SEALED, report.desk_id):
        return None
    return _("Only members of its desk who read what is sealed work on a report.")


def says_something(_person: Account, report: "FollowUpReport") -> Reason | None:
    if report.body["entries"]:
        return None
    return _("Nothing is followed for this State: there is nothing to report.")


def did_not_prepare_it(person: Account, report: "FollowUpReport") -> Reason | None:
    if person.pk == report.prepared_by_id:
        return _("A report is approved by someone who did not prepare it.")
    return None


def is_released_by_another(person: Account, report: "FollowUpReport") -> Reason | None:
    if person.pk == report.prepared_by_id:
        return _("A report is made public by someone who did not prepare it.")
    return None


def was_approved(_person: Account, report: "FollowUpReport") -> Reason | None:
    return None if report.approved_by_id else _("A second person has not approved it.")


def state_could_comment(_person: Account, report: "FollowUpReport") -> Reason | None:
    """What grades a State goes public only after the State could comment (DESIGN §9)."""
    if report.comments_until and report.comments_until < today():
        return None
    return _("The State was not shown it, or may still comment.")


def all_were_asked_again(_person: Account, report: "FollowUpReport") -> Reason | None:
    """How somebody is named is asked before each publication, whatever was said before."""
    if report.unanswered:
        return _("Somebody who gave evidence was not asked again how to stand in this report.")
    return None


BEFORE_PUBLISHING = (
    (_("A second person, who did not prepare it, approved it"), was_approved),
    (_("The State was shown it and could comment"), state_could_comment),
    (_("Everyone who gave evidence was asked again how to stand in it"), all_were_asked_again),
)


def works_on_proposal(person: Account, proposal: "Proposal") -> Reason | None:
    if may_at(person, roles.READ_SEALED, proposal.desk_id):
        return None
    return _("Only members of its desk who read what is sealed make recommendations.")


def is_concrete(_person: Account, proposal: "Proposal") -> Reason | None:
    return None if proposal.concrete else _("Say what in it is concrete: who does what.")


def is_realistic(_person: Account, proposal: "Proposal") -> Reason | None:
    return None if proposal.realistic else _("Say why it is realistic.")


def is_achievable(_person: Account, proposal: "Proposal") -> Reason | None:
    return None if proposal.achievable else _("Say by what means it can be achieved.")


def fits_the_context(_person: Account, proposal: "Proposal") -> Reason | None:
    return None if proposal.fits else _("Say how it fits the context of this State.")


def has_addressee(_person: Account, proposal: "Proposal") -> Reason | None:
    return None if proposal.addressees else _("Say to whom it is addressed.")


def has_time_frame(_person: Account, proposal: "Proposal") -> Reason | None:
    return None if proposal.time_frame else _("Give a time frame.")


BEFORE_FINAL = (
    (_("It is concrete"), is_concrete),
    (_("It is realistic"), is_realistic),
    (_("It is achievable"), is_achievable),
    (_("It fits the context"), fits_the_context),
    (_("It says to whom"), has_addressee),
    (_("It says until when"), has_time_frame),
)
