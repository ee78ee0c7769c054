from django.http import HttpResponse
from django.shortcuts import render

from rapporteur.doors.desk import waiting
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.kernel.vault.barring import asked_once
from rapporteur.people.desks import rules
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.is_of_the_desk)
def home(request: WithVault) -> HttpResponse:
    """Show what waits for this person, by what cannot wait longest."""
    person = request.user
    with asked_once():
        parts = waiting.in_parts(waiting.for_person(person, request.vault.key))
    context = {"today": today(), "parts": parts, "journal": waiting.journal_note(person)}
    return render(request, "desk/today.html", context)
