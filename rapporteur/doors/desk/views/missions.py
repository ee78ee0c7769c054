"""Accounts of Permanent Missions, as far as the desk sees them: for which States, and inviting."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.doors.desk.forms import MissionInviteForm
from rapporteur.doors.desk.letter_forms import addressees
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import missions, queries, rules


@allowed(rules.sees_today)
def members_missions(request: SignedIn) -> HttpResponse:
    """List the States that have accounts at the missions door; the desk sees no more of them."""
    page = {
        "missions": queries.missions(),
        "may_invite": rules.invites(request.user) is None,
    }
    return render(request, "desk/missions/list.html", page)


@allowed(rules.invites)
def members_missions_invite(request: SignedIn) -> HttpResponse:
    form = MissionInviteForm(request.POST or None, states=addressees())
    if form.is_valid():
        try:
            missions.invite(**form.cleaned_data, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            said = _("Invited: %(name)s.") % {"name": form.cleaned_data["name"]}
            messages.success(request, said)
            return redirect("members_missions")
    return render(request, "desk/missions/invite.html", {"form": form})
