"""The same letter to many States, as pages: begin the letters, take a step with all that are alike."""

from typing import Any
from uuid import UUID

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rapporteur.communications import rules, sisters
from rapporteur.communications.actions import reviewing, sending, spreading
from rapporteur.communications.models import Communication
from rapporteur.communications.queries import words_of
from rapporteur.communications.workflow import State
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.letter_forms import ReviewForm, WordsForm
from rapporteur.doors.desk.letter_group_forms import SpreadForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import STEPS, did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.vaults.unlocking import WithVault

FORMS: dict[str, tuple[Any, type[Form]]] = {
    "submit": (STEPS["submit"][1], DeskForm),
    "review": (gettext_lazy("Reviews"), ReviewForm),
    "approve": (STEPS["approve"][1], WordsForm),
    "sign": (STEPS["sign"][1], DeskForm),
    "send": (STEPS["send"][1], DeskForm),
}
IN_STATE = {
    State.DRAFT: ("submit",),
    State.REVIEW: ("review", "approve"),
    State.APPROVED: ("sign",),
    State.SIGNED: ("send",),
}


def steps_of_set(letter: Communication) -> list[tuple[str, Any]]:
    """Return what can be done with a whole set from where its pattern stands, with its label."""
    return [(verb, FORMS[verb][0]) for verb in IN_STATE.get(State(letter.state), ())]


@allowed(rules.reads_sealed)
@needs_vault
def communications_spread(request: WithVault, pk: UUID) -> HttpResponse:
    """Begin the same letter to many States."""
    letter = visible(request, pk)
    form = SpreadForm(request.POST if request.method == "POST" else None)

    def spread(given: dict[str, Any]) -> None:
        words = words_of(letter, open_keyring(request), by=request.user)
        spreading.spread(letter, words, given["states"], read=letter.version, by=request.user)

    if did(request, form, spread, _("The letters are begun.")):
        return redirect("communications_thread", pk)
    page = {"letter": letter, "form": form, "heading": _("The same letter to many States")}
    return render(request, "desk/letters/form.html", page)


def act_of(
    request: WithVault, letter: Communication, verb: str, given: dict[str, Any]
) -> spreading.Act:
    """Return what is done with each letter of a set. All have the words of the pattern."""
    by = request.user
    if verb == "review":
        return lambda one: reviewing.review(one, by=by, **given)
    if verb == "approve":
        return lambda one: reviewing.approve(one, by=by, **given)
    if verb == "sign":
        return lambda one: reviewing.sign(one, by=by)
    keyring = open_keyring(request)
    words = words_of(letter, keyring, by=by)
    if verb == "submit":
        return lambda one: reviewing.submit(one, words, read=one.version, by=by)
    names = sisters.names_of(letter, keyring, by=by)
    return lambda one: sending.send(one, words, read=one.version, by=by, sisters=names)


@allowed(rules.reads_sealed)
@needs_vault
def communications_set(request: WithVault, pk: UUID, verb: str) -> HttpResponse:
    """Take one step with a letter and all its copies that say the same, all or none."""
    if verb not in FORMS:
        raise Http404
    letter = visible(request, pk)
    label, asked = FORMS[verb]
    form = asked(request.POST if request.method == "POST" else None)

    def take(given: dict[str, Any]) -> None:
        spreading.for_all(letter, act_of(request, letter, verb, given))

    if did(request, form, take, _("Done with each letter of the set.")):
        return redirect("communications_thread", pk)
    page = {
        "letter": letter,
        "form": form,
        "heading": label,
        "alike": spreading.alike(letter),
        "copies": letter.copies.count(),
    }
    return render(request, "desk/letters/set.html", page)
