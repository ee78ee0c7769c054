"""Who follows a recommendation, and what must hold first. Each answers None, or the reason why not.

What a Mission or a partner sends waits for the desk: it moves nothing by itself (R35.4). Who
assesses stands beside every grade, and nobody gives one in the name of a body (R50.3).
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, needs
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.queries import mission_of
from rapporteur.people.desks.rules import may_at, roles_of
from rapporteur.recommendations.models import Mechanism

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rapporteur.follow_up.models import Evidence, Following, Scale
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


def has_tags(tags: "Sequence[Sequence[str]]") -> Reason | None:
    """A table of sectors and pillars without a gap needs each of these (R25.2, R54.1)."""
    if all(tags):
        return None
    return _("Choose at least one pillar, one sector and one level.")


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


def is_own(recommendation: "Recommendation") -> bool:
    return recommendation.mechanism in {
        Mechanism.OWN_VISIT,
        Mechanism.OWN_THEMATIC,
        Mechanism.OWN_COMMUNICATION,
    }
