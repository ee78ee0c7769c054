"""Recommendations of our own, as pages: drafted, checked by paragraph 53, made final."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.doors.desk.follow_up_forms import ProposalForm
from rapporteur.doors.desk.views.follow_ups import posted
from rapporteur.doors.desk.views.letters import did
from rapporteur.follow_up import rules
from rapporteur.follow_up.actions import proposing
from rapporteur.follow_up.actions.proposing import Draft
from rapporteur.follow_up.models import Proposal
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.models import Desk
from rapporteur.world.models import Country
from rapporteur.world.queries import in_order


def visible(request: SignedIn, pk: UUID) -> Proposal:
    found = Proposal.objects.visible_to(request.user).select_related("country", "recommendation")
    return get_object_or_404(found, pk=pk)


@allowed(rules.follows)
def follow_up_proposals(request: SignedIn) -> HttpResponse:
    """List recommendations of our own, and offer a State to make one to."""
    found = Proposal.objects.visible_to(request.user).select_related("country")
    page = {"proposals": found, "states": in_order(Country.objects.states())}
    return render(request, "desk/follow_up/proposals.html", page)


@allowed(rules.follows)
def follow_up_propose(request: SignedIn, iso3: str) -> HttpResponse:
    country = get_object_or_404(Country.objects.states(), pk=iso3)
    desk = Desk.objects.visible_to(request.user).first()
    if desk is None:
        raise Http404
    form = ProposalForm(posted(request))
    made: list[Proposal] = []

    def propose(given: dict[str, Any]) -> None:
        made.append(proposing.propose(desk, country, given["draft"], by=request.user))

    if did(request, form, propose, _("Saved.")):
        return redirect(made[0])
    page = {"country": country, "form": form}
    return render(request, "desk/follow_up/proposal.html", page)


@allowed(rules.follows)
def follow_up_proposal(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show one with what is still missing before it can be final, and change it."""
    one = visible(request, pk)
    said = {name: getattr(one, name) for name in Draft.__dataclass_fields__}
    form = ProposalForm(posted(request), initial=said)

    def change(given: dict[str, Any]) -> None:
        proposing.change(one, given["draft"], by=request.user)

    if did(request, form, change, _("Saved.")):
        return redirect(one)
    checks = [(label, rule(request.user, one)) for label, rule in rules.BEFORE_FINAL]
    page = {"one": one, "country": one.country, "form": form, "checks": checks}
    return render(request, "desk/follow_up/proposal.html", page)


@require_POST
@allowed(rules.follows)
def follow_up_finish(request: SignedIn, pk: UUID) -> HttpResponse:
    one = visible(request, pk)
    proposing.finish(one, by=request.user)
    return redirect(one)
