"""The public register of visits at the desk: a file is looked at, and then loaded (D1)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rapporteur.doors.desk import sheets
from rapporteur.doors.desk.visit_register_forms import RegisterFileForm
from rapporteur.doors.uploads import takes_file
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.recommendations.importing.rules import takes_in
from rapporteur.visits.cycles.register.plans import COLUMNS, NEEDED, REGISTER
from rapporteur.visits.cycles.register.vocabulary import WORDS


@takes_file
@allowed(takes_in)
def visits_import(request: SignedIn) -> HttpResponse:
    """Look at a file: what it would add, and what of it is refused. Nothing is loaded."""
    form = RegisterFileForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return sheets.looked_at(request, REGISTER, form, "desk/visits/import_report.html")
    columns = [(name, name in NEEDED, tuple(WORDS) if name == "status" else ()) for name in COLUMNS]
    return render(request, "desk/visits/import.html", {"form": form, "columns": columns})


@require_POST
@allowed(takes_in)
def visits_import_take(request: SignedIn, pk: UUID) -> HttpResponse:
    """Load the good lines of a file that was looked at."""
    sheets.taken(request, REGISTER, pk)
    return redirect("visits")
