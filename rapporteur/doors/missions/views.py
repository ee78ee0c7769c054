from django.http import HttpResponse
from django.shortcuts import render

from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import rules
from rapporteur.people.desks.queries import mission_of


@allowed(rules.is_of_a_mission)
def home(request: SignedIn) -> HttpResponse:
    """Say honestly that nothing has been addressed to this State here yet."""
    return render(request, "missions/home.html", {"mission": mission_of(request.user)})
