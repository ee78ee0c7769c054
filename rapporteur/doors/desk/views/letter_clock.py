"""The clock of a letter that was sent: it stands still with a reason, and goes on."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import rules
from rapporteur.communications.actions import clocks
from rapporteur.doors.desk.reply_forms import GoOnForm, StopForm
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn


@allowed(rules.reads_sealed)
def communications_clock(request: SignedIn, pk: UUID) -> HttpResponse:
    """Stop the clock, or let it go on. Sealing the reason takes public keys alone."""
    letter = visible(request, pk)
    stands = letter.pauses.standing().exists()
    form = (GoOnForm if stands else StopForm)(request.POST or None)
    if stands:
        heading = _("Let the clock go on")
        done = did(
            request, form, lambda _given: clocks.resume(letter, by=request.user), _("It goes on.")
        )
    else:
        heading = _("Stop the clock")
        done = did(
            request,
            form,
            lambda given: clocks.pause(letter, given["why"], by=request.user),
            _("It stands still. The days are given back once it goes on."),
        )
    if done:
        return redirect(letter)
    page = {"letter": letter, "form": form, "heading": heading}
    return render(request, "desk/letters/form.html", page)
