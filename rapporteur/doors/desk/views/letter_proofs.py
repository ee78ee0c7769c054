"""On what the facts of a letter rest, as a page of the desk and of nobody else."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import proofs, rules
from rapporteur.communications.actions import proving
from rapporteur.communications.letters import Letter
from rapporteur.communications.models import Communication, FactProofs, ProofTerm
from rapporteur.communications.proofs import Proof
from rapporteur.communications.queries import proofs_of, words_of
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.proof_forms import PlaceForm, ProofForm, TieForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.people.vaults.unlocking import WithVault

WAYS: dict[str, Callable[..., FactProofs]] = {
    "add": proving.add,
    "tie": proving.tie,
    "remove": proving.remove,
}


def unsourced(request: WithVault, letter: Communication) -> list[tuple[int, str]]:
    """Return the paragraphs of a letter that nothing rated speaks for; nothing with a locked vault."""
    keyring = request.vault.keyring
    if keyring is None:
        return []
    words = words_of(letter, keyring, by=request.user)
    told, _version = proofs_of(letter, keyring, by=request.user)
    return proofs.unsourced(words.facts, told, ProofTerm.objects.rated())


def named(pieces: list[tuple[int, Proof]]) -> list[dict[str, Any]]:
    """Return pieces as the page shows them, with the words of their codes."""
    labels = ProofTerm.objects.labels()
    return [
        {
            "place": place,
            "piece": one,
            "kind": labels.get(one.kind, one.kind),
            "reliability": labels.get(one.reliability, one.reliability),
        }
        for place, one in pieces
    ]


@allowed(rules.reads_sealed)
@needs_vault
def communications_proofs(request: WithVault, pk: UUID) -> HttpResponse:
    """Show each paragraph of facts with its evidence; add a piece, take one away, tie a loose one."""
    letter = visible(request, pk)
    keyring = request.vault.keyring
    words, told, read = Letter(), list[Proof](), 0
    if keyring:
        words = words_of(letter, keyring, by=request.user)
        told, read = proofs_of(letter, keyring, by=request.user)
    sent = request.POST.get("do", "")
    post = {name: request.POST if sent == name else None for name in WAYS}
    terms = ProofTerm.objects.on(today())
    forms: dict[str, DeskForm] = {
        "add": ProofForm(post["add"], facts=words.facts, terms=terms, initial={"read": read}),
        "tie": TieForm(post["tie"], facts=words.facts),
        "remove": PlaceForm(post["remove"]),
    }

    def act(given: dict[str, Any]) -> None:
        open_keyring(request)
        WAYS[sent](letter, words, told, by=request.user, **given)

    if sent in WAYS and did(request, forms[sent], act, _("Sealed to the desk.")):
        return redirect("communications_proofs", pk)
    numbered = enumerate(zip(words.facts, proofs.beside(words.facts, told), strict=True), 1)
    page = {
        "letter": letter,
        "language": letter.language,
        "facts": [(number, fact, named(pieces)) for number, (fact, pieces) in numbered],
        "loose": named(proofs.loose(words.facts, told)),
        "unsourced": proofs.unsourced(words.facts, told, ProofTerm.objects.rated()),
        "read": read,
        "forms": forms,
    }
    return render(request, "desk/letters/proofs.html", page)
