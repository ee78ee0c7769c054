"""The words of a letter: read as its addressee does, written block by block, with advice."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rapporteur.communications import documents, rules, sisters
from rapporteur.communications.actions import drafting
from rapporteur.communications.letters import Letter
from rapporteur.communications.lint import advice
from rapporteur.communications.models import Communication
from rapporteur.communications.queries import lines_of, rendition_of, words_of
from rapporteur.communications.renditions import rendition
from rapporteur.doors.desk.letter_forms import RenditionForm, WriteForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did, visible
from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.kernel.access.gates import allowed
from rapporteur.kernel.clock import today
from rapporteur.kernel.instance.queries import is_exercise
from rapporteur.law.wording import Remark
from rapporteur.people.vaults.unlocking import WithVault


def told(request: WithVault, letter: Communication) -> dict[str, Any]:
    """Return what the addressee reads, or would read if the letter were of today."""
    keyring = open_keyring(request)
    if letter.rendition_id:
        return rendition_of(letter, keyring, by=request.user)
    words = words_of(letter, keyring, by=request.user)
    names = sisters.names_of(letter, keyring, by=request.user)
    return rendition(letter, words, lines_of(letter), on=today(), sisters=list(names.values()))


@allowed(rules.reads_sealed)
@needs_vault
def communications_read(request: WithVault, pk: UUID) -> HttpResponse:
    """Show the letter as it is read and printed; the journal knows before."""
    letter = visible(request, pk)
    page = {"letter": letter, "told": told(request, letter), "files": FORMS.values()}
    return render(request, "desk/letters/read.html", page)


@require_safe
@allowed(rules.reads_sealed)
@needs_vault
def communications_file(request: WithVault, pk: UUID, ending: str) -> HttpResponse:
    """Hand out the letter as a file, as its page shows it; a draft says that it is one."""
    letter, form = visible(request, pk), FORMS.get(ending)
    if form is None:
        raise Http404
    found = documents.addressed(told(request, letter), exercise=is_exercise(), sent=letter.is_out)
    return handed_out(found, form, letter.code)


def rows(form: WriteForm, said: dict[str, list[Remark]]) -> list[dict[str, Any]]:
    """Return each field with the advice on it, in the order of the form."""
    return [
        {"field": field, "advice": said.get(field.name.removeprefix("block_"), [])}
        for field in form.visible_fields()
    ]


@allowed(rules.reads_sealed)
@needs_vault
def communications_write(request: WithVault, pk: UUID) -> HttpResponse:
    """Write a draft. A vault that locked in between costs nothing: what was typed comes back."""
    letter = visible(request, pk)
    keyring = request.vault.keyring
    words = words_of(letter, keyring, by=request.user) if keyring else Letter()
    form = WriteForm(request.POST or None, letter=letter, words=words)

    def write(given: dict[str, Any]) -> None:
        open_keyring(request)  # else the addressee and hidden blocks would be lost
        drafting.write(
            letter, form.letter_words(), read=given["read"], by=request.user, before=words
        )

    if did(request, form, write, _("Saved as a new version.")):
        return redirect("communications_write", pk)
    shown = form.letter_words() if form.is_bound and form.is_valid() else words
    page = {"letter": letter, "form": form, "rows": rows(form, advice(shown, letter.language))}
    return render(request, "desk/letters/write.html", page)


@allowed(rules.reads_sealed)
def communications_choose(request: WithVault, pk: UUID) -> HttpResponse:
    """Choose how a child is told of, and whether what is reported goes on."""
    letter = visible(request, pk)
    first = {"names_child": letter.names_child, "continuing": letter.continuing}
    form = RenditionForm(request.POST or None, initial=first)
    if did(
        request,
        form,
        lambda given: drafting.choose(letter, by=request.user, **given),
        _("Chosen."),
    ):
        return redirect(letter)
    page = {"letter": letter, "form": form, "heading": _("How a child is told of")}
    return render(request, "desk/letters/form.html", page)
