"""Recommendations to the State of a Mission: what is followed, reporting on it, what was sent."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from rapporteur.doors.keeping import keeps_words
from rapporteur.doors.missions.forms import ProgressForm
from rapporteur.doors.missions.views.letters import to_unlock
from rapporteur.doors.uploads import takes_file
from rapporteur.follow_up import addressees
from rapporteur.follow_up.actions import evidence
from rapporteur.follow_up.actions.evidence import Given, Words
from rapporteur.follow_up.models import Following
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import Repeated
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import rules
from rapporteur.people.vaults.unlocking import WithVault


@require_safe
@allowed(rules.is_of_a_mission)
def recommendations(request: SignedIn) -> HttpResponse:
    """List what is followed, with what was sent on it and whether the desk has reviewed that."""
    followings = addressees.addressed_to(request.user)
    sent = addressees.sent_on(followings)
    lines = [(one, [item for item in sent if item.following_id == one.pk]) for one in followings]
    return render(request, "missions/recommendations.html", {"lines": lines})


def followed(request: SignedIn, pk: UUID) -> Following:
    one = addressees.one_of(request.user, pk)
    if one is None:
        raise Http404
    return one


def report(one: Following, form: ProgressForm, request: SignedIn) -> None:
    given: dict[str, Any] = form.cleaned_data
    words = Words(given["text"], title=given["title"])
    clear = Given("government", language=given["language"])
    evidence.bring_in(one, words, clear, by=request.user, file=given["file"], once=given["once"])


@keeps_words(ProgressForm)
@sensitive_post_parameters()
@takes_file
@allowed(rules.is_of_a_mission)
def recommendations_one(request: SignedIn, pk: UUID) -> HttpResponse:
    """Report on one. Sealing needs no open vault; nothing is acknowledged by opening this page."""
    one = followed(request, pk)
    form = ProgressForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        try:
            report(one, form, request)
        except Repeated as repeated:
            messages.info(request, str(repeated))
            return redirect("recommendations_one", one.pk)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sealed and sent to the desk, which reads it next."))
            return redirect("recommendations_one", one.pk)
    page = {"one": one, "form": form, "sent": addressees.sent_on([one])}
    return render(request, "missions/recommendation.html", page)


@require_safe
@allowed(rules.is_of_a_mission, rules.may_hold_key)
def recommendations_sent(request: WithVault, pk: UUID) -> HttpResponse:
    """Show what the Mission wrote on one recommendation."""
    one, keyring = followed(request, pk), request.vault.keyring
    if keyring is None:
        return to_unlock(request)
    told = [
        (item, addressees.words_of(item, one.country_id, keyring, by=request.user))
        for item in addressees.sent_on([one])
    ]
    return render(request, "missions/recommendation_sent.html", {"one": one, "told": told})
