"""What must hold before scope is decided. Each answers None (yes) or the reason.

One row that is not sure stops all of a bulk: nobody wonders which were.
"""

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rapporteur.kernel.access import roles
from rapporteur.kernel.access.rules import Reason, needs
from rapporteur.people.accounts.models import Account
from rapporteur.people.desks.rules import roles_of
from rapporteur.recommendations.deciding.tags import Tags

if TYPE_CHECKING:
    from rapporteur.recommendations.models import ScopeBulk, Standing

AT_MOST = 500
YES, NO = ("sure", "likely"), ("nothing",)  # outlooks that suggest one or the other

decides_scope = needs(roles.DECIDE_SCOPE, roles_of)


def departs(standing: "Standing", codes: Collection[str], *, in_scope: bool) -> bool:
    """Say whether a decision departs from what is suggested: in the whole, or in a sure code."""
    if standing.outlook in (NO if in_scope else YES):
        return True
    sure = {one["code"] for one in standing.suggested if one["sure"]}
    return in_scope and not sure <= set(codes)


def gives_reason(
    standing: "Standing", codes: Collection[str], reason: str, *, in_scope: bool
) -> Reason | None:
    if departs(standing, codes, in_scope=in_scope) and not reason.strip():
        return _("This departs from what is suggested: give the reason.")
    return None


def names_codes(codes: Collection[str], known: Collection[str], *, in_scope: bool) -> Reason | None:
    if not in_scope:
        return _("What is not in scope has no kind of matter.") if codes else None
    if not codes:
        return _("Choose the kinds of matter that it is in scope for.")
    return None if set(codes) <= set(known) else _("One of these kinds of matter is not in use.")


def is_tagged(tags: Tags, *, in_scope: bool) -> Reason | None:
    """Whatever is followed stands in the matrix of sectors and pillars, and has a level."""
    if in_scope and tags.missing:
        return _("Choose at least one pillar, one sector and one level.")
    return None


def was_seen(standing: "Standing", seen: int) -> Reason | None:
    """Two people who decide at once: the second looks again."""
    if standing.number == seen:
        return None
    return _("Somebody decided this meanwhile: look at it again.")


def are_rows(wanted: Collection[UUID], found: Collection[object]) -> Reason | None:
    if not 0 < len(wanted) <= AT_MOST:
        return _("Choose at least one row, and at most 500.")
    if len(found) < len(wanted):
        return _("Some of these are not there any more: choose again.")
    return None


def is_sure(standing: "Standing", *, in_scope: bool) -> Reason | None:
    """A theme of a source is never asked: only what the words say, and how surely."""
    if standing.in_scope is not None:
        return _("It is decided already.")
    wanted = "sure" if in_scope else "nothing"
    if standing.outlook != wanted:
        return _("Its suggestion is not sure: decide it by itself.")
    if in_scope and Tags.of(standing.tags_suggested).missing:
        return _("No pillar or no sector is suggested for it: decide it by itself.")
    return None


def may_be_undone(bulk: "ScopeBulk", by: Account) -> Reason | None:
    if bulk.by_id != by.pk:
        return _("Only whoever did this undoes it.")
    if bulk.undone_at:
        return _("This was undone already.")
    return None if bulk.can_be_undone else _("It can be undone for 15 minutes, and they are over.")
