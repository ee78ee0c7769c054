"""Reply, ask for time, correct a fact. Sealing needs no open vault, so a locked one loses nothing."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from rapporteur.communications.actions import corrections, replies
from rapporteur.communications.models import Channel, Communication
from rapporteur.doors.keeping import keeps_words
from rapporteur.doors.missions.forms import CorrectionForm, MissionForm, ReplyForm, TimeForm
from rapporteur.doors.missions.views.letters import addressed
from rapporteur.doors.uploads import takes_file
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.clock import today
from rapporteur.kernel.refusals import Refused
from rapporteur.kernel.repeating import Repeated
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks import rules

Act = Callable[..., object]


def answered(
    request: SignedIn, letter: Communication, form: MissionForm, template: str, act: Act
) -> HttpResponse:
    """Do what a form asks for once, or show it again with the reason and all that was typed."""
    if form.is_bound and form.is_valid():
        try:
            act(letter, by=request.user, **form.cleaned_data)
        except Repeated as repeated:
            messages.info(request, str(repeated))
            return redirect("letters_letter", letter.pk)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Sealed and sent to the desk, which reads it next."))
            return redirect("letters_letter", letter.pk)
    return render(request, template, {"letter": letter, "form": form})


def reply(letter: Communication, **given: Any) -> object:
    return replies.log_reply(letter, received_on=today(), channel=Channel.DOOR, **given)


@keeps_words(ReplyForm)
@sensitive_post_parameters()
@takes_file
@allowed(rules.is_of_a_mission)
def letters_reply(request: SignedIn, pk: UUID) -> HttpResponse:
    letter = addressed(request, pk)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    return answered(request, letter, ReplyForm(*given), "missions/reply.html", reply)


@keeps_words(TimeForm)
@sensitive_post_parameters()
@allowed(rules.is_of_a_mission)
def letters_time(request: SignedIn, pk: UUID) -> HttpResponse:
    letter, form = addressed(request, pk), TimeForm(request.POST or None)
    return answered(request, letter, form, "missions/time.html", replies.ask_time)


@keeps_words(CorrectionForm)
@sensitive_post_parameters()
@allowed(rules.is_of_a_mission)
def letters_correct(request: SignedIn, pk: UUID) -> HttpResponse:
    letter, form = addressed(request, pk), CorrectionForm(request.POST or None)
    return answered(request, letter, form, "missions/correct.html", corrections.note)
