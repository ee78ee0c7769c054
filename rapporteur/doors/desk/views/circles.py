"""Conflicts of interest in one case: who is kept from it, by key, and who is let back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.cases import rules as of_cases
from rapporteur.circles import actions, queries, rules
from rapporteur.doors.desk.circle_forms import DenyForm, LiftForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.cases import visible
from rapporteur.kernel.access import roles
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.desks.rules import may_at
from rapporteur.people.vaults.unlocking import WithVault


@allowed(of_cases.reads_sealed)
@needs_vault
def cases_conflicts(request: WithVault, pk: UUID) -> HttpResponse:
    """Show from whom a case is kept. What arrived since moves under the key of its circle."""
    case = visible(request, pk)
    if request.vault.keyring is not None:
        actions.settle(request.user, request.vault.keyring)
    found = [
        {"one": one, "may_lift": rules.lifts(request.user, case, one.whom) is None}
        for one in queries.denied(case)
    ]
    page = {"case": case, "denied": found}
    return render(request, "desk/cases/conflicts.html", page)


@allowed(of_cases.reads_sealed)
@needs_vault
def cases_deny(request: WithVault, pk: UUID) -> HttpResponse:
    """Step back from a case, or keep a member from it, with the key."""
    case = visible(request, pk)
    others = may_at(request.user, roles.REMOVE_MEMBERS, case.desk_id)
    form = DenyForm(request.POST or None, case=case, person=request.user, others=others)
    if form.is_valid():
        given = form.cleaned_data
        whom, to = given["whom"].account, given["to"] and given["to"].account
        try:
            keyring = open_keyring(request)
            actions.deny(
                case, whom, given["ground"], given["words"], to=to, keyring=keyring, by=request.user
            )
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            said = _("%(name)s holds no key of this case any more.") % {"name": whom}
            messages.success(request, said)
            return redirect("cases") if whom == request.user else redirect("cases_conflicts", pk)
    return render(request, "desk/cases/deny.html", {"case": case, "form": form})


@allowed(of_cases.reads_sealed)
@needs_vault
def cases_lift(request: WithVault, pk: UUID, whom: UUID) -> HttpResponse:
    """Let a member back into a case."""
    case = visible(request, pk)
    found = next((one.whom for one in queries.denied(case) if one.whom.pk == whom), None)
    if found is None:
        raise Http404
    form = LiftForm(request.POST or None)
    if form.is_valid():
        try:
            keyring = open_keyring(request)
            actions.lift(case, found, form.cleaned_data["words"], keyring=keyring, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(name)s reads this case again.") % {"name": found})
            return redirect("cases_conflicts", pk)
    return render(request, "desk/cases/lift.html", {"case": case, "form": form, "whom": found})
