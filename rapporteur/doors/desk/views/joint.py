"""Joint letters: at the desk that asks, and at the one that is asked."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapporteur.communications import rules
from rapporteur.communications.models import Invitation
from rapporteur.doors.desk.joint_forms import AnswerForm, AskForm
from rapporteur.doors.desk.letter_forms import WordsForm
from rapporteur.doors.desk.pages import page_of
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed, journal_refusal
from rapporteur.kernel.refusals import Refused
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault
from rapporteur.sharing import joint

A_PAGE = 50


@allowed(rules.reads_sealed)
@needs_vault
def communications_ask_to_join(request: WithVault, pk: UUID) -> HttpResponse:
    """Say which mandates are asked, then open a window for each."""
    letter = visible(request, pk)
    named = letter.invitations.filter(answer="none", asked_at=None) | letter.invitations.void()
    initial = {"mandates": list(named.values_list("mandate", flat=True))}
    form = AskForm(request.POST or None, letter=letter, initial=initial)

    def ask(given: dict[str, Any]) -> None:
        joint.ask(letter, given["mandates"], keyring=open_keyring(request), by=request.user)

    if did(request, form, ask, _("They are asked; a window is open for each.")):
        return redirect(letter)
    page = {
        "letter": letter,
        "form": form,
        "heading": _("Ask mandates to join"),
        "why_not": joint.asks(request.user, letter),
    }
    return render(request, "desk/letters/form.html", page)


@allowed(rules.reads_sealed)
def communications_close_window(request: SignedIn, pk: UUID, invitation: UUID) -> HttpResponse:
    """Close a window, or leave a void approval behind, with the reason."""
    letter = visible(request, pk)
    one = get_object_or_404(letter.invitations.all(), pk=invitation)
    form = WordsForm(request.POST or None)
    if did(
        request,
        form,
        lambda given: joint.close(one, words=given["words"], by=request.user),
        _("Closed: this mandate does not sign."),
    ):
        return redirect(letter)
    page = {"letter": letter, "form": form, "heading": _("Close with a reason")}
    return render(request, "desk/letters/form.html", page)


@require_safe
@allowed(rules.reads_sealed)
@needs_vault
def communications_changes(request: WithVault, pk: UUID, invitation: UUID) -> HttpResponse:
    """Show what a mandate proposed, and what changed since it approved."""
    letter = visible(request, pk)
    one = get_object_or_404(letter.invitations.all(), pk=invitation)
    one.communication = letter
    draft, edits = joint.open_at_lead(one, open_keyring(request), by=request.user)
    page = {"letter": letter, "one": one, "draft": draft, "edits": edits}
    return render(request, "desk/joint/changes.html", page)


@allowed(rules.reads_sealed)
def joining_list(request: SignedIn) -> HttpResponse:
    """List the letters that one's desks were asked to join. Nothing of them is opened."""
    found = Invitation.objects.visible_to(request.user).order_by("-closes_at", "pk")
    found = found.select_related("communication__addressee_state")
    return render(request, "desk/joint/list.html", page_of(request, found, A_PAGE))


@allowed(rules.reads_sealed)
@needs_vault
def joining_one(request: WithVault, pk: UUID) -> HttpResponse:
    """Open a draft that one's desk was asked to join, and answer for the mandate."""
    found = Invitation.objects.visible_to(request.user).select_related(
        "desk", "communication__case", "communication__desk", "communication__addressee_state"
    )
    one = get_object_or_404(found, pk=pk)
    form = AnswerForm(request.POST or None, initial={"read": one.asked_version})
    if did(
        request,
        form,
        lambda given: joint.answer(one, by=request.user, **given),
        _("The answer of our mandate is recorded."),
    ):
        return redirect(one)
    letter = one.communication
    page: dict[str, Any] = {"one": one, "letter": letter, "form": form}
    page["why_not"] = joint.answers(request.user, one)
    try:
        draft = joint.open_draft(one, open_keyring(request), by=request.user)
    except Refused as refusal:
        journal_refusal(request, refusal)
        page["error"] = str(refusal)
    else:
        page["draft"] = draft
        page["texts"] = [
            draft.words.shown(text, letter.language, named=letter.names_child)
            for text in draft.words.texts()
            if text.strip()
        ]
    return render(request, "desk/joint/one.html", page)
