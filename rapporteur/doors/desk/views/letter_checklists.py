"""The checklist of a letter, on one page with one save."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import checklists, rules
from rapporteur.communications.actions import checking, spreading
from rapporteur.doors.desk.checklist_forms import LetterChecklistForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.reads_sealed)
@needs_vault
def communications_checklist(request: WithVault, pk: UUID) -> HttpResponse:
    """Show what is asked, what holds by itself and what was answered; keep the answers."""
    letter, keyring = visible(request, pk), request.vault.keyring
    before = checklists.last(letter, keyring, by=request.user) if keyring else None
    form = LetterChecklistForm(
        request.POST or None,
        items=rules.asked_of(letter),
        given=before.given if before else {},
        version=letter.version,
        alike=len(spreading.alike(letter)) if letter.copies.exists() else 1,
    )

    def save(said: dict[str, Any]) -> None:
        open_keyring(request)
        given = form.given()
        if not said.get("whole_set"):
            checking.answer(letter, given, read=said["read"], by=request.user)
            return
        spreading.for_all(
            letter, lambda one: checking.answer(one, given, read=one.version, by=request.user)
        )

    if did(request, form, save, _("Your answers are kept for this version.")):
        return redirect("communications_checklist", pk)
    page = {
        "letter": letter,
        "form": form,
        "before": before,
        "held": checklists.held(letter, request.user),
        "open": letter.state in checking.OPEN,
        "why_not": rules.has_answered_checklist(request.user, letter),
    }
    return render(request, "desk/letters/checklist.html", page)
