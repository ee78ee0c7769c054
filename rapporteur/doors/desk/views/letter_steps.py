"""What moves a letter: reviews, steps, invitations, its reference, other ways of delivery."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.cases.plans import words as plans
from rapporteur.communications import reviews, rules, sisters
from rapporteur.communications.actions import drafting, reviewing, sending
from rapporteur.communications.models import Communication
from rapporteur.communications.queries import words_of
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.letter_forms import (
    ExportForm,
    InvitationForm,
    ReferenceForm,
    ReviewForm,
    WordsForm,
)
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letter_proofs import unsourced
from rapporteur.doors.desk.views.letters import STEPS, did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault

ASKED_OF_FACTS = ("submit", "approve")  # where facts without evidence are shown first: R29.3
WITH_WORDS = {
    "return": reviewing.give_back,
    "approve": reviewing.approve,
    "reopen": reviewing.reopen,
    "withdraw": reviewing.withdraw,
}


def take(request: WithVault, letter: Communication, verb: str, given: dict[str, Any]) -> None:
    """Take a step. What needs the words of the letter opens them, which the journal knows."""
    if verb in WITH_WORDS:
        WITH_WORDS[verb](letter, words=given["words"], by=request.user)
    elif verb == "sign":
        reviewing.sign(letter, by=request.user)
    else:
        keyring = open_keyring(request)
        words = words_of(letter, keyring, by=request.user)
        if verb == "submit":
            reviewing.submit(letter, words, read=letter.version, by=request.user)
            return
        names = sisters.names_of(letter, keyring, by=request.user)
        sending.send(letter, words, read=letter.version, by=request.user, sisters=names)


@allowed(rules.reads_sealed)
@needs_vault
def communications_step(request: WithVault, pk: UUID, verb: str) -> HttpResponse:
    """Ask once more, then take the step; a refusal says its reason on this page."""
    if verb not in STEPS:
        raise Http404
    letter = visible(request, pk)
    step, label = STEPS[verb]
    form = (WordsForm if verb in WITH_WORDS else DeskForm)(
        request.POST if request.method == "POST" else None
    )
    if did(request, form, lambda given: take(request, letter, verb, given), _("Done.")):
        return redirect(letter)
    page = {
        "letter": letter,
        "form": form,
        "heading": label,
        "no_plan": verb == "send" and plans.is_missing(letter.case),
        "why_not": step.refusal(request.user, letter),
        "unsourced": unsourced(request, letter) if verb in ASKED_OF_FACTS else [],
    }
    return render(request, "desk/letters/form.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def communications_review(request: WithVault, pk: UUID) -> HttpResponse:
    """Read what reviewers wrote, and add a gender review or a best-interests note."""
    letter = visible(request, pk)
    form = ReviewForm(request.POST or None)
    if did(
        request,
        form,
        lambda given: reviewing.review(letter, by=request.user, **given),
        _("Your review is sealed with this version of the letter."),
    ):
        return redirect("communications_review", pk)
    keyring = request.vault.keyring
    said = reviews.read(letter, keyring, by=request.user) if keyring else []
    page = {"letter": letter, "form": form, "reviews": said}
    return render(request, "desk/letters/review.html", page)


@allowed(rules.reads_sealed)
def communications_invitation(request: SignedIn, pk: UUID, invitation: UUID) -> HttpResponse:
    """Record what an invited mandate answered."""
    letter = visible(request, pk)
    found = get_object_or_404(letter.invitations.all(), pk=invitation)
    form = InvitationForm(request.POST or None, initial={"answer": found.answer})
    if did(
        request,
        form,
        lambda given: drafting.answer_invitation(found, by=request.user, **given),
        _("The answer is recorded."),
    ):
        return redirect(letter)
    page = {"letter": letter, "form": form, "heading": found.mandate}
    return render(request, "desk/letters/form.html", page)


@allowed(rules.reads_sealed)
def communications_reference(request: SignedIn, pk: UUID) -> HttpResponse:
    """Keep the official reference once the Office of the High Commissioner gave it."""
    letter = visible(request, pk)
    form = ReferenceForm(request.POST or None)
    if did(
        request,
        form,
        lambda given: drafting.record_reference(letter, given["text"], by=request.user),
        _("The reference is recorded."),
    ):
        return redirect(letter)
    page = {"letter": letter, "form": form, "heading": _("Record the official reference")}
    return render(request, "desk/letters/form.html", page)


@allowed(rules.reads_sealed)
def communications_export(request: SignedIn, pk: UUID) -> HttpResponse:
    """Record that the letter goes another way, then show it to be printed."""
    letter = visible(request, pk)
    form = ExportForm(request.POST or None)
    if did(
        request,
        form,
        lambda given: sending.export(letter, by=request.user, **given),
        _("Recorded. Print the letter below."),
    ):
        return redirect("communications_read", pk)
    page = {"letter": letter, "form": form, "heading": _("Deliver it another way")}
    return render(request, "desk/letters/form.html", page)
