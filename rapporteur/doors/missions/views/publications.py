"""What is to be public of a letter, before it is, to the State that it is addressed to."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rapporteur.communications import addressees
from rapporteur.communications.addressees import Sent
from rapporteur.doors.missions.views.letters import addressed, to_unlock
from rapporteur.doors.pieces import labelled
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.desks import rules
from rapporteur.people.vaults.unlocking import WithVault


@require_safe
@allowed(rules.is_of_a_mission, rules.may_hold_key)
def letters_publication(request: WithVault, pk: UUID) -> HttpResponse:
    """Show the day with its explanation and the versions that are to be released with it."""
    letter, keyring = addressed(request, pk), request.vault.keyring
    if keyring is None:
        return to_unlock(request)
    versions = addressees.to_be_released(letter, keyring, by=request.user)
    dates = addressees.dates(letter, Sent.of(letter).requests)
    return render(
        request,
        "missions/publication.html",
        {"letter": letter, "date": dates.publication, "versions": labelled(versions)},
    )
