"""Propose, report, read what was brought, say as whose word it may stand, take it back.

Sealing needs no open vault, so a locked one loses nothing.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from rapporteur.doors.keeping import keeps_words
from rapporteur.doors.partners.forms import AttributionForm, ProgressForm, ProposalForm
from rapporteur.doors.partners.views.home import own
from rapporteur.doors.uploads import takes_file
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import Repeated
from rapporteur.partners import actions, queries, reading
from rapporteur.partners.models import AttributionRequest, Contribution, Organisation
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.rules import may_hold_key, speaks_for_a_partner
from rapporteur.people.vaults.unlocking import WithVault

Act = Callable[..., object]


def organisation_of(request: SignedIn) -> Organisation:
    found = own(request)
    if found is None:
        raise Http404
    return found


def answered(request: SignedIn, form: Any, template: str, act: Act, **page: object) -> HttpResponse:
    """Do what a form asks for once, or show it again with the reason and all that was typed."""
    if form.is_bound and form.is_valid():
        try:
            act(by=request.user, **form.cleaned_data)
        except Repeated as repeated:
            messages.info(request, str(repeated))
            return redirect("home")
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sealed and sent to the desk, which reads it next."))
            return redirect("home")
    return render(request, template, {**page, "form": form})


@keeps_words(ProposalForm)
@sensitive_post_parameters()
@takes_file
@allowed(speaks_for_a_partner)
def propose(request: SignedIn) -> HttpResponse:
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    return answered(request, ProposalForm(*given), "partners/propose.html", actions.propose_visit)


@keeps_words(ProgressForm)
@sensitive_post_parameters()
@takes_file
@allowed(speaks_for_a_partner)
def asked_report(request: SignedIn, pk: UUID) -> HttpResponse:
    found = {one.pk: one for one in queries.asked_of(organisation_of(request))}
    ask = found.get(pk)
    if ask is None:
        raise Http404

    def act(**more: Any) -> object:
        return actions.report_progress(ask, **more)

    given = (request.POST, request.FILES) if request.method == "POST" else ()
    return answered(request, ProgressForm(*given), "partners/report.html", act, ask=ask)


def brought(request: SignedIn, pk: UUID) -> Contribution:
    """Return a contribution of the organisation of this account, or answer that there is none."""
    return get_object_or_404(queries.brought_by(organisation_of(request)), pk=pk)


@require_safe
@allowed(speaks_for_a_partner, may_hold_key)
def contributions_one(request: WithVault, pk: UUID) -> HttpResponse:
    """Show what was brought, in words where the vault is open and the partner holds a key."""
    found, keyring = brought(request, pk), request.vault.keyring
    words = reading.words(found, keyring, by=request.user) if keyring else None
    page = {
        "one": found,
        "words": words,
        "form": AttributionForm(initial={"attribution": found.attribution}),
    }
    return render(request, "partners/contribution.html", page)


@allowed(speaks_for_a_partner)
def contributions_attribute(request: SignedIn, pk: UUID) -> HttpResponse:
    found, form = brought(request, pk), AttributionForm(request.POST or None)
    if form.is_valid():
        actions.attribute(found, attribution=form.cleaned_data["attribution"], by=request.user)
        messages.success(request, _("Kept."))
    return redirect("contributions_one", found.pk)


@allowed(speaks_for_a_partner)
def contributions_withdraw(request: SignedIn, pk: UUID) -> HttpResponse:
    """Take it back, after one more question."""
    found = brought(request, pk)
    if request.method == "POST":
        actions.withdraw(found, by=request.user)
        messages.success(request, _("Withdrawn: it counts no more."))
        return redirect("home")
    return render(request, "partners/withdraw.html", {"one": found})


@allowed(speaks_for_a_partner)
def attribution(request: SignedIn, pk: UUID) -> HttpResponse:
    """Answer as whose word something may stand in one publication."""
    requests = AttributionRequest.objects.of(organisation_of(request))
    found = get_object_or_404(requests.select_related("contribution__country"), pk=pk)
    form = AttributionForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data["attribution"]
        actions.answer_attribution(found, attribution=given, by=request.user)
        messages.success(request, _("Your answer is kept for this publication."))
        return redirect("home")
    return render(request, "partners/attribution.html", {"request_": found, "form": form})
