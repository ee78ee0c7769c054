"""Attempts to deliver a letter, as pages: log one, say what became of it."""

from typing import Any
from uuid import UUID

from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import rules, sealing
from rapporteur.communications.actions import attempting, scanning
from rapporteur.communications.models import Attempt
from rapporteur.doors.desk.attempt_forms import (
    ACKNOWLEDGED,
    AttemptForm,
    OutcomeForm,
    ScanForm,
)
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.doors.uploads import takes_file
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.accounts.models import Account
from rapporteur.people.vaults.unlocking import WithVault


@allowed(rules.reads_sealed)
def communications_tried(request: SignedIn, pk: UUID) -> HttpResponse:
    """Log an attempt. Sealing its proof takes public keys alone."""
    letter = visible(request, pk)
    form = AttemptForm(request.POST or None)
    if did(
        request,
        form,
        lambda given: attempting.attempt(letter, by=request.user, **given),
        _("The attempt is on record. The dates of the letter stay."),
    ):
        return redirect(letter)
    page = {"letter": letter, "form": form, "heading": _("Log an attempt")}
    return render(request, "desk/letters/form.html", page)


def tell(made: Attempt, given: dict[str, Any], by: Account) -> None:
    if given["outcome"] == ACKNOWLEDGED:
        attempting.acknowledge(made, on=given["on"], by=by)
    else:
        attempting.tell_outcome(made, **given, by=by)


@allowed(rules.reads_sealed)
@needs_vault
def communications_attempt(request: WithVault, pk: UUID, attempt: UUID) -> HttpResponse:
    """Show what proves an attempt, which the journal knows before, and say what became of it."""
    letter = visible(request, pk)
    made = get_object_or_404(letter.attempts.select_related("by", "proof__record"), pk=attempt)
    form = OutcomeForm(request.POST or None)
    if did(request, form, lambda given: tell(made, given, request.user), _("It is on record.")):
        return redirect(letter)
    proof = ""
    if made.proof:
        keyring = open_keyring(request)
        reader = sealing.desk_of(letter)
        proof = sealing.read(made.proof, reader, keyring, by=str(request.user.pk))["proof"]
    scans = made.scans.select_related("by").annotate(read=Count("texts"))
    page = {"letter": letter, "form": form, "attempt": made, "proof": proof, "scans": scans}
    return render(request, "desk/letters/attempt.html", page)


@takes_file
@allowed(rules.reads_sealed)
def communications_scan(request: SignedIn, pk: UUID, attempt: UUID) -> HttpResponse:
    """Add a scan of what proves an attempt. Sealing it takes public keys alone."""
    letter = visible(request, pk)
    made = get_object_or_404(letter.attempts.all(), pk=attempt)
    form = ScanForm(request.POST, request.FILES) if request.method == "POST" else ScanForm()
    if did(
        request,
        form,
        lambda given: scanning.add_scan(made, by=request.user, **given),
        _("The scan is sealed."),
    ):
        return redirect("communications_attempt", pk, attempt)
    page = {"letter": letter, "form": form, "heading": _("Add a scan")}
    return render(request, "desk/letters/form.html", page)
