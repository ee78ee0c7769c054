"""The language of a reply and its translations, as a page."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rapporteur.communications import rules
from rapporteur.communications.actions import translating
from rapporteur.communications.models import Communication, Reply, ReplyTranslation
from rapporteur.communications.replies.reading import words_of_reply, words_of_translation
from rapporteur.communications.replies.workflow import READ
from rapporteur.doors.desk.forms import DeskForm
from rapporteur.doors.desk.reply_forms import LanguageForm, TranslationForm, WantedTranslationForm
from rapporteur.doors.desk.unlocking import needs_vault, open_keyring
from rapporteur.doors.desk.views.letters import did
from rapporteur.kernel.access.gates import allowed
from rapporteur.people.accounts.http import SignedIn
from rapporteur.people.vaults.unlocking import WithVault


def visible_reply(request: SignedIn, pk: UUID) -> Reply:
    seen = Communication.objects.visible_to(request.user)
    found = Reply.objects.filter(communication__in=seen).select_related(
        "communication__desk", "sealed__record", "reason__record"
    )
    return get_object_or_404(found, pk=pk)


@allowed(rules.reads_sealed)
def communications_translations(request: SignedIn, pk: UUID) -> HttpResponse:
    """Say in which language a reply is, and whether a translation is wanted. Nothing is opened."""
    reply = visible_reply(request, pk)
    post = request.POST if request.method == "POST" else None
    is_language = bool(post) and "language" in request.POST
    language = LanguageForm(post if is_language else None)
    wanted = WantedTranslationForm(None if is_language else post)
    by = request.user

    def say_language(given: dict[str, Any]) -> None:
        translating.say_language(reply, by=by, **given)

    def say(given: dict[str, Any]) -> None:
        translating.say(reply, by=by, **given)

    if is_language and did(request, language, say_language, _("The language is on record.")):
        return redirect("communications_translations", pk)
    if not is_language and did(request, wanted, say, _("Kept.")):
        return redirect("communications_translations", pk)
    page = {
        "reply": reply,
        "letter": reply.communication,
        "translations": reply.translations.select_related("said_by", "made_by", "read_by"),
        "language": None if reply.language else language,
        "wanted": wanted,
    }
    return render(request, "desk/letters/translations.html", page)


@allowed(rules.reads_sealed)
@needs_vault
def communications_translation(request: WithVault, pk: UUID, translation: UUID) -> HttpResponse:
    """Write a translation beside the reply, or say as another that it is right."""
    reply = visible_reply(request, pk)
    found = get_object_or_404(
        ReplyTranslation.objects.select_related("sealed__record", "made_by"),
        reply=reply,
        pk=translation,
    )
    keyring, by = request.vault.keyring, request.user
    told = words_of_translation(found, keyring, by=by) if keyring else {"text": ""}
    confirms = request.POST.get("do") == "confirm"
    post = request.POST if request.method == "POST" else None
    sure = DeskForm(post if confirms else None)
    form = TranslationForm(None if confirms else post, initial=told)

    def write(given: dict[str, Any]) -> None:
        open_keyring(request)
        translating.translate(found, text=given["text"], by=by)

    if confirms and did(
        request, sure, lambda _given: translating.confirm(found, by=by), _("Read by a second.")
    ):
        return redirect("communications_translations", pk)
    if not confirms and did(request, form, write, _("The translation is sealed to the desk.")):
        return redirect("communications_translations", pk)
    page = {
        "reply": reply,
        "letter": reply.communication,
        "translation": found,
        "told": told,
        "words": words_of_reply(reply, keyring, by=by) if keyring else {},
        "form": None if found.state == "read" else form,
        "sure": sure if found.state in READ.sources else None,
    }
    return render(request, "desk/letters/translation.html", page)
