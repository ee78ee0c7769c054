"""Reprisals, for the few who handle them: the list, one opened, noting one, following it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rapporteur.cases import references
from rapporteur.cases.models import Case, ReprisalIncident
from rapporteur.cases.reprisals import actions
from rapporteur.cases.reprisals.facts import Process
from rapporteur.cases.reprisals.rules import desks_handled, handles_reprisals
from rapporteur.communications.models import Communication
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.reprisal_forms import AnswerReprisalForm, ReprisalForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.desks.models import Desk
from rapporteur.people.vaults.unlocking import WithVault
from rapporteur.world.models import Country

A_PAGE = 50


def visible(request: SignedIn, pk: UUID) -> ReprisalIncident:
    found = ReprisalIncident.objects.visible_to(request.user)
    return get_object_or_404(
        found.select_related("desk", "case", "country", "by", "sealed__record"), pk=pk
    )


def linked(request: SignedIn, given: dict[str, Any]) -> tuple[Case | None, Communication | None]:
    """Return the case and the letter that were named. Raises Refused for one that is not there."""
    case = letter = None
    if given["letter"]:
        letters = Communication.objects.visible_to(request.user).select_related("case")
        letter = letters.filter(code=given["letter"].strip().upper()).first()
        if letter is None:
            raise Refused(_("No letter of your desk has this code."))
        case = letter.case
    elif given["process"] == Process.LETTER:
        raise Refused(_("Give the code of the letter."))
    if given["case"]:
        wanted = references.read(given["case"])
        case = Case.objects.visible_to(request.user).filter(reference=wanted).first()
        if case is None:
            raise Refused(_("No case of your desk has this reference."))
    return case, letter


def letter_of(request: SignedIn, incident: ReprisalIncident) -> Communication | None:
    """Return the letter that an incident is linked with, where the person may see it."""
    if incident.letter is None:
        return None
    return Communication.objects.visible_to(request.user).filter(pk=incident.letter).first()


def tell(request: WithVault, given: dict[str, Any]) -> ReprisalIncident:
    open_keyring(request)
    case, letter = linked(request, given)
    told = actions.Told(
        given["process"],
        given["act"],
        given["day"],
        Country.objects.filter(iso3=given["country"]).first(),
        case,
        letter.pk if letter else None,
    )
    return actions.tell(given["desk"], told, given["words"], by=request.user)


@allowed(handles_reprisals)
def reprisals(request: SignedIn) -> HttpResponse:
    found = ReprisalIncident.objects.visible_to(request.user).select_related("case", "country")
    return render(request, "desk/reprisals/list.html", page_of(request, found, A_PAGE))


@allowed(handles_reprisals)
@needs_vault
def reprisals_new(request: WithVault) -> HttpResponse:
    desks = Desk.objects.filter(pk__in=desks_handled(request.user))
    named = {name: request.GET.get(name, "")[:20] for name in ("case", "letter")}
    form = ReprisalForm(request.POST or None, desks=desks, initial=named)
    if form.is_valid():
        try:
            incident = tell(request, form.cleaned_data)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is sealed. Only those who handle reprisals find it."))
            return redirect(incident)
    return render(request, "desk/reprisals/new.html", {"form": form})


@allowed(handles_reprisals)
@needs_vault
def reprisals_incident(request: WithVault, pk: UUID) -> HttpResponse:
    incident = visible(request, pk)
    given = {"taken": incident.taken, "consent": incident.consent}
    form = AnswerReprisalForm(request.POST or None, initial=given)
    if form.is_valid():
        try:
            actions.answer(incident, **form.cleaned_data, by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Recorded."))
            return redirect(incident)
    keyring = request.vault.keyring
    page = {
        "incident": incident,
        "form": form,
        "words": actions.words_of(incident, keyring, by=request.user) if keyring else "",
        "letter": letter_of(request, incident),
        "steps": {
            name: step.refusal(request.user, incident)
            for name, step in actions.STEPS.items()
            if incident.state in step.sources
        },
    }
    return render(request, "desk/reprisals/incident.html", page)


@require_POST
@allowed(handles_reprisals)
def reprisals_step(request: SignedIn, pk: UUID, step: str) -> HttpResponse:
    if step not in actions.STEPS:
        raise Http404
    incident = actions.move(visible(request, pk), step, by=request.user)
    messages.success(request, _("Done."))
    return redirect(incident)
