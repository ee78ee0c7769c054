"""The safety plan of the sources of a case: read, and saved anew."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.cases import rules
from rapporteur.cases.plans import actions, words
from rapporteur.doors.desk.case_forms import PlanForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.cases import visible
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.reads_sealed)
@needs_vault
def cases_plan(request: WithVault, pk: UUID) -> HttpResponse:
    case = visible(request, pk)
    if request.method != "POST":
        shown = words.read(case, open_keyring(request), by=request.user)
        given = {**asdict(shown.plan or words.Plan()), "version": shown.version}
        page = {"case": case, "form": PlanForm(initial=given), "shown": shown}
        return render(request, "desk/cases/plan.html", page)
    form = PlanForm(request.POST)
    if form.is_valid():
        typed = dict(form.cleaned_data)
        version = typed.pop("version")
        try:
            open_keyring(request)
            actions.save(case, words.Plan(**typed), version=version, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The plan is sealed with the case."))
            return redirect(case)
    return render(request, "desk/cases/plan.html", {"case": case, "form": form})
