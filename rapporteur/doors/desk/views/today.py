from django.http import HttpResponse
from django.shortcuts import render

from rapporteur.doors.desk import waiting
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.desks import rules
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.is_of_the_desk)
def home(request: WithVault) -> HttpResponse:
    person = request.user
    return render(
        request,
        "desk/today.html",
        {
            "today": today(),
            "parts": waiting.in_parts(waiting.for_person(person, request.vault.key)),
            "journal": waiting.journal_note(person),
        },
    )
