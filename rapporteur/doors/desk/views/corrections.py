"""A Mission's note that a fact is not right: read, journalled before it is shown, and answered."""

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
from rapporteur.doors.desk.forms import CorrectionAnswerForm
from rapporteur.doors.desk.unlocking import needs_vault
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.vaults.unlocking import WithVault


@allowed(reads_sealed)
@needs_vault
def corrections_correction(request: WithVault, pk: UUID) -> HttpResponse:
    """Show a note and answer it once; an answer needs no open vault, so a locked one loses nothing."""
    letters = Communication.objects.visible_to(request.user)
    found = Correction.objects.select_related("communication__desk", "sealed__record", "answer")
    note = get_object_or_404(found.filter(communication__in=letters), pk=pk)
    form = CorrectionAnswerForm(request.POST or None)
    if form.is_valid():
        try:
            corrections.answer(note, why=form.cleaned_data["why"], by=request.user)
        except Refused as refusal:
            journal_refusal(request, refusal)
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Answered. The Mission can read it."))
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
