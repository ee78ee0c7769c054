"""Handing a case over: offering it with a note, reading the note, taking it or not; who has what."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.cases import rules
from rapporteur.cases.handovers import actions
from rapporteur.cases.handovers.workflow import ACCEPT, DECLINE, TAKE_BACK
from rapporteur.cases.models import Case, HandOver
from rapporteur.cases.queries import cases as queries
from rapporteur.cases.queries.clocks import counting
from rapporteur.doors.desk.case_forms import HandOverForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.cases import visible
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault

ANSWERS = {
    "accept": (ACCEPT, actions.accept),
    "decline": (DECLINE, actions.decline),
    "take-back": (TAKE_BACK, actions.take_back),
}


@allowed(rules.reads_sealed)
def cases_shares(request: SignedIn) -> HttpResponse:
    """Say who has how many cases in work."""
    return render(request, "desk/cases/shares.html", {"shares": queries.by_owner(request.user)})


@allowed(rules.reads_sealed)
@needs_vault
def cases_offer(request: WithVault, pk: UUID) -> HttpResponse:
    """Offer a case to a colleague, with a note that lies sealed."""
    case = visible(request, pk)
    form = HandOverForm(request.POST or None, case=case, person=request.user)
    if form.is_valid():
        to, note = form.cleaned_data["to"].account, form.cleaned_data["note"]
        try:
            open_keyring(request)
            actions.offer(case, to, note, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Offered. The case stays where it is until it is accepted.")
            )
            return redirect(case)
    return render(request, "desk/cases/offer.html", {"case": case, "form": form})


@allowed(rules.reads_sealed)
@needs_vault
def cases_handover(request: WithVault, pk: UUID) -> HttpResponse:
    """Show the note of a hand-over, opened, and what one may do with it."""
    found = HandOver.objects.visible_with(Case.objects.visible_to(request.user))
    one = get_object_or_404(
        found.select_related("case__desk__place", "case__current", "sealed__record", "by", "to"),
        pk=pk,
    )
    if request.method == "POST":
        answer = ANSWERS.get(request.POST.get("answer", ""))
        if answer is None:
            raise Http404
        answer[1](one, by=request.user)
        messages.success(request, _("Done."))
        return redirect(one.case)
    keyring = open_keyring(request)
    may = {
        name.replace("-", "_"): step.refusal(request.user, one) is None
        for name, (step, _act) in ANSWERS.items()
    }
    note = actions.note_of(one, keyring, by=request.user)
    page = {
        "case": one.case,
        "counting": counting(one.case),
        "handover": one,
        "note": note,
        "may": may,
    }
    return render(request, "desk/cases/handover.html", page)
