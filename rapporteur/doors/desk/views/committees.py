"""The calendar of the Committee at the desk: a file is looked at, and then loaded."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rapporteur.doors.desk import sheets
from rapporteur.doors.desk.committee_forms import CalendarForm
from rapporteur.doors.uploads import takes_file
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.recommendations.committee.plans import CALENDAR, COLUMNS, NEEDED
from rapporteur.recommendations.importing.rules import takes_in
from rapporteur.recommendations.models import CommitteeDate, Stage, Status

WORDS = {"instrument": CommitteeDate.INSTRUMENTS, "stage": Stage.values, "status": Status.values}


@takes_file
@allowed(takes_in)
def recommendations_calendar(request: SignedIn) -> HttpResponse:
    """Look at a file: what it would add, and what of it is refused. Nothing is loaded."""
    form = CalendarForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        return sheets.looked_at(request, CALENDAR, form, "desk/committees/report.html")
    columns = [(name, name in NEEDED, WORDS.get(name, ())) for name in COLUMNS]
    return render(request, "desk/committees/load.html", {"form": form, "columns": columns})


@require_POST
@allowed(takes_in)
def recommendations_calendar_take(request: SignedIn, pk: UUID) -> HttpResponse:
    """Load the good lines of a file that was looked at."""
    sheets.taken(request, CALENDAR, pk)
    return redirect("states")
