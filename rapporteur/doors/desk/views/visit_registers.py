"""The public register of visits at the desk: a file is looked at, and then loaded (D1)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.doors.desk.visit_register_forms import RegisterFileForm
from rapporteur.doors.uploads import takes_file
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.recommendations.importing.rules import takes_in
from rapporteur.visits.cycles.models import RegisterDraft
from rapporteur.visits.cycles.register.actions import Loaded, load_draft, look
from rapporteur.visits.cycles.register.plans import COLUMNS, NEEDED
from rapporteur.visits.cycles.register.vocabulary import WORDS

TOLD = 500  # findings on a page; the command tells all of them


@takes_file
@allowed(takes_in)
def visits_import(request: SignedIn) -> HttpResponse:
    """Look at a file: what it would add, and what of it is refused. Nothing is loaded."""
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        draft, told = look(form.cleaned_data["sheet"], by=request.user)
        return report(request, draft, told)
    columns = [(name, name in NEEDED, tuple(WORDS) if name == "status" else ()) for name in COLUMNS]
    return render(request, "desk/visits/import.html", {"form": form, "columns": columns})


def report(request: SignedIn, draft: RegisterDraft, told: Loaded) -> HttpResponse:
    """Show what a file would do, what keeps a line out before what does not."""
    findings = sorted(told.findings, key=lambda one: not one.keeps_out)
    page = {"draft": draft, "told": told, "findings": findings[:TOLD]}
    page["untold"] = max(len(findings) - TOLD, 0)
    return render(request, "desk/visits/import_report.html", page)


@require_POST
@allowed(takes_in)
def visits_import_take(request: SignedIn, pk: UUID) -> HttpResponse:
    """Load the good lines of a file that was looked at."""
    draft = get_object_or_404(RegisterDraft, pk=pk, by=request.user.pk)
    told = load_draft(draft, by=request.user)
    messages.success(request, _("Loaded. New lines: %(added)s.") % {"added": told.added})
    return redirect("visits")
