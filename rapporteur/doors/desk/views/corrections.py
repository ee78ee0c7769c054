"""What is asked about a letter: read, journalled before it is shown, and answered.

What another than a Mission asks is written down here.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import sealing
from rapporteur.communications.actions import corrections
from rapporteur.communications.models import Communication, Correction
from rapporteur.communications.replies.workflow import CorrectionState
from rapporteur.communications.rules import reads_sealed
from rapporteur.doors.desk.forms import CorrectionAnswerForm, TakeDownForm
from rapporteur.doors.desk.unlocking import needs_vault
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


@allowed(reads_sealed)
@needs_vault
def corrections_correction(request: WithVault, pk: UUID) -> HttpResponse:
    """Show a note and answer it once; an answer needs no open vault, so a locked one loses nothing."""
    letters = Communication.objects.visible_to(request.user)
    found = Correction.objects.select_related("communication__desk", "sealed__record", "answer")
    note = get_object_or_404(found.filter(communication__in=letters), pk=pk)
    form = CorrectionAnswerForm(request.POST or None)
    if not note.by_mission:
        form.fields["why"].help_text = _(
            "Give it to whoever asked, by the way they used. Name no source and no child."
        )
    if form.is_valid():
        try:
            corrections.answer(note, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            mission = _("Answered. The Mission can read it.")
            messages.success(request, mission if note.by_mission else _("Answered."))
            return redirect("home")
    keyring, words = request.vault.keyring, {}
    if keyring is not None:
        desk = sealing.desk_of(note.communication)
        words = sealing.read(note.sealed, desk, keyring, by=str(request.user.pk))
    page = {
        "note": note,
        "words": words,
        "form": form,
        "waits": note.state == CorrectionState.NOTED,
    }
    return render(request, "desk/corrections/correction.html", page)


@allowed(reads_sealed)
def communications_asked_about(request: SignedIn, pk: UUID) -> HttpResponse:
    """Write down what someone asks about a public letter. Sealing it takes public keys alone."""
    letter = visible(request, pk)
    form = TakeDownForm(request.POST or None)
    noted: list[Correction] = []

    def take_down(given: dict[str, Any]) -> None:
        noted.append(corrections.take_down(letter, by=request.user, **given))

    if did(request, form, take_down, _("Written down. Give the number and the day to who asked.")):
        return redirect("corrections_correction", noted[0].pk)
    page = {"letter": letter, "form": form, "heading": _("Write down a request about it")}
    return render(request, "desk/letters/form.html", page)
