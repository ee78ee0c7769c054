"""The clock of a case: what is feared on a day, and a pause with its reason."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.cases import rules
from rapporteur.cases.clocks import actions
from rapporteur.cases.models import Case, RiskEvent
from rapporteur.cases.queries.clocks import counting
from rapporteur.doors.desk.case_forms import SealedReasonForm
from rapporteur.doors.desk.clock_forms import EventForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.cases import visible
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.reads_sealed)
def cases_clock(request: SignedIn, pk: UUID) -> HttpResponse:
    """Show what moves the day of a case, and take what is feared on a day."""
    case = visible(request, pk)
    form = EventForm(request.POST or None)
    if form.is_valid():
        try:
            actions.add_event(case, *form.chosen(), by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The clock follows it."))
            return redirect("cases_clock", pk)
    page = {"case": case, "form": form, "counting": counting(case)}
    return render(request, "desk/cases/clock.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def cases_pause(request: WithVault, pk: UUID) -> HttpResponse:
    """Stop the clock, or let it go on, with a reason that lies sealed."""
    case = visible(request, pk)
    form = SealedReasonForm(request.POST or None)
    if form.is_valid():
        act = actions.resume if case.paused_on else actions.pause
        try:
            open_keyring(request)
            act(case, form.cleaned_data["reason"], by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Done."))
            return redirect("cases_clock", pk)
    return render(request, "desk/cases/pause.html", {"case": case, "form": form})


@require_POST
@allowed(rules.reads_sealed)
def cases_no_event(request: SignedIn, pk: UUID) -> HttpResponse:
    """Take away what is feared no more."""
    found = RiskEvent.objects.filter(case__in=Case.objects.visible_to(request.user))
    event = get_object_or_404(found.select_related("case"), pk=pk)
    actions.remove_event(event, by=request.user)
    messages.success(request, _("The clock follows it no longer."))
    return redirect("cases_clock", event.case.merged_into_id or event.case_id)
