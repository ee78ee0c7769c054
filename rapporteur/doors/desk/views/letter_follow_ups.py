"""Where no full answer came, as pages: a follow-up letter, another step of the ladder."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import questions, rules
from rapporteur.communications.actions import following
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Communication, TextBlock
from rapporteur.communications.queries import words_of
from rapporteur.communications.replies.rules import works_on_what_is_out
from rapporteur.doors.desk.letter_group_forms import MOST_QUESTIONS, FollowUpForm, RungForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


def asked_in(letter: Communication, words: Letter | None) -> questions.Asked:
    """Return the questions of a letter; numbers alone where the vault locked meanwhile."""
    if words is None:
        return questions.Asked("", tuple(str(n) for n in range(1, MOST_QUESTIONS + 1)))
    return questions.Asked.of(words.blocks.get(TextBlock.Part.QUESTIONS, ""))


@allowed(rules.reads_sealed)
@needs_vault
def communications_follow_up(request: WithVault, pk: UUID) -> HttpResponse:
    """Begin a follow-up to a letter that is out, with the questions that are open."""
    letter = visible(request, pk)
    keyring = request.vault.keyring
    words = words_of(letter, keyring, by=request.user) if keyring else None
    asked = asked_in(letter, words)
    found = questions.open_of(letter, asked)
    form = FollowUpForm(
        request.POST if request.method == "POST" else None,
        questions=asked.questions,
        still_open=found.numbers,
    )
    begun: list[Communication] = []

    def begin(given: dict[str, Any]) -> None:
        open_keyring(request)
        begun.append(following.write_again(letter, words or Letter(), by=request.user, **given))

    if did(request, form, begin, _("The follow-up is begun.")):
        return redirect("communications_write", begun[0].pk)
    page = {
        "letter": letter,
        "form": form,
        "is_known": found.is_known,
        "why_not": works_on_what_is_out(request.user, letter),
    }
    return render(request, "desk/letters/follow_up.html", page)


@allowed(rules.reads_sealed)
def communications_rung(request: SignedIn, pk: UUID) -> HttpResponse:
    """Decide on a step of the ladder. It needs no open vault: sealing takes public keys alone."""
    letter = visible(request, pk)
    form = RungForm(request.POST if request.method == "POST" else None)
    if did(
        request,
        form,
        lambda given: following.decide(letter, by=request.user, **given),
        _("Decided. The reason is sealed."),
    ):
        return redirect("communications_thread", pk)
    page = {
        "letter": letter,
        "form": form,
        "heading": _("Decide on a step"),
        "why_not": works_on_what_is_out(request.user, letter),
    }
    return render(request, "desk/letters/form.html", page)
